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

A bond's payments and call days are pieces of long rows, as in `cashflows`.  *Market*
holds, by day from settlement: logarithm of the discount factor, years, h, and v.
"""

from __future__ import annotations

from math import ceil, exp, log, pi, sqrt
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from bookrunner.bonds.kernels.run import Table

Row: TypeAlias = "list[float]"
Days: TypeAlias = "list[int]"

NODES: Final = 66  # the two outermost only close the lattice
CENTRE: Final = 32  # the node at which x is zero
SCRATCH: Final = 5  # rows of room: old, new, gain, worth, density
_REACH: Final = 5.5  # standard deviations of x at the last call day, on each side
_BLOCK: Final = 8  # powers taken side by side
_SETTLED: Final = 1e-7  # of a spread: the next step would be far below rounding
_STEPS: Final = 60
_NOT_A_NUMBER: Final = float("nan")


def plain_worth(
    spread: float, days: Days, amounts: Row, market: Table
) -> tuple[float, float]:
    """What payments are worth at a spread over the curve, and the slope in the spread."""
    worth = slope = 0.0
    for i in range(len(days)):
        day = days[i]
        each = amounts[i] * exp(market[0][day] - spread * market[1][day])
        worth += each
        slope -= each * market[1][day]
    return worth, slope


def plain_spread(price: float, days: Days, amounts: Row, market: Table) -> float:
    """The spread at which payments are worth *price*: Newton in its logarithm."""
    spread = 0.0
    if not price > 0 or len(days) == 0:
        return _NOT_A_NUMBER
    for _ in range(_STEPS):
        worth, slope = plain_worth(spread, days, amounts, market)
        step = log(price / worth) * worth / slope
        spread += step
        if abs(step) < _SETTLED:
            return spread
    return _NOT_A_NUMBER


def tilt(row: Row, rate: float, width: float) -> None:
    """Fill a row with ``exp(-rate x)`` at every node."""
    ratio = exp(-rate * width)
    stride = exp(-rate * width * _BLOCK)
    row[0] = exp(rate * width * CENTRE)
    for j in range(1, _BLOCK):
        row[j] = row[j - 1] * ratio
    for j in range(_BLOCK, NODES):
        row[j] = row[j - _BLOCK] * stride


def node_width(variance: float) -> float:
    """How far nodes lie apart; a rate that stands still has them all but in one place."""
    return _REACH * sqrt(variance) / CENTRE if variance > 0 else 1e-9


def density(row: Row, variance: float, width: float) -> None:
    """Fill a row with the probability of every node."""
    for j in range(NODES):
        x = (j - CENTRE) * width
        row[j] = width * exp(-x * x / (2 * variance)) / sqrt(2 * pi * variance)


def prepare(days: Days, call_days: Days, market: Table, room: Table, width: float) -> None:
    """Fill *room* with what no spread changes.

    After the scratch rows come the tilt of every payment, then of every call; behind
    them, for each call, what its variance takes off each payment and the call price.
    """
    calls, left = len(call_days), len(days)
    for i in range(left):
        tilt(room[SCRATCH + i], market[2][days[i]], width)
    for k in range(calls):
        day = call_days[k]
        tilt(room[SCRATCH + left + k], market[2][day], width)
        half, less = market[3][day] / 2, room[SCRATCH + left + calls + k]
        for i in range(left):
            less[i] = exp(-half * market[2][days[i]] ** 2)
        less[left] = exp(-half * market[2][day] ** 2)
    first = market[3][call_days[0]]
    if first >= width * width:
        density(room[4], first, width)


def spread_out(old: Row, new: Row, variance: float, width: float) -> int:
    """Take *old* back over some variance; 1 if the answer stands in *new*, else 0."""
    steps = int(ceil(3 * variance / (width * width)))
    share = variance / (2 * width * width * max(steps, 1))
    stay = 1 - 2 * share
    for step in range(steps):
        source, target = (old, new) if step % 2 == 0 else (new, old)
        for j in range(1, NODES - 1):
            target[j] = stay * source[j] + share * (source[j - 1] + source[j + 1])
        target[0], target[NODES - 1] = source[0], source[NODES - 1]
    return steps % 2


def gain_from_calling(
    k: int, paid: float, days: Days, call_days: Days, room: Table
) -> None:
    """Fill the gain row: payments after the call day, less the price paid for them."""
    calls, left = len(call_days), len(days)
    gain, worth, less = room[2], room[3], room[SCRATCH + left + calls + k]
    price, row = paid * less[left], room[SCRATCH + left + k]
    for j in range(NODES):
        gain[j] = -price * row[j]
    for i in range(left):
        if days[i] > call_days[k]:
            saved, row = worth[i] * less[i], room[SCRATCH + i]
            for j in range(NODES):
                gain[j] += saved * row[j]


def choose(value: Row, gain: Row) -> None:
    """Call where that gains more than holding; what calling gains more is left in *gain*.

    Calling is better below some state; the cell in which it ceases to be is corrected.
    """
    called = 0
    for j in range(NODES):
        more = gain[j] - value[j]
        gain[j] = more
        called += 1 if more > 0 else 0
        value[j] += more if more > 0 else 0.0
    if 0 < called < NODES and gain[called - 1] > 0 >= gain[called]:
        fall = gain[called - 1] - gain[called]
        share = gain[called - 1] / fall
        missed = fall / 2 * (share * share - share + 1 / 6)
        value[called - 1] += missed * (1 - share)
        value[called] += missed * share


def option_worth(
    spread: float,
    days: Days,
    amounts: Row,
    call_days: Days,
    strikes: Row,
    market: Table,
    room: Table,
    width: float,
) -> float:
    """What the right to call is worth today, if money earns *spread* over the curve."""
    old, new, calls = room[0], room[1], len(call_days)
    for i in range(len(days)):
        day = days[i]
        room[3][i] = amounts[i] * exp(market[0][day] - spread * market[1][day])
    for j in range(NODES):
        old[j] = 0.0
    for k in range(calls - 1, -1, -1):
        day = call_days[k]
        later = market[3][call_days[min(k + 1, calls - 1)]]
        if spread_out(old, new, later - market[3][day], width):
            old, new = new, old
        paid = strikes[k] * exp(market[0][day] - spread * market[1][day])
        gain_from_calling(k, paid, days, call_days, room)
        choose(old, room[2])
    first = market[3][call_days[0]]
    if first < width * width:
        return new[CENTRE] if spread_out(old, new, first, width) else old[CENTRE]
    total = 0.0
    for j in range(NODES):
        total += room[4][j] * old[j]
    return total


def payments_before(days: Days, day: int) -> int:
    """How many payments fall on or before a day."""
    count = 0
    while count < len(days) and days[count] <= day:
        count += 1
    return count


def spread_with_call(
    price: float,
    days: Days,
    amounts: Row,
    call_days: Days,
    strikes: Row,
    market: Table,
    room: Table,
) -> float:
    """The spread at which a bond less the right to call it is worth *price*.

    The bond's slope is exact, the right's is the chord of the last two tries.  NaN where
    no spread will do: a bond that can be called today is never worth more than its call.
    """
    spread = plain_spread(price, days, amounts, market)
    if len(call_days) == 0 or not abs(spread) < 1e3:
        return spread
    start = payments_before(days, call_days[0])
    late, ending = days[start:], amounts[start:]
    width = node_width(market[3][call_days[len(call_days) - 1]])
    prepare(late, call_days, market, room, width)
    tried, right, chord = spread, 0.0, 0.0
    for step in range(_STEPS):
        value = option_worth(
            spread, late, ending, call_days, strikes, market, room, width
        )
        if step > 0:
            chord = (value - right) / (spread - tried)
        tried, right = spread, value
        worth, slope = plain_worth(spread, days, amounts, market)
        move = (price + value - worth) / min(slope - chord, 0.05 * slope)
        spread += min(max(move, -0.2), 0.2)
        if abs(move) < _SETTLED:
            return spread
    return _NOT_A_NUMBER


def option_adjusted_spreads(
    offsets: Days,
    days: Days,
    amounts: Row,
    call_offsets: Days,
    call_days: Days,
    strikes: Row,
    market: Table,
    prices: Row,
    room: Table,
    results: Table,
) -> None:
    """The spread of each bond at its dirty price."""
    for i in range(len(prices)):
        own, its_calls = offsets[i], call_offsets[i]
        end, end_of_calls = offsets[i + 1], call_offsets[i + 1]
        results[0][i] = spread_with_call(
            prices[i],
            days[own:end],
            amounts[own:end],
            call_days[its_calls:end_of_calls],
            strikes[its_calls:end_of_calls],
            market,
            room,
        )


def callable_prices(
    offsets: Days,
    days: Days,
    amounts: Row,
    call_offsets: Days,
    call_days: Days,
    strikes: Row,
    market: Table,
    spreads: Table,
    room: Table,
    results: Table,
) -> None:
    """The dirty price of each bond at each of its spreads, and what its call is worth.

    Results: for each row of *spreads*, prices; then as many rows of calls.
    """
    for i in range(len(offsets) - 1):
        own, end = days[offsets[i] : offsets[i + 1]], amounts[offsets[i] : offsets[i + 1]]
        its_calls = call_days[call_offsets[i] : call_offsets[i + 1]]
        its_strikes = strikes[call_offsets[i] : call_offsets[i + 1]]
        width, start = 1.0, 0
        if len(its_calls) > 0:
            width = node_width(market[3][its_calls[len(its_calls) - 1]])
            start = payments_before(own, its_calls[0])
            prepare(own[start:], its_calls, market, room, width)
        for n in range(len(spreads)):
            worth, _ = plain_worth(spreads[n][i], own, end, market)
            right = 0.0
            if len(its_calls) > 0:
                right = option_worth(
                    spreads[n][i],
                    own[start:],
                    end[start:],
                    its_calls,
                    its_strikes,
                    market,
                    room,
                    width,
                )
            results[n][i] = worth - right
            results[len(spreads) + n][i] = right
