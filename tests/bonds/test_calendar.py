"""Months and days as whole numbers: the standard library is the second opinion."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.bonds.calendar import (
    FAR_PAST,
    dates_of,
    day_in,
    day_numbers,
    first_of,
    is_month_end,
    month_and_day,
)
from bookrunner.bonds.kernels.standing import civil

EPOCH = date(1970, 1, 1)
EVERY_DAY = np.arange(
    int(day_numbers("1890-01-01")), int(day_numbers("2200-12-31")), dtype=np.int64
)


def test_every_day_of_three_centuries_has_its_month_and_day() -> None:
    month, day = month_and_day(EVERY_DAY)
    dates = dates_of(EVERY_DAY)
    np.testing.assert_array_equal(month, dates.astype("M8[M]").astype(np.int64))
    np.testing.assert_array_equal(day, (dates - dates.astype("M8[M]")).astype(int) + 1)
    np.testing.assert_array_equal(first_of(month) + day - 1, EVERY_DAY)


def test_in_floats_it_is_the_same_arithmetic() -> None:
    for day in EVERY_DAY[::97].tolist():
        assert civil(float(day)) == month_and_day(day)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(1, 31))
def test_a_day_the_month_lacks_is_its_last(day: date, wanted: int) -> None:
    length = calendar.monthrange(day.year, day.month)[1]
    month, _ = month_and_day((day - EPOCH).days)
    expected = date(day.year, day.month, min(wanted, length))
    assert EPOCH + timedelta(int(day_in(month, wanted))) == expected


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_month_ends_the_day_before_another_month(day: date) -> None:
    ends = (day + timedelta(1)).month != day.month
    assert is_month_end(day_numbers(day)) == ends


def test_a_missing_date_is_before_every_other() -> None:
    assert day_numbers("NaT") == FAR_PAST
    assert np.isnat(dates_of(np.array(FAR_PAST)))
