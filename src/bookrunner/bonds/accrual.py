"""Day counts and accrued interest.

A day count turns two days into a fraction of a year.  Accrued interest is the part of
the running coupon already earned at settlement, and what the buyer pays on top of the
clean price.

Which rule "a 360-day year of twelve 30-day months" means is ruled, with its sources, in
docs/bonds.md: `DayCount.THIRTY_360`.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from bookrunner.bonds.calendar import day_numbers
from bookrunner.bonds.kernels import dates
from bookrunner.bonds.kernels.run import run
from bookrunner.bonds.payments import payments

if TYPE_CHECKING:
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import DatesLike, Prices, Years


class DayCount(IntEnum):
    """How a bond counts the days of a coupon period."""

    THIRTY_360 = dates.THIRTY_360  # FINRA 11620(b), MSRB G-33; SIFMA's February rule
    BOND_BASIS = dates.BOND_BASIS  # ISDA 2006 4.16(f): the same without that rule
    THIRTY_E_360 = dates.THIRTY_E_360  # ISDA 2006 4.16(g) "Eurobond Basis"
    ACT_360 = dates.ACT_360  # ISDA 2006 4.16(e): floating rate, money market
    ACT_365F = dates.ACT_365F  # ISDA 2006 4.16(d): 365 even in a leap year
    ACT_ACT_ICMA = dates.ACT_ACT_ICMA  # ICMA rule 251: Treasuries, euro corporates


def accrued(bonds: Bonds, settlement: DatesLike) -> Prices:
    """Interest earned since the last coupon, per 100 face.

    Nothing has accrued on a coupon date.  Under ACT/365 a bond earns no more than its
    coupon, though half a year may have 184 days (Japan Securities Dealers Association).
    Outside the life of the bond, from `dated` up to but not including `maturity`, the
    answer is NaN.

    A 5.25% note dated 15 January 2025, settled on 31 March: 76 days of 360.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> note = fixed_rate_bonds(0.0525, "2035-01-15", dated="2025-01-15")
    >>> f"{accrued(note, '2025-03-31'):.6f}"
    '1.108333'
    """
    return payments(bonds, settlement).accrued


def year_fraction(bonds: Bonds, start: DatesLike, end: DatesLike) -> Years:
    """Years between two days, each bond by its own day count.

    A bond whose day count is none of `DayCount` gives NaN.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> note = fixed_rate_bonds(0.05, "2034-08-15")
    >>> float(year_fraction(note, "2025-02-15", "2025-05-15"))
    0.25
    """
    columns = (
        bonds.day_count,
        day_numbers(bonds.maturity),
        12 // bonds.frequency,
        bonds.end_of_month,
        day_numbers(start),
        day_numbers(end),
    )
    return run(dates.year_fractions, columns, 1)[0]
