"""Days, months and month ends as whole numbers.

A day is the number of days since 1 January 1970, a month the number of months since
January 1970.  All of it is integer arithmetic without a branch, so the same function
serves one number, a column, and a compiled loop.

The arithmetic is that of Neri and Schneider, "Euclidean affine functions and their
application to calendar algorithms" (Software: Practice and Experience, 2022): years
begin in March, so that the leap day comes last, and a division by a power of two takes
the place of most others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from bookrunner.units import as_dates

if TYPE_CHECKING:
    from bookrunner.units import Dates, DatesLike, Flags, Ints

Whole = TypeVar("Whole", "Ints", int)

FAR_PAST: Final = -(2**63)
"""The day that stands for a day nobody knows: before every other."""

_YEAR_ZERO: Final = 719_468  # days from 1 March of the year 0 to 1 January 1970
_MONTHS: Final = 12 * 1970  # from January of the year 0 to January 1970
_CENTURIES: Final = 146_097  # days of four of them


def day_numbers(when: DatesLike) -> Ints:
    """Dates as days since 1970; a missing date becomes `FAR_PAST`.

    >>> int(day_numbers("1970-01-31"))
    30
    """
    return as_dates(when).view(np.int64)


def dates_of(days: Ints) -> Dates:
    """Day numbers as dates again."""
    return np.asarray(days, dtype=np.int64).astype("datetime64[D]")


def month_and_day(days: Whole) -> tuple[Whole, Whole]:
    """The month a day lies in, and its day of the month from 1.

    >>> month_and_day(30)
    (0, 31)
    """
    quarters = 4 * (days + _YEAR_ZERO) + 3
    century = quarters // _CENTURIES
    scaled = 2_939_745 * (((quarters - century * _CENTURIES) >> 2) * 4 + 3)
    year = 100 * century + (scaled >> 32)
    day_of_year = (scaled & 0xFFFF_FFFF) // 2_939_745 >> 2
    shifted = 2141 * day_of_year + 197_913
    month = 12 * year + (shifted >> 16) - 1 - _MONTHS
    return month, (shifted & 0xFFFF) // 2141 + 1


def first_of(months: Whole) -> Whole:
    """The first day of a month.

    >>> first_of(1)
    31
    """
    from_march = months + _MONTHS - 2
    year = from_march // 12
    century = year // 100
    days = ((1461 * year) >> 2) - century + (century >> 2) - _YEAR_ZERO
    first: Whole = days + ((979 * (from_march - 12 * year) + 18) >> 5)
    return first


def day_in(months: Whole, day: Whole) -> Whole:
    """That day of the month, or the month's last where it has no such day.

    >>> int(day_in(1, 31))
    58
    """
    first = first_of(months)
    over = day - (first_of(months + 1) - first)
    held: Whole = first + day - 1 - over * (over > 0)
    return held


def is_month_end(days: Ints) -> Flags:
    """Whether a day is the last of its month.

    >>> is_month_end(30)
    True
    """
    last: Flags = month_and_day(days + 1)[1] == 1
    return last
