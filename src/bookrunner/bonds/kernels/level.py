"""Spreads and key rates of level bonds, compounded continuously, on exact days.

The payments of a bond are nearly evenly spaced, so the factor ``exp(-s t)`` of a spread
runs from one to the next by one multiplication, and the days by which a date departs
from even spacing are made good by a short series: two exponentials a bond, whatever its
length.  Days are looked up, not worked out: *firsts* holds the first day of each month,
and *discount* the discount factor of each day after settlement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.bonds.kernels.growth import expm1
from bookrunner.bonds.kernels.spreads import first_spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.bonds.kernels.run import Table

_YEAR: Final = 365.25  # days
_ENOUGH: Final = 5e-5  # a step of the series after which the next is below 1e-13
_MOST_STEPS: Final = 40
_NOT_A_NUMBER: Final = float("nan")


def made_good(x: float) -> float:
    """``exp(-x)`` for an x of a few days' spread."""
    return 1 - x * (1 - x * (1 / 2 - x * (1 / 6 - x * (1 / 24))))


def due(month: int, day: int, firsts: Sequence[int]) -> int:
    """The coupon date in a month: that day, or the month's last if it has none such."""
    first = firsts[month]
    return first + day - 1 if day <= 28 else min(first + day, firsts[month + 1]) - 1


def level_spreads(
    columns: Table, results: Table, firsts: Sequence[int], discount: Sequence[float]
) -> None:
    """The spread at which a bond is worth its dirty price.

    Columns: month and day of the maturity, months between coupons, coupons left,
    coupon, extra of the first, settlement, dirty price.
    """
    for i in range(len(results[0])):
        month, day, step = int(columns[0][i]), int(columns[1][i]), int(columns[2][i])
        count, since = int(columns[3][i]), int(columns[6][i])
        coupon, extra, target = columns[4][i], columns[5][i], columns[7][i]
        s, change, steps = 0.0, 1.0, 0
        if not (count > 0 and target > 0):
            s, change = _NOT_A_NUMBER, 0.0
        at = month - (count - 1) * step
        while abs(change) > _ENOUGH and steps < _MOST_STEPS:
            start = (due(at, day, firsts) - since) * (1 / _YEAR)
            even, period, t, unit = start, step * (1 / 12), start, 0.0
            ratio, factor = 1 + expm1(-s * period), 1 + expm1(-s * start)
            earliest = factor * discount[due(at, day, firsts) - since]
            sum0, sum1, sum2, sum3 = 0.0, 0.0, 0.0, 0.0
            for j in range(count):
                days = due(at + j * step, day, firsts) - since
                t = days * (1 / _YEAR)
                unit = discount[days] * factor * made_good(s * (t - even))
                sum0 += unit
                sum1 += unit * t
                sum2 += unit * t * t
                sum3 += unit * t * t * t
                factor, even = factor * ratio, even + period
            first, last = extra * earliest, 100 * unit
            worth = coupon * sum0 + first + last
            one = coupon * sum1 + first * start + last * t
            two = coupon * sum2 + first * start * start + last * t * t
            three = coupon * sum3 + first * start**3 + last * t * t * t
            change = -first_spread(target, worth, one, two, three)
            s, steps = s - change, steps + 1
        results[0][i] = s if abs(change) <= _ENOUGH else _NOT_A_NUMBER


def level_key_rates(
    columns: Table,
    results: Table,
    firsts: Sequence[int],
    discount: Sequence[float],
    tenors: Sequence[float],
) -> None:
    """The relative loss of a bond for a move of each key rate, its spread unmoved.

    Columns as of `level_spreads`, with the spread in place of the price.  Between two
    tenors a move is shared by nearness; before the first and after the last it is whole.
    """
    for i in range(len(results[0])):
        month, day, step = int(columns[0][i]), int(columns[1][i]), int(columns[2][i])
        count, since = int(columns[3][i]), int(columns[6][i])
        coupon, extra, s = columns[4][i], columns[5][i], columns[7][i]
        for k in range(len(results)):
            results[k][i] = 0.0 if count > 0 else _NOT_A_NUMBER
        at, last = month - (count - 1) * step, count - 1
        if count > 0:
            start = (due(at, day, firsts) - since) * (1 / _YEAR)
            even, period, ahead = start, step * (1 / 12), extra
            ratio, factor = 1 + expm1(-s * period), 1 + expm1(-s * start)
            worth, near, far, bucket = 0.0, 0.0, 0.0, 0
            left, width = tenors[0], 1 / (tenors[1] - tenors[0])
            for j in range(count):
                days = due(at + j * step, day, firsts) - since
                t = days * (1 / _YEAR)
                while t >= tenors[bucket + 1] and bucket + 2 < len(tenors):
                    results[bucket][i] += near
                    results[bucket + 1][i] += far
                    bucket, near, far = bucket + 1, 0.0, 0.0
                    left = tenors[bucket]
                    width = 1 / (tenors[bucket + 1] - left)
                amount = coupon + ahead + (100.0 if j == last else 0.0)
                value = amount * discount[days] * factor * made_good(s * (t - even))
                share = min(max((t - left) * width, 0.0), 1.0)
                worth += value
                far += value * t * share
                near += value * t * (1 - share)
                factor, even, ahead = factor * ratio, even + period, 0.0
            results[bucket][i] += near
            results[bucket + 1][i] += far
            for k in range(len(results)):
                results[k][i] = results[k][i] / worth
