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
from typing import TYPE_CHECKING

import numpy as np

from bookrunner.bonds.calendar import day_in, day_numbers, month_and_day
from bookrunner.bonds.kernels.dates import coupon_dates_after
from bookrunner.bonds.kernels.run import run

if TYPE_CHECKING:
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import Dates, DatesLike, Ints

LAST = 31  # the day of the month of a bond that pays at month ends


@dataclass(frozen=True, slots=True)
class Grid:
    """The regular coupon dates of bonds, as day numbers, counted back from maturity."""

    month: Ints  # of the maturity
    day: Ints  # of the month, 31 where coupons fall on month ends
    step: Ints  # months from one coupon date to the next

    def before_maturity(self, periods: Ints) -> Ints:
        """The coupon date so many periods before maturity."""
        return day_in(self.month - periods * self.step, self.day)


def grid(bonds: Bonds) -> Grid:
    """The regular coupon dates of *bonds*."""
    with np.errstate(over="ignore"):  # a missing maturity has a number, and no month
        month, day = month_and_day(day_numbers(bonds.maturity))
    return Grid(month, np.where(bonds.end_of_month, LAST, day), 12 // bonds.frequency)


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
