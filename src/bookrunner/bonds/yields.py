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

from enum import Enum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from bookrunner.bonds.kernels import figures, growth
from bookrunner.bonds.kernels.run import WORTH_COMPILING, run
from bookrunner.bonds.payments import payments, terms
from bookrunner.units import FACE

if TYPE_CHECKING:
    from bookrunner.bonds.payments import Payments
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import (
        DatesLike,
        Floats,
        Ints,
        Prices,
        PricesLike,
        Rates,
        RatesLike,
        SquareYears,
        Years,
    )

_PRICE_LIMIT: Final = 10 * FACE  # a price beyond is money, or a mistake
_CLOSE: Final = 1e-9  # of the price before the last step of Newton's


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
    at = figures_at_yields(bonds, settlement, yields, convention)
    return at.price - at.accrued


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
    price = meant(clean_price)
    columns = (*_terms(bonds, settlement, convention), price)
    yields, doubt = run(figures.clean_yields, columns, 2, scratch=5)
    at = _missed(doubt, price)
    if len(at[0]):
        left = payments(bonds, settlement).like(yields)[at]
        dirty = _column(price, yields)[at] + left.accrued
        yields = _mended(yields, at, yields_at(left, dirty, convention))
    return _possible(yields)


def dirty_price_from_yield(
    bonds: Bonds,
    settlement: DatesLike,
    yields: RatesLike,
    *,
    convention: Convention = Convention.STREET,
) -> Prices:
    """The price with accrued interest at which a bond yields *yields*."""
    return figures_at_yields(bonds, settlement, yields, convention).price


def yield_from_dirty_price(
    bonds: Bonds,
    settlement: DatesLike,
    dirty_price: PricesLike,
    *,
    convention: Convention = Convention.STREET,
) -> Rates:
    """The yield to maturity of a bond bought at *dirty_price*."""
    return yields_at(payments(bonds, settlement), meant(dirty_price), convention)


class Figures(NamedTuple):
    """What a yield says of a bond."""

    price: Prices  # with accrued interest
    modified_duration: Years
    macaulay_duration: Years
    convexity: SquareYears
    dv01: Prices
    accrued: Prices


def figures_at_yields(
    bonds: Bonds, settlement: DatesLike, yields: RatesLike, convention: Convention
) -> Figures:
    """The dirty price of bonds at a yield, how it moves with it, and what has accrued."""
    columns = (*_terms(bonds, settlement, convention), yields)
    return Figures(*run(figures.figures_at_yields, columns, 6, scratch=6))


def price_of(left: Payments, yields: RatesLike, convention: Convention) -> Prices:
    """The dirty price of payments already found."""
    return run(growth.prices, _paid(left, convention, yields), 1, scratch=2)[0]


def yields_at(left: Payments, dirty_price: Prices, convention: Convention) -> Rates:
    """The yield at which the payments left are worth their dirty price."""
    columns = np.broadcast_arrays(*_paid(left, convention, dirty_price))
    yields, doubt = run(growth.yields, columns, 2)
    at = _missed(doubt, dirty_price + left.first)
    if len(at[0]):
        rows = [_column(column, yields)[at] for column in columns]
        worth = 1 if yields.size >= WORTH_COMPILING else WORTH_COMPILING
        again = _polished(rows, _column(yields, yields)[at], worth)
        yields = _mended(yields, at, again)
    return _possible(yields)


def _polished(columns: list[Floats], yields: Rates, worth: int) -> Rates:
    """Yields nearly right, put right by Newton's method; halved for where they are not."""
    target, price = columns[-1], np.full_like(yields, np.nan)
    for _ in range(2):
        price, duration = run(
            growth.prices, (*columns[:-1], yields), 2, scratch=1, worth=worth
        )
        yields = yields + (price - target) / (price * duration)
    far = np.flatnonzero(~(np.abs(price - target) < _CLOSE * target))
    if len(far):
        some = [each[far] for each in columns]
        yields[far] = run(growth.halved_yields, some, 1, worth=worth)[0]
    return yields


def _paid(left: Payments, convention: Convention, last: Any) -> tuple[Any, ...]:
    """Payments as the loops take them, and one more number a bond."""
    treasury = float(convention is Convention.TREASURY)
    paid = (left.first, left.count, left.coupon, left.extra, left.redemption, left.late)
    return (*paid, left.frequency, treasury, last)


def _missed(doubt: Floats, answerable: Floats) -> tuple[Ints, ...]:
    """The rows that the solver has not settled though there may be an answer."""
    return np.nonzero(np.atleast_1d(~(doubt <= growth.SURE) & np.isfinite(answerable)))


def _column(each: Floats | float, like: Floats) -> Floats:
    """A column as long as another; a single number becomes a column of one."""
    return np.broadcast_to(each, np.shape(like) or (1,))


def _mended(yields: Rates, at: tuple[Ints, ...], by: Rates) -> Rates:
    mended = np.array(_column(yields, yields))
    mended[at] = by
    return mended.reshape(np.shape(yields))


def _possible(yields: Rates) -> Rates:
    """NaN in place of a loss of everything or more within a year."""
    return np.where(yields > -1, yields, np.nan)[()]


def _terms(bonds: Bonds, settlement: DatesLike, convention: Convention) -> tuple[Any, ...]:
    return (*terms(bonds, settlement), float(convention is Convention.TREASURY))


def meant(price: PricesLike) -> Prices:
    """Prices that can be prices per 100 of face; NaN for the others."""
    prices = np.asarray(price, dtype=np.float64)
    return np.where((prices > 0) & (prices < _PRICE_LIMIT), prices, np.nan)
