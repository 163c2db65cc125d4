"""References point at tranches and are told from days and rates beside them."""

from __future__ import annotations

import pytest

from bookrunner.deals.references import AFTER, BEFORE, is_reference


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("2028 Notes", True),
        ("the 2028 Floating Rate Notes:", True),
        ("3.900% Notes due 2028", True),
        ("Notes due 2019", True),
        ("Series A Notes", True),
        ("Senior Notes", False),
        ("Notes", False),
        ("November 20, 2028", False),
        ("3.900%", False),
    ],
)
def test_what_points_at_a_tranche_is_a_reference(words: str, is_one: bool) -> None:  # noqa: FBT001 # a column of the table above
    assert is_reference(words) is is_one


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("2028 Notes: May 6, 2028 2033 Notes: May 6, 2033", ["2028 Notes", "2033 Notes"]),
        ("2028 Notes: 4.589% 2030 Notes: 4.767%", ["2028 Notes", "2030 Notes"]),
        ("2028 Notes and 2030 Notes: 30/360", ["2028 Notes and 2030 Notes"]),
    ],
)
def test_a_day_or_a_rate_before_a_reference_is_no_part_of_it(
    words: str, who: list[str]
) -> None:
    assert [found["who"] for found in BEFORE.finditer(words)] == who


@pytest.mark.parametrize(
    "words",
    [
        "0.250% for the 2030 Notes",
        "0.250% (2030 Notes)",
        "0.250% in the case of the 2030 Notes",
    ],
)
def test_a_reference_may_follow(words: str) -> None:
    assert [found["who"] for found in AFTER.finditer(words)] == ["2030 Notes"]
