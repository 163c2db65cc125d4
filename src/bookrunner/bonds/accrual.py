"""Day counts and accrued interest.

A day count turns two days into a fraction of a year.  Accrued interest is the part of
the running coupon already earned at settlement, and what the buyer pays on top of the
clean price.

Which rule "a 360-day year of twelve 30-day months" means is ruled, with its sources, in
docs/bonds.md: `DayCount.THIRTY_360`.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.bonds.calendar import day_numbers, is_month_end, month_and_day
from bookrunner.bonds.schedule import place
from bookrunner.units import FACE, as_dates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import DatesLike, Flags, Floats, Ints, Prices, Years


class DayCount(IntEnum):
    """How a bond counts the days of a coupon period."""

    THIRTY_360 = 1  # FINRA 11620(b), MSRB G-33(e); SIFMA's February rule at month ends
    BOND_BASIS = 2  # ISDA 2006 4.16(f): the same without the February rule
    THIRTY_E_360 = 3  # ISDA 2006 4.16(g) "Eurobond Basis"
    ACT_360 = 4  # ISDA 2006 4.16(e): floating rate, money market
    ACT_365F = 5  # ISDA 2006 4.16(d): fixed at 365 even in a leap year
    ACT_ACT_ICMA = 6  # ICMA rule 251: US Treasuries, most euro corporates


THIRTY_DAY_MONTHS: Final = (
    DayCount.THIRTY_360,
    DayCount.BOND_BASIS,
    DayCount.THIRTY_E_360,
)


def accrued(bonds: Bonds, settlement: DatesLike) -> Prices:
    """Interest earned since the last coupon, per 100 face.

    Nothing has accrued on a coupon date.  Outside the life of the bond, from `dated` up
    to but not including `maturity`, the answer is NaN.

    A 5.25% note dated 15 January 2025, settled on 31 March: 76 days of 360.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> note = fixed_rate_bonds(0.0525, "2035-01-15", dated="2025-01-15")
    >>> f"{accrued(note, '2025-03-31'):.6f}"
    '1.108333'
    """
    on = day_numbers(settlement)
    first = day_numbers(bonds.first_coupon)
    start = np.where(on < first, day_numbers(bonds.dated), place(bonds, on).previous)
    interest = FACE * bonds.coupon * year_fraction(bonds, start, on)
    return np.where(alive(bonds, settlement), interest, np.nan)[()]


def alive(bonds: Bonds, settlement: DatesLike) -> Flags:
    """Whether a bond has been issued by *settlement* and is not yet due."""
    on = as_dates(settlement)
    return ~(on < bonds.dated) & (on < bonds.maturity)


def year_fraction(bonds: Bonds, start: Ints, end: Ints) -> Years:
    """Years between two day numbers, each bond by its own day count.

    An unknown day count gives NaN.
    """
    present = [rule for rule in DayCount if np.any(bonds.day_count == rule)]
    if not present:  # no bonds at all, or none whose rule is known
        present = [DayCount.THIRTY_360]
    return np.select(
        [bonds.day_count == rule for rule in present],
        [_RULES[rule](bonds, start, end) for rule in present],
        default=np.nan,
    )


def _thirty_360(bonds: Bonds, start: Ints, end: Ints) -> Years:
    (_, first), (_, last) = month_and_day(start), month_and_day(end)
    from_end = bonds.end_of_month & _ends_february(start)
    first = np.where(from_end, 30, np.minimum(first, 30))
    last = np.where(from_end & _ends_february(end), 30, last)
    last = np.where(first == 30, np.minimum(last, 30), last)
    return _thirty_day_months(start, end, last - first)


def _bond_basis(_: Bonds, start: Ints, end: Ints) -> Years:
    first, last = np.minimum(month_and_day(start)[1], 30), month_and_day(end)[1]
    last = np.where(first == 30, np.minimum(last, 30), last)
    return _thirty_day_months(start, end, last - first)


def _thirty_e_360(_: Bonds, start: Ints, end: Ints) -> Years:
    first, last = (np.minimum(month_and_day(each)[1], 30) for each in (start, end))
    return _thirty_day_months(start, end, last - first)


def _thirty_day_months(start: Ints, end: Ints, days: Ints) -> Years:
    return (30 * (month_and_day(end)[0] - month_and_day(start)[0]) + days) / 360


def _act_360(_: Bonds, start: Ints, end: Ints) -> Years:
    return (end - start) / 360


def _act_365f(_: Bonds, start: Ints, end: Ints) -> Years:
    return (end - start) / 365


def _act_act_icma(bonds: Bonds, start: Ints, end: Ints) -> Years:
    return (_coupon_clock(bonds, end) - _coupon_clock(bonds, start)) / bonds.frequency


def _coupon_clock(bonds: Bonds, days: Ints) -> Floats:
    """Coupon periods run since maturity, so below zero: one tick a coupon.

    Odd first coupons need no special case: a stub is a piece of a tick.
    """
    at = place(bonds, days)
    return (days - at.previous) / (at.following - at.previous) - at.left


def _ends_february(days: Ints) -> Flags:
    february: Flags = month_and_day(days)[0] % 12 == 1
    return is_month_end(days) & february


_RULES: Final[Mapping[DayCount, Callable[[Bonds, Ints, Ints], Years]]] = {
    DayCount.THIRTY_360: _thirty_360,
    DayCount.BOND_BASIS: _bond_basis,
    DayCount.THIRTY_E_360: _thirty_e_360,
    DayCount.ACT_360: _act_360,
    DayCount.ACT_365F: _act_365f,
    DayCount.ACT_ACT_ICMA: _act_act_icma,
}
