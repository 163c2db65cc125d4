"""Day counts and coupon dates of one bond, in whole numbers, and the loops over many.

Days are day numbers, months are counted from January 1970 (`calendar`).  A bond's
coupon dates are given by the month and day of its maturity and the months from one to
the next; a day of 31 keeps to month ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.bonds.calendar import first_of, month_and_day

if TYPE_CHECKING:
    from bookrunner.bonds.kernels.run import Table, WholeTable

THIRTY_360: Final = 1
BOND_BASIS: Final = 2
THIRTY_E_360: Final = 3
ACT_360: Final = 4
ACT_365F: Final = 5
ACT_ACT_ICMA: Final = 6
_NOT_A_NUMBER: Final = float("nan")


def coupon_day(month: int, day: int) -> int:
    """The coupon date in a month: that day, or the month's last if it has none such."""
    first = first_of(month)
    return first + day - 1 if day <= 28 else min(first + day, first_of(month + 1)) - 1


def periods_left(month: int, day: int, step: int, on: int) -> int:
    """Coupon dates after *on*, the maturity's included."""
    left = (month - month_and_day(on)[0]) // step
    return left + 1 if coupon_day(month - left * step, day) > on else left


def clock(month: int, day: int, step: int, on: int) -> float:
    """Coupon periods run since maturity, so below zero: one tick a coupon.

    Odd first coupons need no special case: a stub is a piece of a tick.
    """
    left = periods_left(month, day, step, on)
    previous = coupon_day(month - left * step, day)
    following = coupon_day(month - left * step + step, day)
    return (on - previous) / (following - previous) - left


def thirty_day_months(rule: int, month_ends: int, start: int, end: int) -> int:
    """Days between two dates when every month has thirty of them."""
    (from_month, first), (to_month, last) = month_and_day(start), month_and_day(end)
    if rule == THIRTY_360 and month_ends and ends_february(start):
        first = 30
        if ends_february(end):
            last = 30
    first = min(first, 30)
    if rule == THIRTY_E_360 or first == 30:
        last = min(last, 30)
    return 30 * (to_month - from_month) + last - first


def ends_february(day: int) -> bool:
    """Whether a day is the last of a February."""
    month, following = month_and_day(day + 1)
    return following == 1 and month % 12 == 2


def years_between(
    rule: int, month: int, day: int, step: int, month_ends: int, start: int, end: int
) -> float:
    """Years from one day to another by a day count; NaN if there is no such rule."""
    if rule in (THIRTY_360, BOND_BASIS, THIRTY_E_360):
        return thirty_day_months(rule, month_ends, start, end) / 360
    if rule == ACT_360:
        return (end - start) / 360
    if rule == ACT_365F:
        return (end - start) / 365
    if rule == ACT_ACT_ICMA:
        ticks = clock(month, day, step, end) - clock(month, day, step, start)
        return ticks * step / 12
    return _NOT_A_NUMBER


def year_fractions(columns: WholeTable, results: Table) -> None:
    """Years by each bond's day count.

    Columns: rule, maturity, step, month_ends, start, end.
    """
    for i in range(len(results[0])):
        month, day = month_and_day(columns[1][i])
        day = 31 if columns[3][i] else day
        results[0][i] = years_between(
            columns[0][i],
            month,
            day,
            columns[2][i],
            columns[3][i],
            columns[4][i],
            columns[5][i],
        )


def coupon_dates_after(columns: WholeTable, results: Table) -> None:
    """The first regular coupon date after a day.

    Columns: maturity, step, month_ends, day.
    """
    for i in range(len(results[0])):
        month, day = month_and_day(columns[0][i])
        day = 31 if columns[2][i] else day
        step = columns[1][i]
        left = periods_left(month, day, step, columns[3][i])
        results[0][i] = coupon_day(month - (left - 1) * step, day)
