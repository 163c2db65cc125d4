"""Names of tranches, and which of them a reference means."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bookrunner.deals.tranches import marks_of, meant, named
from bookrunner.filings import Passage

if TYPE_CHECKING:
    from bookrunner.deals.tranches import Name

TITLES = [
    "3.875% Notes due 2028 (the \u201c2028 Notes\u201d)",
    "Floating Rate Notes due 2028 (the \u201cFloating Rate Notes\u201d)",
    "2025 Series A 5.15% Senior Notes due 2035",
    "5.15% Senior Notes due 2045",
]


def names() -> list[Name]:
    return named(title_in(words) for words in TITLES)


def title_in(words: str) -> Passage:
    return Passage(words, 0, len(words.split(" (the ", maxsplit=1)[0]))


def test_a_title_tells_year_rate_and_series() -> None:
    marks = marks_of("2025 Series A 5.15% Senior Notes due 2035")
    assert (marks.year, marks.rate, marks.series) == ("2035", Decimal("0.0515"), "A")
    assert not marks.floats
    assert marks_of("Floating Rate Notes due 2028").floats


def test_the_same_notes_named_twice_are_one_tranche() -> None:
    twice = [title_in(TITLES[0]), title_in("3.875% Senior Notes due 2028")]
    assert [name.designation for name in named(twice)] == ["2028 Notes"]


@pytest.mark.parametrize(
    ("reference", "places"),
    [
        ("2028 Notes", [0]),
        ("the Floating Rate Notes", [1]),
        ("2035 Notes", [2]),
        ("Series A Notes", [2]),
        ("5.15% Notes", []),  # two pay that
        ("2028 Notes and 2045 Notes", [0, 3]),
        ("2050 Notes", []),
    ],
)
def test_a_reference_means_the_tranche_it_fits_alone(
    reference: str, places: list[int]
) -> None:
    assert meant(reference, names()) == places
