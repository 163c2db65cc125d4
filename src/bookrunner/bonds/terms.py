"""What a fixed-rate bond promises, as columns.

::

    dated        first_coupon                                   maturity
      |---------------|-----------|-----------|-- ... --|-----------|
        accrues from    regular periods of 12 / frequency months, counted
        here            back from maturity; the first may be short or long
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from bookrunner.bonds.accrual import DayCount
from bookrunner.bonds.calendar import day_numbers, is_month_end
from bookrunner.bonds.schedule import next_coupon_dates
from bookrunner.errors import MisuseError
from bookrunner.units import as_dates

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import EllipsisType

    from bookrunner.units import Dates, DatesLike, Flags, Ints, Rates, RatesLike


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonds:
    """Fixed-rate bonds; row *i* of every column is bond *i*.

    A single bond is the same object with columns that have no axis.  A zero-coupon bond
    has a coupon of 0 and the frequency its yield is compounded at.  A missing `dated` or
    `first_coupon` says that the bond is long past it.
    """

    coupon: Rates
    frequency: Ints  # coupons a year: 1, 2, 3, 4, 6 or 12
    day_count: Ints  # `DayCount`
    dated: Dates  # interest accrues from here
    first_coupon: Dates
    maturity: Dates
    end_of_month: Flags  # coupons fall on the last day of the month

    def __getitem__(self, rows: Ints | Flags | int | slice | EllipsisType | None) -> Bonds:
        """Every column indexed alike: some rows, a mask, or a new axis."""
        return self.each(lambda column: column[rows])

    def each(self, change: Callable[[Any], Any]) -> Bonds:
        """Every column changed alike."""
        return Bonds(
            **{each.name: change(getattr(self, each.name)) for each in fields(self)}
        )

    def __len__(self) -> int:
        """How many bonds; a single bond without an axis has no length."""
        return len(self.maturity)


def fixed_rate_bonds(  # noqa: PLR0913 - the terms of a bond, all but two by name
    coupon: RatesLike,
    maturity: DatesLike,
    *,
    dated: DatesLike | None = None,
    first_coupon: DatesLike | None = None,
    frequency: Ints | int = 2,
    day_count: Ints | DayCount = DayCount.THIRTY_360,
    end_of_month: Flags | bool | None = None,
) -> Bonds:
    """Bonds from what is known of them; the rest as US corporates have it.

    Without `dated` a bond is taken as long past its first coupon; without
    `first_coupon` the first period is the regular one that `dated` falls in.  Coupons
    fall on month ends where the maturity does and no stated first coupon says
    otherwise.

    >>> note = fixed_rate_bonds(0.0525, "2035-01-15", dated="2025-01-15")
    >>> print(note.first_coupon)
    2025-07-15

    Raises:
        MisuseError: a frequency that does not divide the year into whole months.
    """
    frequency = np.asarray(frequency, dtype=np.int64)
    if not np.isin(frequency, (1, 2, 3, 4, 6, 12)).all():
        raise MisuseError(
            expected="1, 2, 3, 4, 6 or 12 coupons a year",
            seen=str(sorted(set(frequency.ravel().tolist()))),
            hint="give a zero-coupon bond the frequency its yield compounds at",
        )
    unknown = as_dates("NaT")
    starts = unknown if dated is None else dated
    firsts = as_dates(unknown if first_coupon is None else first_coupon)
    if end_of_month is None:
        end_of_month = _ends_months(as_dates(maturity)) & (
            np.isnat(firsts) | _ends_months(firsts)
        )
    columns = np.broadcast_arrays(
        np.asarray(coupon, dtype=np.float64),
        frequency,
        np.asarray(day_count, dtype=np.int64),
        as_dates(starts),
        firsts,
        as_dates(maturity),
        np.asarray(end_of_month),
    )
    names = [each.name for each in fields(Bonds)]
    return _with_first_coupon(Bonds(**dict(zip(names, columns, strict=True))))


def _ends_months(dates: Dates) -> Flags:
    with np.errstate(over="ignore"):  # a missing date has a number, and no month
        return is_month_end(day_numbers(dates))


def _with_first_coupon(bonds: Bonds) -> Bonds:
    """The regular first coupon where none is stated but `dated` is."""
    inferred = np.isnat(bonds.first_coupon) & ~np.isnat(bonds.dated)
    if not inferred.any():
        return bonds
    regular = next_coupon_dates(bonds, bonds.dated)
    told = {each.name: getattr(bonds, each.name) for each in fields(bonds)}
    told["first_coupon"] = np.where(inferred, regular, bonds.first_coupon)
    return Bonds(**told)
