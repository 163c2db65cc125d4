"""What is computed is no better than what went in."""

from __future__ import annotations

from datetime import date

import pytest

from bookrunner.cited import (
    Assumed,
    Citation,
    Cited,
    Computed,
    Estimated,
    Figure,
    Reported,
    Status,
    grade,
    status,
)

FILED = Cited(1.0, Citation("0001104659-25-113283", "fwp.htm", 10, "1.0", "coupon.row"))
PRESS = Reported(2.0, "a newspaper", date(2025, 11, 17), "B")
COPY = Reported(2.0, "a copy", None, "C")
MODEL = Estimated(3.0, 2.0, 4.0, "impact", "C+")
PRIOR = Assumed(4.0, "nobody said")


@pytest.mark.parametrize(
    ("inputs", "word"),
    [
        ((FILED,), "computed"),
        ((FILED, PRESS), "reported"),
        ((FILED, MODEL, PRESS), "estimated"),
        ((PRIOR, FILED), "assumed"),
        ((), "computed"),
    ],
)
def test_the_weakest_input_decides(inputs: tuple[Figure[float], ...], word: str) -> None:
    assert status(Computed(0.0, "sum", inputs)).word == word


def test_the_weakest_input_decides_at_any_depth() -> None:
    deep = Computed(0.0, "f", (Computed(0.0, "g", (FILED, PRESS)),))
    assert status(deep) is Status.REPORTED


def test_an_estimate_carries_its_priors_in_its_interval() -> None:
    assert (
        status(Estimated(1.0, 0.0, 2.0, "impact", "B", inputs=(PRIOR,))) is Status.ESTIMATED
    )


def test_the_worst_source_grades_the_whole() -> None:
    assert grade(Computed(0.0, "sum", (FILED, PRESS, COPY))) == "C"
    assert grade(FILED) is None


def test_a_citation_ends_where_its_words_end() -> None:
    assert FILED.citation.end == 13
