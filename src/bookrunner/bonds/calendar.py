"""Days, months and month ends as whole numbers.

A day is the number of days since 1 January 1970, a month the number of months since
January 1970.  Everything is plain integer arithmetic without a branch, so the same
function serves one number, a column, and a compiled loop.

The arithmetic is the proleptic Gregorian calendar counted in years that begin in March
(so that the leap day comes last) and in eras of 400 years, which all have 146,097 days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.units import as_dates

if TYPE_CHECKING:
    from bookrunner.units import Dates, DatesLike, Flags, Ints

FAR_PAST: Final = -1_000_000_000
"""The day that stands for a day nobody knows: before every other."""

_DAYS_OF_ERA: Final = 146_097
_MARCH_OF_YEAR_ZERO: Final = 719_468  # days from 0000-03-01 to 1970-01-01
_MONTHS_BEFORE_1970: Final = 12 * 1970 - 2  # from the same day


def day_numbers(when: DatesLike) -> Ints:
    """Dates as days since 1970; a missing date becomes `FAR_PAST`.

    >>> int(day_numbers("1970-01-31"))
    30
    """
    dates = as_dates(when)
    return np.where(np.isnat(dates), FAR_PAST, dates.astype(np.int64))


def dates_of(days: Ints) -> Dates:
    """Day numbers as dates again."""
    return np.asarray(days, dtype=np.int64).astype("datetime64[D]")


def month_and_day(days: Ints) -> tuple[Ints, Ints]:
    """The month a day lies in, and its day of the month from 1.

    >>> month_and_day(30)
    (0, 31)
    """
    from_march = days + _MARCH_OF_YEAR_ZERO
    era = from_march // _DAYS_OF_ERA
    day = from_march - era * _DAYS_OF_ERA
    year = (day - day // 1460 + day // 36_524 - day // 146_096) // 365
    day = day - (365 * year + year // 4 - year // 100)
    month = (5 * day + 2) // 153
    return (
        12 * (400 * era + year) + month - _MONTHS_BEFORE_1970,
        day - (153 * month + 2) // 5 + 1,
    )


def first_of(months: Ints) -> Ints:
    """The first day of a month.

    >>> first_of(1)
    31
    """
    from_march = months + _MONTHS_BEFORE_1970
    year = from_march // 12
    month = from_march - 12 * year
    era = year // 400
    year = year - 400 * era
    days = 365 * year + year // 4 - year // 100 + (153 * month + 2) // 5
    return days + era * _DAYS_OF_ERA - _MARCH_OF_YEAR_ZERO


def day_in(months: Ints, day: Ints) -> Ints:
    """That day of the month, or the month's last where it has no such day.

    >>> int(day_in(1, 31))
    58
    """
    first = first_of(months)
    held: Ints = np.minimum(day, first_of(months + 1) - first)
    return first + held - 1


def is_month_end(days: Ints) -> Flags:
    """Whether a day is the last of its month.

    >>> bool(is_month_end(30))
    True
    """
    return np.asarray(month_and_day(days + 1)[1] == 1)
