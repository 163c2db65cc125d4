"""The curve of an overnight rate, from swaps against it.

A SOFR swap pays once a year, and once in all up to a year, ACT/360 on both legs, from
two business days after it is dealt.  Its floating leg compounds the overnight rate, so
it is worth what the principal loses: a par instrument like a Treasury (`par`).

Payments are taken on the last day of their period; the market's two days of delay on
both legs move a par rate by less than a hundredth of a basis point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.bonds.calendar import dates_of, day_in, day_numbers, month_and_day
from bookrunner.bonds.curve import YEAR
from bookrunner.bonds.curves.par import legs_of
from bookrunner.bonds.market_days import Calendar, add_business_days, rolled

if TYPE_CHECKING:
    from bookrunner.bonds.curves.par import ParLegs
    from bookrunner.units import DatesLike, Ints

_DAYS_OF_YEAR: Final = 360
_SPOT: Final = 2  # business days


def ois_legs(
    dealt: DatesLike, months: Ints, *, calendar: Calendar = Calendar.SOFR
) -> ParLegs:
    """Swaps of so many months against an overnight rate, dealt on a day.

    Times are years from that day.  A tenor of more than a year that is not whole has its
    broken period first.

    >>> legs = ois_legs("2026-11-24", np.array([6, 12, 24]))
    >>> legs.end.round(4).tolist()
    [0.5038, 1.013, 2.0096]
    """
    today = day_numbers(dealt)
    spot = day_numbers(add_business_days(dealt, _SPOT, calendar))
    whole, broken = np.divmod(np.asarray(months), 12)
    count = np.where(whole == 0, 1, whole + (broken > 0))
    row = np.repeat(np.arange(len(count)), count)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    left = 12 * (count[row] - 1 - nth)
    ends = _months_on(spot, np.asarray(months)[row] - left, calendar)
    starts = np.where(nth == 0, spot, np.concatenate(([0], ends[:-1])))
    return legs_of(
        row,
        (ends - today) / YEAR,
        (ends - starts) / _DAYS_OF_YEAR,
        end=(ends[np.cumsum(count) - 1] - today) / YEAR,
        start=(spot - today) / YEAR,
    )


def _months_on(day: Ints, months: Ints, calendar: Calendar) -> Ints:
    """So many months on, moved to a business day of that month."""
    month, of_month = month_and_day(day)
    moved = dates_of(day_in(month + months, of_month))
    return day_numbers(rolled(moved, calendar, roll="modifiedfollowing"))
