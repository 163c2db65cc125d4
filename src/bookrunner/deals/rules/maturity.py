"""Maturity: the day the face is paid back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.grammar import DAYS, day_of
from bookrunner.deals.rules.rule import Found, Rule

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage


def read_maturity(value: Passage, _label: Passage) -> Outcome:
    """The day stated."""
    if found := value.search(DAYS):
        yield Found("maturity", day_of(found[0]), value.group(found), "maturity.stated")


RULE: Final = Rule(
    "maturity",
    r"(?:stated\s|final\s|scheduled\s|legal\s|expected\s)?(?:final\s)?maturit(?:y|ies)(?:\sdates?)?"
    r"|(?:stated\s)?maturity\s(?:of\s(?:the\s)?(?:notes|bonds))|due(?:\sdate)?|redemption\sdate"
    r"|date\sof\smaturity|final\sredemption\sdate",
    read_maturity,
)
