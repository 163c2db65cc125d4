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
    from bookrunner.bonds.kernels.run import Table

_NEAR: Final = 0.09  # square of half the growth, below which the series serves
_TINIEST: Final = 1e-250
_ROUND: Final = 6755399441055744.0  # 1.5 * 2**52: what is added to it is rounded
_NOT_A_NUMBER: Final = float("nan")
_WIDEST: Final = 14.0


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
    one, whole = near_expm1(-g), expm1(-n * g)
    grown = 1 / (1 + one)
    value = e + q * whole * (1 / one) + r * (1 + whole) * grown * later(s, g)
    return value * (1 + near_expm1(-a * g)) / (1 - b * one * grown)


def moves(
    g: float, n: float, q: float, e: float, r: float, s: float, a: float, b: float
) -> tuple[float, float, float]:
    """The dirty price, and the slope and the bend of its logarithm in growth."""
    one, whole = near_expm1(-g), expm1(-n * g)
    inverse, last = 1 / g, n - 1 + s
    each, grown = 1 / one, 1 / (1 + one)
    near, far = g * 0.5, n * g * 0.5
    near_coth, far_coth = -(2 + one) * each, -(2 + whole) * (1 / whole)
    tilt = _tilt(far, n, far_coth, inverse) - _tilt(near, 1.0, near_coth, inverse)
    tilt = tilt - (n - 1) * 0.5
    sag = _sag(far, n, far_coth, inverse) - _sag(near, 1.0, near_coth, inverse)
    coupons = q * whole * each
    redeemed = r * (1 + whole) * grown * later(s, g)
    value = e + coupons + redeemed
    share = 1 / value
    slope = (coupons * tilt - last * redeemed) * share
    bend = (coupons * (sag + tilt * tilt) + last * last * redeemed) * share - slope * slope
    simple = 1 / (1 - b * one * grown)
    lead = b * grown * simple
    value = value * (1 + near_expm1(-a * g)) * simple
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
    v, k = (v * 3.3546262790251185e-4, k + 8) if v > 2980 else (v, k)
    v, k = (v * 0.018315638888734179, k + 4) if v > 54 else (v, k)
    v, k = (v * 0.1353352832366127, k + 2) if v > 7.3 else (v, k)
    v, k = (v * 54.598150033144236, k - 4) if v < 0.018 else (v, k)
    v, k = (v * 7.3890560989306504, k - 2) if v < 0.3 else (v, k)
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
    """The growth at a dirty price, and the last step towards it over all periods.

    A step of Halley's method, one of Newton's, and one along the chord.
    """
    g = first_guess(p, n, q, e, r, s, a, b)
    value, slope, bend = moves(g, n, q, e, r, s, a, b)
    miss = off(value, p)
    g = held(g - miss * slope / (slope * slope - 0.5 * miss * bend))
    value, slope, _ = moves(g, n, q, e, r, s, a, b)
    step = off(value, p) / slope
    g, slope = held(g - step), slope - bend * step
    step = off(price(g, n, q, e, r, s, a, b), p) / slope
    return g - step, abs(step) * n


def figures(
    y: float, f: float, n: float, q: float, e: float, r: float, s: float, a: float, b: float
) -> tuple[float, float, float]:
    """Dirty price, modified duration and convexity at a yield."""
    y = y if y > -1 else _NOT_A_NUMBER
    g = held(logarithm1p(y / f))
    value, slope, bend = moves(g, n, q, e, r, s, a, b)
    per_yield = 1 / (f + y)
    duration = -slope * per_yield
    return value, duration, (bend - slope) * per_yield * per_yield + duration * duration


def yields(columns: Table, results: Table) -> None:
    """The yield at each dirty price, and the last step towards it over all periods.

    Columns: time to the first payment, n, q, e, r, s, coupon periods a year, whether
    the Treasury's way, dirty price.
    """
    for i in range(len(results[0])):
        first, n, q, e = columns[0][i], columns[1][i], columns[2][i], columns[3][i]
        r, s, f, p = columns[4][i], columns[5][i], columns[6][i], columns[8][i]
        b = simple_part(first, n, s, columns[7][i])
        g, step = grown(p, n, q, e, r, s, first - b, b)
        results[0][i] = f * near_expm1(g)
        results[1][i] = step


def halved_yields(columns: Table, results: Table) -> None:
    """The same by halving: slow, and sure for distressed or nearly due bonds."""
    for i in range(len(results[0])):
        first, n, q, e = columns[0][i], columns[1][i], columns[2][i], columns[3][i]
        r, s, f, p = columns[4][i], columns[5][i], columns[6][i], columns[8][i]
        b = simple_part(first, n, s, columns[7][i])
        low, high = -_WIDEST, _WIDEST
        for _ in range(60):
            middle = 0.5 * (low + high)
            if price(held(middle), n, q, e, r, s, first - b, b) > p:
                low = middle
            else:
                high = middle
        results[0][i] = f * expm1(0.5 * (low + high))


def prices(columns: Table, results: Table) -> None:
    """Dirty price, modified duration and convexity at each yield.

    Columns as of `yields`, with the yield in place of the price.
    """
    for i in range(len(results[0])):
        first, n, q, e = columns[0][i], columns[1][i], columns[2][i], columns[3][i]
        r, s, f, y = columns[4][i], columns[5][i], columns[6][i], columns[8][i]
        b = simple_part(first, n, s, columns[7][i])
        value, duration, bend = figures(y, f, n, q, e, r, s, first - b, b)
        results[0][i] = value
        results[1][i] = duration
        results[2][i] = bend
