"""Which tranches a sheet sells, and which of them a reference means.

Neither years nor coupons are keys: two tranches may share either, so a reference that
fits more than one is resolved by its exact designation or not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bookrunner.deals.references import EACH
from bookrunner.deals.rules.grammar import PERCENT, percent_of
from bookrunner.deals.rules.title import DESIGNATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from bookrunner.filings.passage import Passage

_YEAR: Final = re.compile(r"\b(?:19|20|21)\d\d\b")
_DUE: Final = re.compile(r"\b(?:due|maturing)\b.*?\b((?:19|20|21)\d\d)\b", re.IGNORECASE)
_RATE: Final = re.compile(PERCENT, re.IGNORECASE)
_FLOATING: Final = re.compile(r"floating|variable|\bFRNs?\b", re.IGNORECASE)
_FIXED: Final = re.compile(r"fixed", re.IGNORECASE)
_SERIES: Final = re.compile(r"\bSeries\s+([A-Z0-9]{1,6})\b")
_TENOR: Final = re.compile(
    r"\b(\d{1,3}|two|three|five|seven|ten|twenty|thirty|forty)[\s-]year\b", re.IGNORECASE
)
_WORDS: Final = {"two": 2, "three": 3, "five": 5, "seven": 7, "ten": 10, "twenty": 20,
                 "thirty": 30, "forty": 40}  # fmt: skip
_SQUASH: Final = re.compile(r"[^a-z0-9.%]")


@dataclass(frozen=True, slots=True)
class Marks:
    """What words tell of the tranche they name or point at."""

    year: str  # it is due, or ""
    rate: Decimal | None  # the coupon
    floats: bool  # a floating rate, and no fixed one
    fixed: bool
    series: str  # the letter of the series, or ""
    tenor: int | None  # years to maturity
    due: bool  # whether the words say when it is due
    squashed: str


@dataclass(frozen=True, slots=True)
class Name:
    """What a tranche is called: its title, its designation, and what the title tells."""

    title: Passage  # empty where the sheet gives the notes no title
    marks: Marks
    designation: str = ""
    sold: int | None = None  # the year of the sale, from which its tenor counts

    @property
    def words(self) -> str:
        """The title on one line."""
        return " ".join(self.title.words.split())

    @property
    def full(self) -> bool:
        """Whether it is a title, and not merely a designation."""
        return self.marks.due or self.marks.rate is not None

    @property
    def telling(self) -> bool:
        """Whether it tells one tranche from another: “Senior Notes” does not."""
        marks = self.marks
        return bool(marks.year or marks.series or marks.floats or marks.fixed)

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two titles the same tranche."""
        marks = self.marks
        if marks.rate is None and not marks.floats:
            return (marks.squashed,)
        return (marks.year, marks.rate, marks.floats, marks.series)


def squashed(words: str) -> str:
    """Letters and figures alone, for comparing names."""
    return _SQUASH.sub("", words.lower())


@lru_cache(maxsize=4096)
def marks_of(words: str) -> Marks:
    """What *words* tell of a tranche.

    >>> marks_of("2025 Series A 5.15% Senior Notes due 2035").year
    '2035'
    """
    line = " ".join(words.split())
    due, year, rate = _DUE.search(line), _YEAR.search(line), _RATE.search(line)
    series, tenor = _SERIES.search(line), _TENOR.search(line)
    return Marks(
        year=due[1] if due else year[0] if year else "",
        rate=percent_of(rate[0]) if rate else None,
        floats=bool(_FLOATING.search(line)) and rate is None,
        fixed=bool(_FIXED.search(line)) or rate is not None,
        series=series[1] if series else "",
        tenor=_years(tenor[1]) if tenor else None,
        due=due is not None,
        squashed=squashed(line),
    )


def _years(words: str) -> int:
    return _WORDS.get(words.lower()) or int(words)


def name_of(title: Passage, designation: str = "") -> Name:
    """A title with what it tells."""
    return Name(title, marks_of(title.words), designation)


def named(titles: Iterable[Passage]) -> list[Name]:
    """The tranches these titles name, each once, with the designation that follows."""
    found: dict[tuple[object, ...], Name] = {}
    for title in titles:
        name = name_of(title, _designation(title))
        known = found.get(name.key)
        if known is None:
            found[name.key] = name
        elif name.designation and not known.designation:
            found[name.key] = Name(known.title, known.marks, name.designation)
    return list(found.values())


def _designation(title: Passage) -> str:
    rest = title.text[title.end : title.end + 4]
    after = DESIGNATED.match(title.text, title.end + len(rest) - len(rest.lstrip(" \n*,")))
    name = after["name"].strip() if after else ""
    asked = marks_of(name)
    telling = asked.year or asked.rate is not None or asked.series or asked.floats
    return "" if telling and not _fits(asked, marks_of(title.words)) else name


def meant(reference: str, names: Sequence[Name]) -> list[int]:
    """The places of the tranches that a reference means; empty where it fits several.

    “2028 Notes and 2030 Notes” means two.
    """
    places = [_one(each[0], names) for each in EACH.finditer(" ".join(reference.split()))]
    return sorted({place for place in places if place is not None})


def _one(reference: str, names: Sequence[Name]) -> int | None:
    asked = marks_of(reference.removeprefix("the "))
    exact = [
        i for i, name in enumerate(names) if squashed(name.designation) == asked.squashed
    ]
    if len(exact) == 1:
        return exact[0]
    fits = [i for i, name in enumerate(names) if name.marks.squashed == asked.squashed]
    fits = fits or _of_tenor(asked, names)
    fits = fits or [i for i, name in enumerate(names) if _fits(asked, name.marks)]
    if len(fits) > 1 and not asked.floats:
        # A floater is called by that name, so a bare year is the fixed-rate tranche.
        fits = [i for i in fits if not names[i].marks.floats] or fits
    return fits[0] if len(fits) == 1 else None


def _of_tenor(asked: Marks, names: Sequence[Name]) -> list[int]:
    """The tranches of a tenor, where the reference tells nothing else of them."""
    if asked.tenor is None or asked.year or asked.rate is not None or asked.series:
        return []
    return [
        place for place, name in enumerate(names)
        if asked.tenor in _tenors(name) and not (asked.fixed and name.marks.floats)
        and not (asked.floats and not name.marks.floats)
    ]  # fmt: skip


def _tenors(name: Name) -> tuple[int, ...]:
    """As its title says; else the years from the sale to its maturity, or one less."""
    if name.marks.tenor is not None:
        return (name.marks.tenor,)
    if name.sold is None or not name.marks.year:
        return ()
    years = int(name.marks.year) - name.sold
    return (years, years - 1)


def _fits(asked: Marks, marks: Marks) -> bool:
    if not (
        asked.year or asked.rate is not None or asked.series or asked.floats or asked.fixed
    ):
        return False
    return (
        (not asked.year or asked.year == marks.year)
        and (asked.rate is None or asked.rate == marks.rate)
        and (not asked.series or asked.series == marks.series)
        and (not asked.floats or marks.floats or marks.fixed == asked.fixed)
        and (not asked.fixed or not marks.floats)
    )
