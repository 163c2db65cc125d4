"""What an issuer pays to redeem a bond before its par call.

A make-whole call gives the holder what the bond would still have paid, discounted at a
Treasury yield plus a stated spread, twice a year in 30-day months; the interest accrued
is taken off, and paid beside.  The price is never below par.

Indentures of today end the payments at the par call date; older ones run them to
maturity.  Which, and whether the price is rounded, only the indenture says::

    redemption          payments discounted at Treasury + spread       until
        |----------|-----------|-----------|--- ... ---|-----------------|
      accrued                                                    par call date, or
      taken off                                                  maturity (older)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bookrunner.bonds.payments import payments_until
from bookrunner.bonds.yields import meant
from bookrunner.units import FACE

if TYPE_CHECKING:
    from bookrunner.bonds.payments import Payments
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import DatesLike, Floats, Prices, PricesLike, Rates, RatesLike


def make_whole_price(
    bonds: Bonds,
    redemption: DatesLike,
    discount_rate: RatesLike,
    *,
    until: DatesLike,
    decimals: int | None = None,
) -> Prices:
    """The redemption price without accrued interest, at least par.

    *discount_rate* is the Treasury yield plus the make-whole spread, *until* the day the
    payments are run to: the par call date, or the maturity.  *decimals* rounds the price
    per 100 as an indenture may ask.  NaN before issue and after *until*, when the par
    call takes over.

    A 5.5 % note due 15 May 2036, par call 15 February, redeemed at Treasury 4 % + 15 bp:

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> note = fixed_rate_bonds(0.055, "2036-05-15")
    >>> f"{make_whole_price(note, '2026-11-24', 0.0415, until='2036-02-15'):.4f}"
    '110.2635'
    """
    left = payments_until(bonds, redemption, until, FACE)
    worth = _worth(left, np.asarray(discount_rate, dtype=np.float64)) - left.accrued
    price = np.where(np.isnan(worth), np.nan, np.maximum(worth, FACE))
    if decimals is not None:
        price = np.asarray(np.round(price, decimals), dtype=np.float64)
    return price[()]


def make_whole_premium(
    bonds: Bonds,
    redemption: DatesLike,
    clean_price: PricesLike,
    discount_rate: RatesLike,
    *,
    until: DatesLike,
) -> Prices:
    """What the issuer would pay above the market to redeem, per 100 face.

    Negative where the market pays more than the make-whole price: then the call is a
    gain to the issuer, and the bond trades with that in mind.
    """
    price = make_whole_price(bonds, redemption, discount_rate, until=until)
    return price - meant(clean_price)


def make_whole_yield(
    bonds: Bonds, redemption: DatesLike, clean_price: PricesLike, *, until: DatesLike
) -> Rates:
    """The discount rate at which the make-whole price is *clean_price*.

    Less the make-whole spread it is the Treasury yield below which a holder who paid
    that price gains by being redeemed.  NaN at par and below, where the floor holds.
    """
    left = payments_until(bonds, redemption, until, FACE)
    target = np.where(meant(clean_price) > FACE, meant(clean_price), np.nan) + left.accrued
    low = np.full(np.shape(target), -0.5)
    high = np.full(np.shape(target), 1.0)
    for _ in range(60):
        middle = (low + high) / 2
        dear = _worth(left, middle) > target
        low, high = np.where(dear, middle, low), np.where(dear, high, middle)
    return np.where(np.isnan(target), np.nan, (low + high) / 2)[()]


def _worth(left: Payments, rate: Rates) -> Floats:
    """The payments discounted twice a year, whatever the frequency of the coupons."""
    with np.errstate(invalid="ignore", divide="ignore"):
        growth = 2 * np.log1p(np.where(rate > -2, rate, np.nan) / 2) / left.frequency
        level = np.expm1(-left.count * growth) / np.expm1(-growth)
        level = np.where(growth == 0, left.count, level)
        end = (left.count - 1 + left.late) * growth
        paid = left.extra + left.coupon * level + left.redemption * np.exp(-end)
        return np.asarray(paid * np.exp(-left.first * growth))
