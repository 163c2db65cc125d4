"""What a bond still pays, counted in coupon periods from settlement.

Street yields do not look at the calendar twice: the days to the next coupon date are
turned into a fraction of a coupon period once, and every later payment is a whole
period on::

    settlement     first              first + 1          first + count - 1
        |------------|-------------------|------ ... ------|
                  coupon + extra       coupon           coupon + 100

So five numbers say all there is to pay, whatever the maturity.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from bookrunner.bonds.accrual import THIRTY_DAY_MONTHS, alive, year_fraction
from bookrunner.bonds.calendar import day_numbers
from bookrunner.bonds.schedule import place
from bookrunner.units import FACE

if TYPE_CHECKING:
    from bookrunner.bonds.schedule import Place
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import DatesLike, Flags, Floats, Ints, Prices


@dataclass(frozen=True, slots=True)
class Payments:
    """The payments left: a level coupon, an odd first one, and 100 at the end."""

    first: Floats  # coupon periods from settlement to the first payment; NaN if none
    count: Ints  # payments left, the last with the principal
    coupon: Prices  # a regular coupon, per 100 face
    extra: Prices  # the first payment less a regular coupon
    frequency: Floats  # coupon periods a year

    def __getitem__(self, rows: Ints | Flags) -> Payments:
        """Every column indexed alike."""
        return Payments(*(np.asarray(getattr(self, f.name))[rows] for f in fields(self)))


def payments(bonds: Bonds, settlement: DatesLike) -> Payments:
    """What *bonds* still pay to who buys them for *settlement*.

    A coupon due on the settlement date is not bought.  Nothing is left of a bond
    outside its life, nor of one whose first coupon lies off its own coupon dates.

    Dated 20 January, first coupon 15 September: 235 days of 360 at 6 %.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> long_first = fixed_rate_bonds(
    ...     0.06, "2036-03-15", dated="2026-01-20", first_coupon="2026-09-15"
    ... )
    >>> left = payments(long_first, "2026-06-24")
    >>> f"{left.coupon + left.extra:.6f} in {left.first:.2f} periods"
    '3.916667 in 0.45 periods'
    """
    on = day_numbers(settlement)
    first_coupon = day_numbers(bonds.first_coupon)
    now, then = place(bonds, on), place(bonds, first_coupon)
    due = on < first_coupon
    regular = FACE * bonds.coupon / bonds.frequency
    count = np.where(due, then.left + 1, now.left)
    paying = alive(bonds, settlement) & ~(due & (then.previous != first_coupon))
    until = 1.0 - elapsed(bonds, now, on) + (now.left - count)
    return Payments(
        np.where(paying, until, np.nan),
        np.where(paying, count, 0),
        regular,
        np.where(due, first_interest(bonds) - regular, 0.0),
        np.asarray(bonds.frequency, dtype=np.float64),
    )


def elapsed(bonds: Bonds, at: Place, days: Ints) -> Floats:
    """How much of the running coupon period has passed, from 0 up to 1.

    Counted in 30-day months where the bond's interest is, else in actual days.
    """
    actual = (days - at.previous) / (at.following - at.previous)
    even = np.isin(bonds.day_count, THIRTY_DAY_MONTHS)
    if not even.any():
        return actual
    thirty = bonds.frequency * year_fraction(bonds, at.previous, days)
    return np.where(even, thirty, actual)


def first_interest(bonds: Bonds) -> Prices:
    """The first coupon, per 100 face: a regular one unless the period is odd."""
    dated, first = day_numbers(bonds.dated), day_numbers(bonds.first_coupon)
    regular = place(bonds, first - 1).previous == dated
    years = np.where(regular, 1 / bonds.frequency, year_fraction(bonds, dated, first))
    return FACE * bonds.coupon * years
