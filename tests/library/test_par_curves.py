"""The Treasury par curve of the days that ship."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bookrunner.library import deals, par_curve, par_curve_on_or_before


def test_the_curve_of_amazons_pricing_day_is_the_published_one() -> None:
    """US Treasury, daily par yield curve rates, 17 November 2025."""
    curve = par_curve(date(2025, 11, 17))
    assert curve
    at = dict(zip(curve.tenors, curve.rates, strict=True))
    assert [str(at[years]) for years in (3.0, 5.0, 7.0, 10.0, 30.0)] == [
        "0.0360", "0.0372", "0.0390", "0.0413", "0.0473",
    ]  # fmt: skip
    assert "home.treasury.gov" in curve.source


def test_every_full_pricing_day_up_to_20_february_2026_has_its_curve() -> None:
    days = {d.pricing_date.value for d in deals() if d.pricing_date}
    within = sorted(day for day in days if day <= date(2026, 2, 20))
    assert len(within) == 14
    assert [day for day in within if par_curve(day) is None] == []


def test_a_later_day_has_no_curve_of_its_own() -> None:
    assert par_curve(date(2026, 3, 10)) is None


def test_each_month_since_2019_ends_with_a_curve() -> None:
    for month in range(12 * 2019, 12 * 2026 + 1):
        after = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
        found = par_curve_on_or_before(after - timedelta(days=1))
        assert found
        assert (found.day.year, found.day.month) == (month // 12, month % 12 + 1)


def test_holes_of_the_official_file_come_from_the_reserve() -> None:
    curve = par_curve(date(2022, 6, 30))
    assert curve
    assert "federalreserve.gov" in curve.source


def test_before_the_first_day_there_is_no_curve() -> None:
    assert par_curve_on_or_before(date(2019, 1, 1)) is None


@pytest.mark.parametrize("day", [date(2019, 1, 31), date(2022, 6, 30), date(2025, 11, 17)])
def test_tenors_rise_and_rates_are_decimals(day: date) -> None:
    curve = par_curve(day)
    assert curve
    assert list(curve.tenors) == sorted(curve.tenors)
    assert all(0 <= rate < Decimal("0.1") for rate in curve.rates)
