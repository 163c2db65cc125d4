"""Spreads and prices of bonds that may be called, one bond after the other.

A bond is worth its payments, discounted a spread over the curve, less the right to call
it, which `lattice` works out.  The spread at a price is searched from that of the same
bond without its calls: along the chord, for the price bends where calling and holding
meet.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Final, TypeAlias

from bookrunner.bonds.calendar import FAR_PAST, month_and_day
from bookrunner.bonds.kernels.dates import coupon_day, periods_left, years_between
from bookrunner.bonds.kernels.lattice import discount, node_width, option_worth, prepare

if TYPE_CHECKING:
    from bookrunner.bonds.kernels.lattice import Dated, Days, Market, Room, Row
    from bookrunner.bonds.kernels.run import Table

Pieces: TypeAlias = "tuple[Days, Days, Row]"
"""The same of many bonds, one behind the other: offsets, days, amounts."""

Terms: TypeAlias = "tuple[Days, Days, Days, Days, Days, Days, Row]"
"""By bond: day count, maturity, months between coupons, whether they fall on month ends,
dated, first coupon, and the coupon rate."""

_SETTLED: Final = 1e-10  # of a spread: the search ends
_NEAR: Final = 1e-7  # near enough for Newton's last step, and where prices hardly move
_APART: Final = 1e-7  # spreads between which a chord can be measured
_STEPS: Final = 60
_FARTHEST: Final = 1e3  # a spread beyond which a bond is worth nothing
_LEAST_SLOPE: Final = 0.05  # of a callable bond's price, as a part of the plain bond's
_LONGEST_MOVE: Final = 0.2  # of a spread in one step
_NOT_A_NUMBER: Final = float("nan")


def plain_worth(spread: float, flows: Dated, market: Market) -> tuple[float, float]:
    """What payments are worth at a spread over the curve, and the slope in the spread."""
    days, amounts = flows
    worth = slope = 0.0
    for i in range(len(days)):
        day = days[i]
        each = amounts[i] * discount(day, spread, market)
        worth += each
        slope -= each * market[1][day]
    return worth, slope


def plain_spread(price: float, flows: Dated, market: Market) -> float:
    """The spread at which payments are worth *price*: Newton in its logarithm."""
    spread = 0.0
    if not price > 0 or len(flows[0]) == 0:
        return _NOT_A_NUMBER
    for _ in range(_STEPS):
        worth, slope = plain_worth(spread, flows, market)
        step = log(price / worth) * worth / slope
        spread += step
        if abs(step) < _NEAR:
            return spread
    return _NOT_A_NUMBER


def payments_after(flows: Dated, day: int) -> Dated:
    """The payments after a day."""
    days, amounts = flows
    start = 0
    while start < len(days) and days[start] <= day:
        start += 1
    return days[start:], amounts[start:]


def spread_with_call(
    price: float, flows: Dated, calls: Dated, market: Market, room: Room
) -> float:
    """The spread at which a bond less the right to call it is worth *price*.

    A right to call on its first day alone costs a fraction of the whole and comes close;
    from there a step or two are left.  NaN where no spread will do: a bond that can be
    called today is never worth more than its call.
    """
    spread, (days, strikes) = plain_spread(price, flows, market), calls
    if len(days) == 0 or not abs(spread) < _FARTHEST:
        return spread
    late, width = payments_after(flows, days[0]), node_width(market[3][days[-1]])
    prepare(late, calls, market, room, width)
    first, chord = (days[:1], strikes[:1]), 0.0
    for rights in (first, calls):
        tried, right, move = spread, 0.0, 1.0
        for step in range(_STEPS):
            value = option_worth(spread, late, rights, market, room, width)
            if step > 0 and abs(spread - tried) > _APART:
                chord = (value - right) / (spread - tried)
            tried, right = spread, value
            worth, slope = plain_worth(spread, flows, market)
            move = (price + value - worth) / min(slope - chord, _LEAST_SLOPE * slope)
            spread += min(max(move, -_LONGEST_MOVE), _LONGEST_MOVE)
            if abs(move) < _SETTLED:
                break
    return spread if abs(move) < _NEAR else _NOT_A_NUMBER


def piece(pieces: Pieces, i: int) -> Dated:
    """What belongs to one bond."""
    offsets, days, amounts = pieces
    start, stop = offsets[i], offsets[i + 1]
    return days[start:stop], amounts[start:stop]


def call_prices(
    terms: Terms, today: int, flows: Pieces, calls: Pieces, results: Row
) -> None:
    """What each call costs with accrued interest; days are day numbers here."""
    rule, maturity, step, month_ends, dated, first, coupon = terms
    offsets, days, _ = flows
    for i in range(len(coupon)):
        month, day = month_and_day(maturity[i])
        day = 31 if month_ends[i] else day
        left = periods_left(month, day, step[i], today)
        since, nth = coupon_day(month - left * step[i], day), offsets[i]
        if today < first[i] and dated[i] > FAR_PAST:
            since = dated[i]
        for k in range(calls[0][i], calls[0][i + 1]):
            on = calls[1][k]
            while nth < offsets[i + 1] and days[nth] <= on:
                since, nth = days[nth], nth + 1
            years = years_between(rule[i], month, day, step[i], month_ends[i], since, on)
            results[k] = calls[2][k] + 100 * coupon[i] * years


def option_adjusted_spreads(
    flows: Pieces, calls: Pieces, market: Market, prices: Row, room: Room, results: Row
) -> None:
    """The spread of each bond at its dirty price."""
    for i in range(len(prices)):
        own, its_calls = piece(flows, i), piece(calls, i)
        results[i] = spread_with_call(prices[i], own, its_calls, market, room)


def callable_prices(
    flows: Pieces, calls: Pieces, market: Market, spreads: Table, room: Room, results: Table
) -> None:
    """The dirty price of each bond, its right to call taken off, at each of its spreads."""
    for i in range(len(spreads[0])):
        own, its_calls = piece(flows, i), piece(calls, i)
        late, width = own, 1.0
        if len(its_calls[0]) > 0:
            late = payments_after(own, its_calls[0][0])
            width = node_width(market[3][its_calls[0][-1]])
            prepare(late, its_calls, market, room, width)
        for n in range(len(spreads)):
            worth, _ = plain_worth(spreads[n][i], own, market)
            if len(its_calls[0]) > 0:
                worth -= option_worth(spreads[n][i], late, its_calls, market, room, width)
            results[n][i] = worth
