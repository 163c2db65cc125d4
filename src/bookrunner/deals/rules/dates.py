"""The day a deal is priced, and the day it settles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.grammar import DAYS, day_of
from bookrunner.deals.rules.rule import Found, Rule, Scope

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage


ISSUE_DATE: Final = "settlement_date.issue_date"


def read_pricing_date(value: Passage, _label: Passage) -> Outcome:
    """The first day stated."""
    if found := value.search(DAYS):
        yield Found(
            "pricing_date", day_of(found[0]), value.group(found), "pricing_date.stated"
        )


def read_settlement_date(value: Passage, label: Passage) -> Outcome:
    """The first day stated; a day of issue is one too, but of a reopening it is older."""
    if found := value.search(DAYS):
        called = label.words.lower()
        issue = "issu" in called and "settle" not in called
        rule = ISSUE_DATE if issue else "settlement_date.stated"
        yield Found("settlement_date", day_of(found[0]), value.group(found), rule)


PRICING: Final = Rule(
    "pricing_date",
    r"(?:pricing|trade|launch|transaction|pricing\sand\strade)\s?date(?:\sand\stime)?|date\spriced|priced|trade"
    r"|pricing|date\sof\s(?:pricing|trade)|pricing\strade\sdate|trade\sand\spricing\sdate",
    read_pricing_date,
    Scope.DEAL,
)
SETTLEMENT: Final = Rule(
    "settlement_date",
    r"(?:expected\s|anticipated\s|initial\s)?(?:settle(?:ment)?|closing|original\sissue|issue|issuance|delivery|value|payment"
    r"|settlement\sand\s(?:delivery|closing|issue)|closing\sand\ssettlement|original\sissuance|issue\ssettlement"
    r"|settlement\soriginal\sissue|delivery\sand\ssettlement)"
    r"(?:\s(?:and\s)?(?:closing\s|issue\s|delivery\s)?dates?)?(?:\st\s\d+)?|date\sof\s(?:settlement|issue|delivery)",
    read_settlement_date,
    Scope.DEAL,
)
