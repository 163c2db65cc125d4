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

from bookrunner.bonds.calendar import day_numbers
from bookrunner.bonds.kernels import figures
from bookrunner.bonds.kernels.run import run
from bookrunner.bonds.payments import payments, terms
from bookrunner.units import FACE

if TYPE_CHECKING:
    from bookrunner.bonds.payments import Payments
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import (
        DatesLike,
        Prices,
        PricesLike,
        Rates,
        RatesLike,
        SquareYears,
        Years,
    )

_PRICE_LIMIT: Final = 10 * FACE  # a price beyond is money, or a mistake


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
    columns = (*_terms(bonds, settlement, convention), meant(clean_price))
    return run(figures.clean_yields, columns, 1, scratch=6)[0]


def yield_until(  # noqa: PLR0913 - all but five by name
    bonds: Bonds,
    settlement: DatesLike,
    clean_price: PricesLike,
    workout: DatesLike,
    redemption: PricesLike,
    *,
    convention: Convention = Convention.STREET,
) -> Rates:
    """The yield of a bond bought at *clean_price* and redeemed on a day at a price."""
    ends = (meant(clean_price), day_numbers(workout), redemption)
    columns = (*_terms(bonds, settlement, convention), *ends)
    return run(figures.called_yields, columns, 1, scratch=18)[0]


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
    return run(figures.prices, _paid(left, convention, yields), 1, scratch=2)[0]


def yields_at(left: Payments, dirty_price: Prices, convention: Convention) -> Rates:
    """The yield at which the payments left are worth their dirty price."""
    columns = _paid(left, convention, dirty_price)
    return run(figures.yields, columns, 1, scratch=1)[0]


def _paid(left: Payments, convention: Convention, last: Any) -> tuple[Any, ...]:
    """Payments as the loops take them, and one more number a bond."""
    treasury = float(convention is Convention.TREASURY)
    paid = (left.first, left.count, left.coupon, left.extra, left.redemption, left.late)
    return (*paid, left.frequency, treasury, last)


def _terms(bonds: Bonds, settlement: DatesLike, convention: Convention) -> tuple[Any, ...]:
    return (*terms(bonds, settlement), float(convention is Convention.TREASURY))


def meant(price: PricesLike) -> Prices:
    """Prices that can be prices per 100 of face; NaN for the others."""
    prices = np.asarray(price, dtype=np.float64)
    return np.where((prices > 0) & (prices < _PRICE_LIMIT), prices, np.nan)
