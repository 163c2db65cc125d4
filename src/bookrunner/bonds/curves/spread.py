"""Fair spreads: a robust curve through the bonds of each issuer, rating or sector.

A group's curve is a parabola in the logarithm of years to maturity.  Bonds that lie far
off (a stale price, a call about to be exercised) pull with a bounded force [1]_, so one
of them does not bend the curve.  A group with few bonds borrows its shape, never its
level, from a parent curve: the parent counts as some more bonds of the group's own
level, spread over maturities as the parent's bonds are.

What a bond's spread leaves over the curve says whether it is cheap (positive) or rich.

.. [1] P. Huber, Robust Statistics, Wiley 1981, chapter 7: bounded influence with a
   tuning constant of 1.345, which keeps 95 % of the efficiency under normal errors.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from bookrunner.units import Flags, Floats, Ints, Spreads, Years

_BOUND: Final = 1.345  # standard deviations beyond which a bond pulls no harder
_NORMAL: Final = 0.6744897501960817  # the median of |z| of a normal z
_OWN_NOISE: Final = 10  # bonds from which a group's scatter is its own
_SHORTEST: Final = 0.5  # years below which the curve is flat
_ROUNDS: Final = 100
_SETTLED: Final = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadCurves:
    """One curve a group; row *g* of every column is group *g*."""

    shape: Floats  # what multiplies 1, x and x squared, x the logarithm of years
    covariance: Floats  # of the shape
    moments: Floats  # of the powers of x over its bonds: how they lie over maturities
    noise: Spreads  # how far the group's bonds lie from the curve: standard deviation
    bonds: Ints  # how many it was fitted to


@dataclass(frozen=True, slots=True, kw_only=True)
class FairSpread:
    """What a bond's spread would be on its group's curve, and how it compares."""

    fair: Spreads
    low: Spreads  # the interval a bond of the group is expected in
    high: Spreads
    residual: Spreads  # spread less fair: positive is cheap
    cheap: Flags  # above the interval
    rich: Flags  # below it


def fit_spread_curves(
    years: Years,
    spreads: Spreads,
    groups: Ints,
    *,
    parent: SpreadCurves | None = None,
    parent_bonds: float = 4.0,
) -> SpreadCurves:
    """A robust curve a group, through the spreads of its bonds.

    *groups* numbers each bond's group from 0.  Bonds without a spread or a maturity in
    the future are left out.  A group with too few bonds for a curve of its own is NaN,
    unless a *parent* (one curve, or one a group) lends its shape with the weight of so
    many bonds; then one bond is enough.

    Raises:
        MisuseError: groups that are not numbered from 0, or columns of unlike length.

    >>> years = np.array([2.0, 3, 5, 7, 10, 20, 30])
    >>> spreads = 0.004 + 0.002 * np.log(years)
    >>> curves = fit_spread_curves(years, spreads, np.zeros(7, dtype=int))
    >>> f"{fair_spread(curves, 0, 4.0):.6f}"
    '0.006773'
    """
    if not np.shape(years) == np.shape(spreads) == np.shape(groups):
        raise MisuseError(
            expected="one length of years, spreads and groups",
            seen=f"{np.shape(years)}, {np.shape(spreads)} and {np.shape(groups)}",
        )
    if np.any(groups < 0):
        raise MisuseError(expected="groups numbered from 0", seen=str(np.min(groups)))
    count = int(np.max(groups, initial=-1)) + 1
    usable = (years > 0) & np.isfinite(spreads)
    bonds = _Bonds(_powers(years[usable]), spreads[usable], groups[usable], count)
    lent, lends = _lent(parent, count, parent_bonds)
    return _settle(bonds, lent, lends)


def fair_spread(curves: SpreadCurves, groups: Ints | int, years: Years | float) -> Spreads:
    """The spread on each group's curve at so many years; NaN where it has no curve."""
    known = np.isin(groups, np.arange(len(curves.bonds)))
    shape = curves.shape[np.where(known, groups, 0)]
    fair = np.sum(_powers(np.asarray(years, dtype=np.float64)) * shape, axis=-1)
    return np.where(known, fair, np.nan)[()]


def compare(
    curves: SpreadCurves,
    groups: Ints,
    years: Years,
    spreads: Spreads,
    *,
    level: float = 0.90,
) -> FairSpread:
    """Each bond against its group's curve: cheap, rich, or neither.

    The interval holds *level* of the group's bonds: it carries both how they scatter
    and how well the curve is known.

    >>> years = np.array([2.0, 3, 4, 5, 7, 8, 10, 15, 20, 30, 6])
    >>> spreads = 0.004 + 0.002 * np.log(years) + np.array([1, -1] * 5 + [40]) * 1e-4
    >>> groups = np.zeros(11, dtype=int)
    >>> curves = fit_spread_curves(years, spreads, groups)
    >>> np.flatnonzero(compare(curves, groups, years, spreads).cheap).tolist()
    [10]
    """
    fair = fair_spread(curves, groups, years)
    powers = _powers(years)
    unsure = np.einsum("...i,...ij,...j->...", powers, curves.covariance[groups], powers)
    reach = NormalDist().inv_cdf(0.5 + level / 2)
    half = reach * np.sqrt(np.maximum(unsure, 0.0) + curves.noise[groups] ** 2)
    residual = spreads - fair
    return FairSpread(
        fair=fair,
        low=fair - half,
        high=fair + half,
        residual=residual,
        cheap=residual > half,
        rich=residual < -half,
    )


@dataclass(frozen=True, slots=True)
class _Bonds:
    """The bonds a fit rests on."""

    powers: Floats
    spreads: Spreads
    groups: Ints
    count: int  # of groups

    @property
    def size(self) -> Ints:
        """How many bonds each group has."""
        return np.bincount(self.groups, minlength=self.count).astype(np.int64)

    def summed(self, each: Floats) -> Floats:
        """The sum of a column, or of rows of any shape, over each group's bonds."""
        columns = each.reshape(len(each), prod(each.shape[1:])).T
        sums = [np.bincount(self.groups, column, self.count) for column in columns]
        return np.asarray(sums, dtype=np.float64).T.reshape(self.count, *each.shape[1:])

    def moments(self, weights: Floats | float = 1.0) -> Floats:
        """The summed moments of the powers over each group's bonds."""
        weighted = np.reshape(weights, (-1, 1, 1)) * self.powers[:, :, None]
        return self.summed(weighted * self.powers[:, None, :])

    def median(self, each: Floats) -> Floats:
        """The median over each group's bonds; NaN of a group without bonds."""
        order = np.lexsort((each, self.groups))
        ranked = np.append(each[order], np.nan)
        first = np.cumsum(self.size) - self.size
        lower, upper = (
            ranked[np.where(self.size > 0, first + twice // 2, -1)]
            for twice in (self.size - 1, self.size)
        )
        return np.asarray((lower + upper) / 2)


def _powers(years: Years) -> Floats:
    x = np.log(np.maximum(years, _SHORTEST))
    return np.stack([np.ones_like(x), x, x**2], axis=-1)


def _lent(
    parent: SpreadCurves | None, count: int, parent_bonds: float
) -> tuple[Floats, Floats]:
    """What a parent adds to each group's normal equations: matrix and right side.

    The part of its bonds' moments that would hold the level is taken out.
    """
    if parent is None:
        return np.zeros((count, 3, 3)), np.zeros((count, 3))
    means = parent.moments[:, 0]
    tilt = parent.moments - means[:, :, None] * means[:, None, :]
    matrix = np.broadcast_to(parent_bonds * tilt, (count, 3, 3))
    shape = np.broadcast_to(parent.shape, (count, 3))
    return matrix, np.einsum("gij,gj->gi", matrix, shape)


def _settle(bonds: _Bonds, lent: Floats, lends: Floats) -> SpreadCurves:
    """Weighted least squares, the weights taken from what the last round left over."""
    weights = np.ones_like(bonds.spreads)
    shape = np.zeros((bonds.count, 3))
    noise = np.zeros(bonds.count)
    for _ in range(_ROUNDS):
        before, shape = shape, _solved(bonds, weights, lent, lends)
        left = bonds.spreads - np.sum(bonds.powers * shape[bonds.groups], axis=-1)
        noise = _noise(bonds, np.abs(left))
        reach = _BOUND * noise[bonds.groups]
        weights = np.minimum(1.0, reach / np.maximum(np.abs(left), 1e-300))
        weights = np.where(np.isfinite(weights), weights, 0.0)
        if not np.any(np.abs(shape - before) > _SETTLED):
            break
    return SpreadCurves(
        shape=shape,
        covariance=_covariance(bonds, lent, noise, left, weights),
        moments=bonds.moments() / np.maximum(bonds.size, 1)[:, None, None],
        noise=noise,
        bonds=bonds.size,
    )


def _solved(bonds: _Bonds, weights: Floats, lent: Floats, lends: Floats) -> Floats:
    pulled = weights[:, None] * bonds.powers
    normal = lent + bonds.moments(weights)
    right = lends + bonds.summed(pulled * bonds.spreads[:, None])
    return np.asarray(np.einsum("gij,gj->gi", _inverses(normal), right))


def _noise(bonds: _Bonds, far: Floats) -> Spreads:
    """How far bonds lie from their curve: the group's own, or that of all where few."""
    known = far[np.isfinite(far)]
    pooled = np.median(known) if len(known) else np.nan
    return np.where(bonds.size >= _OWN_NOISE, bonds.median(far), pooled) / _NORMAL


def _covariance(
    bonds: _Bonds, lent: Floats, noise: Spreads, left: Spreads, weights: Floats
) -> Floats:
    """Huber's asymptotic covariance of each group's shape; with few bonds, all's noise."""
    spare = np.maximum(bonds.size - 3, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        unbounded = bonds.summed(np.where(weights < 1, 0.0, 1.0)) / bonds.size
        own = bonds.summed((weights * left) ** 2) / spare / unbounded**2
    variance = np.where(bonds.size >= _OWN_NOISE, own, noise**2)
    return np.asarray(variance[:, None, None] * _inverses(lent + bonds.moments()))


def _inverses(matrices: Floats) -> Floats:
    """Each matrix's inverse; NaN where it has none."""
    sound = np.linalg.cond(matrices) < 1e12
    safe = np.where(sound[:, None, None], matrices, np.eye(3))
    return np.where(sound[:, None, None], np.linalg.inv(safe), np.nan)
