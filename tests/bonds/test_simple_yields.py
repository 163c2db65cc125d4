"""Simple yields: worked by hand, day by day, and where there are none."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.bonds import DayCount, fixed_rate_bonds
from bookrunner.bonds.simple_yields import (
    clean_price_from_simple_yield,
    simple_yield,
    years_without_leap_days,
)

NOTE = fixed_rate_bonds(0.005, "2015-12-20", day_count=DayCount.ACT_365F)


def test_the_worked_example_of_the_yen_market() -> None:
    """0.5 % due 20 December 2015 at 99.30, paid 10 February 2012.

    313 days to December 2012 without the leap day, and three years: 3.857534 years;
    (0.5 + 0.7 / 3.857534) / 99.3 = 0.686267 % (calculation-memo.skr.jp, bonds, yields).
    """
    assert years_without_leap_days(NOTE, "2012-02-10") == pytest.approx(3 + 313 / 365)
    worked = (0.5 + 0.7 / (3 + 313 / 365)) / 99.3
    assert simple_yield(NOTE, "2012-02-10", 99.3) == pytest.approx(worked, abs=1e-15)
    assert worked == pytest.approx(0.00686266937, abs=1e-9)


@pytest.mark.parametrize(
    ("settled", "due", "days"),
    [
        ("2023-06-20", "2024-06-20", 365),  # a whole year: its leap day is left out
        ("2023-06-21", "2024-06-20", 365),  # a day less than a year: it is counted
        ("2024-02-29", "2026-02-20", 722),  # paid on a leap day: that day is counted
        ("2022-03-01", "2024-02-29", 729),  # due on one: it is not
    ],
)
def test_leap_days_count_only_within_a_year(settled: str, due: str, days: int) -> None:
    note = fixed_rate_bonds(0.01, due, day_count=DayCount.ACT_365F)
    assert years_without_leap_days(note, settled) == pytest.approx(days / 365, abs=1e-15)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(370, 20_000))
def test_the_days_are_those_of_a_calendar_without_leap_days(
    start: date, length: int
) -> None:
    due = start + timedelta(length)
    counted = sum(
        1
        for nth in range(1, length + 1)
        if ((day := start + timedelta(nth)).month, day.day) != (2, 29)
    )
    note = fixed_rate_bonds(0.01, due, end_of_month=False)
    assert years_without_leap_days(note, start) == pytest.approx(counted / 365, rel=1e-14)


@given(st.floats(-0.02, 0.2))
def test_price_and_yield_are_each_others_inverse(rate: float) -> None:
    price = clean_price_from_simple_yield(NOTE, "2012-02-10", rate)
    assert simple_yield(NOTE, "2012-02-10", price) == pytest.approx(rate, abs=1e-14)


def test_a_par_bond_yields_its_coupon() -> None:
    assert simple_yield(NOTE, "2012-02-10", 100.0) == pytest.approx(0.005, abs=1e-16)


def test_outside_the_life_and_at_no_price_there_is_no_yield() -> None:
    bonds = fixed_rate_bonds(
        np.full(3, 0.01),
        "2015-12-20",
        dated=np.array(["NaT", "NaT", "2013-01-01"], "M8[D]"),
    )
    days = np.array(["2015-12-20", "2020-01-01", "2012-06-01"], dtype="M8[D]")
    assert np.isnan(simple_yield(bonds, days, 99.0)).tolist() == [True] * 3
    assert np.isnan(simple_yield(NOTE, "2012-02-10", 0.0))
    assert np.isnan(clean_price_from_simple_yield(NOTE, "2012-02-10", -0.5))
