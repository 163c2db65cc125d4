"""Price from yield and yield from price.

A price is the sum of what the bond still pays, each payment discounted from its time in
coupon periods; the yield is the one rate at which that sum is the dirty price.  The two
conventions differ in the broken first period only:

- *street* compounds it, except when a single payment is left, which is discounted at
  simple interest (SIFMA, Standard Securities Calculation Methods);
- *Treasury* always takes simple interest to the first payment's coupon date (31 CFR
  part 356, appendix B).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.bonds.accrual import accrued
from bookrunner.bonds.payments import payments
from bookrunner.units import FACE

if TYPE_CHECKING:
    from bookrunner.bonds.payments import Payments
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import (
        DatesLike,
        Flags,
        Floats,
        Ints,
        Prices,
        PricesLike,
        Rates,
        RatesLike,
    )

_PRICE_LIMIT: Final = 10 * FACE  # a price beyond is money, or a mistake
_NEWTON_STEPS: Final = 5
_HALVINGS: Final = 60
_NARROW: Final = 1e-12  # in the logarithm of the price
_WIDEST: Final = 14.0  # of the logarithm of one plus the yield of a coupon period


class Convention(Enum):
    """How the broken first coupon period is discounted."""

    STREET = "street"
    TREASURY = "treasury"


def clean_price_from_yield(
    bonds: Bonds,
    settlement: DatesLike,
    yields: RatesLike,
    *,
    convention: Convention = Convention.STREET,
) -> Prices:
    """The price without accrued interest at which a bond yields *yields*.

    NaN outside the life of the bond and for yields of -100 % and below.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> note = fixed_rate_bonds(0.0525, "2035-01-15", dated="2025-01-15")
    >>> f"{clean_price_from_yield(note, '2025-01-15', 0.0535):.6f}"
    '99.233274'
    """
    dirty = dirty_price_from_yield(bonds, settlement, yields, convention=convention)
    return dirty - accrued(bonds, settlement)


def yield_from_clean_price(
    bonds: Bonds,
    settlement: DatesLike,
    clean_price: PricesLike,
    *,
    convention: Convention = Convention.STREET,
) -> Rates:
    """The yield to maturity of a bond bought at *clean_price*.

    NaN outside the life of the bond, for prices that are not positive or reach ten
    times face, and where the yield would be -100 % or below.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> bill = fixed_rate_bonds(0.05, "2027-02-15")
    >>> f"{yield_from_clean_price(bill, '2026-11-24', 99.50):.10f}"
    '0.0715957593'
    """
    price = np.asarray(clean_price, dtype=np.float64)
    meant = np.where((price > 0) & (price < _PRICE_LIMIT), price, np.nan)
    dirty = meant + accrued(bonds, settlement)
    return yield_from_dirty_price(bonds, settlement, dirty, convention=convention)


def dirty_price_from_yield(
    bonds: Bonds,
    settlement: DatesLike,
    yields: RatesLike,
    *,
    convention: Convention = Convention.STREET,
) -> Prices:
    """The price with accrued interest at which a bond yields *yields*."""
    left = payments(bonds, settlement)
    rates = np.asarray(yields, dtype=np.float64)
    with np.errstate(all="ignore"):
        growth = np.log1p(np.where(rates > -1, rates, np.nan) / left.frequency)
        return np.exp(log_price(left, growth, convention).value)[()]


def yield_from_dirty_price(
    bonds: Bonds,
    settlement: DatesLike,
    dirty_price: PricesLike,
    *,
    convention: Convention = Convention.STREET,
) -> Rates:
    """The yield to maturity of a bond bought at *dirty_price*."""
    left = payments(bonds, settlement)
    price = np.asarray(dirty_price, dtype=np.float64)
    with np.errstate(all="ignore"):
        target = np.log(np.where((price > 0) & (price < 2 * _PRICE_LIMIT), price, np.nan))
        growth = _growth(left, target, convention)
        yields = left.frequency * np.expm1(growth)
        return np.where(yields > -1, yields, np.nan)[()]


@dataclass(frozen=True, slots=True)
class LogPrice:
    """The logarithm of the dirty price, and how it moves with `growth`.

    Growth is the logarithm of one plus the yield of a coupon period.
    """

    value: Floats
    slope: Floats
    bend: Floats


def log_price(left: Payments, growth: Floats, convention: Convention) -> LogPrice:
    """The logarithm of the dirty price at a growth a coupon period.

    In the logarithm the broken period and the payments after it simply add.
    """
    level, tilt, sag = annuity(np.exp(-growth), left.count)
    last = np.maximum(left.count - 1, 0)
    principal = FACE * np.exp(-growth * last)
    value = left.extra + left.coupon * level + principal
    slope = -(left.coupon * tilt + principal * last) / value
    bend = (left.coupon * sag + principal * last**2) / value - slope**2
    whole = np.ceil(left.first) - 1
    broken = left.first - whole
    lead = _lead(broken, growth, simple(left, convention))
    return LogPrice(
        np.log(value) - growth * whole + lead.value,
        slope - whole + lead.slope,
        bend + lead.bend,
    )


def simple(left: Payments, convention: Convention) -> Flags:
    """Whether the broken period is discounted at simple interest."""
    single: Flags = (left.count == 1) & (left.first <= 1)
    return single | (convention is Convention.TREASURY)


def _lead(broken: Floats, growth: Floats, at_simple_interest: Flags) -> LogPrice:
    """The broken period's share of the logarithm of the price."""
    rate = broken * np.expm1(growth)
    slope = broken * np.exp(growth) / (1 + rate)
    return LogPrice(
        np.where(at_simple_interest, -np.log1p(rate), -broken * growth),
        np.where(at_simple_interest, -slope, -broken),
        np.where(at_simple_interest, slope**2 - slope, 0.0),
    )


def annuity(discount: Floats, count: Ints) -> tuple[Floats, Floats, Floats]:
    """Sums of ``v**j``, ``j * v**j`` and ``j**2 * v**j`` for j from 0 to below *count*.

    Doubling a block of payments needs only sums of positive terms, so nothing cancels
    at any rate, zero included.
    """
    total = tilt = sag = done = np.zeros_like(discount * count)
    placed, size = np.ones_like(done), 1
    block = (np.ones_like(done), np.zeros_like(done), np.zeros_like(done))
    power = discount + done
    while size <= np.max(count, initial=0):
        taken = (count // size) % 2 == 1
        a, b, c = block
        total = np.where(taken, total + placed * a, total)
        tilt = np.where(taken, tilt + placed * (b + done * a), tilt)
        sag = np.where(taken, sag + placed * (c + done * (2 * b + done * a)), sag)
        placed = np.where(taken, placed * power, placed)
        done = np.where(taken, done + size, done)
        block = (
            a + power * a,
            b + power * (b + size * a),
            c + power * (c + size * (2 * b + size * a)),
        )
        power, size = power * power, 2 * size
    return total, tilt, sag


def _growth(left: Payments, target: Floats, convention: Convention) -> Floats:
    """The growth at which the logarithm of the price is *target*: Newton, then halving."""
    paid = FACE + left.coupon * left.count + left.extra
    growth = (np.log(paid) - target) / (left.first + (left.count - 1) * 0.8)
    for _ in range(_NEWTON_STEPS):
        now = log_price(left, growth, convention)
        growth = growth - (now.value - target) / now.slope
    missed = ~(np.abs(log_price(left, growth, convention).value - target) < _NARROW)
    missed = missed & np.isfinite(target) & np.isfinite(left.first)
    if np.any(missed):
        growth = np.where(missed, _halved(left, target, convention), growth)
    return growth


def _halved(left: Payments, target: Floats, convention: Convention) -> Floats:
    """The same root by halving: slow, and sure for distressed or nearly due bonds."""
    low = np.full_like(target + left.first, -_WIDEST)
    high = -low
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        rich = log_price(left, middle, convention).value > target
        low, high = np.where(rich, middle, low), np.where(rich, high, middle)
    return (low + high) / 2
