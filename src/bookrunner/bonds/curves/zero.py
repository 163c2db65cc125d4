"""What a curve is asked: discount factors, zero rates, forward rates.

All three are the same fact, the integral of the forward rate, seen from three sides; a
curve therefore has one duty, `Curve.log_discount`.  Many curves drawn over the same
knots (a history, a set of scenarios) are one curve whose columns have leading axes: ask
it for *m* times and every curve answers with *m* numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from bookrunner.units import Floats, Rates, Ratios, Years


class Curve(Protocol):
    """Anything that knows what money at a later time is worth today."""

    def log_discount(self, years: Years) -> Floats:
        """The logarithm of the discount factor; NaN before today."""
        ...


def discount_factor(curve: Curve, years: Years | float) -> Ratios:
    """What one unit paid in *years* is worth today.

    >>> from bookrunner.bonds.curves import FlatForward, discount_factor
    >>> flat = FlatForward(np.array([1.0]), np.array([-0.04]))
    >>> f"{discount_factor(flat, 2.0):.6f}"
    '0.923116'
    """
    return np.exp(curve.log_discount(np.asarray(years, dtype=np.float64)))[()]


def zero_rate(curve: Curve, years: Years | float, *, frequency: int | None = None) -> Rates:
    """The yield of one payment in *years*, compounded *frequency* times a year.

    Compounded continuously where no frequency is given.  Over no time there is no rate:
    NaN.

    >>> from bookrunner.bonds.curves import FlatForward, zero_rate
    >>> flat = FlatForward(np.array([1.0]), np.array([-0.04]))
    >>> f"{zero_rate(flat, 5.0):.4f} {zero_rate(flat, 5.0, frequency=2):.6f}"
    '0.0400 0.040403'
    """
    return forward_rate(curve, 0.0, years, frequency=frequency)


def forward_rate(
    curve: Curve,
    start: Years | float,
    end: Years | float,
    *,
    frequency: int | None = None,
) -> Rates:
    """The rate the curve implies between two times, compounded *frequency* times a year.

    >>> from bookrunner.bonds.curves import FlatForward, forward_rate
    >>> rising = FlatForward(np.array([1.0, 2.0]), np.array([-0.03, -0.08]))
    >>> f"{forward_rate(rising, 1.0, 2.0):.4f}"
    '0.0500'
    """
    begin, finish = np.broadcast_arrays(
        np.asarray(start, dtype=np.float64), np.asarray(end, dtype=np.float64)
    )
    length = np.where(finish > begin, finish - begin, np.nan)
    with np.errstate(invalid="ignore"):  # a complex number over NaN, in a derivative
        continuous = (curve.log_discount(begin) - curve.log_discount(finish)) / length
    if frequency is None:
        return continuous[()]
    return (frequency * np.expm1(continuous / frequency))[()]
