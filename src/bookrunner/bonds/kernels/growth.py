"""The price of level payments, and how it moves with the growth of money.

*Growth* is the logarithm of one plus the yield of a coupon period.  The price of ``n``
coupons of ``q``, the first increased by ``e``, and a redemption ``r`` that comes ``s``
periods after the last of them is

    exp(-a g) / (1 + b (exp(g) - 1)) * (e + q A(g) + r exp(-(n - 1 + s) g))
    A(g) = (1 - exp(-n g)) / (1 - exp(-g))

with ``a`` periods compounded and ``b`` at simple interest before the first payment.
The logarithm of A moves by differences of two smooth functions (`_tilt`, `_sag`), which
have a series near zero and a closed form elsewhere: nothing cancels at any yield.

There is no call to a mathematical library in it.  The exponential is a polynomial and
eight doublings, so a compiler turns a loop over bonds into vector instructions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.bonds.kernels.run import Table

_NEAR: Final = 0.09  # square of half the growth, below which the series serves
_TINIEST: Final = 1e-80  # to divide by where it may be nought; its cube is a number
_ROUND: Final = 6755399441055744.0  # 1.5 * 2**52: what is added to it is rounded
_CUBIC: Final = 0.02  # what a cubic leaves of a step; 0.011 was the most ever seen
_HALLEYS_LAST: Final = 1e-5  # a step of Halley's after which nothing is left to gain
_MOST_STEPS: Final = 12
SURE: Final = 1e-12  # of growth over all periods, below which a yield has all its digits
_NOT_A_NUMBER: Final = float("nan")
_WIDEST: Final = 14.0
_HALVINGS: Final = 60
_NEVER: Final = 1e300
_SMALL: Final = 0.25  # a rate whose logarithm is a short series


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


def later(s: float, g: float) -> float:
    """The discount factor of a redemption *s* periods after the last coupon."""
    return 1 + near_expm1(-s * g) if s > 0 else 1.0


def held(g: float) -> float:
    """The growth itself where it can be worked with: not zero, and not out of reach."""
    return max(min(g, _WIDEST), -_WIDEST) if not abs(g) < _TINIEST else _TINIEST


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
    value, rest = e + coupons + redeemed + _TINIEST, first - b * one
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


def logarithm1p(x: float) -> float:
    """``log(1 + x)``: brought near by powers of e, a series, and one step of Halley's."""
    v, k = 1 + x, 0.0
    while v > 2 and k < _WIDEST:
        v, k = v * 0.36787944117144233, k + 1
    while v < 0.5 and k > -_WIDEST:
        v, k = v * 2.718281828459045, k - 1
    left = x if k == 0 else v - 1
    z = left / (2 + left)
    u = z * z
    near = 1 / 5 + u * (1 / 7 + u * (1 / 9 + u * (1 / 11 + u * (1 / 13))))
    g = k + 2 * z * (1 + u * (1 / 3 + u * near))
    miss = (expm1(g) - x) / (1 + x)
    return g - miss / (1 + 0.5 * miss)


def simple_part(first: float, n: float, s: float, treasury: float) -> float:
    """How much of the time to the first payment runs at simple interest.

    The street's way all of it where a single payment is left, within one period;
    the Treasury's always the broken period.
    """
    whole = ((first - 0.5) + _ROUND) - _ROUND
    broken = first - whole if first > whole else 1.0
    single = (n == 1) & (s == 0) & (first <= 1)
    return broken if (treasury > 0) | single else 0.0


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
    per_way = 1 / (way + _TINIEST)
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


def figures(
    g: float, f: float, n: float, q: float, e: float, r: float, s: float, a: float, b: float
) -> tuple[float, float, float, float]:
    """Dirty price, modified and Macaulay duration and convexity at growth *g*."""
    value, slope, bend = moves(held(g), n, q, e, r, s, a, b)
    periods = 1 / f
    years = -slope * periods
    per_yield = periods * (1 + near_expm1(-g))
    duration = -slope * per_yield
    bent = (bend - slope) * per_yield * per_yield + duration * duration
    return value, duration, years, bent


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
    low, high = -_WIDEST, _WIDEST
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        if price(held(middle), n, q, e, r, s, first - b, b) > p:
            low = middle
        else:
            high = middle
    return possible(f * expm1(0.5 * (low + high)))


def yields(columns: Table, results: Table) -> None:
    """The yield at each dirty price, and whether it took a second look.

    Columns: time to the first payment, n, q, e, r, s, coupon periods a year, whether
    the Treasury's way, dirty price.
    """
    first, n, q, e, r = columns[0], columns[1], columns[2], columns[3], columns[4]
    s, f, treasury, p = columns[5], columns[6], columns[7], columns[8]
    y, doubt = results[0], results[1]
    for i in range(len(y)):
        y[i], doubt[i] = solved(
            p[i], f[i], treasury[i], first[i], n[i], q[i], e[i], r[i], s[i]
        )
    for i in range(len(y)):
        if not doubt[i] <= SURE:
            y[i] = resolved(p[i], f[i], treasury[i], first[i], n[i], q[i], e[i], r[i], s[i])


def prices(columns: Table, results: Table) -> None:
    """Dirty price, modified duration and the growth at each yield.

    Columns as of `yields`, with the yield in place of the price.
    """
    for i in range(len(results[0])):
        y = columns[8][i]
        results[0][i] = y / columns[6][i] if y > -1 else _NOT_A_NUMBER
    growths(results[0], results[2])
    for i in range(len(results[0])):
        first, n, q, e = columns[0][i], columns[1][i], columns[2][i], columns[3][i]
        r, s, f, g = columns[4][i], columns[5][i], columns[6][i], results[2][i]
        b = simple_part(first, n, s, columns[7][i])
        value, duration, _, _ = figures(g, f, n, q, e, r, s, first - b, b)
        results[0][i] = value
        results[1][i] = duration
