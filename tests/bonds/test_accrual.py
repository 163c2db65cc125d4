"""Accrued interest: worked examples, laws, and a slow second opinion."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bookrunner.bonds import DayCount, accrued, fixed_rate_bonds
from bookrunner.bonds.accrual import year_fraction
from bookrunner.bonds.payments import payments
from bookrunner.bonds.schedule import next_coupon_dates

NOTE = fixed_rate_bonds(0.0525, "2035-01-15", dated="2025-01-15")
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("rule", "start", "end", "days", "of"),
    [
        # The end of February is where the conventions part company.
        (DayCount.BOND_BASIS, "2024-01-31", "2024-02-29", 29, 360),
        (DayCount.BOND_BASIS, "2024-02-29", "2024-03-31", 32, 360),
        (DayCount.BOND_BASIS, "2024-01-30", "2024-03-31", 60, 360),
        (DayCount.THIRTY_E_360, "2024-02-29", "2024-03-31", 31, 360),
        # FINRA 11620(b), its own examples.
        (DayCount.THIRTY_360, "2026-05-01", "2026-05-30", 29, 360),
        (DayCount.THIRTY_360, "2026-05-01", "2026-05-31", 30, 360),
        (DayCount.THIRTY_360, "2026-05-01", "2026-06-01", 30, 360),
        (DayCount.THIRTY_360, "2026-02-01", "2026-02-28", 27, 360),
        (DayCount.THIRTY_360, "2026-02-23", "2026-03-03", 10, 360),
        (DayCount.THIRTY_360, "2026-05-15", "2026-06-06", 21, 360),
        (DayCount.THIRTY_360, "2026-05-31", "2026-06-01", 1, 360),
        (DayCount.THIRTY_360, "2026-05-30", "2026-06-30", 30, 360),
        (DayCount.THIRTY_360, "2026-07-31", "2026-08-31", 30, 360),
        (DayCount.ACT_360, "2024-02-28", "2024-03-01", 2, 360),
        (DayCount.ACT_365F, "2023-12-31", "2024-12-31", 366, 365),
    ],
)
def test_days_are_counted_as_the_convention_says(
    rule: DayCount, start: str, end: str, days: int, of: int
) -> None:
    any_bond = fixed_rate_bonds(0.05, "2030-01-01", day_count=rule)
    assert year_fraction(any_bond, start, end) == pytest.approx(days / of)


def test_a_long_first_coupon_accrues_across_its_quasi_coupon() -> None:
    """Dated 1 April, first coupon 15 January: 1 Apr to 15 Jul, then 15 Jul to 15 Oct."""
    odd = fixed_rate_bonds(
        0.05,
        "2035-01-15",
        dated="2025-04-01",
        first_coupon="2026-01-15",
        day_count=DayCount.ACT_ACT_ICMA,
    )
    expected = 100 * 0.05 * (105 / 181 + 92 / 184) / 2
    assert accrued(odd, "2025-10-15") == pytest.approx(expected)


def test_nothing_has_accrued_on_the_first_day_of_a_coupon() -> None:
    coupons = np.array(["2025-01-15", "2025-07-15", "2026-01-15", "2034-07-15"], "M8[D]")
    assert accrued(NOTE, coupons) == pytest.approx(0.0)


@pytest.mark.parametrize("dead", ["2025-01-14", "2035-01-15", "2040-01-01", "NaT"])
def test_outside_its_life_a_bond_accrues_nan_not_zero(dead: str) -> None:
    assert np.isnan(accrued(NOTE, dead))


def test_an_unknown_day_count_accrues_nan_and_spares_its_neighbours() -> None:
    rules = np.array([DayCount.THIRTY_360, 0, 99, DayCount.ACT_360])
    column = fixed_rate_bonds(0.05, "2035-01-15", day_count=rules)
    assert np.isnan(accrued(column, "2026-03-31")).tolist() == [False, True, True, False]


def test_no_bonds_accrue_nothing() -> None:
    none = fixed_rate_bonds(np.empty(0), np.empty(0, dtype="M8[D]"))
    assert accrued(none, "2026-03-31").shape == (0,)


def test_bonds_down_and_dates_across_make_a_grid() -> None:
    across = np.array(["2025-02-15", "2025-03-15"], dtype="M8[D]")
    assert accrued(NOTE[None], across[:, None]).shape == (2, 1)


def test_a_bond_long_past_its_first_coupon_needs_no_dated_date() -> None:
    seasoned = fixed_rate_bonds(0.0525, "2035-01-15")
    assert accrued(seasoned, "2028-03-31") == accrued(NOTE, "2028-03-31")


@settings(deadline=None)
@example(maturity=date(2031, 8, 31), on=date(2026, 3, 1), frequency=2)  # 28 February
@given(maturity=DAYS, on=DAYS, frequency=st.sampled_from([1, 2, 4, 12]))
def test_coupon_dates_agree_with_walking_back_one_at_a_time(
    maturity: date, on: date, frequency: int
) -> None:
    """And what has passed of a period of actual days is what lies between two of them."""
    bond = fixed_rate_bonds(0.05, maturity, frequency=frequency, day_count=DayCount.ACT_360)
    plain = replace(bond, end_of_month=np.array(0, dtype=bool))
    previous, following = _walk(maturity, on, 12 // frequency)
    assert next_coupon_dates(plain, on).item() == following
    if on < maturity:
        first = payments(plain, on).first
        assert first == pytest.approx((following - on) / (following - previous), abs=1e-12)
        assert accrued(plain, on) == pytest.approx(5 * (on - previous).days / 360)


@settings(deadline=None)
@given(st.lists(st.tuples(DAYS, st.sampled_from(DayCount)), min_size=1, max_size=20))
def test_a_column_gives_what_its_rows_give_one_by_one(
    rows: list[tuple[date, DayCount]],
) -> None:
    days = np.array([day for day, _ in rows], dtype="M8[D]")
    rules = np.array([rule for _, rule in rows])
    columns = fixed_rate_bonds(0.0525, "2035-01-31", dated="2025-01-15", day_count=rules)
    one_by_one = [
        accrued(columns[np.array([i])], days[i : i + 1])[0] for i in range(len(rows))
    ]
    np.testing.assert_array_equal(accrued(columns, days), one_by_one)


def _walk(maturity: date, on: date, step: int) -> tuple[date, date]:
    """The same answer, slowly: step back (or on) from maturity, a coupon at a time."""
    n = 0
    while _months_from(maturity, n) > on:
        n -= step
    while _months_from(maturity, n + step) <= on:
        n += step
    return _months_from(maturity, n), _months_from(maturity, n + step)


def _months_from(anchor: date, months: int) -> date:
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(anchor.day - 1), after - timedelta(1))
