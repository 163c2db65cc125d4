"""The curve that prices every par quote at par."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds.curves import (
    FlatForward,
    KnotCurve,
    MonotoneConvex,
    bootstrap,
    discount_factor,
    par_rate,
    semiannual_legs,
    zero_rate,
    zero_sensitivities,
)
from bookrunner.bonds.curves.par import regular_legs
from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from bookrunner.units import Floats

# US Treasury, Daily Treasury Par Yield Curve Rates, 17 November 2025 (public domain).
TENORS = np.array([1, 2, 3, 6, 12, 24, 36, 60, 84, 120, 240, 360]) / 12
QUOTED = (
    np.array([4.04, 4.01, 3.97, 3.81, 3.69, 3.60, 3.60, 3.72, 3.90, 4.13, 4.71, 4.73]) / 100
)
TREASURY = semiannual_legs(TENORS)
SHAPES = pytest.mark.parametrize("shape", [FlatForward, MonotoneConvex])
Shape: TypeAlias = type[KnotCurve]


def test_the_textbook_par_yield_comes_out() -> None:
    """Hull: zero rates of 5.0, 5.8, 6.4 and 6.8 % make a two-year par yield of 6.87 %."""
    tenors = np.array([0.5, 1.0, 1.5, 2.0])
    curve = FlatForward(tenors, -tenors * np.array([0.050, 0.058, 0.064, 0.068]))
    (rate,) = par_rate(curve, semiannual_legs(np.array([2.0])))
    assert rate == pytest.approx(0.0687, abs=5e-5)


@SHAPES
def test_every_par_quote_is_repriced(shape: Shape) -> None:
    curve = bootstrap(TREASURY, QUOTED, shape=shape)
    np.testing.assert_allclose(par_rate(curve, TREASURY), QUOTED, atol=1e-14)


@SHAPES
@settings(max_examples=25, deadline=None)
@given(rates=st.lists(st.floats(0.001, 0.12), min_size=12, max_size=12))
def test_any_quotes_that_carry_a_curve_are_repriced(
    shape: Shape, rates: list[float]
) -> None:
    """Quotes that jump wildly may need a negative discount factor; then all is NaN."""
    quoted = np.array(rates)
    back = par_rate(bootstrap(TREASURY, quoted, shape=shape), TREASURY)
    assert np.isnan(back).all() or back == pytest.approx(quoted, abs=1e-12)


@settings(max_examples=25, deadline=None)
@given(st.floats(-0.005, 0.15), st.floats(-0.02, 0.04))
def test_smooth_quotes_always_carry_a_curve(level: float, slope: float) -> None:
    quoted = level + slope * (1 - np.exp(-TENORS / 5)) * 0.5
    shapes: list[Shape] = [FlatForward, MonotoneConvex]
    for shape in shapes:
        back = par_rate(bootstrap(TREASURY, quoted, shape=shape), TREASURY)
        np.testing.assert_allclose(back, quoted, atol=1e-12)


def test_flat_forwards_agree_with_solving_one_quote_after_another() -> None:
    curve = bootstrap(TREASURY, QUOTED, shape=FlatForward)
    slow = _one_after_another(TENORS.tolist(), QUOTED.tolist())
    np.testing.assert_allclose(curve.log_discounts, slow, atol=1e-12)


@SHAPES
def test_sensitivities_agree_with_moving_each_quote_by_hand(shape: Shape) -> None:
    curve = bootstrap(TREASURY, QUOTED, shape=shape)
    exact = zero_sensitivities(TREASURY, QUOTED, curve)
    nudge = 1e-6
    for moved in range(len(TENORS)):
        up, down = QUOTED.copy(), QUOTED.copy()
        up[moved] += nudge
        down[moved] -= nudge
        higher, lower = (
            zero_rate(bootstrap(TREASURY, rates, shape=shape), TENORS)
            for rates in (up, down)
        )
        slope = (higher - lower) / (2 * nudge)
        np.testing.assert_allclose(exact[:, moved], slope, atol=1e-6)


def test_a_flat_par_curve_is_a_flat_zero_curve() -> None:
    tenors = np.arange(0.5, 30.5, 0.5)
    curve = bootstrap(semiannual_legs(tenors), np.full(60, 0.0437))
    np.testing.assert_allclose(zero_rate(curve, tenors, frequency=2), 0.0437, atol=1e-12)


def test_many_days_are_rows_and_a_missing_quote_spoils_only_its_own() -> None:
    days = np.stack([QUOTED, QUOTED + 0.01, np.where(TENORS == 10, np.nan, QUOTED)])
    together = zero_rate(bootstrap(TREASURY, days), TENORS)
    alone = zero_rate(bootstrap(TREASURY, QUOTED + 0.01), TENORS)
    np.testing.assert_allclose(together[1], alone, atol=1e-13)
    assert np.isnan(together[2]).all()
    assert not np.isnan(together[:2]).any()


@pytest.mark.parametrize("rates", [QUOTED * np.nan, QUOTED * -100, QUOTED - 2.0])
def test_quotes_no_curve_can_carry_give_nan(rates: Floats) -> None:
    assert np.isnan(discount_factor(bootstrap(TREASURY, rates), TENORS)).all()


def test_tenors_out_of_order_or_twice_are_refused() -> None:
    for tenors in ([2.0, 1.0], [1.0, 1.0]):
        with pytest.raises(MisuseError, match="end one after another"):
            bootstrap(semiannual_legs(np.array(tenors)), np.array([0.04, 0.04]))


def test_annual_and_broken_periods_pay_for_their_own_length() -> None:
    legs = regular_legs(np.array([2.25]), frequency=1)
    assert legs.times.tolist() == [0.25, 1.25, 2.25]
    assert legs.accruals.tolist() == [[0.25, 1.0, 1.0]]


def _one_after_another(tenors: list[float], rates: list[float]) -> list[float]:
    """Bisect the discount factor of each tenor, with all shorter ones settled."""
    knots, logs = [0.0], [0.0]
    for end, rate in zip(tenors, rates, strict=True):
        low, high = -10.0, 1.0
        for _ in range(200):
            middle = (low + high) / 2
            worth = _worth([*knots, end], [*logs, middle], end, rate)
            low, high = (middle, high) if worth < 1 else (low, middle)
        knots.append(end)
        logs.append(low)
    return logs[1:]


def _worth(knots: list[float], logs: list[float], end: float, rate: float) -> float:
    total, when, length = 0.0, end, 0.0
    while when > 1e-9:
        length = min(0.5, when)
        total += rate * length * math.exp(np.interp(when, knots, logs))
        when -= 0.5
    return total + math.exp(logs[-1])
