"""Yields to maturity at the price to the public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.grammar import SIGNED_PERCENTS, percent_of
from bookrunner.deals.rules.rule import Found, Rule

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage


def read_yield(value: Passage, _label: Passage) -> Outcome:
    """The first percentage."""
    if found := value.search(SIGNED_PERCENTS):
        words = found[0]
        yield Found(
            "yield_to_maturity", percent_of(words), value.group(found), "yield.stated"
        )


RULE: Final = Rule(
    "yield",
    r"(?:re\s?offer\s|reoffering\s|re\soffering\s|issue\s|pricing\s|offering\s|offer\s|annual\s"
    r"|all\sin\s|semi\sannual\s)?yield(?:\sto\smaturity)?(?:\sat\s(?:issue|pricing))?|ytm"
    r"|yield\sat\sissue|(?:semi\sannual|annual)\syield\sto\smaturity",
    read_yield,
)
