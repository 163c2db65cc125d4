"""What the money is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.rule import Found, Rule, Scope

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage


def read_use_of_proceeds(value: Passage, _label: Passage) -> Outcome:
    """The words themselves."""
    if value:
        yield Found(
            "use_of_proceeds", " ".join(value.words.split()), value, "proceeds.stated"
        )


RULE: Final = Rule(
    "use_of_proceeds",
    r"(?:intended\s)?use\sof\s(?:net\s)?proceeds",
    read_use_of_proceeds,
    Scope.DEAL,
)
