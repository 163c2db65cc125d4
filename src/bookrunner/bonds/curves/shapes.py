"""How a curve runs between its knots: two ways to draw one.

`FlatForward` holds the forward rate constant between knots: local, and never negative
where the knots are not, but it jumps.  `MonotoneConvex` draws a continuous forward that
keeps the average of each interval, stays positive where the averages are, and rises or
falls with them [1]_.

Both go through the logarithm of the discount factor at their knots.  After the last
knot the last forward goes on.

.. [1] P. Hagan and G. West, "Methods for Constructing a Yield Curve", Wilmott Magazine,
   May 2008, pp. 70-81 (monotone convex; the four zones of the correction are named
   there i to iv).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from bookrunner.units import Floats, Ints, Years

    Numbers: TypeAlias = npt.NDArray[Any]  # real, or complex where a derivative is taken

_ROUNDING: Final = 1e-16  # a forward rate this small is the dust of a subtraction


@dataclass(frozen=True, slots=True)
class KnotCurve(ABC):
    """A curve drawn through knots; today is always one more, worth one."""

    tenors: Years  # the knots, rising, the first after today
    log_discounts: Floats  # at the knots; one row a curve

    @abstractmethod
    def log_discount(self, years: Years) -> Floats:
        """The logarithm of the discount factor; NaN before today."""


class FlatForward(KnotCurve):
    """A curve whose forward rate is constant between knots (log-linear discount).

    >>> steps = FlatForward(np.array([1.0, 2.0]), np.array([-0.03, -0.08]))
    >>> steps.log_discount(np.array([0.5, 1.5, 3.0])).round(6).tolist()
    [-0.015, -0.055, -0.13]
    """

    __slots__ = ()

    def log_discount(self, years: Years) -> Floats:
        """The logarithm of the discount factor; NaN before today."""
        times, heights = _with_today(self.tenors, self.log_discounts)
        left = _interval(times, years)
        slope = np.diff(heights) / np.diff(times)
        drawn = heights[..., left] + slope[..., left] * (years - times[left])
        return np.where(years >= 0, drawn, np.nan)


class MonotoneConvex(KnotCurve):
    """A curve whose forward rate is continuous and keeps the shape of its averages.

    >>> smooth = MonotoneConvex(np.array([1.0, 2.0]), np.array([-0.03, -0.08]))
    >>> smooth.log_discount(np.array([1.0, 1.5, 2.0])).round(6).tolist()
    [-0.03, -0.053125, -0.08]
    """

    __slots__ = ()

    def log_discount(self, years: Years) -> Floats:
        """The logarithm of the discount factor; NaN before today."""
        times, heights = _with_today(self.tenors, self.log_discounts)
        width = np.diff(times)
        average = -np.diff(heights) / width
        at_knots = _knot_forwards(width, average)
        left = _interval(times, years)
        share = np.minimum((years - times[left]) / width[left], 1.0)
        mean = average[..., left]
        bend = _bend(at_knots[..., left] - mean, at_knots[..., left + 1] - mean, share)
        inside = width[left] * (mean * share + bend)
        beyond = np.multiply.outer(at_knots[..., -1], np.maximum(years - times[-1], 0.0))
        drawn = heights[..., left] - inside - beyond
        return np.where(years >= 0, drawn, np.nan)


def _with_today(tenors: Years, log_discounts: Floats) -> tuple[Years, Floats]:
    today = np.zeros_like(log_discounts[..., :1])
    return np.append(0.0, tenors), np.concatenate([today, log_discounts], axis=-1)


def _interval(times: Years, years: Years) -> Ints:
    """The interval each time lies in; the last one where it lies beyond."""
    found: Ints = np.searchsorted(times, years, side="right") - 1
    return np.clip(found, 0, len(times) - 2)


def _knot_forwards(width: Years, average: Numbers) -> Numbers:
    """The forward at every knot: between its neighbours' averages, and held positive.

    Where every average of a curve is positive no knot leaves [0, twice the lower of
    the averages beside it], which keeps the whole forward positive.
    """
    before, after = average[..., :-1], average[..., 1:]
    inner = (width[:-1] * after + width[1:] * before) / (width[:-1] + width[1:])
    padded = np.concatenate([average[..., :1], inner, average[..., -1:]], axis=-1)
    first = 1.5 * average[..., :1] - 0.5 * padded[..., 1:2]
    last = 1.5 * average[..., -1:] - 0.5 * padded[..., -2:-1]
    free = np.concatenate([first, inner, last], axis=-1)
    roof = 2 * np.concatenate(
        [average[..., :1], _lower(before, after), average[..., -1:]], axis=-1
    )
    positive = np.all(average.real > 0, axis=-1, keepdims=True)
    held = np.where(free.real < 0, 0.0, np.where(free.real > roof.real, roof, free))
    return np.where(positive, held, free)


def _lower(one: Numbers, other: Numbers) -> Numbers:
    return np.where(one.real < other.real, one, other)


def _bend(at_left: Numbers, at_right: Numbers, share: Floats) -> Numbers:
    """The integral, over the first *share* of an interval, of forward less average.

    Zone by zone as in the paper; over the whole interval it is zero.
    """
    left, right = at_left.real, at_right.real
    opposed = (left > 0) != (right > 0)
    second = opposed & (np.abs(right) > 2 * np.abs(left))
    third = opposed & (2 * np.abs(right) < np.abs(left))
    first = opposed & ~second & ~third
    bent = np.abs(left) + np.abs(right) > _ROUNDING
    zones = [bent & first, bent & second, bent & third, bent]
    with np.errstate(divide="ignore", invalid="ignore"):  # of zones not taken
        return np.select(
            zones,
            [zone(at_left, at_right, share) for zone in (_i, _ii, _iii, _iv)],
            default=np.zeros_like(at_left),
        )


def _i(left: Numbers, right: Numbers, x: Floats) -> Numbers:
    bend: Numbers = left * x * (1 - x) ** 2 + right * x**2 * (x - 1)
    return bend


def _ii(left: Numbers, right: Numbers, x: Floats) -> Numbers:
    turn = (right + 2 * left) / (right - left)
    bend: Numbers = left * x + _late_parabola(right - left, turn, x)
    return bend


def _iii(left: Numbers, right: Numbers, x: Floats) -> Numbers:
    turn = 3 * right / (right - left)
    bend: Numbers = right * x + _early_parabola(left - right, turn, x)
    return bend


def _iv(left: Numbers, right: Numbers, x: Floats) -> Numbers:
    turn, floor = right / (right + left), -left * right / (left + right)
    early = _early_parabola(left - floor, turn, x)
    bend: Numbers = floor * x + early + _late_parabola(right - floor, turn, x)
    return bend


def _early_parabola(height: Numbers, turn: Numbers, x: Floats) -> Numbers:
    """The integral to *x* of a parabola falling from *height* at 0 to nothing at *turn*."""
    rest = np.where(x < turn.real, turn - x, 0.0)
    return np.where(turn.real > 0, height / 3 * (turn - rest * (rest / turn) ** 2), 0.0)


def _late_parabola(height: Numbers, turn: Numbers, x: Floats) -> Numbers:
    """The integral to *x* of a parabola rising from nothing at *turn* to *height* at 1."""
    past = np.where(x > turn.real, x - turn, 0.0)
    return np.where(turn.real < 1, height / 3 * past * (past / (1 - turn)) ** 2, 0.0)
