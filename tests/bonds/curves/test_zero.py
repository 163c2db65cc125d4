"""Discount factors, zero and forward rates: one fact seen from three sides."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bookrunner.bonds.curves import (
    FlatForward,
    MonotoneConvex,
    discount_factor,
    forward_rate,
    zero_rate,
)

# Hull, Options, Futures, and Other Derivatives, table "Calculation of forward rates":
# zero rates of 3.0, 4.0, 4.6, 5.0 and 5.3 % give forwards of 5.0, 5.8, 6.2 and 6.5 %.
TENORS = np.arange(1.0, 6.0)
HULL = FlatForward(TENORS, -TENORS * np.array([0.030, 0.040, 0.046, 0.050, 0.053]))

RATES = st.floats(-0.02, 0.20)


def test_the_textbook_forward_rates_come_out() -> None:
    forwards = forward_rate(HULL, TENORS[:-1], TENORS[1:])
    np.testing.assert_allclose(forwards, [0.050, 0.058, 0.062, 0.065], atol=1e-12)


@example(rates=[0.125, 7.9e-255, 0.0, 0.0, 0.0], first=1.0, second=1.0)  # 0 / 0 once
@given(st.lists(RATES, min_size=5, max_size=5), st.floats(0.1, 9.0), st.floats(0.1, 9.0))
def test_going_there_in_two_legs_discounts_as_much_as_in_one(
    rates: list[float], first: float, second: float
) -> None:
    for shape in (FlatForward, MonotoneConvex):
        curve = shape(TENORS, -TENORS * np.array(rates))
        onward = np.exp(-second * forward_rate(curve, first, first + second))
        through = discount_factor(curve, first) * onward
        assert through == pytest.approx(discount_factor(curve, first + second))


@given(RATES, st.sampled_from([1, 2, 4, 12]), st.floats(0.01, 50.0))
def test_compounding_at_a_zero_rate_gives_the_discount_factor_back(
    rate: float, frequency: int, years: float
) -> None:
    flat = FlatForward(np.array([1.0]), np.array([-rate]))
    periodic = zero_rate(flat, years, frequency=frequency)
    grown = (1 + periodic / frequency) ** (frequency * years)
    assert 1 / grown == pytest.approx(discount_factor(flat, years))


def test_today_is_worth_itself_and_has_no_rate() -> None:
    assert discount_factor(HULL, 0.0) == 1.0
    assert np.isnan(zero_rate(HULL, 0.0))


def test_before_today_and_at_no_time_there_is_nothing() -> None:
    assert np.isnan(discount_factor(HULL, np.array([-0.5, np.nan]))).all()
    assert np.isnan(forward_rate(HULL, 2.0, 1.0))


def test_many_curves_answer_each_for_itself() -> None:
    both = FlatForward(TENORS, np.stack([HULL.log_discounts, 2 * HULL.log_discounts]))
    years = np.array([[0.5, 1.5], [3.0, 7.0]])
    together = zero_rate(both, years)
    assert together.shape == (2, 2, 2)
    np.testing.assert_allclose(together[1], 2 * zero_rate(HULL, years))
