"""How a price moves with its own yield.

All of it is the slope and the bend of the logarithm of the dirty price: duration is the
slope per unit of yield, convexity the bend and the slope squared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bookrunner.bonds.payments import payments
from bookrunner.bonds.yields import Convention, price_and_moves
from bookrunner.units import BASIS_POINT

if TYPE_CHECKING:
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import DatesLike, Prices, RatesLike, SquareYears, Years


def modified_duration(
    bonds: Bonds,
    settlement: DatesLike,
    yields: RatesLike,
    *,
    convention: Convention = Convention.STREET,
) -> Years:
    """The relative fall of the dirty price for a rise of its yield.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> note = fixed_rate_bonds(0.0465, "2035-11-20", dated="2025-11-20")
    >>> f"{modified_duration(note, '2025-11-20', 0.04681):.2f}"
    '7.92'
    """
    return _price_and_moves(bonds, settlement, yields, convention)[1]


def macaulay_duration(
    bonds: Bonds,
    settlement: DatesLike,
    yields: RatesLike,
    *,
    convention: Convention = Convention.STREET,
) -> Years:
    """The mean time to payment, weighted by present value."""
    modified = modified_duration(bonds, settlement, yields, convention=convention)
    return modified * (1 + np.asarray(yields) / bonds.frequency)


def convexity(
    bonds: Bonds,
    settlement: DatesLike,
    yields: RatesLike,
    *,
    convention: Convention = Convention.STREET,
) -> SquareYears:
    """The second derivative of the dirty price in its yield, relative to the price."""
    return _price_and_moves(bonds, settlement, yields, convention)[2]


def dv01(
    bonds: Bonds,
    settlement: DatesLike,
    yields: RatesLike,
    *,
    convention: Convention = Convention.STREET,
) -> Prices:
    """Points of price per 100 face lost when the yield rises by one basis point."""
    price, duration, _ = _price_and_moves(bonds, settlement, yields, convention)
    return price * duration * BASIS_POINT


def _price_and_moves(
    bonds: Bonds, settlement: DatesLike, yields: RatesLike, convention: Convention
) -> tuple[Prices, Years, SquareYears]:
    """Dirty price, modified duration and convexity at a yield."""
    left = payments(bonds, settlement)
    price, slope, bend = price_and_moves(left, yields, convention)
    per_yield = 1 / (left.frequency + np.where(price > 0, yields, np.nan))
    duration = -slope * per_yield
    return price, duration, (bend - slope) * per_yield**2 + duration**2
