"""What is computed is no better than what went in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bookrunner.cited import (
    Assumed,
    Citation,
    Cited,
    Computed,
    Estimated,
    Reported,
    Status,
    grade,
    passport,
    status,
)
from bookrunner.units import Money

if TYPE_CHECKING:
    from bookrunner.cited import Figure

FILED = Cited(1.0, Citation("0001104659-25-113283", "fwp.htm", 10, "1.0", "coupon.row"))
PRESS = Reported(2.0, "a newspaper", date(2025, 11, 17), "B")
COPY = Reported(2.0, "a copy", None, "C")
MODEL = Estimated(3.0, 2.0, 4.0, "impact", "C+")
PRIOR = Assumed(4.0, "nobody said")


@pytest.mark.parametrize(
    ("inputs", "word"),
    [
        ((FILED,), "computed"),
        ((FILED, PRESS), "computed"),
        ((FILED, MODEL, PRESS), "estimated"),
        ((PRIOR, FILED), "assumed"),
        ((), "computed"),
    ],
)
def test_the_weakest_input_decides(inputs: tuple[Figure[float], ...], word: str) -> None:
    assert status(Computed(0.0, "sum", inputs)).word == word


def test_the_weakest_input_decides_at_any_depth() -> None:
    deep = Computed(0.0, "f", (Computed(0.0, "g", (FILED, MODEL)),))
    assert status(deep) is Status.ESTIMATED


def test_an_estimate_carries_its_priors_in_its_interval() -> None:
    assert (
        status(Estimated(1.0, 0.0, 2.0, "impact", "B", inputs=(PRIOR,))) is Status.ESTIMATED
    )


def test_the_worst_source_grades_the_whole() -> None:
    assert grade(Computed(0.0, "sum", (FILED, PRESS, COPY))) == "C"
    assert grade(FILED) is None


def test_a_citation_ends_where_its_words_end() -> None:
    assert FILED.citation.end == 13


def test_a_passport_shows_where_the_words_stand() -> None:
    written = passport(FILED, "decimal per year")
    assert written["status"] == "filed"
    assert written["source"]["start"] == 10
    assert written["source"]["quote"] == "1.0"


def test_a_passport_of_money_is_in_units_of_its_currency() -> None:
    written = passport(Assumed(Money(Decimal(2500000000), "EUR"), "a wish"), "money")
    assert (written["value"], written["unit"]) == (2500000000, "EUR")


def test_a_passport_of_nothing_says_why() -> None:
    written = passport(None, "decimal per year", "the sheet states no yield")
    assert written["value"] is None
    assert written["why"] == "the sheet states no yield"


def test_a_passport_of_a_sum_lists_what_went_in() -> None:
    written = passport(Computed(3.0, "sum", (FILED, PRESS)), "ratio")
    assert [each["status"] for each in written["source"]["inputs"]] == ["filed", "reported"]


def test_an_estimate_shows_its_interval_and_grade() -> None:
    written = passport(MODEL, "decimal per year")
    assert (written["low"], written["high"], written["grade"]) == (2.0, 4.0, "C+")
