"""The price of level payments, and how it moves with the growth of money.

*Growth* is the logarithm of one plus the yield of a coupon period.  The price of ``n``
coupons of ``q``, the first increased by ``e``, and a redemption ``r`` that comes ``s``
periods after the last of them is

    exp(-a g) / (1 + b (exp(g) - 1)) * (e + q A(g) + r exp(-(n - 1 + s) g))
    A(g) = (1 - exp(-n g)) / (1 - exp(-g))

with ``a`` periods compounded and ``b`` at simple interest before the first payment.
The logarithm of A moves by differences of two smooth functions (`_tilt`, `_sag`), which
have a series near zero and a closed form elsewhere: nothing cancels at any yield.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.bonds.kernels.exponential import expm1, logarithm1p, near_expm1

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEAR: Final = 0.09  # square of half the growth, below which the series serves
TINIEST: Final = 1e-80  # to divide by where it may be nought; its cube is a number
_ROUND: Final = 6755399441055744.0  # 1.5 * 2**52: what is added to it is rounded
_NOT_A_NUMBER: Final = float("nan")
WIDEST: Final = 14.0
_SMALL: Final = 0.25  # a rate whose logarithm is a short series


def later(s: float, g: float) -> float:
    """The discount factor of a redemption *s* periods after the last coupon."""
    return 1 + near_expm1(-s * g) if s > 0 else 1.0


def held(g: float) -> float:
    """The growth itself where it can be worked with: not zero, and not out of reach."""
    return max(min(g, WIDEST), -WIDEST) if not abs(g) < TINIEST else TINIEST


def price(
    g: float, n: float, q: float, e: float, r: float, s: float, a: float, b: float
) -> float:
    """The dirty price at growth *g*."""
    over, under = fraction(g, n, q, e, r, s, a, b)
    return over / under


def fraction(
    g: float, n: float, q: float, e: float, r: float, s: float, a: float, b: float
) -> tuple[float, float]:
    """The dirty price as one fraction, since a division costs as much as a polynomial."""
    one, whole = near_expm1(-g), expm1(-n * g)
    first = 1 + one
    owed = (e * one + q * whole) * first + r * (1 + whole) * one * later(s, g)
    return owed * (1 + near_expm1(-a * g)), one * (first - b * one)


def moves(
    g: float, n: float, q: float, e: float, r: float, s: float, a: float, b: float
) -> tuple[float, float, float]:
    """The dirty price, and the slope and the bend of its logarithm in growth."""
    one, whole = near_expm1(-g), expm1(-n * g)
    first, last = 1 + one, n - 1 + s
    ends, starts = whole * first, g * one
    shared = 1 / (ends * starts)  # one division for the four inverses
    inverse, each = shared * ends * one, shared * ends * g
    grown, all_of_them = shared * starts * whole, shared * starts * first
    near, far = g * 0.5, n * g * 0.5
    near_coth, far_coth = -(2 + one) * each, -(2 + whole) * all_of_them
    tilt = _tilt(far, n, far_coth, inverse) - _tilt(near, 1.0, near_coth, inverse)
    tilt = tilt - (n - 1) * 0.5
    sag = _sag(far, n, far_coth, inverse) - _sag(near, 1.0, near_coth, inverse)
    coupons = q * whole * each
    redeemed = r * (1 + whole) * grown * later(s, g)
    value, rest = e + coupons + redeemed + TINIEST, first - b * one
    shared = 1 / (value * rest)
    share, simple = shared * rest, shared * value
    slope = (coupons * tilt - last * redeemed) * share
    bend = (coupons * (sag + tilt * tilt) + last * last * redeemed) * share - slope * slope
    lead = b * simple
    value = value * (1 + near_expm1(-a * g)) * first * simple
    return value, slope - a - lead, bend + lead * lead - lead


def _tilt(x: float, n: float, coth: float, inverse: float) -> float:
    """``(x coth x - 1) / g`` at ``x = n g / 2``."""
    u = x * x
    odd = 2 / 93555 + u * (-1382 / 638512875 + u * (4 / 18243225 - u * 2.22148e-8))
    series = 1 / 3 + u * (-1 / 45 + u * (2 / 945 + u * (-1 / 4725 + u * odd)))
    return x * n * 0.5 * series if u < _NEAR else (x * coth - 1) * inverse


def _sag(x: float, n: float, coth: float, inverse: float) -> float:
    """``(1 - (x / sinh x)**2) / g**2`` at ``x = n g / 2``."""
    u = x * x
    odd = 18 / 93555 + u * (-15202 / 638512875 + u * (52 / 18243225 - u * 3.33222e-7))
    series = 1 / 3 + u * (-3 / 45 + u * (10 / 945 + u * (-7 / 4725 + u * odd)))
    far = (1 - u * (coth * coth - 1)) * inverse * inverse
    return n * n * 0.25 * series if u < _NEAR else far


def simple_part(first: float, n: float, s: float, treasury: float) -> float:
    """How much of the time to the first payment runs at simple interest.

    The street's way all of it where a single payment is left, within one period;
    the Treasury's always the broken period.
    """
    whole = ((first - 0.5) + _ROUND) - _ROUND
    broken = first - whole if first > whole else 1.0
    single = (n == 1) & (s == 0) & (first <= 1)
    return broken if (treasury > 0) | single else 0.0


def figures(
    g: float,
    period: float,
    n: float,
    q: float,
    e: float,
    r: float,
    s: float,
    a: float,
    b: float,
) -> tuple[float, float, float, float]:
    """Dirty price, modified and Macaulay duration and convexity at growth *g*.

    A coupon period is *period* of a year.
    """
    g = held(g)
    value, slope, bend = moves(g, n, q, e, r, s, a, b)
    per_yield = period * (1 + near_expm1(-g))
    duration = -slope * per_yield
    bent = (bend - slope) * per_yield * per_yield + duration * duration
    return value, duration, -slope * period, bent


def growths(rates: Sequence[float], found: list[float]) -> None:
    """The growth at each rate of a coupon period; NaN at -100 % and below."""
    for i in range(len(rates)):
        z = rates[i] / (2 + rates[i])
        u = z * z
        near = 1 / 9 + u * (1 / 11 + u * (1 / 13 + u * (1 / 15 + u * (1 / 17))))
        near = 1 + u * (1 / 3 + u * (1 / 5 + u * (1 / 7 + u * near)))
        found[i] = 2 * z * near
    for i in range(len(rates)):  # the few that are large
        if not abs(rates[i]) < _SMALL:
            found[i] = logarithm1p(rates[i]) if rates[i] > -1 else _NOT_A_NUMBER
