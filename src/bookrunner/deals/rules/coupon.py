"""Coupons: fixed rates, and the index and margin of floating ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Reason
from bookrunner.deals.rules.grammar import BASIS_POINTS, PERCENTS, percent_of, spread_of
from bookrunner.deals.rules.rule import Doubt, Found, Rule

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

_TERM: Final = (
    r"(?:(?:one|two|three|six|twelve|1|2|3|6|12)[\s-]?months?\s+|\d+M\s+|daily\s+"
    r"|overnight\s+)"
)
INDEX: Final = re.compile(
    rf"(?:{_TERM})?(?:compounded\s+(?:average\s+(?:of\s+)?)?(?:daily\s+|in\s+arrears\s+)?(?:SOFR|SONIA|CORRA|€STR|SARON|TONA)"
    rf"|(?:U\.?S\.?\s+dollar\s+|USD\s+|term\s+|average\s+)?(?:LIBOR|SOFR|EURIBOR|SONIA|CDOR|CORRA|€STR"
    rf"|SARON|TONA|TIBOR|BBSW|federal\s+funds(?:\s+effective)?\s+rate|CMT|prime\s+rate)(?:\s+index)?)",
    re.IGNORECASE,
)
_PLUS: Final = re.compile(
    r"(?:\((?:[^()]|\([^()]*\)){0,400}\)|[^.;%(]){0,60}?(?:\bplus\b|\+|\bminus\b|\u2013|(?<=\s)-)\s*(?:a\s+(?:margin|spread)\s+of\s+)?",
    re.IGNORECASE,
)
# A rate behind these words is no coupon: it is added to an index, or a bound.
_ADDED: Final = re.compile(
    r"(?:\bplus|\+|\bminus|\bspread\s+of|\bmargin\s+of|\bbelow|\bexceed|\bless\s+than"
    r"|\bminimum|\bmaximum|\bfloor|\bcap)[^.;%\d]{0,20}$",
    re.IGNORECASE,
)
_MINUS: Final = re.compile(r"minus\b", re.IGNORECASE)
# Beside these labels stands what a rate is set to, and no coupon of its own.
_SET_TO: Final = re.compile(r"\b(?:reference|benchmark|base)\s+rate", re.IGNORECASE)
_STEP: Final = re.compile(r"reset|step|thereafter|five[\s-]year|treasury", re.IGNORECASE)


def read_coupon(value: Passage, label: Passage) -> Outcome:
    """The rate, or the index and what is added to it; both for fixed-to-floating."""
    index = value.search(INDEX)
    fixed = value.between(value.start, index.start() if index else value.end)
    rates = [rate for rate in fixed.finditer(PERCENTS) if not _is_added(fixed, rate)]
    if label.search(_SET_TO):
        rates = []
    if len(rates) == 1 or (rates and (index or fixed.search(_STEP))):
        words = rates[0][0]
        yield Found("coupon", percent_of(words), fixed.group(rates[0]), "coupon.stated")
    elif len({percent_of(rate[0]) for rate in rates}) > 1:
        told = ", ".join(rate[0] for rate in rates)
        yield Doubt("coupon", Reason.CONFLICT, f"several rates stated: {told}", value)
    elif rates:
        yield Found(
            "coupon", percent_of(rates[0][0]), fixed.group(rates[0]), "coupon.stated"
        )
    if index:
        yield Found(
            "floating_index", " ".join(index[0].split()), value.group(index), "coupon.index"
        )
        yield from _margin(value.between(index.end(), value.end))


def _is_added(value: Passage, rate: re.Match[str]) -> bool:
    """Whether a rate is added to an index, or bounds one."""
    before = value.between(max(value.start, rate.start() - 40), rate.start())
    return _ADDED.search(f"{before.words} ") is not None


def _margin(rest: Passage) -> Outcome:
    plus = rest.match(_PLUS)
    if plus is None:
        return
    after = rest.between(plus.end(), rest.end)
    sign = -1 if re.search(r"minus|\u2013|-", plus[0]) else 1
    percent, points = after.match(PERCENTS), after.match(BASIS_POINTS)
    if percent:
        yield Found(
            "margin", sign * percent_of(percent[0]), after.group(percent), "margin.percent"
        )
    elif points:
        yield Found(
            "margin", sign * spread_of(points[0]), after.group(points), "margin.points"
        )


def read_margin(value: Passage, _label: Passage) -> Outcome:
    """What is added to the index, in basis points or percent."""
    sign = -1 if value.match(_MINUS) else 1
    points, percent = value.search(BASIS_POINTS), value.search(PERCENTS)
    if points:
        margin = sign * spread_of(points[0])
        yield Found("margin", margin, value.group(points), "margin.points")
    elif percent:
        margin = sign * percent_of(percent[0])
        yield Found("margin", margin, value.group(percent), "margin.percent")


MARGIN: Final = Rule(
    "margin",
    r"(?:floating\srate\s(?:period\s)?)(?:spread|margin)|(?:spread\s)?margin|spread\s(?:over|to)\s(?:the\s)?"
    r"(?:index|base\srate(?:\sor\sbenchmark)?|(?:compounded\s|term\s)?(?:sofr|libor|euribor|sonia|corra))",
    read_margin,
)
LABELS: Final = (
    r"(?:annual\s|initial\s|fixed\s|per\sannum\s|nominal\s)?(?:coupons?|interest\srates?|interest"
    r"|rate|coupon\srate)(?:\s(?:per\sannum|basis|per\syear|type))?|annual\srate|(?:floating\srate\s|interest\srate\s)?index|floating\srate\sbenchmark|rate\sof\sinterest"
    r"|(?:coupon|rate)\s(?:and\s)?interest(?:\srate)?|coupon\sinterest\srate|base\srate|reference\srate"
    r"|(?:floating\s)?(?:interest\s)?rate\sbasis|floating\s(?:interest\s)?rate|fixed\srate"
    r"|(?:annual\s)?interest\srate\sper\sannum|benchmark\srate|stated\srate"
)
"""What a rate stands beside."""
