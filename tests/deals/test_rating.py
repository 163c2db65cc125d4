"""Ratings of three agencies on one ladder."""

from __future__ import annotations

import pytest

from bookrunner.cited import Assumed
from bookrunner.deals.rating import is_rated, notch
from bookrunner.errors import MisuseError

AMAZON = {
    agency: Assumed(told, "test") for agency, told in [("Moody's", "A1"), ("S&P", "AA")]
}


@pytest.mark.parametrize(
    ("moodys", "sp", "below"),
    [("Aaa", "AAA", 1), ("A1", "A+", 5), ("Baa3", "BBB-", 10), ("Ba1", "BB+", 11)],
)
def test_the_agencies_scales_stand_side_by_side(moodys: str, sp: str, below: int) -> None:
    """Moody's Aaa to C and S&P's AAA to D, notch by notch."""
    assert (notch(moodys), notch(sp)) == (below, below)


@pytest.mark.parametrize("word", ["", "NR", "WD", "A4", "AA--", "a1", "BAA1", "Aa"])
def test_what_is_no_rating_has_no_notch(word: str) -> None:
    assert notch(word) is None


@pytest.mark.parametrize("asked", ["A1", "AA", "A", "A+", "IG", "ig", "Aa2"])
def test_one_agency_is_enough(asked: str) -> None:
    assert is_rated(AMAZON, asked)


@pytest.mark.parametrize("asked", ["AAA", "BBB", "HY", "A2", "AA-", "Aa3"])
def test_no_agency_is_not_enough(asked: str) -> None:
    assert not is_rated(AMAZON, asked)


@pytest.mark.parametrize("asked", ["A9", "investment", "", "++"])
def test_a_rating_no_agency_gives_is_refused(asked: str) -> None:
    with pytest.raises(MisuseError, match="such as A1, AA-, BBB, IG or HY"):
        is_rated(AMAZON, asked)


def test_the_unrated_are_neither_above_nor_below_the_line() -> None:
    assert not is_rated({}, "IG")
    assert not is_rated({}, "HY")
