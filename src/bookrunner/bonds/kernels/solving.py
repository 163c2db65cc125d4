"""The yield at a dirty price.

A series for the guess, a step of Halley's method, and a second whose slope and bend are
those of the cubic through all that is known by then; with it comes a bound of what the
yield may still be off.  Where the bound is too wide more steps are made, and where they
do not settle the growth is halved: slow, and sure for distressed or nearly due bonds.
The names are those of `growth`.
"""

from __future__ import annotations

from typing import Final

from bookrunner.bonds.kernels.exponential import expm1, near_expm1
from bookrunner.bonds.kernels.growth import (
    TINIEST,
    WIDEST,
    fraction,
    held,
    moves,
    price,
    simple_part,
)

SURE: Final = 1e-12  # of growth over all periods, below which a yield has all its digits
_CUBIC: Final = 0.02  # what a cubic leaves of a step; 0.011 was the most ever seen
_HALLEYS_LAST: Final = 1e-5  # a step of Halley's after which nothing is left to gain
_MOST_STEPS: Final = 12
_HALVINGS: Final = 60
_NEVER: Final = 1e300
_NOT_A_NUMBER: Final = float("nan")


def off(price: float, target: float) -> float:
    """The logarithm of one price over another; the closer they are the more exact."""
    z = (price - target) / (price + target)
    return 2 * z * (1 + z * z * (1 / 3 + z * z * (1 / 5)))


def first_guess(
    target: float, n: float, q: float, e: float, r: float, s: float, a: float, b: float
) -> float:
    """The growth by series from the moments of the payments, or the running yield."""
    paid, last = q * n + r + e, n - 1 + s
    share, pairs = 1 / paid, q * n * (n - 1) * 0.5
    one = (pairs + r * last) * share
    two = (pairs * (2 * n - 1) * (1 / 3) + r * last * last) * share
    three = (pairs * n * (n - 1) * 0.5 + r * last * last * last) * share
    wide, skew = two - one * one, three - one * (3 * two - 2 * one * one)
    z = (paid - target) / (paid + target)
    logarithm = 2 * z * (1 + z * z * (1 / 3 + z * z * (1 / 5 + z * z * (1 / 7))))
    inverse = 1 / (one + a + b)
    x, c, d = logarithm * inverse, 0.5 * wide * inverse, skew * inverse * (1 / 6)
    g = x * (1 + min(0.5, x * (c + x * (2 * c * c - d))))
    running = q / target
    running = running / (1 + 0.5 * running) if target < 100 else -1.0
    return held(max(g, running))


def grown(
    p: float, n: float, q: float, e: float, r: float, s: float, a: float, b: float
) -> tuple[float, float]:
    """The growth at a dirty price, and a bound of what it may be off over all periods.

    A step of Halley's method, and a second whose slope and bend are those of the cubic
    through all that is known by then.
    """
    begun = first_guess(p, n, q, e, r, s, a, b)
    value, slope, bend = moves(begun, n, q, e, r, s, a, b)
    miss = off(value, p)
    g = held(begun - halley(miss, slope, bend))
    over, under = fraction(g, n, q, e, r, s, a, b)
    left, way = off(over, p * under), g - begun
    per_way = 1 / (way + TINIEST)
    third = 3 * (left - miss - way * (slope + 0.5 * bend * way)) * per_way
    step = halley(left, slope + bend * way + third, bend + 2 * third * per_way)
    size, far = abs(step) * n, abs(way) * n
    return g - step, size * (size * size + _CUBIC * far * far * far)


def halley(miss: float, slope: float, bend: float) -> float:
    """The step of Halley's method, a division less."""
    return miss * slope / (slope * slope - 0.5 * miss * bend)


def settled(
    p: float, n: float, q: float, e: float, r: float, s: float, a: float, b: float
) -> tuple[float, float]:
    """The same by as many steps of Halley's method as it takes."""
    g = first_guess(p, n, q, e, r, s, a, b)
    step, steps = 1.0, 0
    while abs(step) * n > _HALLEYS_LAST and steps < _MOST_STEPS:
        value, slope, bend = moves(held(g), n, q, e, r, s, a, b)
        step = halley(off(value, p), slope, bend)
        g, steps = g - step, steps + 1
    size = abs(step) * n
    return g, size * size * size


def possible(y: float) -> float:
    """A yield, if it loses less than everything within a year."""
    return y if y > -1 else _NOT_A_NUMBER


def solved(
    p: float,
    f: float,
    treasury: float,
    first: float,
    n: float,
    q: float,
    e: float,
    r: float,
    s: float,
) -> tuple[float, float]:
    """The yield at a dirty price, and a bound of what it is off over all periods.

    There is no doubt where there is nothing to pay, or no price.
    """
    b = simple_part(first, n, s, treasury)
    g, doubt = grown(p, n, q, e, r, s, first - b, b)
    return possible(f * near_expm1(g)), doubt if first + p < _NEVER else 0.0


def resolved(
    p: float,
    f: float,
    treasury: float,
    first: float,
    n: float,
    q: float,
    e: float,
    r: float,
    s: float,
) -> float:
    """The yield where that is not enough: by more steps, or at last by halving."""
    b = simple_part(first, n, s, treasury)
    g, doubt = settled(p, n, q, e, r, s, first - b, b)
    if doubt <= SURE:
        return possible(f * near_expm1(g))
    low, high = -WIDEST, WIDEST
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        if price(held(middle), n, q, e, r, s, first - b, b) > p:
            low = middle
        else:
            high = middle
    return possible(f * expm1(0.5 * (low + high)))
