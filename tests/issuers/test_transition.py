"""Default probabilities from a matrix of transitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from bookrunner.errors import MisuseError, UnreadableError
from bookrunner.issuers.transition import transition_matrix

if TYPE_CHECKING:
    from bookrunner.issuers.transition import TransitionMatrix

# One-year transitions, percent, of a published average of the early 2000s, as printed in
# textbooks (rows sum to 99.97 to 100.01): numbers to check the arithmetic with, no more.
PRINTED = """from,AAA,AA,A,BBB,BB,B,CCC,D
AAA,93.06,6.29,0.45,0.14,0.06,0,0,0
AA,0.59,90.99,7.59,0.61,0.06,0.11,0.02,0.01
A,0.05,2.11,91.43,5.63,0.47,0.19,0.04,0.05
BBB,0.03,0.23,4.44,88.98,4.70,0.95,0.28,0.39
BB,0.04,0.09,0.44,6.07,82.73,7.89,1.22,1.53
B,0,0.08,0.29,0.41,5.32,82.06,4.90,6.95
CCC,0.10,0,0.31,0.63,1.57,9.97,55.82,31.58
"""


@pytest.fixture(scope="module")
def matrix() -> TransitionMatrix:
    return transition_matrix(PRINTED, "a textbook")


def test_one_and_five_year_default_probabilities(matrix: TransitionMatrix) -> None:
    one = [round(matrix.default_probability(r, 1) * 100, 2) for r in matrix.ratings[:-1]]
    five = [round(matrix.default_probability(r, 5) * 100, 2) for r in matrix.ratings[:-1]]
    assert one == [0.0, 0.01, 0.05, 0.39, 1.53, 6.95, 31.59]
    assert five == [0.04, 0.27, 0.80, 3.62, 12.47, 33.58, 72.41]


def test_fallen_angels_in_a_year(matrix: TransitionMatrix) -> None:
    junk = matrix.ratings.index("BB")
    fallen = {r: matrix.rows[matrix.ratings.index(r), junk:].sum() for r in ("A", "BBB")}
    assert {r: round(p * 100, 2) for r, p in fallen.items()} == {"A": 0.75, "BBB": 6.32}


def test_rows_are_probabilities_for_any_time(matrix: TransitionMatrix) -> None:
    for years in (0, 0.25, 0.5, 1, 2.5, 10):
        moved = matrix.over(years)
        assert moved.min() > -1e-12
        np.testing.assert_allclose(moved.sum(axis=1), 1.0, atol=1e-12)


def test_two_half_years_are_near_a_year(matrix: TransitionMatrix) -> None:
    """The generator is repaired where it had rates below zero, so near, not equal."""
    half = matrix.over(0.5)
    np.testing.assert_allclose(half @ half, matrix.rows, atol=2e-3)


def test_default_only_grows_with_time(matrix: TransitionMatrix) -> None:
    told = [matrix.default_probability("BBB", years) for years in (0, 0.5, 1, 2, 5, 10)]
    assert told == sorted(told)
    assert told[0] == 0


def test_percent_and_decimals_are_the_same_matrix(matrix: TransitionMatrix) -> None:
    lines = PRINTED.splitlines()
    decimals = "\n".join(
        [lines[0]]
        + [
            ",".join(
                [row.split(",")[0], *(str(float(c) / 100) for c in row.split(",")[1:])]
            )
            for row in lines[1:]
        ]
    )
    np.testing.assert_allclose(transition_matrix(decimals, "x").rows, matrix.rows)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("", "a table"),
        ("from,A,D\nB,90,10\n", "a row for each"),
        ("from,A,D\nA,90\n", "all numbers"),
        ("from,A,D\nA,ninety,10\n", "all numbers"),
        ("from,A,D\nA,80,10\n", "sum to one"),
        ("from,A,D\nA,110,-10\n", "sum to one"),
    ],
)
def test_what_is_no_matrix_says_why(text: str, match: str) -> None:
    with pytest.raises(UnreadableError, match=match):
        transition_matrix(text, "x")


def test_a_rating_that_is_not_there(matrix: TransitionMatrix) -> None:
    with pytest.raises(MisuseError, match="one of AAA"):
        matrix.default_probability("Aaa", 1)
    with pytest.raises(MisuseError, match="ahead"):
        matrix.default_probability("A", -1)
