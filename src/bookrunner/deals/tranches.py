"""Which tranches a sheet sells, and which of them a reference means.

Neither years nor coupons are keys: two tranches may share either, so a reference that
fits more than one is resolved by its exact designation or not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bookrunner.deals.references import EACH
from bookrunner.deals.rules.grammar import percent_of
from bookrunner.deals.rules.title import DESIGNATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from bookrunner.filings.passage import Passage

_YEAR: Final = re.compile(r"\b(?:19|20|21)\d\d\b")
_DUE: Final = re.compile(
    r"\b(?:due|maturing)\b.*?\b((?:19|20|21)\d\d)\b", re.IGNORECASE | re.DOTALL
)
_RATE: Final = re.compile(r"\d{1,2}(?:\.\d+)?\s?%")
_FLOATING: Final = re.compile(r"floating|variable|\bFRNs?\b", re.IGNORECASE)
_FIXED: Final = re.compile(r"fixed", re.IGNORECASE)
_SERIES: Final = re.compile(r"Series\s+([A-Z0-9]{1,3})\b")
_SQUASH: Final = re.compile(r"[^a-z0-9.%]")


@dataclass(frozen=True, slots=True)
class Name:
    """What a tranche is called: its title, its designation, and what the title tells."""

    title: Passage
    designation: str = ""

    @property
    def words(self) -> str:
        """The title on one line."""
        return " ".join(self.title.words.split())

    @property
    def year(self) -> str:
        """The year it is due, or ""."""
        due = _DUE.search(self.words)
        if due:
            return due[1]
        bare = _YEAR.search(self.words)
        return bare[0] if bare else ""

    @property
    def rate(self) -> Decimal | None:
        """The coupon in the title."""
        found = _RATE.search(self.words)
        return percent_of(found[0]) if found else None

    @property
    def floats(self) -> bool:
        """Whether the title speaks of a floating rate and of no fixed one."""
        return bool(_FLOATING.search(self.words)) and self.rate is None

    @property
    def series(self) -> str:
        """The letter of the series, or ""."""
        found = _SERIES.search(self.words)
        return found[1] if found else ""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two titles the same tranche."""
        if self.rate is None and not self.floats:
            return (squashed(self.words),)
        return (self.year, self.rate, self.floats, self.series)


def squashed(words: str) -> str:
    """Letters and figures alone, for comparing names."""
    return _SQUASH.sub("", words.lower())


def named(titles: Iterable[Passage]) -> list[Name]:
    """The tranches these titles name, each once, with the designation that follows."""
    found: dict[tuple[object, ...], Name] = {}
    for title in titles:
        name = Name(title, _designation(title))
        known = found.get(name.key)
        if known is None:
            found[name.key] = name
        elif name.designation and not known.designation:
            found[name.key] = Name(known.title, name.designation)
    return list(found.values())


def _designation(title: Passage) -> str:
    after = DESIGNATED.match(title.text, title.end + _gap(title))
    return after["name"].strip() if after else ""


def _gap(title: Passage) -> int:
    rest = title.text[title.end : title.end + 4]
    return len(rest) - len(rest.lstrip(" \n*,"))


def meant(reference: str, names: Sequence[Name]) -> list[int]:
    """The places of the tranches that a reference means; empty where it fits several.

    “2028 Notes and 2030 Notes” means two.
    """
    places = [_one(each[0], names) for each in EACH.finditer(reference)]
    return sorted({place for place in places if place is not None})


def _one(reference: str, names: Sequence[Name]) -> int | None:
    squash = squashed(reference).removeprefix("the")
    exact = [i for i, name in enumerate(names) if squashed(name.designation) == squash]
    if len(exact) == 1:
        return exact[0]
    fits = [i for i, name in enumerate(names) if squashed(name.words) == squash]
    fits = fits or [i for i, name in enumerate(names) if _fits(reference, name)]
    if len(fits) > 1 and not _FLOATING.search(reference):
        # A floater is called by that name, so a bare year is the fixed-rate tranche.
        fits = [i for i in fits if not names[i].floats] or fits
    return fits[0] if len(fits) == 1 else None


def _fits(reference: str, name: Name) -> bool:
    year, rate = _YEAR.search(reference), _RATE.search(reference)
    series = _SERIES.search(reference)
    if not (
        year or rate or series or _FLOATING.search(reference) or _FIXED.search(reference)
    ):
        return False
    return (
        (year is None or year[0] == name.year)
        and (rate is None or percent_of(rate[0]) == name.rate)
        and (series is None or series[1] == name.series)
        and (not _FLOATING.search(reference) or name.floats or "to" in reference.lower())
        and (not _FIXED.search(reference) or not name.floats)
    )
