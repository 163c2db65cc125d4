"""What a bond earns if nothing happens: carry and roll-down.

*Carry* is what a holder earns to a horizon at an unchanged yield, less what the money
costs; *roll-down* is what is earned on top as the bond grows shorter under an unchanged
curve, its spread over it kept.  Together they are the whole return if the curve and the
spread stand still.  Figures are per 100 face, to the horizon, not a year; coupons on the
way are added as they are, without interest on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.bonds.calendar import day_numbers
from bookrunner.bonds.cashflows import cash_flows
from bookrunner.bonds.curve import par_yield, years_to_maturity
from bookrunner.bonds.payments import payments
from bookrunner.bonds.yields import (
    clean_price_from_yield,
    dirty_price_from_yield,
    yield_from_clean_price,
)

if TYPE_CHECKING:
    from bookrunner.bonds.curve import ParCurve
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import DatesLike, Prices, PricesLike, RatesLike

_DAYS_OF_YEAR: Final = 360  # repo pays ACT/360


def carry(
    bonds: Bonds,
    settlement: DatesLike,
    clean_price: PricesLike,
    horizon: DatesLike,
    *,
    financing_rate: RatesLike = 0.0,
) -> Prices:
    """Coupons, accrued interest and pull to par at an unchanged yield, less financing.

    The whole dirty price is financed at a simple rate, ACT/360.  NaN where the horizon
    lies not after settlement, or not before maturity.

    A par bond held over a coupon period earns its coupon:

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> note = fixed_rate_bonds(0.05, "2032-05-15")
    >>> f"{carry(note, '2026-11-15', 100.0, '2027-05-15'):.6f}"
    '2.500000'
    """
    yields = yield_from_clean_price(bonds, settlement, clean_price)
    then = dirty_price_from_yield(bonds, horizon, yields)
    now = clean_price + payments(bonds, settlement).accrued
    days = day_numbers(horizon) - day_numbers(settlement)
    cost = now * financing_rate * days / _DAYS_OF_YEAR
    earned = then + coupons_until(bonds, settlement, horizon) - now - cost
    return np.where(days > 0, earned, np.nan)[()]


def roll_down(
    bonds: Bonds,
    settlement: DatesLike,
    clean_price: PricesLike,
    horizon: DatesLike,
    *,
    curve: ParCurve,
) -> Prices:
    """What a bond gains as it grows shorter under an unchanged par curve.

    Its yield moves by as much as the curve between its maturities then and now.
    """
    yields = yield_from_clean_price(bonds, settlement, clean_price)
    moved = par_yield(curve, years_to_maturity(bonds, horizon)) - par_yield(
        curve, years_to_maturity(bonds, settlement)
    )
    unchanged = clean_price_from_yield(bonds, horizon, yields)
    rolled = clean_price_from_yield(bonds, horizon, yields + moved)
    later = day_numbers(horizon) > day_numbers(settlement)
    return np.where(later, rolled - unchanged, np.nan)[()]


def coupons_until(bonds: Bonds, settlement: DatesLike, horizon: DatesLike) -> Prices:
    """What is paid after settlement and up to a horizon, per 100 face."""
    flows = cash_flows(bonds, settlement)
    shape = bonds.maturity.shape
    until = np.broadcast_to(day_numbers(horizon), shape).ravel()
    paid = np.where(flows.days <= until[flows.bond], flows.amounts, 0.0)
    summed = np.bincount(flows.bond, paid, len(flows.offsets) - 1)
    return np.asarray(summed, dtype=np.float64).reshape(shape)[()]
