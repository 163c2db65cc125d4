"""Resets: the day a fixed rate is set anew, and what is added to the rate it is set to.

“6.875% to, but excluding, February 1, 2030; then the Five-Year Treasury Rate plus 2.386%”
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.deals.deal import Kind
from bookrunner.deals.rules.grammar import (
    BASIS_POINTS,
    DAY,
    DAYS,
    PERCENTS,
    day_of,
    percent_of,
    spread_of,
)
from bookrunner.deals.rules.rule import Found, Rule

if TYPE_CHECKING:
    from decimal import Decimal

    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

_SET_TO: Final = re.compile(
    r"\b(?:five|seven|ten|5|7|10)[\s-]*years?\s*(?:U\.?\s?S\.?\s+)?(?:CMT|treasury|constant\s+maturity"
    r"|government|GoC|canada|gilt|mid[\s-]?(?:market\s+)?swaps?|swap)[\w\s]{0,20}?(?:rate|yield)"
    r"|\b(?:applicable|prevailing)\s+U\.?S\.?\s+Treasury\s+Rate|\breset\s+reference\s+rate|\bmid[\s-]?(?:market\s+)?swap\s+rate",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(
    rf"(?:excluding|not\s*including),?\s+(?P<day>{DAY})", re.IGNORECASE
)
_PLUS: Final = re.compile(
    r"\bplus,?\s+(?:\(?[ivx]{1,3}\)\s*)?(?:an?\s+(?:\w+\s+)?(?:margin|spread)\s+(?:of|equal\s+to)\s+)?",
    re.IGNORECASE,
)


def read_reset(value: Passage, _label: Passage) -> Outcome:
    """Of a rate that is set anew: how it pays, from which day, and what is added."""
    set_to = value.search(_SET_TO)
    if set_to is None:
        return
    fixed = value.between(value.start, set_to.start())
    if fixed.search(PERCENTS):
        words = value.group(set_to)
        yield Found("kind", Kind.FIXED_TO_FIXED, words, "kind.reset")
        if until := fixed.search(_UNTIL):
            day = fixed.group(until, "day")
            yield Found("reset_date", day_of(day.words), day, "reset_date.stated")
    yield from _added(value.between(set_to.end(), value.end))


def _added(rest: Passage) -> Outcome:
    """The margin, where one is told; of several that step up, none."""
    margins = [
        (rate, words)
        for plus in rest.finditer(_PLUS)
        if (margin := _margin(rest.between(plus.end(), rest.end))) is not None
        for rate, words in [margin]
    ]
    if len({rate for rate, _ in margins}) == 1:
        rate, words = margins[0]
        yield Found("reset_margin", rate, words, "reset_margin.stated")


def _margin(words: Passage) -> tuple[Decimal, Passage] | None:
    if percent := words.match(PERCENTS):
        return percent_of(percent[0]), words.group(percent)
    if points := words.match(BASIS_POINTS):
        return spread_of(points[0]), words.group(points)
    return None


def read_reset_date(value: Passage, _label: Passage) -> Outcome:
    """The first day on which the rate is set anew."""
    if found := value.match(DAYS):
        yield Found("reset_date", day_of(found[0]), value.group(found), "reset_date.stated")


def read_reset_margin(value: Passage, _label: Passage) -> Outcome:
    """What is added to the rate it is set to."""
    start = value.match(re.compile(r"\+\s?"))
    bare = value.between(start.end(), value.end) if start else value
    if margin := _margin(bare):
        yield Found("reset_margin", *margin, "reset_margin.stated")


DATE: Final = Rule(
    "reset_date",
    r"(?:first\s|initial\s)(?:interest\s|par\s)?reset\sdate|(?:interest\srate\s)?reset\sdate",
    read_reset_date,
)
MARGIN: Final = Rule("reset_margin", r"reset\s(?:margin|spread)", read_reset_margin)
