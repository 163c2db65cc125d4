"""The currency of the notes, where a sheet names it in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.rule import Found, Rule, Scope

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

NAMES: Final = {
    "USD": r"U\.?S\.?\s+dollars?|United\s+States\s+dollars?|\bUSD\b|\bUS\$",
    "EUR": r"\beuros?\b|\bEUR\b|€",
    "GBP": r"pounds?\s+sterling|\bsterling\b|\bGBP\b|£",
    "JPY": r"\byen\b|\bJPY\b|¥",
    "CAD": r"Canadian\s+dollars?|\bCAD\b|\bC\$",
    "AUD": r"Australian\s+dollars?|\bAUD\b|\bA\$",
    "CHF": r"Swiss\s+francs?|\bCHF\b",
    "SEK": r"Swedish\s+kron\w+|\bSEK\b",
    "NOK": r"Norwegian\s+kron\w+|\bNOK\b",
}
NAMED: Final = re.compile(
    "|".join(f"(?P<{code}>{names})" for code, names in NAMES.items()), re.IGNORECASE
)
ALL_AMOUNTS: Final = re.compile(
    r"(?:all\s+amounts|amounts?|payments?)[^.\n]{0,60}?\b(?:are|is|will\s+be)\s+(?:made\s+|stated\s+|expressed\s+)?in\s+",
    re.IGNORECASE,
)


def read_currency(value: Passage, _label: Passage) -> Outcome:
    """The first currency named."""
    if found := value.search(NAMED):
        yield Found("currency", found.lastgroup, value.group(found), "currency.named")


RULE: Final = Rule(
    "currency",
    r"(?:specified\s|issue\s|offering\s|payment\s)?currency(?:\sof\s(?:payment|denomination|issue))?",
    read_currency,
    Scope.DEAL,
)
