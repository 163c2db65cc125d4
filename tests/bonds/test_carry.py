"""Carry and roll-down: par bonds, the return between two prices, and flat curves."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds import (
    ParCurve,
    accrued,
    clean_price_from_yield,
    fixed_rate_bonds,
    par_yield,
    yield_from_clean_price,
)
from bookrunner.bonds.carry import carry, coupons_until, roll_down
from bookrunner.bonds.curve import years_to_maturity

ON, THEN = "2026-11-24", "2027-08-24"
NOTE = fixed_rate_bonds(0.05, "2032-02-15")
CURVE = ParCurve(
    date(2026, 11, 23),
    np.array([1.0, 2.0, 5.0, 10.0]),
    np.array([0.035, 0.036, 0.038, 0.042]),
)


def test_a_par_bond_earns_its_coupon_over_a_period() -> None:
    assert carry(NOTE, "2027-02-15", 100.0, "2028-02-15") == pytest.approx(5.0)


def test_financed_at_its_own_yield_it_earns_about_nothing() -> None:
    gained = carry(NOTE, "2027-02-15", 100.0, "2027-08-15", financing_rate=0.05 * 360 / 362)
    assert gained == pytest.approx(0.0, abs=1e-2)


@settings(deadline=None, max_examples=20)
@given(st.floats(80, 120))
def test_carry_and_roll_down_are_the_return_when_nothing_happens(price: float) -> None:
    spread = yield_from_clean_price(NOTE, ON, price) - par_yield(
        CURVE, years_to_maturity(NOTE, ON)
    )
    later = par_yield(CURVE, years_to_maturity(NOTE, THEN)) + spread
    sold = clean_price_from_yield(NOTE, THEN, later) + accrued(NOTE, THEN)
    bought = price + accrued(NOTE, ON)
    whole = sold + coupons_until(NOTE, ON, THEN) - bought
    parts = carry(NOTE, ON, price, THEN) + roll_down(NOTE, ON, price, THEN, curve=CURVE)
    assert parts == pytest.approx(whole, abs=1e-10)


def test_coupons_on_the_way_count_up_to_the_horizon() -> None:
    assert coupons_until(NOTE, ON, THEN) == pytest.approx(5.0)
    assert coupons_until(NOTE, ON, "2027-02-14") == 0.0
    assert coupons_until(NOTE, ON, "2027-02-15") == pytest.approx(2.5)


def test_a_flat_curve_rolls_nowhere_and_a_rising_one_gains() -> None:
    flat = ParCurve(CURVE.day, CURVE.tenors, np.full(4, 0.04))
    assert roll_down(NOTE, ON, 103.0, THEN, curve=flat) == pytest.approx(0.0, abs=1e-12)
    assert roll_down(NOTE, ON, 103.0, THEN, curve=CURVE) > 0


@pytest.mark.parametrize("horizon", [ON, "2026-11-20", "2032-02-15", "2040-01-01"])
def test_no_horizon_or_one_beyond_maturity_gives_nan(horizon: str) -> None:
    assert np.isnan(carry(NOTE, ON, 100.0, horizon))
    assert np.isnan(roll_down(NOTE, ON, 100.0, horizon, curve=CURVE))
