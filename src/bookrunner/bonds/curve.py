"""The par curve of one day, and what is measured against it.

The Treasury states its curve as par yields at tenors in years, compounded twice a year.
Between tenors it is read linearly, beyond the last and before the first it is flat.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.bonds.calendar import day_numbers
from bookrunner.units import BASIS_POINT, FACE

if TYPE_CHECKING:
    from datetime import date

    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import DatesLike, Floats, Prices, Rates, RatesLike, Spreads, Years

YEAR: Final = 365.25  # days


@dataclass(frozen=True, slots=True)
class ParCurve:
    """Par yields of one day, tenors in rising order."""

    day: date
    tenors: Years
    rates: Rates


def par_yield(curve: ParCurve, years: Years | float) -> Rates:
    """The par yield at so many years, linear between tenors and flat outside them.

    >>> from datetime import date
    >>> import numpy as np
    >>> tenors, rates = np.array([10.0, 30.0]), np.array([0.0413, 0.0473])
    >>> curve = ParCurve(date(2025, 11, 17), tenors, rates)
    >>> [round(float(par_yield(curve, years)), 4) for years in (10, 20, 40)]
    [0.0413, 0.0443, 0.0473]
    """
    return np.asarray(np.interp(years, curve.tenors, curve.rates))[()]


def years_to_maturity(bonds: Bonds, settlement: DatesLike) -> Years:
    """Days from settlement to maturity over 365.25."""
    days = day_numbers(bonds.maturity) - day_numbers(settlement)
    return np.where(np.isnat(bonds.maturity), np.nan, days / YEAR)[()]


def g_spread(
    bonds: Bonds, settlement: DatesLike, yields: RatesLike, curve: ParCurve
) -> Spreads:
    """The yield less the par yield of the curve at the bond's years to maturity."""
    return yields - par_yield(curve, years_to_maturity(bonds, settlement))


def ten_year_equivalents(
    face: Floats | float, dv01_per_100: Prices | float, curve: ParCurve
) -> Floats:
    """The face of par ten-year Treasuries that moves by as much for a basis point.

    The DV01 of each dollar of *face* over that of a dollar of a ten-year Treasury issued
    at par on the day of the curve; in the units of *face*.
    """
    return np.asarray(face) * dv01_per_100 / _ten_year_dv01(curve)


def _ten_year_dv01(curve: ParCurve) -> float:
    rate = float(par_yield(curve, 10.0))
    years = np.arange(1, 21) / 2
    discount = (1 + rate / 2) ** -(2 * years)
    duration = (rate / 2 * (years * discount).sum() + 10 * discount[-1]) / (1 + rate / 2)
    return float(duration * FACE * BASIS_POINT)
