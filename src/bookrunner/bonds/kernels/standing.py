"""Where a settlement stands among the payments of a bond, for a column of them.

The vector unit of a processor divides no whole numbers, so here days and months are
whole numbers held as floats, and a quotient is a product rounded down.  Nothing branches
for a bond that counts months of thirty days, pays on a day that every month has, and is
past its first coupon; all others are gone over one by one by the rules of `dates`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.bonds.calendar import month_and_day
from bookrunner.bonds.kernels.dates import (
    ACT_360,
    ACT_365F,
    THIRTY_E_360,
    coupon_day,
    periods_left,
    years_between,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def standings(columns: Table, days: Sequence[float], results: Table) -> None:
    """What is to come of each bond after its day, and what has accrued by then.

    Columns: rule, maturity, step, month_ends, dated, first_coupon, day, coupon.
    Results: coupon periods to the first payment (NaN where nothing is to come),
    payments left, regular coupon, extra of the first, accrued.
    """
    for i in range(len(results[0])):
        rule, due, step, on = columns[0][i], columns[1][i], columns[2][i], days[i]
        plain = (columns[4][i] <= on) & (columns[5][i] <= on) & (on < due)
        plain = plain & (on > _UNKNOWN) & (rule >= 1) & (rule < ACT_360)
        month, day = civil(due if plain else 0.0)
        on_month, on_day = civil(on if plain else 0.0)
        plain = plain & (day <= 28) & (columns[3][i] == 0)
        often = 1 / step
        whole = quotient(month - on_month, often)
        ahead = (month - whole * step > on_month) | (day > on_day)
        left = whole + 1 if ahead else whole
        on_day = min(on_day, 30.0) if rule == THIRTY_E_360 else on_day
        passed = 30 * (on_month - month + left * step) + on_day - day
        results[0][i] = 1 - passed * often / 30 if plain else _NOT_A_NUMBER
        results[1][i] = left if plain else 1.0
        results[2][i] = 100 * columns[7][i] * step / 12
        results[3][i] = 0.0
        results[4][i] = 100 * columns[7][i] * passed / 360 if plain else _NOT_A_NUMBER
    others(columns, days, results)


def others(columns: Table, days: Sequence[float], results: Table) -> None:
    """The same of the bonds alive that are not as most are, one by one."""
    for i in range(len(results[0])):
        dated, on = columns[4][i], days[i]
        alive = dated <= on < columns[1][i] and on > _UNKNOWN
        if alive and results[0][i] != results[0][i]:
            rule, step, ends = int(columns[0][i]), int(columns[2][i]), int(columns[3][i])
            month, day = month_and_day(int(columns[1][i]))
            day = 31 if ends else day
            until, left, years = regular(rule, month, day, step, ends, int(on))
            interest = step / 12
            if on < columns[5][i]:
                first = int(columns[5][i])
                count = periods_left(month, day, step, first) + 1
                on_grid = coupon_day(month - (count - 1) * step, day) == first
                until, left = until + left - count if on_grid else _NOT_A_NUMBER, count
                if dated > _UNKNOWN:
                    begun, terms = int(dated), (rule, month, day, step, ends)
                    years = years_between(*terms, begun, int(on))
                    if coupon_day(month - count * step, day) != begun:
                        interest = years_between(*terms, begun, first)
                results[3][i] = 100 * columns[7][i] * interest - results[2][i]
            results[0][i] = until
            results[1][i] = left
            results[4][i] = 100 * columns[7][i] * earned(rule, years, interest)


def earned(rule: int, years: float, interest: float) -> float:
    """The years of interest earned: of 184 days over 365 half a year, and no more."""
    return min(years, interest) if rule == ACT_365F else years


def regular(
    rule: int, month: int, day: int, step: int, month_ends: int, on: int
) -> tuple[float, int, float]:
    """Of a bond past its first coupon: periods to the next, payments left, years earned."""
    left = periods_left(month, day, step, on)
    previous = coupon_day(month - left * step, day)
    years = years_between(rule, month, day, step, month_ends, previous, on)
    if rule < ACT_360:
        return 1 - years * 12 / step, left, years
    following = coupon_day(month - (left - 1) * step, day)
    return (following - on) / (following - previous), left, years


def paid(columns: Table, results: Table) -> None:
    """What is to come of each bond from settlement, and what has accrued.

    Columns and results: those of `standings`.
    """
    standings(columns, columns[6], results)


def ended(
    until_due: float,
    first: float,
    count: float,
    coupon: float,
    extra: float,
    first_beyond: float,
    count_beyond: float,
    earned: float,
) -> tuple[float, float, float, float, float, float]:
    """What is to come if a bond is redeemed, from what would have come after that day.

    Time to the first payment, coupons, coupon, extra of the first, what has accrued by
    the end, and the periods from the last coupon to it.
    """
    due = until_due == 0
    coupons = count if due else count - count_beyond
    until = first if due else first - first_beyond + coupons
    single = coupons == 0
    at = until if single else first
    at = at if due | (until > 0) else _NOT_A_NUMBER
    late = 0.0 if due | single else 1 - first_beyond
    regular, odd = (0.0, 0.0) if single else (coupon, extra)
    return at, max(coupons, 1.0), regular, odd, 0.0 if due else earned, late


def endings(columns: Table, days: Sequence[float], results: Table) -> None:
    """What is to come of each bond from settlement if it is redeemed on its day.

    Columns: those of `standings`.  Results: those of `standings`, what has accrued by
    the end, periods from the last coupon to it.
    """
    standings(columns, columns[6], results[7:])
    standings(columns, days, results[12:])
    for i in range(len(results[0])):
        first, count, coupon, extra, earned, late = ended(
            columns[1][i] - days[i],
            results[7][i],
            results[8][i],
            results[9][i],
            results[10][i],
            results[12][i],
            results[13][i],
            results[16][i],
        )
        results[0][i], results[1][i], results[2][i] = first, count, coupon
        results[3][i], results[4][i] = extra, results[11][i]
        results[5][i], results[6][i] = earned, late


def paid_until(columns: Table, results: Table) -> None:
    """The same, where the day stands behind the columns."""
    endings(columns, columns[8], results)
