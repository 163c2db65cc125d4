"""Exponentials and logarithms as polynomials, doublings and series.

There is no call to a mathematical library in it, so a compiler turns a loop over bonds
that uses them into vector instructions.
"""

from __future__ import annotations

from typing import Final

_MOST: Final = 14.0  # powers of e that a rate is brought near by


def expm1(x: float) -> float:
    """``exp(x) - 1``, to the last digits also where it is small."""
    t = small_expm1(max(min(x, 700.0), -700.0) * (1 / 256))
    t = t * t + (t + t)
    t = t * t + (t + t)
    t = t * t + (t + t)
    t = t * t + (t + t)
    t = t * t + (t + t)
    t = t * t + (t + t)
    t = t * t + (t + t)
    return t * t + (t + t)


def near_expm1(x: float) -> float:
    """The same for the growth of a few periods, in five doublings."""
    t = small_expm1(x * (1 / 32))
    t = t * t + (t + t)
    t = t * t + (t + t)
    t = t * t + (t + t)
    t = t * t + (t + t)
    return t * t + (t + t)


def small_expm1(r: float) -> float:
    """The same for an r of a few tenths at most."""
    s = r * r
    high = (1 / 720 + r * (1 / 5040)) + s * (1 / 40320 + r * (1 / 362880))
    return r + s * ((1 / 2 + r * (1 / 6)) + s * (1 / 24 + r * (1 / 120)) + s * s * high)


def logarithm1p(x: float) -> float:
    """``log(1 + x)``: brought near by powers of e, a series, and one step of Halley's."""
    v, k = 1 + x, 0.0
    while v > 2 and k < _MOST:
        v, k = v * 0.36787944117144233, k + 1
    while v < 0.5 and k > -_MOST:
        v, k = v * 2.718281828459045, k - 1
    left = x if k == 0 else v - 1
    z = left / (2 + left)
    u = z * z
    near = 1 / 5 + u * (1 / 7 + u * (1 / 9 + u * (1 / 11 + u * (1 / 13))))
    g = k + 2 * z * (1 + u * (1 / 3 + u * near))
    miss = (expm1(g) - x) / (1 + x)
    return g - miss / (1 + 0.5 * miss)
