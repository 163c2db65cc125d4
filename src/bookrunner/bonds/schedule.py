"""The regular coupon dates of bonds.

Coupon dates are counted back from maturity, a whole number of months at a time.  They
keep the maturity's day of the month, held back where a month is shorter; a bond that
pays at month ends (`end_of_month`) keeps to the last day of each month::

    maturity 2028-02-29, twice a year:   29 Aug 2027, 28 Feb 2027, 29 Aug 2026
    the same, paying at month ends:      31 Aug 2027, 28 Feb 2027, 31 Aug 2026

Before the first coupon the same grid goes on: its dates are quasi-coupon dates, on
which nothing is paid but by which a short or long first period is measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.bonds.calendar import FAR_PAST, day_numbers, first_of, month_and_day
from bookrunner.bonds.kernels.dates import coupon_dates_after
from bookrunner.bonds.kernels.run import run

if TYPE_CHECKING:
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import Dates, DatesLike, Ints

LAST: Final = 31  # the day of the month of a bond that pays at month ends
LONGEST: Final = 12  # months between coupons


@dataclass(frozen=True, slots=True)
class Grid:
    """The regular coupon dates of bonds, counted back from maturity.

    The first days of all months that matter are looked up, not worked out again.
    """

    month: Ints  # of the maturity, counted from the month of *firsts*
    day: Ints  # of the month, 31 where coupons fall on month ends
    step: Ints  # months from one coupon date to the next
    firsts: Ints  # day number of the first day of each month


def grid(bonds: Bonds, settlement: DatesLike) -> Grid:
    """The coupon dates of *bonds* from *settlement* on."""
    due, on = day_numbers(bonds.maturity), day_numbers(settlement)
    month, day = month_and_day(np.where(due > FAR_PAST, due, 0))
    begin = np.asarray(np.min(on, initial=0, where=on > FAR_PAST))
    origin = int(month_and_day(begin)[0]) - LONGEST
    firsts = first_of(np.arange(origin, int(np.max(month, initial=0)) + 2))
    end = np.where(bonds.end_of_month, LAST, day)
    return Grid(month - origin, end, 12 // bonds.frequency, firsts)


def next_coupon_dates(bonds: Bonds, when: DatesLike) -> Dates:
    """The first regular coupon date after a day; a quasi-coupon date before the first.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> print(next_coupon_dates(fixed_rate_bonds(0.05, "2028-02-29"), "2027-02-28"))
    2027-08-31
    """
    columns = (
        day_numbers(bonds.maturity),
        12 // bonds.frequency,
        bonds.end_of_month,
        day_numbers(when),
    )
    days = np.asarray(run(coupon_dates_after, columns, 1)[0]).astype(np.int64)
    unknown = np.isnat(bonds.maturity) | np.isnat(np.asarray(when, "datetime64[D]"))
    return np.where(unknown, np.datetime64("NaT", "D"), days.astype("datetime64[D]"))[()]
