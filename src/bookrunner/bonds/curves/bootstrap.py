"""From par rates to the curve that prices them all at par.

One unknown a quote, the logarithm of the discount factor at its end, and one equation a
quote, found together by Newton's method.  The derivative of a drawn curve with respect
to its knots is exact (a complex step loses no digits), so the same matrix also answers
what a par rate's move does to every zero rate: `zero_sensitivities`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner.bonds.curves.par import annuity
from bookrunner.bonds.curves.shapes import MonotoneConvex
from bookrunner.bonds.curves.zero import discount_factor
from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from bookrunner.bonds.curves.par import ParLegs
    from bookrunner.bonds.curves.shapes import KnotCurve
    from bookrunner.units import Floats, Rates, Years

_NEWTON_STEPS: Final = 30
_LONGEST_STEP: Final = 5.0  # of a logarithm of a discount factor
_SETTLED: Final = 1e-13


def bootstrap(
    legs: ParLegs, rates: Rates, *, shape: type[KnotCurve] = MonotoneConvex
) -> KnotCurve:
    """The curve on which every instrument of *legs* is worth par at its rate.

    Many days at once are rows of *rates*.  A row with a missing rate, or with rates no
    curve can carry, is a curve of NaN.

    Raises:
        MisuseError: the instruments do not end one after another.

    >>> from bookrunner.bonds.curves import bootstrap, semiannual_legs, zero_rate
    >>> quoted = semiannual_legs(np.array([0.5, 1.0, 2.0]))
    >>> curve = bootstrap(quoted, np.array([0.040, 0.041, 0.043]))
    >>> zero_rate(curve, np.array([0.5, 1.0, 2.0]), frequency=2).round(6).tolist()
    [0.04, 0.04101, 0.043053]
    """
    if not np.all(np.diff(legs.end) > 0):
        raise MisuseError(
            expected="instruments that end one after another",
            seen=f"ends after {legs.end.tolist()} years",
            hint="sort the quotes by tenor and give each tenor once",
        )
    quoted = np.asarray(rates, dtype=np.float64)
    step = np.full_like(quoted, np.inf)
    with np.errstate(all="ignore"):  # rates no curve can carry end as NaN below
        curve = shape(legs.end, -legs.end * np.log1p(quoted))
        for _ in range(_NEWTON_STEPS):
            step = _newton_step(legs, quoted, curve)
            curve = replace(curve, log_discounts=curve.log_discounts + step)
            if not np.any(np.abs(step) > _SETTLED):
                break
    settled = np.all(np.abs(step) <= np.sqrt(_SETTLED), axis=-1, keepdims=True)
    return replace(curve, log_discounts=np.where(settled, curve.log_discounts, np.nan))


def zero_sensitivities(legs: ParLegs, rates: Rates, curve: KnotCurve) -> Floats:
    """How far each knot's zero rate moves for a move of each par rate: zero by par.

    *curve* is what `bootstrap` made of *legs* and *rates*.  Exact where the curve is
    smooth in its quotes, which is everywhere but where it changes zone.
    """
    slopes = _excess_slopes(legs, np.asarray(rates, dtype=np.float64), curve)
    worth = annuity(curve, legs)
    by_log = np.linalg.solve(slopes, worth[..., None] * np.eye(len(legs.end)))
    return np.asarray(by_log / legs.end[:, None])


def knot_slopes(curve: KnotCurve, years: Years) -> Floats:
    """The derivative of the curve's log discount at *years* by each knot's: last axis.

    >>> from bookrunner.bonds.curves import FlatForward
    >>> halfway = FlatForward(np.array([1.0, 2.0]), np.array([-0.03, -0.08]))
    >>> knot_slopes(halfway, np.array([1.25])).tolist()
    [[0.75, 0.25]]
    """
    knots = curve.log_discounts
    nudge = 1e-30
    aside: Any = knots[..., None, :] + 1j * nudge * np.eye(knots.shape[-1])
    answered: Any = replace(curve, log_discounts=aside).log_discount(np.ravel(years))
    slopes = np.moveaxis(answered.imag / nudge, -2, -1)
    shape = knots.shape[:-1] + np.shape(years) + knots.shape[-1:]
    return np.reshape(slopes, shape)


def _newton_step(legs: ParLegs, rates: Rates, curve: KnotCurve) -> Floats:
    excess = (
        rates * annuity(curve, legs)
        + discount_factor(curve, legs.end)
        - discount_factor(curve, legs.start)
    )
    slopes = _excess_slopes(legs, rates, curve)
    sound = np.isfinite(excess) & np.isfinite(slopes).all(axis=-1)
    sound = np.asarray(sound.all(axis=-1, keepdims=True))
    safe = np.where(sound[..., None], slopes, np.eye(len(legs.end)))
    step = np.linalg.solve(safe, excess[..., None])[..., 0]
    return np.where(sound, -np.clip(step, -_LONGEST_STEP, _LONGEST_STEP), np.nan)


def _excess_slopes(legs: ParLegs, rates: Rates, curve: KnotCurve) -> Floats:
    """How each instrument's worth over par moves with each knot: instrument by knot."""
    paid = (
        rates[..., None] * legs.accruals * discount_factor(curve, legs.times)[..., None, :]
    )
    through_coupons = paid @ knot_slopes(curve, legs.times)
    through_end, through_start = (
        discount_factor(curve, when)[..., None] * knot_slopes(curve, when)
        for when in (legs.end, legs.start)
    )
    return through_coupons + through_end - through_start
