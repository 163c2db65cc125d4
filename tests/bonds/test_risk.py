"""Risk: slopes and bends of the price, by difference and by summing the payments."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds import (
    Convention,
    convexity,
    dirty_price_from_yield,
    dv01,
    fixed_rate_bonds,
    macaulay_duration,
    modified_duration,
    risk,
)

SETTLED = "2026-11-24"
RATES = st.floats(0.0, 0.15)
YEARS = st.integers(1, 80)
COUPONS = st.floats(0.0, 0.15)


@settings(deadline=None)
@given(rate=RATES, years=YEARS, coupon=COUPONS, how=st.sampled_from(Convention))
def test_duration_and_convexity_are_the_slope_and_bend_of_the_price(
    rate: float, years: int, coupon: float, how: Convention
) -> None:
    note, nudge = fixed_rate_bonds(coupon, f"{2026 + years}-12-15"), 1e-5
    low, price, high = (
        dirty_price_from_yield(note, SETTLED, rate + step, convention=how)
        for step in (-nudge, 0.0, nudge)
    )
    slope, bend = (low - high) / (2 * nudge), (low - 2 * price + high) / nudge**2
    assert modified_duration(note, SETTLED, rate, convention=how) == pytest.approx(
        slope / price, rel=1e-6
    )
    assert convexity(note, SETTLED, rate, convention=how) == pytest.approx(
        bend / price, rel=1e-3, abs=1e-2
    )
    assert dv01(note, SETTLED, rate, convention=how) == pytest.approx(slope / 1e4, rel=1e-6)


@settings(deadline=None)
@given(rate=RATES, years=YEARS, coupon=COUPONS)
def test_macaulay_is_the_mean_time_to_payment(
    rate: float, years: int, coupon: float
) -> None:
    """On a coupon date every payment lies whole half-years away."""
    note = fixed_rate_bonds(coupon, f"{2026 + years}-11-24")
    half_years = np.arange(1, 2 * years + 1)
    flows = np.full(2 * years, 50 * coupon)
    flows[-1] += 100
    worth = flows * (1 + rate / 2) ** -half_years
    expected = (worth * half_years / 2).sum() / worth.sum()
    assert macaulay_duration(note, SETTLED, rate) == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize("rate", [0.0, 1e-12, 1e-6, 1e-3, 0.01, 0.1])
@pytest.mark.parametrize("years", [1, 2, 5, 30, 99])
def test_nothing_cancels_however_small_the_yield(rate: float, years: int) -> None:
    note = fixed_rate_bonds(0.05, f"{2026 + years}-11-24")
    t = np.arange(1, 2 * years + 1, dtype=np.longdouble)
    flows = np.full(2 * years, np.longdouble("2.5"))
    flows[-1] += 100
    worth = flows * (1 + np.longdouble(rate) / 2) ** -t
    bend = (
        (worth * t * (t + 1)).sum() / worth.sum() / 4 / (1 + np.longdouble(rate) / 2) ** 2
    )
    assert convexity(note, SETTLED, rate) == pytest.approx(float(bend), rel=1e-11)


def test_together_they_are_what_they_are_one_by_one() -> None:
    note = fixed_rate_bonds(0.05, np.array(["2031-05-20", "2056-05-20"], dtype="M8[D]"))
    found = risk(note, SETTLED, 0.055)
    np.testing.assert_array_equal(
        found.modified_duration, modified_duration(note, SETTLED, 0.055)
    )
    np.testing.assert_array_equal(
        found.macaulay_duration, macaulay_duration(note, SETTLED, 0.055)
    )
    np.testing.assert_array_equal(found.convexity, convexity(note, SETTLED, 0.055))
    np.testing.assert_array_equal(found.dv01, dv01(note, SETTLED, 0.055))


def test_a_zero_coupon_bond_lasts_as_long_as_its_maturity() -> None:
    zero = fixed_rate_bonds(0.0, "2036-11-24")
    assert macaulay_duration(zero, SETTLED, 0.05) == pytest.approx(10.0)


@pytest.mark.parametrize("rate", [-1.0, np.nan])
def test_without_a_price_there_is_no_risk(rate: float) -> None:
    note = fixed_rate_bonds(0.05, "2031-05-20", frequency=1)
    assert np.isnan(risk(note, SETTLED, rate)).all()
