"""Calls: the make-whole spread, and the day from which the issuer may redeem at par."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.grammar import BASIS_POINTS, DAYS, day_of, spread_of
from bookrunner.deals.rules.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

_RATES: Final = (
    r"make[\s\u2013-]?whole|treasury|\bT\s?\+|\bbunds?\b|\bgilts?\b|benchmark|reference"
    r"|comparable|adjusted"
)
_RATE: Final = re.compile(_RATES, re.IGNORECASE)
# A day from which something else than par is paid: “on or after ... at the Treasury Rate”.
_PAR: Final = r"\bpar\b|\b100(?:\.0+)?\s?%"
_NOT_AT_PAR: Final = re.compile(
    rf"(?:(?!{_PAR})(?:U\.S\.|[^.;])){{0,150}}?(?:{_RATES}|(?!{_PAR})\b\d{{2,3}}(?:\.\d+)?\s?%)",
    re.IGNORECASE,
)
# What a day is said for; the last of these before it decides.
_CUE: Final = re.compile(
    r"(?P<until>\bprior\s+to\b|\bbefore\b|\buntil\b|\bearlier\s+than\b)"
    r"|(?P<since>\b(?:on|at\s+any\s+time)\s+(?:and|or)\s+after\b|\bor\s+after\b|\bbeginning\s+(?:with|on)\b(?:\s+the\s+interest\s+payment\s+date\s+of)?|\bat\s+any\s+time\s+(?:on\s+)?after\b"
    r"|\bon\s+or\s+following\b|\bpar\s+call\s+date\b|\bfrom\s+and\s+after\b|\bcallable\s+at\s+par\b[^.;]{0,20}?\bfrom\b)"
    r"|(?P<other>\b(?:from|to|and)?,?\s*(?:and|but)?,?\s*(?:including|excluding)\b|\baccru\w+|\bdated\b|\bif\b|\bissued\b"
    r"|\bmatur\w+\s+on\b|\bspecial\b|\bmonths?\s+prior\b)",
    re.IGNORECASE,
)
_PAR_CALL_RULES: Final = {
    "until": "par_call.make_whole_until",
    "since": "par_call.on_or_after",
}
_FAR_BACK: Final = 2_000  # letters: what was said further back is of something else
_ASIDE: Final = re.compile(r"\([^()]{3,300}\)")


def read_redemption(value: Passage, label: Passage) -> Outcome:
    """The spread over the reference rate, and the day it gives way to par.

    A list such as “Treasury Rate plus 5 bps in the case of the 2028 Notes, 10 bps in the
    case of ...” is read part by part: what the numbers are may be said before the part.
    """
    begin = max(min(label.start, value.start), value.start - _FAR_BACK)
    context = label.between(begin, value.end)
    points = value.search(BASIS_POINTS)
    if points and context.search(_RATE):
        words = points[0]
        yield Found(
            "make_whole_spread", spread_of(words), value.group(points), "make_whole.stated"
        )
    for day, rule in _par_calls(value, context):
        yield Found("par_call_date", day_of(day.words), day, rule)


def _par_calls(value: Passage, context: Passage) -> Sequence[tuple[Passage, str]]:
    """The days from which par is paid; of several, those that pay another price go."""
    days = list(value.finditer(DAYS))
    if not days:
        return []
    cues = list(context.finditer(_CUE))
    ends = [cue.end() for cue in cues]
    since = [cue.start() for cue in cues if cue.lastgroup == "since"]
    asides = [aside.span() for aside in context.finditer(_ASIDE)]
    told, at_par = [], []
    for found in days:
        kind = _said_for(
            found.start(), cues[: bisect_right(ends, found.start() + 1)], asides
        )
        if kind not in _PAR_CALL_RULES:
            continue
        told.append((value.group(found), _PAR_CALL_RULES[kind]))
        following = [*since[bisect_left(since, found.end()) :][:1], value.end][0]
        if kind == "until" or not _NOT_AT_PAR.match(value.text, found.end(), following):
            at_par.append(told[-1])
    several = len({day_of(day.words) for day, _ in told}) > 1
    return at_par if several and at_par else told


def _said_for(
    day: int, cues: Sequence[re.Match[str]], asides: Sequence[tuple[int, int]]
) -> str | None:
    """What the last cue before a day says it is, cues in closed brackets left out."""
    for cue in reversed(cues):
        inside = bisect_left(asides, (cue.start(), 0)) - 1
        if inside < 0 or not cue.start() < asides[inside][1] <= day:
            return cue.lastgroup
    return None


def read_par_call(value: Passage, _label: Passage) -> Outcome:
    """The day from which par is paid."""
    if found := value.search(DAYS):
        yield Found(
            "par_call_date", day_of(found[0]), value.group(found), "par_call.stated"
        )


RULE: Final = Rule(
    "make_whole",
    r"(?:(?:optional|early|issuer|company)\s)*make\swhole(?:\s(?:call|redemption|premium|spread|provisions?|amount|price|discount\srate|basis|and|par|feature))*"
    r"(?:\s(?:at\sissuer|date|payment|over\streasur(?:y|ies)))?|(?:optional|early|issuer|company|issuer\soptional)?\s?(?:redemption|call)s?"
    r"(?:\s(?:provisions?|features?|terms|rights?|options?|prices?|at\sthe\soption\sof\sthe\s(?:issuer|company)|at"
    r"\s(?:our|issuer\ss)\soption|dates?|schedule))*|optional\sredemption.*|redemption\sand\srepayment|callable"
    r"|(?:par\scall\sand\s)make\swhole(?:\scall)?|call\sdates?|redemption\sat\s(?:the\s)?(?:issuer|company)\ss\soption",
    read_redemption,
)
PAR_CALL: Final = Rule(
    "par_call",
    r"(?:optional\s|issuer\s|\d+\smonths?\s)?par\s(?:calls?|redemption)(?:\s(?:date|redemption|provisions?|period|option))*"
    r"|call\sat\spar|first\spar\scall(?:\sdate)?",
    read_par_call,
)
