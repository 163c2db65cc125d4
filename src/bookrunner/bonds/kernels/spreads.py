"""Loops over the payments of each bond: their days, their spread, their durations.

Payments stand bond after bond (`cashflows.CashFlows`), and a curve is a table with a row
a day, so that a payment is discounted on its exact day.  With a spread ``s`` compounded
``f`` times a year a payment in ``t`` years is worth

    D * (1 + s h) ** (-pull / h)      h = 1 / (f + z), pull = t f h

where z is the zero rate compounded alike; compounded continuously h is nought and the
pull is t, and the same formula gives ``D * exp(-s t)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.bonds.kernels.exponential import expm1
from bookrunner.bonds.kernels.solving import off

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENOUGH: Final = 1e-5  # a step of Halley's after which the next is below 1e-13
_MOST_STEPS: Final = 40
_NOT_A_NUMBER: Final = float("nan")


def pay(
    offsets: Sequence[int],
    month: Sequence[int],
    day: Sequence[int],
    step: Sequence[int],
    coupon: Sequence[float],
    extra: Sequence[float],
    firsts: Sequence[int],
    days: list[int],
    amounts: list[float],
) -> None:
    """The days and amounts of the payments of each bond, counted back from maturity.

    Months are counted from the one whose first day begins *firsts*.
    """
    for i in range(len(month)):
        start, end = offsets[i], offsets[i + 1]
        for j in range(start, end):
            at = month[i] - (end - 1 - j) * step[i]
            days[j] = min(firsts[at] + day[i], firsts[at + 1]) - 1
            amounts[j] = coupon[i]
        if end > start:
            amounts[start] += extra[i]
            amounts[end - 1] += 100.0


def lost(pull: float, s: float, h: float) -> float:
    """``pull * log(1 + s h) / h``: what a spread takes from a logarithm of a price."""
    x = s * h
    z = x / (2 + x)
    u = z * z
    near = 1 + u * (1 / 3 + u * (1 / 5 + u * (1 / 7 + u * (1 / 9 + u * (1 / 11)))))
    return pull * s * (1 - z) * near


def first_spread(
    target: float, worth: float, one: float, two: float, three: float
) -> float:
    """A spread from the payments' worth and moments without one, by series.

    NaN where they are worth nothing: a zero due in eight thousand years.
    """
    worth = worth if worth > 0 else _NOT_A_NUMBER
    late = one / worth
    wide = two / worth - late * late
    skew = three / worth - late * (3 * two / worth - 2 * late * late)
    x = off(worth, target) / late
    b, c = -wide / (2 * late), skew / (6 * late)
    return x * (1 - x * (b - (2 * b * b - c) * x))


def z_spreads(
    offsets: Sequence[int],
    days: Sequence[int],
    amounts: Sequence[float],
    since: Sequence[int],
    target: Sequence[float],
    discount: Sequence[float],
    pull: Sequence[float],
    turn: Sequence[float],
    spreads: list[float],
) -> None:
    """The spread at which the payments are worth the target."""
    for i in range(len(target)):
        worth, one, two, three = 0.0, 0.0, 0.0, 0.0
        for j in range(offsets[i], offsets[i + 1]):
            d = days[j] - since[i]
            h = turn[d]
            w = amounts[j] * discount[d]
            v = w * pull[d]
            x = v * (pull[d] + h)
            worth += w
            one += v
            two += x
            three += x * (pull[d] + 2 * h)
        s, step, steps = _NOT_A_NUMBER, 0.0, 0
        if worth > 0 and target[i] > 0:
            s, step = first_spread(target[i], worth, one, two, three), 1.0
        while abs(step) > _ENOUGH and steps < _MOST_STEPS:
            worth, one, two = 0.0, 0.0, 0.0
            for j in range(offsets[i], offsets[i + 1]):
                d = days[j] - since[i]
                h = turn[d] / (1 + s * turn[d])
                p = pull[d] * (1 - s * h)
                w = amounts[j] * discount[d] * (1 + expm1(-lost(pull[d], s, turn[d])))
                worth += w
                one += w * p
                two += w * p * (p + h)
            slope = -one / worth
            miss, bend = off(worth, target[i]), two / worth - slope * slope
            step = miss * slope / (slope * slope - 0.5 * miss * bend)
            s, steps = s - step, steps + 1
        spreads[i] = s if abs(step) <= _ENOUGH else _NOT_A_NUMBER


def spread_moves(
    offsets: Sequence[int],
    days: Sequence[int],
    amounts: Sequence[float],
    since: Sequence[int],
    spread: Sequence[float],
    discount: Sequence[float],
    pull: Sequence[float],
    turn: Sequence[float],
    worths: list[float],
    durations: list[float],
) -> None:
    """What the payments are worth at a spread, and the relative loss a unit of it."""
    for i in range(len(spread)):
        s, worth, one = spread[i], 0.0, 0.0
        for j in range(offsets[i], offsets[i + 1]):
            d = days[j] - since[i]
            w = amounts[j] * discount[d] * (1 + expm1(-lost(pull[d], s, turn[d])))
            worth += w
            one += w * pull[d] / (1 + s * turn[d])
        worths[i] = worth
        durations[i] = one / worth if worth > 0 else _NOT_A_NUMBER


def key_rates(
    offsets: Sequence[int],
    days: Sequence[int],
    amounts: Sequence[float],
    since: Sequence[int],
    spread: Sequence[float],
    discount: Sequence[float],
    pull: Sequence[float],
    turn: Sequence[float],
    key: Sequence[int],
    share: Sequence[float],
    durations: list[list[float]],
) -> None:
    """The relative loss for a move of each key rate.

    A day lies between the key rate *key* and the next, and moves by *share* of the next.
    """
    for i in range(len(spread)):
        s, worth = spread[i], 0.0
        for k in range(len(durations)):
            durations[k][i] = 0.0
        for j in range(offsets[i], offsets[i + 1]):
            d = days[j] - since[i]
            w = amounts[j] * discount[d] * (1 + expm1(-lost(pull[d], s, turn[d])))
            v = w * pull[d] / (1 + s * turn[d])
            worth += w
            durations[key[d]][i] += v * (1 - share[d])
            durations[key[d] + 1][i] += v * share[d]
        for k in range(len(durations)):
            durations[k][i] = durations[k][i] / worth if worth > 0 else _NOT_A_NUMBER
