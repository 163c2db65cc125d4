"""What the right to call a bond is worth, on a lattice over the call window alone.

The short rate is Gaussian (Hull and White) in the form that needs no calibration [1]_.
A driftless state x has the variance v(t); a payment on some day, in units of the money
account, is worth ``discount * exp(-h x - h**2 v / 2)`` while the state stands at x with
variance v.  So the curve is met exactly on every day, the state prices of the first
call day are a normal density, and the lattice begins there::

    today ----------- first call day  . . . . .  last call day ---- maturity
           density of x      | roll back, call or hold, day by day |

A step spreads a node's value over its two neighbours and itself.  Where calling and
holding meet, inside a cell, a sum over nodes errs by the square of their distance;
`choose` puts that back (Euler and Maclaurin's second term).

.. [1] P. Hagan, "Evaluating and hedging exotic swap instruments via LGM", 2002: the
   Hull-White model in the variables h and v; it equals the short-rate form with a
   constant volatility and mean reversion.

A bond's payments, and its calls, are a pair of days from settlement and amounts.
*Market* holds, by day from settlement: logarithm of the discount factor, years, h, v.
"""

from __future__ import annotations

from math import ceil, exp, pi, sqrt
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from bookrunner.bonds.kernels.run import Table

Row: TypeAlias = "list[float]"
Days: TypeAlias = "list[int]"
Dated: TypeAlias = "tuple[Days, Row]"
"""Days and amounts: what a bond pays, or what calling it costs, accrued included."""

Market: TypeAlias = "tuple[Row, Row, Row, Row]"
Room: TypeAlias = "tuple[Table, Row]"
Gain: TypeAlias = "tuple[Row, Row, float, Row, float]"
"""From calling, by node: a row, a row and its factor, less a row and its factor."""

NODES: Final = 66  # the two outermost only close the lattice
CENTRE: Final = 32  # the node at which x is zero
_REACH: Final = 5.5  # standard deviations of x at the last call day, on each side
_BLOCK: Final = 8  # powers taken side by side

_NEW, _TOTAL, _ZERO, _DENSITY, _TILTS = 1, 2, 3, 4, 5


def room_for(payments: int, calls: int) -> tuple[tuple[int, int], int]:
    """What a bond of so many payments and calls is worked out in: rows, and notes.

    Two rows of nodes to roll back in, one to add up in, one of zeros, one for the
    density; then the tilt of each payment and of each call.  The notes are the worth of
    each payment, and what the variance at each call takes off each and off the price.
    """
    return (_TILTS + payments + calls, NODES), payments + calls * (payments + 3)


def discount(day: int, spread: float, market: Market) -> float:
    """What money on a day is worth now, at a spread over the curve."""
    return exp(market[0][day] - spread * market[1][day])


def node_width(variance: float) -> float:
    """How far nodes lie apart; a rate that stands still has them all but in one place."""
    return _REACH * sqrt(variance) / CENTRE if variance > 0 else 1e-9


def tilt(row: Row, rate: float, width: float) -> None:
    """Fill a row with ``exp(-rate x)`` at every node."""
    ratio = exp(-rate * width)
    second = ratio * ratio
    fourth = second * second
    stride = fourth * fourth
    to_centre = stride * stride
    row[0] = 1 / (to_centre * to_centre)
    for j in range(1, _BLOCK):
        row[j] = row[j - 1] * ratio
    for j in range(_BLOCK, NODES):
        row[j] = row[j - _BLOCK] * stride


def density(row: Row, variance: float, width: float) -> None:
    """Fill a row with the probability of every node."""
    apart = width * width / variance
    row[CENTRE] = width / sqrt(2 * pi * variance)
    fall, faster = exp(-apart / 2), exp(-apart)
    for j in range(CENTRE + 1, NODES):
        row[j] = row[j - 1] * fall
        fall *= faster
    for j in range(CENTRE):
        row[j] = row[2 * CENTRE - j]


def prepare(late: Dated, calls: Dated, market: Market, room: Room, width: float) -> None:
    """Fill *room* with what no spread changes."""
    (days, _), (call_days, _), (rows, notes) = late, calls, room
    left, count = len(days), len(call_days)
    for i in range(left):
        tilt(rows[_TILTS + i], market[2][days[i]], width)
    for k in range(count):
        day, note = call_days[k], left + k * (left + 3)
        variance = market[3][day]
        tilt(rows[_TILTS + left + k], market[2][day], width)
        for i in range(left):
            notes[note + i] = exp(-variance / 2 * market[2][days[i]] ** 2)
        notes[note + left] = exp(-variance / 2 * market[2][day] ** 2)
        after = market[3][call_days[min(k + 1, count - 1)]] - variance
        steps = steps_over(after, width)
        notes[note + left + 1] = steps
        notes[note + left + 2] = after / (2 * width * width * max(steps, 1))
    first = market[3][call_days[0]]
    if first >= width * width:
        density(rows[_DENSITY], first, width)


def spread_out(old: Row, new: Row, share: float) -> None:
    """Take a row back by one step: each node's value is a mean over its neighbours'."""
    stay = 1 - 2 * share
    for j in range(1, NODES - 1):
        new[j] = stay * old[j] + share * (old[j - 1] + old[j + 1])
    new[0], new[NODES - 1] = old[0], old[NODES - 1]


def steps_over(variance: float, width: float) -> int:
    """In how many steps a lattice takes a variance: a third of a cell's at the most."""
    return ceil(3 * variance / (width * width))


def add_up(total: Row, first: int, days: Days, less: int, room: Room) -> None:
    """Fill a row with what payments from *first* on, but the last, are worth by node."""
    rows, notes = room
    for j in range(NODES):
        total[j] = 0.0
    for i in range(first, len(days) - 1):
        saved, row = notes[i] * notes[less + i], rows[_TILTS + i]
        for j in range(NODES):
            total[j] += saved * row[j]


def gained(j: int, old: Row, share: float, gain: Gain) -> float:
    """What calling gains more than holding, at one node."""
    base, last, saved, call, paid = gain
    hold = (1 - 2 * share) * old[j] + share * (old[j - 1] + old[j + 1])
    return base[j] + saved * last[j] - paid * call[j] - hold


def choose(old: Row, new: Row, share: float, gain: Gain) -> None:
    """One step back, then call wherever that gains more than holding.

    Calling is better below some state; the cell in which it ceases to be is corrected.
    """
    base, last, saved, call, paid = gain
    stay, called = 1 - 2 * share, 0
    for j in range(1, NODES - 1):
        hold = stay * old[j] + share * (old[j - 1] + old[j + 1])
        taken = base[j] + saved * last[j] - paid * call[j]
        called += 1 if taken > hold else 0
        new[j] = max(hold, taken)
    new[0], new[NODES - 1] = new[1], new[NODES - 2]
    if 1 < called < NODES - 4:
        first = gained(called - 1, old, share, gain)
        second = gained(called, old, share, gain)
        third = gained(called + 1, old, share, gain)
        fourth = gained(called + 2, old, share, gain)
        if second > 0 >= third:
            part = second / (second - third)
            fall = (1 - part) * (first - third) / 2 + part * (second - fourth) / 2
            missed = fall / 2 * (part * part - part + 1 / 6)
            new[called] += missed * (1 - part)
            new[called + 1] += missed * part


def option_worth(
    spread: float, late: Dated, calls: Dated, market: Market, room: Room, width: float
) -> float:
    """What the right to call is worth today, if money earns *spread* over the curve.

    *late* are the payments after the first call day; *room* is prepared for them.
    """
    (days, amounts), (call_days, strikes), (rows, notes) = late, calls, room
    left, first = len(days), len(days) - 1
    old, new, last, base = rows[0], rows[_NEW], rows[_TILTS + left - 1], rows[_ZERO]
    for i in range(left):
        notes[i] = amounts[i] * discount(days[i], spread, market)
    for j in range(NODES):
        old[j] = 0.0
    for k in range(len(call_days) - 1, -1, -1):
        day, note = call_days[k], left + k * (left + 3)
        share = notes[note + left + 2]
        for _ in range(int(notes[note + left + 1]) - 1):
            spread_out(old, new, share)
            old, new = new, old
        while first > 0 and days[first - 1] > day:
            first -= 1
        if first < left - 1:
            base = rows[_TOTAL]
            add_up(base, first, days, note, room)
        saved = notes[left - 1] * notes[note + left - 1]
        paid = strikes[k] * discount(day, spread, market) * notes[note + left]
        choose(old, new, share, (base, last, saved, rows[_TILTS + left + k], paid))
        old, new = new, old
    return worth_today(old, new, market[3][call_days[0]], rows[_DENSITY], width)


def worth_today(old: Row, new: Row, variance: float, weights: Row, width: float) -> float:
    """What the values at the first call day are worth today.

    A density narrower than a cell is no sum over nodes: then the lattice goes on to
    today's one state.
    """
    if variance >= width * width:
        total = 0.0
        for j in range(NODES):
            total += weights[j] * old[j]
        return total
    steps = steps_over(variance, width)
    for _ in range(steps):
        spread_out(old, new, variance / (2 * width * width * steps))
        old, new = new, old
    return old[CENTRE]
