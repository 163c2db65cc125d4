"""Where a day stands among the regular coupon dates of a bond.

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

if TYPE_CHECKING:
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import Ints

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


@dataclass(frozen=True, slots=True)
class Place:
    """The coupon period a day lies in: ``previous <= day < following``."""

    previous: Ints  # day numbers
    following: Ints
    left: Ints  # coupon dates after the day, maturity included


def grid(bonds: Bonds) -> Grid:
    """The regular coupon dates of *bonds*."""
    month, day = month_and_day(day_numbers(bonds.maturity))
    return Grid(month, np.where(bonds.end_of_month, LAST, day), 12 // bonds.frequency)


def place(bonds: Bonds, days: Ints) -> Place:
    """The coupon period each of *days* lies in, quasi-coupon dates included."""
    dates = grid(bonds)
    left = (dates.month - month_and_day(days)[0]) // dates.step
    left = left + (dates.before_maturity(left) > days)
    return Place(dates.before_maturity(left), dates.before_maturity(left - 1), left)
