"""The simple yield, at which bonds in yen are quoted.

What a bond earns in a year, and each year's share of the gain or loss to maturity, over
its price; nothing is compounded [1]_::

    yield = (coupon + (100 - price) / years) / price

Years are days over 365, without the 29ths of February of a bond that has a year or more
to run, and with them of one that has less.

.. [1] Japan Securities Dealers Association, "Methods of calculating yields and accrued
   interest of bonds"; the worked example in the tests is Japanese practitioners'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bookrunner.bonds.yields import meant
from bookrunner.units import FACE, as_dates

if TYPE_CHECKING:
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import (
        Dates,
        DatesLike,
        Ints,
        Prices,
        PricesLike,
        Rates,
        RatesLike,
        Years,
    )


def simple_yield(bonds: Bonds, settlement: DatesLike, clean_price: PricesLike) -> Rates:
    """The simple yield at a clean price; NaN outside the life of a bond.

    >>> from bookrunner.bonds import DayCount, fixed_rate_bonds
    >>> note = fixed_rate_bonds(0.005, "2015-12-20", day_count=DayCount.ACT_365F)
    >>> f"{simple_yield(note, '2012-02-10', 99.3):.8f}"
    '0.00686267'
    """
    price, years = meant(clean_price), years_without_leap_days(bonds, settlement)
    return ((FACE * bonds.coupon + (FACE - price) / years) / price)[()]


def clean_price_from_simple_yield(
    bonds: Bonds, settlement: DatesLike, yields: RatesLike
) -> Prices:
    """The clean price at a simple yield, the inverse of `simple_yield`."""
    years = years_without_leap_days(bonds, settlement)
    with np.errstate(divide="ignore"):  # of a yield that no price gives
        price = FACE * (bonds.coupon + 1 / years) / (yields + 1 / years)
    return np.where(np.isfinite(price) & (price > 0), price, np.nan)[()]


def years_without_leap_days(bonds: Bonds, settlement: DatesLike) -> Years:
    """Years to maturity as the simple yield counts them; NaN outside a bond's life."""
    on, due = np.broadcast_arrays(as_dates(settlement), bonds.maturity)
    alive = (on < due) & ~(on < bonds.dated)
    on, due = (np.where(alive, day, np.datetime64("2000-01-03", "D")) for day in (on, due))
    month = on.astype("M8[M]")
    a_year_on = (month + 12).astype("M8[D]") + (on - month.astype("M8[D]"))
    skipped = np.where(due >= a_year_on, _leap_days(due) - _leap_days(on), 0)
    days = (due - on).astype(np.int64) - skipped
    return np.where(alive, days / 365, np.nan)[()]


def _leap_days(until: Dates) -> Ints:
    """How many 29ths of February there were up to and with a day."""
    months = (until + 1).astype("M8[M]").astype(np.int64)  # since January 1970
    year = (months - 2) // 12 + 1970  # that began with the last March
    return np.asarray(year // 4 - year // 100 + year // 400, dtype=np.int64)
