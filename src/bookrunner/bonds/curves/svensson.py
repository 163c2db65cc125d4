"""A smooth curve of six numbers, fitted to quotes, with its standard errors.

Nelson and Siegel's curve has a level, a slope and one hump; Svensson's has a second
hump [1]_.  It is the form the Federal Reserve publishes its Treasury curve in [2]_::

    z(t) = level + slope f(t/decay) + hump (f(t/decay) - exp(-t/decay))
                 + second_hump (f(t/second_decay) - exp(-t/second_decay))
    f(x) = (1 - exp(-x)) / x

It does not go through the quotes: what it leaves over says which tenor is dear.

.. [1] L. Svensson, "Estimating and Interpreting Forward Interest Rates: Sweden
   1992-1994", NBER Working Paper 4871, 1994.
.. [2] R. Gürkaynak, B. Sack and J. Wright, "The U.S. Treasury yield curve: 1961 to the
   present", Journal of Monetary Economics 54(8), 2007.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner.bonds.curves.par import treasury_par_rate
from bookrunner.bonds.curves.zero import zero_rate
from bookrunner.errors import MisuseError
from bookrunner.units import BASIS_POINT

if TYPE_CHECKING:
    from collections.abc import Callable

    from bookrunner.bonds.curves.zero import Curve
    from bookrunner.units import Floats, Rates, Years

_DECAYS: Final = {1: [(tau, 1.0) for tau in (0.5, 1.0, 2.0, 4.0, 8.0)]}
_DECAYS[2] = list(product((0.4, 1.0, 2.0, 4.0), (3.0, 7.0, 12.0, 20.0)))
_TRIED: Final = 3  # of the starting decays, the most promising
_TIGHT: Final = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Svensson:
    """A curve of a level, a slope and two humps; columns of numbers are many curves.

    >>> from bookrunner.bonds.curves import zero_rate
    >>> curve = Svensson(level=0.05, slope=-0.01, hump=0.0, decay=2.0)
    >>> f"{zero_rate(curve, 2.0):.6f}"  # slope * (1 - 1/e) / 1 below the level
    '0.043679'
    """

    level: float  # the zero rate at the far end
    slope: float  # the rate today less the level
    decay: float  # years
    hump: float
    second_decay: float = 1.0
    second_hump: float = 0.0

    def log_discount(self, years: Years) -> Floats:
        """The logarithm of the discount factor; NaN before today."""
        early, late = (
            np.multiply.outer(1 / np.asarray(decay), years)
            for decay in (self.decay, self.second_decay)
        )
        numbers = (self.level, self.slope, self.hump, self.second_hump)
        terms = (np.ones_like(early), _average(early), _hump(early), _hump(late))
        rates = sum(
            np.multiply.outer(number, np.ones_like(years)) * term
            for number, term in zip(numbers, terms, strict=True)
        )
        return np.where(years >= 0, -years * rates, np.nan)


@dataclass(frozen=True, slots=True, kw_only=True)
class SvenssonFit:
    """A fitted curve, what it leaves of each quote, and how well it is known."""

    curve: Svensson
    standard_errors: Svensson  # of each of its numbers; 0 of one that was not fitted
    residuals: Rates  # quote less curve, in the order of the quotes; NaN where none was
    scatter: Floats  # of its numbers, decays as logarithms: scatter' x scatter is the
    # covariance


def fit_svensson(
    tenors: Years,
    rates: Rates,
    *,
    quoted: Callable[[Curve, Years], Rates] = treasury_par_rate,
    humps: int = 2,
) -> SvenssonFit:
    """The curve of least squares through *rates*, which are what *quoted* says of it.

    *quoted* is `treasury_par_rate` for par yields, `zero_rate` for zero rates.  With one
    hump it is Nelson and Siegel's curve.  Quotes that are NaN are left out.  Standard
    errors take the residuals as independent and equally large.

    Raises:
        MisuseError: no more quotes than numbers to fit, or neither one hump nor two.

    >>> from bookrunner.bonds.curves import fit_svensson, zero_rate
    >>> truth = Svensson(level=0.05, slope=-0.01, hump=-0.02, decay=1.5)
    >>> tenors = np.array([0.25, 0.5, 1, 2, 3, 5, 7, 10, 20, 30])
    >>> fit = fit_svensson(tenors, zero_rate(truth, tenors), quoted=zero_rate, humps=1)
    >>> f"{fit.curve.level:.4f} {fit.curve.decay:.4f}"
    '0.0500 1.5000'
    """
    from scipy.optimize import least_squares

    if humps not in _DECAYS:
        raise MisuseError(expected="one hump or two", seen=str(humps))
    known = np.isfinite(rates)
    if np.count_nonzero(known) <= 2 + 2 * humps:
        raise MisuseError(
            expected=f"more than {2 + 2 * humps} quotes",
            seen=str(np.count_nonzero(known)),
            hint="fit fewer humps, or bootstrap",
        )
    years, quotes = tenors[known], rates[known]

    def excess(numbers: Any) -> Any:
        return (quoted(_curve(numbers), years) - quotes) / BASIS_POINT

    def slopes(numbers: Any) -> Floats:
        return _slopes(lambda moved: quoted(_curve(moved), years), numbers) / BASIS_POINT

    with np.errstate(all="ignore"):  # far from a fit a curve may leave the numbers
        tried = [
            least_squares(excess, start, slopes, method="lm", ftol=_TIGHT, xtol=_TIGHT)
            for start in _starts(years, quotes, humps)
        ]
    best = min(tried, key=lambda fit: fit.cost)
    noise = np.sqrt(2 * best.cost / (len(quotes) - len(best.x)))
    scatter = noise * _inverse(slopes(best.x))
    curve = _curve(best.x)
    return SvenssonFit(
        curve=curve,
        standard_errors=_standard_errors(curve, scatter),
        residuals=rates - quoted(curve, tenors),
        scatter=scatter,
    )


def zero_rate_error(fit: SvenssonFit, years: Years | float) -> Rates:
    """The standard error of the fitted zero rate at so many years.

    >>> tenors = np.array([0.25, 0.5, 1, 2, 3, 5, 7, 10, 20, 30])
    >>> noisy = np.array([40, 39, 38, 37, 36.5, 37, 39, 41, 46, 47]) / 1000
    >>> fit = fit_svensson(tenors, noisy, humps=1)
    >>> bool(zero_rate_error(fit, 40.0) > zero_rate_error(fit, 15.0))
    True
    """
    where = np.asarray(years, dtype=np.float64)
    fitted = _numbers(fit.curve)[: len(fit.scatter)]
    slopes = _slopes(lambda numbers: zero_rate(_curve(numbers), where), fitted)
    return np.asarray(np.linalg.norm(slopes @ fit.scatter.T, axis=-1))[()]


def _average(x: Any) -> Any:
    """What has decayed by *x*, on average on the way there: (1 - exp(-x)) / x."""
    moved = np.where(x == 0, 1.0, x)
    return np.where(x == 0, 1.0, -np.expm1(-moved) / moved)


def _hump(x: Any) -> Any:
    return _average(x) - np.exp(-x)


def _curve(numbers: Any) -> Svensson:
    """The curve of the numbers that are fitted: four of them for one hump, six for two."""
    level, slope, decay, hump, second_decay, second_hump = [*numbers, 0.0, 0.0][:6]
    return Svensson(
        level=level,
        slope=slope,
        decay=np.exp(decay),
        hump=hump,
        second_decay=np.exp(second_decay),
        second_hump=second_hump,
    )


def _numbers(curve: Svensson) -> Floats:
    """What is fitted of a curve: its numbers in order, its decays as logarithms."""
    level, slope, decay, hump, second_decay, second_hump = astuple(curve)
    return np.array([level, slope, np.log(decay), hump, np.log(second_decay), second_hump])


def _standard_errors(curve: Svensson, scatter: Floats) -> Svensson:
    level, slope, decay, hump, second_decay, second_hump = [
        *np.linalg.norm(scatter, axis=0).tolist(),
        0.0,
        0.0,
    ][:6]
    return Svensson(
        level=level,
        slope=slope,
        decay=curve.decay * decay,
        hump=hump,
        second_decay=curve.second_decay * second_decay,
        second_hump=second_hump,
    )


def _inverse(slopes: Floats) -> Floats:
    """A root of the inverse of slopes' x slopes; beyond measure where they say nothing."""
    _, sizes, axes = np.linalg.svd(slopes, full_matrices=False)
    return np.asarray(axes / np.maximum(sizes, np.finfo(np.float64).tiny)[:, None])


def _slopes(quotes: Callable[[Any], Any], numbers: Any) -> Floats:
    """The exact derivative of *quotes* by each number, by a complex step: last axis."""
    nudge = 1e-30
    moved = quotes(numbers[:, None] + 1j * nudge * np.eye(len(numbers)))
    return np.asarray(np.moveaxis(moved.imag / nudge, 0, -1))


def _starts(years: Years, rates: Rates, humps: int) -> list[Floats]:
    """The most promising decays, each with the level, slope and humps that suit it.

    Par quotes are taken for zero rates here; it is only where the search begins.
    """
    found = []
    for decays in _DECAYS[humps]:
        early, late = years / decays[0], years / decays[1]
        terms = [np.ones_like(years), _average(early), _hump(early), _hump(late)]
        loadings = np.stack(terms[: 2 + humps], axis=-1)
        linear = np.linalg.lstsq(loadings, rates, rcond=None)[0]
        left = float(np.sum((loadings @ linear - rates) ** 2))
        start = np.insert(linear, np.arange(2, 2 + humps), np.log(decays[:humps]))
        found.append((left, start))
    return [start for _, start in sorted(found, key=lambda each: each[0])[:_TRIED]]
