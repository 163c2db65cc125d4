"""Where a settlement stands among the payments of a bond, for a column of them.

The vector unit of a processor divides no whole numbers, so here days and months are
whole numbers held as floats, and a quotient is a product rounded down.  Nothing branches
for a bond on its regular coupons; the few in an odd first period are gone over again,
one by one, by the rules of `dates`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.bonds.kernels.dates import coupon_day, periods_left, years_between

if TYPE_CHECKING:
    from bookrunner.bonds.kernels.run import Table

_ROUND: Final = 6755399441055744.0  # 1.5 * 2**52: what is added to it is rounded
_YEAR_ZERO: Final = 719_468  # days from 1 March of the year 0 to 1 January 1970
_MARCH: Final = 12 * 1970 - 2  # months from that March to January 1970
_UNKNOWN: Final = -1e18  # days before it are no days
_NOT_A_NUMBER: Final = float("nan")


def quotient(n: float, reciprocal: float) -> float:
    """A whole number divided by another, rounded down."""
    return ((n + 0.5) * reciprocal - 0.5 + _ROUND) - _ROUND


def civil(day: float) -> tuple[float, float]:
    """The month a day lies in, and its day of the month, as `calendar.month_and_day`."""
    quarters = 4 * (day + _YEAR_ZERO) + 3
    century = quotient(quarters, 1 / 146_097)
    rest = 4 * quotient(quarters - 146_097 * century, 1 / 4) + 3
    year = quotient(rest, 1 / 1461)
    day_of_year = quotient(rest - 1461 * year, 1 / 4)
    month = quotient(5 * day_of_year + 2, 1 / 153)
    months = 12 * (100 * century + year) + month - _MARCH
    return months, day_of_year - quotient(153 * month + 2, 1 / 5) + 1


def first_day(months: float) -> float:
    """The first day of a month, as `calendar.first_of`."""
    from_march = months + _MARCH
    year = quotient(from_march, 1 / 12)
    century = quotient(year, 1 / 100)
    leap_days = quotient(year, 1 / 4) - century + quotient(century, 1 / 4)
    days = quotient(153 * (from_march - 12 * year) + 2, 1 / 5)
    return 365 * year + leap_days + days - _YEAR_ZERO


def coupon_date(months: float, day: float) -> tuple[float, float]:
    """The coupon date in a month, and its day of the month."""
    first = first_day(months)
    held = min(day, first_day(months + 1) - first)
    return first + held - 1, held


def standings(columns: Table, results: Table) -> None:
    """What is to come of each bond, and what has accrued.

    Columns: rule, maturity, step, month_ends, dated, first_coupon, settlement, coupon.
    Results: coupon periods to the first payment (NaN where nothing is to come),
    payments left, regular coupon, extra of the first, accrued.
    """
    for i in range(len(results[0])):
        rule, step, ends = columns[0][i], columns[2][i], columns[3][i]
        alive = (columns[4][i] <= columns[6][i]) & (columns[6][i] < columns[1][i])
        alive = alive & (columns[6][i] > _UNKNOWN)
        on = columns[6][i] if alive else 0.0
        month, day = civil(columns[1][i] if alive else 0.0)
        day = 31.0 if ends > 0 else day
        on_month, on_day = civil(on)
        left = quotient(month - on_month, 1 / step)
        at, at_day = coupon_date(month - left * step, day)
        ahead = at > on
        other, other_day = coupon_date(
            month - (left + 1) * step if ahead else month - (left - 1) * step, day
        )
        left = left + 1 if ahead else left
        previous, first = (other, other_day) if ahead else (at, at_day)
        following = at if ahead else other
        since = month - left * step
        february = (since - 12 * quotient(since, 1 / 12) == 1) & (ends > 0) & (rule == 1)
        first = 30.0 if february else min(first, 30.0)
        last = min(on_day, 30.0) if (rule == 3) | (first == 30) else on_day
        last = first if on == previous else last
        thirty = 30 * (on_month - since) + last - first
        actual = on - previous
        passed = thirty / (30 * step) if rule <= 3 else actual / (following - previous)
        years = thirty / 360 if rule <= 3 else passed * step * (1 / 12)
        years = actual / 360 if rule == 4 else years
        years = actual / 365 if rule == 5 else years
        years = years if (rule >= 1) & (rule <= 6) else _NOT_A_NUMBER
        results[0][i] = 1 - passed if alive else _NOT_A_NUMBER
        results[1][i] = left if alive else 1.0
        results[2][i] = 100 * columns[7][i] * step / 12
        results[3][i] = 0.0
        results[4][i] = 100 * columns[7][i] * years if alive else _NOT_A_NUMBER
    first_periods(columns, results)


def first_periods(columns: Table, results: Table) -> None:
    """The same for the bonds whose first coupon is still to come."""
    for i in range(len(results[0])):
        dated, first, on = columns[4][i], columns[5][i], columns[6][i]
        if dated <= on < first and on < columns[1][i] and on > _UNKNOWN:
            rule, step, ends = int(columns[0][i]), int(columns[2][i]), int(columns[3][i])
            months, held = civil(columns[1][i])
            month, day = int(months), 31 if ends else int(held)
            count = periods_left(month, day, step, int(first)) + 1
            interest = step / 12
            if dated > _UNKNOWN and coupon_day(month - count * step, day) != int(dated):
                interest = years_between(
                    rule, month, day, step, ends, int(dated), int(first)
                )
            if dated > _UNKNOWN:
                years = years_between(rule, month, day, step, ends, int(dated), int(on))
                results[4][i] = 100 * columns[7][i] * years
            until = results[0][i] + results[1][i] - count
            on_grid = coupon_day(month - (count - 1) * step, day) == int(first)
            results[0][i] = until if on_grid else _NOT_A_NUMBER
            results[1][i] = count
            results[3][i] = 100 * columns[7][i] * interest - results[2][i]
