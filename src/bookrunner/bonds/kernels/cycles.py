"""Spreads and key rates of bonds that are paid on the same days, taken together.

Bonds on one cycle of coupon dates differ in where they end, so they stand side by side,
the longest first::

    date      0      1      2      3      4
    bond 0    c      c      c      c    c + 100
    bond 1    c      c    c + 100
    bond 2    c    c + 100

What a date is discounted by is looked up once for all of them, and the innermost loop
runs over the bonds still alive.  The factor ``exp(-s t)`` of a spread goes from a date
to the next by one multiplication: between two of them lie the days of the shortest
period of the cycle, or up to three more, and each bond has a factor for each.

Of cycle *c* the bonds begin at ``bonds[c]`` and the dates at ``dates[c]``; *logs* are
the logarithms of the discount factors of the dates, *days* their days from settlement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.bonds.kernels.exponential import expm1, near_expm1
from bookrunner.bonds.kernels.spreads import first_spread
from bookrunner.bonds.kernels.standing import civil, standings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.bonds.kernels.run import Table

_FACTOR: Final = 4  # the row of working space after the factors of the four periods
SUMS: Final = 5  # and the first of the rows for sums
_YEAR: Final = 365.25  # days
_MONTH_END: Final = 31.0
ENOUGH: Final = 4e-3  # a step times t, after which the next costs 1e-12 of the price
_NOT_A_NUMBER: Final = float("nan")
_MOST_STEPS: Final = 4


def places(columns: Table, results: Table) -> None:
    """Which cycle each bond is on, and what it pays.

    Columns: those of `standings`.  Results: a number for the cycle, payments left (none
    where nothing is to come), regular coupon, extra of the first, accrued.
    """
    standings(columns, columns[6], results[5:])
    for i in range(len(results[0])):
        count, step = results[6][i], columns[2][i]
        alive = results[5][i] == results[5][i]
        month, day = civil(columns[1][i] if alive else 0.0)
        on_month, _ = civil(columns[6][i] if alive else 0.0)
        day = _MONTH_END if columns[3][i] > 0 else day
        ahead = month - (count - 1) * step - on_month
        results[0][i] = (ahead * 32 + day) * 16 + step if alive else 0.0
        results[1][i] = count if alive else 0.0
        results[2][i] = results[7][i]
        results[3][i] = results[8][i]
        results[4][i] = results[9][i]


def coupon_days(
    dates: Sequence[int],
    month: Sequence[int],
    day: Sequence[int],
    step: Sequence[int],
    since: Sequence[int],
    firsts: Sequence[int],
    days: list[int],
) -> None:
    """Days from settlement to the dates of each cycle, the first of them in *month*.

    Months are counted from the one whose first day begins *firsts*.
    """
    for c in range(len(month)):
        for j in range(dates[c], dates[c + 1]):
            at = month[c] + (j - dates[c]) * step[c]
            days[j] = min(firsts[at] + day[c], firsts[at + 1]) - 1 - since[c]


def discounts(logs: Sequence[float], discount: list[float]) -> None:
    """The discount factor of each date."""
    for j in range(len(logs)):
        discount[j] = 1 + expm1(logs[j])


def begun(days: Sequence[int], spread: Sequence[float], room: Table) -> int:
    """The spread's factors for a period of the cycle, and for the time to its first date.

    Returns the days of the shortest period, which the first row of factors is for.
    """
    shortest = days[len(days) - 1] + 1
    for j in range(1, len(days)):
        shortest = min(shortest, days[j] - days[j - 1])
    for k in range(len(spread)):
        rate = -spread[k] * (1 / _YEAR)
        a_day, factor = 1 + near_expm1(rate), 1 + expm1(rate * shortest)
        room[0][k] = factor
        room[1][k] = factor * a_day
        room[2][k] = factor * a_day * a_day
        room[3][k] = factor * a_day * a_day * a_day
        room[_FACTOR][k] = 1 + expm1(rate * days[0])
    return shortest


def moments(
    days: Sequence[int],
    discount: Sequence[float],
    count: Sequence[int],
    coupon: Sequence[float],
    extra: Sequence[float],
    spread: Sequence[float],
    room: Table,
) -> None:
    """What the payments of each bond are worth, and that times one to three times t."""
    shortest = begun(days, spread, room)
    factor, sum0, sum1, sum2, sum3 = room[_FACTOR], room[5], room[6], room[7], room[8]
    for row in range(SUMS, len(room)):
        for k in range(len(count)):
            room[row][k] = 0.0
    left = len(count)
    for j in range(len(days)):
        t, unit = days[j] * (1 / _YEAR), discount[j]
        once, twice, thrice = unit * t, unit * t * t, unit * t * t * t
        if j > 0:
            step = room[days[j] - days[j - 1] - shortest]
            for k in range(left):
                factor[k] = factor[k] * step[k]
        for k in range(left):
            paid = (coupon[k] if j > 0 else coupon[k] + extra[k]) * factor[k]
            sum0[k] += unit * paid
            sum1[k] += once * paid
        for k in range(left):
            paid = (coupon[k] if j > 0 else coupon[k] + extra[k]) * factor[k]
            sum2[k] += twice * paid
            sum3[k] += thrice * paid
        while left > 0 and count[left - 1] == j + 1:
            left -= 1
            paid = 100 * factor[left]
            sum0[left] += unit * paid
            sum1[left] += once * paid
            sum2[left] += twice * paid
            sum3[left] += thrice * paid


def starts(
    begin: int,
    days: Sequence[int],
    discount: Sequence[float],
    count: Sequence[int],
    coupon: Sequence[float],
    extra: Sequence[float],
    target: Sequence[float],
    spreads: list[float],
) -> None:
    """A first spread by series from none, where bonds still have all sums in common."""
    sum0, sum1, sum2, sum3, left = 0.0, 0.0, 0.0, 0.0, len(count)
    for j in range(len(days)):
        t, unit = days[j] * (1 / _YEAR), discount[j]
        once, twice, thrice = unit * t, unit * t * t, unit * t * t * t
        sum0, sum1, sum2, sum3 = sum0 + unit, sum1 + once, sum2 + twice, sum3 + thrice
        while left > 0 and count[left - 1] == j + 1:
            left -= 1
            q, t0, early = coupon[left], days[0] * (1 / _YEAR), extra[left] * discount[0]
            spreads[begin + left] = first_spread(
                target[left],
                q * sum0 + early + 100 * unit,
                q * sum1 + early * t0 + 100 * once,
                q * sum2 + early * t0 * t0 + 100 * twice,
                q * sum3 + early * t0 * t0 * t0 + 100 * thrice,
            )


def cycle_spreads(
    bonds: Sequence[int],
    dates: Sequence[int],
    days: Sequence[int],
    logs: Sequence[float],
    count: Sequence[int],
    coupon: Sequence[float],
    extra: Sequence[float],
    target: Sequence[float],
    spreads: list[float],
    changes: list[float],
    discount: list[float],
    room: Table,
) -> None:
    """The spread at which each bond is worth its dirty price, and the last step to it.

    A step is counted in what it moves the last payment by.
    """
    discounts(logs, discount)
    for c in range(len(bonds) - 1):
        begin, end, start, stop = bonds[c], bonds[c + 1], dates[c], dates[c + 1]
        terms = (count[begin:end], coupon[begin:end], extra[begin:end])
        on, off = days[start:stop], discount[start:stop]
        starts(begin, on, off, *terms, target[begin:end], spreads)
        most, steps = 1.0 if stop > start else 0.0, 0
        while most > ENOUGH and steps < _MOST_STEPS:
            moments(on, off, *terms, spreads[begin:end], room)
            most, steps = 0.0, steps + 1
            for k in range(end - begin):
                i = begin + k
                change = first_spread(
                    target[i], room[5][k], room[6][k], room[7][k], room[8][k]
                )
                spreads[i] += change
                changes[i] = abs(change) * on[count[i] - 1] * (1 / _YEAR)
                most = max(most, changes[i])


def key_moves(
    days: Sequence[int],
    discount: Sequence[float],
    count: Sequence[int],
    coupon: Sequence[float],
    extra: Sequence[float],
    spread: Sequence[float],
    tenors: Sequence[float],
    room: Table,
) -> None:
    """What the payments of each bond are worth, and lose for a move of each key rate."""
    shortest, factor, worth = begun(days, spread, room), room[_FACTOR], room[SUMS]
    for row in range(SUMS, len(room)):
        for k in range(len(count)):
            room[row][k] = 0.0
    left, key = len(count), 0
    for j in range(len(days)):
        t, unit = days[j] * (1 / _YEAR), discount[j]
        while t >= tenors[key + 1] and key + 2 < len(tenors):
            key += 1
        share = (t - tenors[key]) / (tenors[key + 1] - tenors[key])
        far = unit * t * min(max(share, 0.0), 1.0)
        near, at, after = unit * t - far, room[SUMS + 1 + key], room[SUMS + 2 + key]
        if j > 0:
            step = room[days[j] - days[j - 1] - shortest]
            for k in range(left):
                factor[k] = factor[k] * step[k]
        for k in range(left):
            paid = (coupon[k] if j > 0 else coupon[k] + extra[k]) * factor[k]
            worth[k] += unit * paid
            at[k] += near * paid
            after[k] += far * paid
        while left > 0 and count[left - 1] == j + 1:
            left -= 1
            paid = 100 * factor[left]
            worth[left] += unit * paid
            at[left] += near * paid
            after[left] += far * paid


def cycle_key_rates(
    bonds: Sequence[int],
    dates: Sequence[int],
    days: Sequence[int],
    logs: Sequence[float],
    count: Sequence[int],
    coupon: Sequence[float],
    extra: Sequence[float],
    spread: Sequence[float],
    tenors: Sequence[float],
    durations: Table,
    discount: list[float],
    room: Table,
) -> None:
    """The relative loss of each bond for a move of each key rate, its spread unmoved.

    Between two tenors a move is shared by nearness; before the first and after the last
    it is whole.
    """
    discounts(logs, discount)
    for c in range(len(bonds) - 1):
        begin, end, start, stop = bonds[c], bonds[c + 1], dates[c], dates[c + 1]
        if stop > start:
            key_moves(
                days[start:stop],
                discount[start:stop],
                count[begin:end],
                coupon[begin:end],
                extra[begin:end],
                spread[begin:end],
                tenors,
                room,
            )
            for k in range(end - begin):
                worth = room[SUMS][k]
                whole = 1 / worth if worth > 0 else _NOT_A_NUMBER
                for m in range(len(room) - SUMS - 1):
                    durations[begin + k][m] = room[SUMS + 1 + m][k] * whole
