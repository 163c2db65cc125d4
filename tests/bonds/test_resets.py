"""Bonds whose coupon is set anew: yields to the reset and beyond it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds import (
    clean_price_from_yield,
    fixed_rate_bonds,
    yield_from_clean_price,
)
from bookrunner.bonds.resets import price_with_reset, yield_to_reset, yield_with_reset

ON, RESET = "2026-11-24", "2032-05-15"
BOND = fixed_rate_bonds(0.055, "2037-05-15")


def test_the_yield_to_reset_is_that_of_a_bond_due_on_the_reset() -> None:
    due_then = fixed_rate_bonds(0.055, RESET)
    expected = yield_from_clean_price(due_then, ON, 101.5)
    assert yield_to_reset(BOND, ON, 101.5, RESET) == pytest.approx(float(expected))


@settings(deadline=None, max_examples=20)
@given(st.floats(-0.02, 0.2))
def test_a_coupon_set_to_what_it_was_changes_nothing(rate: float) -> None:
    same = price_with_reset(BOND, ON, rate, reset=RESET, new_coupon=0.055)
    assert same == pytest.approx(float(clean_price_from_yield(BOND, ON, rate)), abs=1e-9)


def test_payment_by_payment_with_the_new_coupon() -> None:
    settled, rate = "2026-11-15", 0.051
    worth = (
        sum((2.75 if k <= 11 else 3.5) / (1 + rate / 2) ** k for k in range(1, 22))
        + 100 / (1 + rate / 2) ** 21
    )
    ours = price_with_reset(BOND, settled, rate, reset=RESET, new_coupon=0.07)
    assert ours == pytest.approx(worth, abs=1e-9)


@settings(deadline=None, max_examples=10)
@given(st.floats(0.0, 0.12))
def test_price_and_yield_are_each_others_inverse(rate: float) -> None:
    price = price_with_reset(BOND, ON, rate, reset=RESET, new_coupon=0.062)
    again = yield_with_reset(BOND, ON, price, reset=RESET, new_coupon=0.062)
    assert again == pytest.approx(rate, abs=1e-10)


@pytest.mark.parametrize("reset", ["2032-06-01", "2026-11-15", "2040-05-15"])
def test_a_reset_off_the_coupon_dates_or_outside_the_life_gives_nan(reset: str) -> None:
    assert np.isnan(price_with_reset(BOND, ON, 0.05, reset=reset, new_coupon=0.06))
    assert np.isnan(yield_with_reset(BOND, ON, 99.0, reset=reset, new_coupon=0.06))


def test_a_price_nobody_pays_gives_nan() -> None:
    assert np.isnan(yield_with_reset(BOND, ON, 0.0, reset=RESET, new_coupon=0.06))
