"""How curves run between knots: through them, positive, and as the paper draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.bonds.curves import FlatForward, MonotoneConvex, discount_factor

if TYPE_CHECKING:
    from bookrunner.bonds.curves import KnotCurve
    from bookrunner.units import Floats

TENORS = np.array([0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 30.0])
FORWARDS = st.lists(st.floats(1e-4, 0.25), min_size=8, max_size=8)
SHAPES = pytest.mark.parametrize("shape", [FlatForward, MonotoneConvex])


def from_forwards(shape: type[KnotCurve], forwards: list[float]) -> KnotCurve:
    widths = np.diff(TENORS, prepend=0.0)
    return shape(TENORS, -np.cumsum(widths * np.array(forwards)))


@SHAPES
@given(forwards=FORWARDS)
def test_a_curve_runs_through_its_knots(
    shape: type[KnotCurve], forwards: list[float]
) -> None:
    curve = from_forwards(shape, forwards)
    np.testing.assert_allclose(
        curve.log_discount(TENORS), curve.log_discounts, rtol=1e-12, atol=1e-14
    )


@SHAPES
@given(forwards=FORWARDS)
def test_discount_factors_fall_where_forwards_are_positive(
    shape: type[KnotCurve], forwards: list[float]
) -> None:
    curve = from_forwards(shape, forwards)
    path = discount_factor(curve, np.linspace(0, 40, 3001))
    assert np.all(np.diff(path) <= 1e-15)


def test_the_monotone_convex_forward_does_not_jump() -> None:
    curve = from_forwards(
        MonotoneConvex, [0.04, 0.039, 0.036, 0.035, 0.037, 0.041, 0.046, 0.05]
    )
    edge = 1e-7
    before = curve.log_discount(TENORS - edge) - curve.log_discount(TENORS)
    after = curve.log_discount(TENORS) - curve.log_discount(TENORS + edge)
    np.testing.assert_allclose(before / edge, after / edge, atol=1e-7)


@given(st.floats(-0.01, 0.2))
def test_a_flat_curve_stays_flat(rate: float) -> None:
    years = np.linspace(0, 45, 181)
    for shape in (FlatForward, MonotoneConvex):
        curve = shape(TENORS, -rate * TENORS)
        np.testing.assert_allclose(curve.log_discount(years), -rate * years, atol=1e-13)


@given(FORWARDS)
def test_monotone_averages_give_a_monotone_forward(forwards: list[float]) -> None:
    curve = from_forwards(MonotoneConvex, sorted(forwards))
    path = curve.log_discount(np.linspace(0, 30, 1201))
    assert np.all(np.diff(path, 2) <= 1e-12)


@given(FORWARDS)
def test_monotone_convex_agrees_with_the_paper_written_out_one_time_at_a_time(
    forwards: list[float],
) -> None:
    curve = from_forwards(MonotoneConvex, forwards)
    for years in (0.1, 0.3, 0.77, 1.01, 2.5, 4.999, 8.0, 22.0):
        slow = _forward_integral(TENORS.tolist(), forwards, years)
        assert -curve.log_discount(np.array(years)) == pytest.approx(slow, abs=5e-7)


def _forward_integral(tenors: list[float], average: list[float], years: float) -> float:
    """Hagan and West's forward, zone by zone, summed by the midpoint rule."""
    steps = 20_000
    knots = [0.0, *tenors]
    at = _knot_forwards(knots, average)
    total = 0.0
    for i, mean in enumerate(average):
        low, high = knots[i], min(knots[i + 1], years)
        if high <= low:
            break
        width = knots[i + 1] - low
        if high == knots[i + 1]:  # by construction the mean of the interval
            total += mean * width
            continue
        x = (np.arange(steps) + 0.5) / steps * (high - low) / width
        g = _zone(at[i] - mean, at[i + 1] - mean, x)
        total += float(np.mean(mean + g)) * (high - low)
    return total


def _knot_forwards(knots: list[float], average: list[float]) -> list[float]:
    last = len(average)
    at = [0.0] * (last + 1)
    for i in range(1, last):
        weight = (knots[i] - knots[i - 1]) / (knots[i + 1] - knots[i - 1])
        at[i] = weight * average[i] + (1 - weight) * average[i - 1]
    at[0] = 1.5 * average[0] - 0.5 * at[1]
    at[last] = 1.5 * average[-1] - 0.5 * at[last - 1]
    beside = [average[0], *map(min, average[:-1], average[1:]), average[-1]]
    return [min(max(f, 0.0), 2 * low) for f, low in zip(at, beside, strict=True)]


def _zone(g0: float, g1: float, x: Floats) -> Floats:
    if g0 == 0 and g1 == 0:
        return 0 * x
    if g0 * g1 < 0 and abs(g0) / 2 <= abs(g1) <= 2 * abs(g0):
        return g0 * (1 - 4 * x + 3 * x**2) + g1 * (-2 * x + 3 * x**2)
    if g0 * g1 < 0 and abs(g1) > 2 * abs(g0):
        eta = (g1 + 2 * g0) / (g1 - g0)
        return np.where(x <= eta, g0, g0 + (g1 - g0) * ((x - eta) / (1 - eta)) ** 2)
    if g0 * g1 < 0:
        eta = 3 * g1 / (g1 - g0)
        return np.where(x < eta, g1 + (g0 - g1) * ((eta - x) / eta) ** 2, g1)
    eta, low = g1 / (g1 + g0), -g0 * g1 / (g0 + g1)
    with np.errstate(divide="ignore", invalid="ignore"):
        early = low + (g0 - low) * ((eta - x) / eta) ** 2
        late = low + (g1 - low) * ((x - eta) / (1 - eta)) ** 2
    return np.where(x < eta, early, late)
