"""Spreads of a bond over swaps.

The *I-spread* is the yield less the swap rate of the same maturity, read between two
quotes.  The *asset-swap spread* is what the bond pays over the floating rate once its
coupons are swapped away at par: who buys at 97 and pays the bond's coupons to a swap
dealer pays him 100 for it, and is paid for the difference in spread::

    spread = (what the payments are worth on the swap curve - dirty price) / annuity
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bookrunner.bonds.accrual import accrued
from bookrunner.bonds.calendar import day_numbers
from bookrunner.bonds.cashflows import cash_flows
from bookrunner.bonds.curve import YEAR, g_spread, years_to_maturity
from bookrunner.bonds.curves.par import annuity, regular_legs
from bookrunner.bonds.curves.zero import discount_factor
from bookrunner.bonds.yields import meant
from bookrunner.units import FACE

if TYPE_CHECKING:
    from bookrunner.bonds.curve import ParCurve
    from bookrunner.bonds.curves.zero import Curve
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import DatesLike, PricesLike, RatesLike, Spreads


def i_spread(
    bonds: Bonds, settlement: DatesLike, yields: RatesLike, swaps: ParCurve
) -> Spreads:
    """The yield less the swap rate interpolated linearly at the bond's maturity.

    NaN beyond the quotes, where there are no two to read between.

    >>> from datetime import date
    >>> from bookrunner.bonds import ParCurve, fixed_rate_bonds
    >>> rates = np.array([0.036, 0.039])
    >>> swaps = ParCurve(date(2026, 11, 20), np.array([5.0, 10.0]), rates)
    >>> note = fixed_rate_bonds(0.05, "2034-05-25")
    >>> f"{1e4 * i_spread(note, '2026-11-24', 0.0475, swaps):.1f} bp"
    '100.0 bp'
    """
    years = years_to_maturity(bonds, settlement)
    between = (years >= swaps.tenors[0]) & (years <= swaps.tenors[-1])
    return np.where(between, g_spread(bonds, settlement, yields, swaps), np.nan)[()]


def asset_swap_spread(
    bonds: Bonds,
    settlement: DatesLike,
    clean_price: PricesLike,
    *,
    curve: Curve,
    frequency: int = 4,
) -> Spreads:
    """The par asset-swap spread over the floating rate of *curve*.

    The floating leg pays *frequency* times a year to the bond's maturity; years of 365.25
    days stand for its day count.  NaN outside the life of a bond.

    A 5 % note at par over a curve of 4 %:

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> from bookrunner.bonds.curves import FlatForward
    >>> flat = FlatForward(np.array([1.0]), np.array([-0.04]))
    >>> note = fixed_rate_bonds(0.05, "2034-05-25")
    >>> f"{1e4 * asset_swap_spread(note, '2026-11-25', 100.0, curve=flat):.2f} bp"
    '95.74 bp'
    """
    flows = cash_flows(bonds, settlement)
    shape = np.broadcast(bonds.maturity, day_numbers(settlement)).shape
    on = np.broadcast_to(day_numbers(settlement), shape).ravel()
    years = (flows.days - on[flows.bond]) / YEAR
    discounted = flows.amounts * discount_factor(curve, years)
    worth = np.bincount(flows.bond, discounted, len(flows.offsets) - 1).reshape(shape)
    dirty = meant(clean_price) + accrued(bonds, settlement)
    return ((worth - dirty) / (FACE * _annuities(bonds, settlement, curve, frequency)))[()]


def _annuities(
    bonds: Bonds, settlement: DatesLike, curve: Curve, frequency: int
) -> Spreads:
    """What one a year until maturity is worth, paid *frequency* times a year."""
    years = np.asarray(years_to_maturity(bonds, settlement))
    lasting = np.where(years > 0, years, np.nan)
    worth = np.full(years.shape, np.nan)
    alive = np.isfinite(lasting)
    if alive.any():
        ends, which = np.unique(lasting[alive], return_inverse=True)
        worth[alive] = annuity(curve, regular_legs(ends, frequency=frequency))[which]
    return worth
