"""Instruments worth par today: the rate that makes them so, and their payments.

A par Treasury note and a swap against an overnight rate are one equation.  Whoever pays
the rate *r* for the accrual periods *a* pays what the principal loses in value between
start and end::

    r * sum(a * D(pay)) = D(start) - D(end)

`ParLegs` holds the times and accrual periods; `par_rate` solves for *r*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.bonds.curves.zero import discount_factor

if TYPE_CHECKING:
    from bookrunner.bonds.curves.zero import Curve
    from bookrunner.units import Floats, Ints, Rates, Years

_SAME_TIME: Final = 1e-9  # of a period


@dataclass(frozen=True, slots=True, kw_only=True)
class ParLegs:
    """Instruments that are worth par; row *i* is instrument *i*.

    They share one column of payment times; an instrument that pays nothing at one of
    them accrues nothing for it.
    """

    start: Years  # when the principal goes out
    end: Years  # when it comes back
    times: Years  # every time at which some instrument pays
    accruals: Years  # years of interest paid for: instrument by time


def semiannual_legs(tenors: Years) -> ParLegs:
    """US Treasury par yields: half-yearly coupons counted back from maturity.

    A tenor of less than half a year pays once, at simple interest, as Treasury's bond
    equivalent yield does; a broken first period pays for its own length.

    >>> semiannual_legs(np.array([0.25, 1.25])).accruals.tolist()
    [[0.25, 0.0, 0.0], [0.25, 0.5, 0.5]]
    """
    return regular_legs(tenors, frequency=2)


def regular_legs(tenors: Years, *, frequency: int) -> ParLegs:
    """Instruments that start today and pay *frequency* times a year, in even periods."""
    ends = np.asarray(tenors, dtype=np.float64)
    step = 1 / frequency
    count = np.maximum(np.ceil(ends / step - _SAME_TIME), 1).astype(np.int64)
    row = np.repeat(np.arange(len(ends)), count)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    paid = ends[row] - (count[row] - 1 - nth) * step
    return legs_of(row, paid, np.where(nth == 0, paid, step), end=ends)


def legs_of(
    row: Ints, paid: Years, accrued: Years, *, end: Years, start: Years | float = 0.0
) -> ParLegs:
    """Instruments from a list of payments: whose, when, and for how many years."""
    times, column = np.unique(paid, return_inverse=True)
    accruals = np.zeros((len(end), len(times)))
    np.add.at(accruals, (row, column), accrued)
    begin = np.broadcast_to(np.asarray(start, dtype=np.float64), end.shape)
    return ParLegs(start=begin, end=end, times=times, accruals=accruals)


def par_rate(curve: Curve, legs: ParLegs) -> Rates:
    """The rate at which each instrument is worth par on the curve.

    >>> from bookrunner.bonds.curves import FlatForward, par_rate, semiannual_legs
    >>> flat = FlatForward(np.array([1.0]), np.array([-2 * np.log(1.02)]))
    >>> par_rate(flat, semiannual_legs(np.array([2.0, 10.0]))).round(10).tolist()
    [0.04, 0.04]
    """
    lost = discount_factor(curve, legs.start) - discount_factor(curve, legs.end)
    return lost / annuity(curve, legs)


def treasury_par_rate(curve: Curve, tenors: Years) -> Rates:
    """The Treasury par yield the curve implies at each tenor."""
    return par_rate(curve, semiannual_legs(tenors))


def annuity(curve: Curve, legs: ParLegs) -> Floats:
    """What each instrument's rate is multiplied by: discounted years of interest."""
    worth: Floats = discount_factor(curve, legs.times) @ legs.accruals.T
    return worth
