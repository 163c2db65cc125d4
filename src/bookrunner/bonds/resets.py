"""Bonds whose coupon is set anew: fixed-to-floating and fixed-to-fixed.

Until the reset they are bonds like any other, and nearly all may be redeemed at par on
that day; the market therefore quotes the *yield to reset*, as if they were.  What they
pay if they are not redeemed rests on an assumption about the new coupon, which is the
caller's to make and to state::

    settlement           reset, par call                        maturity
        |------ fixed coupon ------|--- benchmark then + spread ----|
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.bonds.calls import yield_to_call
from bookrunner.bonds.payments import payments_until
from bookrunner.bonds.yields import (
    Convention,
    dirty_price_from_yield,
    meant,
    price_of,
)
from bookrunner.units import FACE

if TYPE_CHECKING:
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import DatesLike, Prices, PricesLike, Rates, RatesLike

_HALVINGS: Final = 60


def yield_to_reset(
    bonds: Bonds, settlement: DatesLike, clean_price: PricesLike, reset: DatesLike
) -> Rates:
    """The yield of a bond redeemed at par on the day its coupon would be set anew.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> bond = fixed_rate_bonds(0.055, "2037-05-15")
    >>> f"{yield_to_reset(bond, '2026-11-24', 101.5, '2032-05-15'):.6f}"
    '0.051815'
    """
    return yield_to_call(bonds, settlement, clean_price, reset)


def price_with_reset(
    bonds: Bonds,
    settlement: DatesLike,
    yields: RatesLike,
    *,
    reset: DatesLike,
    new_coupon: RatesLike,
) -> Prices:
    """The clean price at one yield to maturity if the coupon becomes *new_coupon*.

    NaN where the reset lies off the coupon dates or outside the life of the bond.
    """
    rates = np.asarray(yields, dtype=np.float64)
    after = replace(bonds, coupon=np.broadcast_to(new_coupon, np.shape(bonds.coupon)))
    then = dirty_price_from_yield(after, reset, rates)
    left = payments_until(bonds, settlement, reset, then)
    on_coupon_date = np.asarray(left.redemption == then) & np.asarray(left.late == 0)
    dirty = price_of(left, rates, Convention.STREET)
    return np.where(on_coupon_date, dirty - left.accrued, np.nan)[()]


def yield_with_reset(
    bonds: Bonds,
    settlement: DatesLike,
    clean_price: PricesLike,
    *,
    reset: DatesLike,
    new_coupon: RatesLike,
) -> Rates:
    """The yield to maturity at a price if the coupon becomes *new_coupon*: by halving."""
    target = meant(clean_price)
    shape = np.broadcast(target, bonds.maturity).shape
    low, high = np.full(shape, -0.9), np.full(shape, 10.0)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        price = price_with_reset(
            bonds, settlement, middle, reset=reset, new_coupon=new_coupon
        )
        low, high = (
            np.where(price > target, middle, low),
            np.where(price > target, high, middle),
        )
    known = np.isfinite(target + price) & (np.abs(price - target) < 1e-6 * FACE)
    return np.where(known, (low + high) / 2, np.nan)[()]
