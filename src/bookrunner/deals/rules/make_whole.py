"""Calls: the make-whole spread, and the day from which the issuer may redeem at par."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.grammar import BASIS_POINTS, DAY, DAYS, day_of, spread_of
from bookrunner.deals.rules.rule import Found, Rule

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

_UNTIL: Final = re.compile(
    rf"\b(?:prior\s+to|before|until)\s+(?P<day>{DAY})", re.IGNORECASE
)
_FROM: Final = re.compile(
    rf"\b(?:on\s+(?:and|or)\s+after|on\s+or\s+following|from\s+(?:and\s+)?(?:after|including)?,?|after|beginning)"
    rf"\s+(?P<day>{DAY})|\bat\s+par\b[^.;]{{0,40}}?\bon\s+(?P<at>{DAY})",
    re.IGNORECASE,
)
_SPREAD: Final = re.compile(
    r"make[\s-]?whole|treasury|\bT\s?\+|bund|gilt|benchmark|reference|comparable",
    re.IGNORECASE,
)


def read_redemption(value: Passage, label: Passage) -> Outcome:
    """The spread over the reference rate, and the day it gives way to par."""
    points = value.search(BASIS_POINTS)
    about = f"{label.words} {value.words}"
    if points and re.search(_SPREAD, about):
        words = points[0]
        yield Found(
            "make_whole_spread", spread_of(words), value.group(points), "make_whole.stated"
        )
    for pattern, rule in (
        (_UNTIL, "par_call.make_whole_until"),
        (_FROM, "par_call.on_or_after"),
    ):
        if found := value.search(pattern):
            which = "at" if "at" in pattern.groupindex and found["at"] else "day"
            yield Found(
                "par_call_date", day_of(found[which]), value.group(found, which), rule
            )


def read_par_call(value: Passage, _label: Passage) -> Outcome:
    """The day from which par is paid."""
    if found := value.search(DAYS):
        yield Found(
            "par_call_date", day_of(found[0]), value.group(found), "par_call.stated"
        )


RULE: Final = Rule(
    "make_whole",
    r"make\swhole(?:\s(?:call|redemption|premium|spread|provisions?|amount|price|discount\srate"
    r"|basis))*(?:\s(?:at\sissuer|date|and\spar\scall))?|(?:optional|early|issuer|company)?\s?(?:redemption|call)s?"
    r"(?:\s(?:provisions?|features?|terms|rights?|options?|prices?|at\sthe\soption\sof\sthe\s(?:issuer|company)|at"
    r"\s(?:our|issuer\ss)\soption|dates?))*|optional\sredemption.*|redemption\sand\srepayment|callable",
    read_redemption,
)
PAR_CALL: Final = Rule(
    "par_call",
    r"(?:optional\s)?par\scalls?(?:\s(?:date|redemption|provision))?s?|call\sat\spar|par\sredemption",
    read_par_call,
)
