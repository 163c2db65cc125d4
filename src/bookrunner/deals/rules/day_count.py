"""Day counts, as stated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.deals.deal import Kind
from bookrunner.deals.rules.rule import Found, Rule

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

_COUNT: Final = re.compile(
    r"30E?\s?[/-]\s?360(?:\s?\(?ISDA\)?)?|(?:actual|act)\s?[/-]\s?(?:actual|act|36\d(?:\s?\(fixed\)|F)?)"
    r"(?:\s?\(?(?:ICMA|ISDA|AFB)\)?)?(?:\s?\(fixed\))?|360[\s-]day\s*year\s+(?:of|consisting\s+of|comprised\s+of)"
    r"\s+twelve\s*30[\s-]day\s*months",
    re.IGNORECASE,
)
_FIXED_PERIOD: Final = re.compile(r"fixed[\s-]+rate\s+period", re.IGNORECASE)
_FLOATING_PERIOD: Final = re.compile(r"floating[\s-]+rate\s+period", re.IGNORECASE)
_SLASH: Final = re.compile(r"(?<=\w)\s*[/-]\s*(?=\w)")


def read_day_count(value: Passage, label: Passage) -> Outcome:
    """The convention named; of the fixed period where there are two."""
    if label.search(_FLOATING_PERIOD):
        return
    if value.search(_FIXED_PERIOD) and (floats := value.search(_FLOATING_PERIOD)):
        later = value.group(floats)
        yield Found("kind", Kind.FIXED_TO_FLOATING, later, "kind.periods")
    if found := value.search(_COUNT):
        words = "30/360" if "twelve" in found[0] else _SLASH.sub("/", found[0])
        words = " ".join(words.split())
        yield Found("day_count", words, value.group(found), "day_count.stated")


RULE: Final = Rule(
    "day_count",
    r"(?:interest\s)?day\scount(?:ing)?(?:\s(?:convention|fraction|basis|method))?(?:\sand.*)?"
    r"|coupon\scalculation|(?:basis\sof\s)?(?:interest\s)?(?:accrual|calculation)\sbasis|interest\sbasis|daycount.*",
    read_day_count,
)
