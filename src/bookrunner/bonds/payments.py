"""What a bond still pays, counted in coupon periods from settlement.

Street yields do not look at the calendar twice: the days to the next coupon date are
turned into a fraction of a coupon period once, and every later payment is a whole
period on::

    settlement     first              first + 1          first + count - 1
        |------------|-------------------|------ ... ------|
                  coupon + extra       coupon        coupon + redemption

(or the redemption comes `late`, a fraction of a period after the last coupon, where a
bond is called between two of them).  So a handful of numbers says all there is to pay,
whatever the maturity.  The fraction is counted in 30-day months where the bond's
interest is, else in actual days.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from bookrunner.bonds.calendar import day_numbers
from bookrunner.bonds.kernels.run import run
from bookrunner.bonds.kernels.standing import paid, paid_until
from bookrunner.units import FACE

if TYPE_CHECKING:
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import DatesLike, Floats, Ints, Prices, PricesLike


@dataclass(frozen=True, slots=True)
class Payments:
    """The payments left: a level coupon, an odd first one, and the redemption."""

    first: Floats  # coupon periods from settlement to the first payment; NaN if none
    count: Floats  # coupons left, the last one included; 1 where there is none
    coupon: Prices  # a regular coupon, per 100 face
    extra: Prices  # the first payment less a regular coupon
    accrued: Prices  # interest earned since the last coupon
    redemption: Prices | float  # paid at the end, with what has accrued by then
    late: Floats | float  # coupon periods from the last coupon to the redemption
    frequency: Floats  # coupon periods a year

    def __getitem__(self, rows: Any) -> Payments:
        """Every column indexed alike."""
        columns = np.broadcast_arrays(*(getattr(self, f.name) for f in fields(self)))
        return Payments(*(column[rows] for column in columns))


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
    first, count, coupon, extra, accrued = run(paid, terms(bonds, settlement), 5)
    frequency = np.asarray(bonds.frequency, dtype=np.float64)
    return Payments(first, count, coupon, extra, accrued, FACE, 0.0, frequency)


def payments_until(
    bonds: Bonds, settlement: DatesLike, workout: DatesLike, price: PricesLike
) -> Payments:
    """What bonds pay from *settlement* if they are redeemed at *price* on *workout*.

    A bond redeemed between two coupon dates pays what has accrued with it.
    """
    columns = (*terms(bonds, settlement), day_numbers(workout))
    first, count, coupon, extra, accrued, earned, late = run(
        paid_until, columns, 7, scratch=10
    )
    frequency = np.asarray(bonds.frequency, dtype=np.float64)
    return Payments(first, count, coupon, extra, accrued, price + earned, late, frequency)


def terms(bonds: Bonds, settlement: DatesLike) -> tuple[Any, ...]:
    """The terms of bonds and a settlement, as the loops take them."""
    return (
        bonds.day_count,
        day_numbers(bonds.maturity),
        12 // _one_for_all(bonds.frequency),
        bonds.end_of_month,
        day_numbers(bonds.dated),
        day_numbers(bonds.first_coupon),
        day_numbers(settlement),
        bonds.coupon,
    )


def _one_for_all(column: Ints) -> Ints:
    """The number itself where a column says the same one for every bond."""
    return column[(0,) * column.ndim] if column.size and not any(column.strides) else column
