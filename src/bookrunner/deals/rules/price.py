"""Prices to the public, per 100 of face."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.grammar import PERCENTS, price_of
from bookrunner.deals.rules.rule import Found, Rule

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

_BARE: Final = re.compile(r"\d{2,3}\.\d+(?![\d%])")


def read_price(value: Passage, _label: Passage) -> Outcome:
    """The first percentage; accrued interest and the principal are told after it."""
    found = value.search(PERCENTS) or value.match(_BARE)
    if found:
        yield Found("price", price_of(found[0]), value.group(found), "price.stated")


RULE: Final = Rule(
    "price",
    r"(?:initial\s|re\s?offer\s|issue\s)?prices?(?:\sto\s(?:the\s)?(?:public|investors))?"
    r"(?:\sissue\sprice)?|(?:initial\s)?(?:public\s)?(?:offering|issue|reoffer|re\soffer|offer)\sprice"
    r"(?:\sto\s(?:the\s)?public)?|issue\sprice\sprice\sto\spublic|public\soffering|"
    r"price\sto\sthe\spublic\sissue\sprice|price\spublic|offering\sprice\sissue\sprice",
    read_price,
)
