"""Twenty thousand answers instead of one: the response under draws of the priors.

The matrix has structure, and the draws use it.  Write L = V D V' + B, where V holds the
few factors all assets share (the level, the long end, the spread, and the sector at each
tenor) and B is one small block an issuer.  Only D and the scale of B change from draw to
draw.  Diagonalising the blocks with their habitat demand once gives
``(I + B A)^-1 B = W diag(c / (1 + c u)) W'`` for every price c at once; what is left to
solve in each draw is as small as the shared factors are few (Woodbury).  The answers are
those of `impact.response`, draw by draw.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.errors import MisuseError
from bookrunner.market.assets import Kind
from bookrunner.market.impact import (
    Response,
    answer,
    block,
    kernel_overlap,
    refuse_bad_supply,
    stress_multiplier,
)
from bookrunner.market.priors import HABITAT_ELASTICITY, PRICES, STRESS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.market.assets import Assets
    from bookrunner.market.priors import Prior
    from bookrunner.units import Floats

COUNT: Final = 20_000
AT_ONCE: Final = 1_000  # draws solved together; bounds the memory
LEVELS: Final = (0.05, 0.50, 0.95)


@dataclass(frozen=True, slots=True)
class Parts:
    """What all draws share: L = V D V' + blocks, diagonalised with habitat demand."""

    common: Floats  # V: assets x shared factors
    kinds: tuple[Kind, ...]  # of each shared factor
    local: Floats  # W: assets x issuer bonds
    bite: Floats  # u: how much habitat demand damps each column of W
    demand: Floats  # diagonal of A

    @property
    def felt(self) -> Floats:
        """W'AV: how much habitat demand of the blocks the shared factors meet."""
        return self.local.T @ (self.demand[:, None] * self.common)


def price_draws(
    count: int, generator: np.random.Generator, priors: Mapping[Kind, Prior] = PRICES
) -> dict[Kind, Floats]:
    """*count* draws of the price of every kind of factor."""
    return {kind: prior.draws(count, generator) for kind, prior in priors.items()}


def stress_draws(vix: float, count: int, generator: np.random.Generator) -> Floats:
    """Draws of the multiplier m: one in calm, up to the crisis prior's at a VIX of 40.

    >>> drawn = stress_draws(40.0, 20_000, np.random.default_rng(1))
    >>> [round(float(q), 1) for q in np.quantile(drawn, [0.0, 0.5, 1.0])]
    [2.0, 4.0, 6.0]
    """
    part = (stress_multiplier(vix) - 1.0) / (STRESS.central - 1.0)
    return 1.0 + part * (STRESS.draws(count, generator) - 1.0)


def responses(
    assets: Assets,
    prices: Mapping[Kind, Floats],
    *,
    overlap: float | None = None,
    stress: Floats | float = 1.0,
    elasticity: float = HABITAT_ELASTICITY.central,
) -> Response:
    """`impact.response` for every draw: draws down, assets across."""
    refuse_bad_supply(assets.supply)
    near = kernel_overlap(assets) if overlap is None else overlap
    parts = shared_parts(assets, near, elasticity)
    scaled = {kind: np.asarray(stress * drawn, float) for kind, drawn in prices.items()}
    count = len(scaled[Kind.LEVEL])
    chunks = [slice(at, at + AT_ONCE) for at in range(0, count, AT_ONCE)]
    each = [_chunk(assets, parts, {k: v[c] for k, v in scaled.items()}) for c in chunks]
    return Response(
        **{
            f.name: np.concatenate([getattr(r, f.name) for r in each])
            for f in fields(Response)
        }
    )


def interval(drawn: Floats, level: float = 0.90) -> tuple[Floats, Floats, Floats]:
    """Low, central and high over the first axis: the quantiles of the draws.

    >>> [round(float(each)) for each in interval(np.arange(101.0))]
    [5, 50, 95]
    """
    if not 0 < level < 1:
        raise MisuseError(expected="a probability between 0 and 1", seen=f"{level:g}")
    tail = (1 - level) / 2
    low, central, high = np.quantile(drawn, [tail, 0.5, 1 - tail], axis=0)
    return low, central, high


def _chunk(assets: Assets, parts: Parts, prices: Mapping[Kind, Floats]) -> Response:
    supply, demand = assets.supply, parts.demand
    scale = np.stack([prices[kind] for kind in parts.kinds], axis=1)
    own = prices[Kind.ISSUER][:, None]
    damped = own / (1 + own * parts.bite)
    moves = _moves(parts, scale, damped, supply)
    fall = (
        moves @ parts.common.T
        + (damped * (parts.local.T @ supply - moves @ parts.felt.T)) @ parts.local.T
    )
    return answer(assets, prices, fall, supply - fall * demand)


def damping(parts: Parts, damped: Floats) -> Floats:
    """V'(A - A B A)V of every draw: how habitat demand damps the shared factors."""
    outer = parts.felt[:, :, None] * parts.felt[:, None, :]
    shared = parts.common.T @ (parts.demand[:, None] * parts.common)
    return shared - np.tensordot(damped, outer, axes=1)


def _moves(parts: Parts, scale: Floats, damped: Floats, supply: Floats) -> Floats:
    """Moves of the shared factors: solve (1 + G D) y = V'(1 - A B) s, give D y."""
    sold = parts.common.T @ supply - (damped * (parts.local.T @ supply)) @ parts.felt
    system = np.eye(len(parts.kinds)) + damping(parts, damped) * scale[:, None, :]
    moves = np.linalg.solve(system, sold[:, :, None])[:, :, 0].astype(np.float64)
    return scale * moves


def shared_parts(assets: Assets, overlap: float, elasticity: float) -> Parts:
    """The decomposition of the matrix that serves every draw."""
    demand = elasticity * assets.held
    columns: list[Floats] = []
    kinds: list[Kind] = []
    for k, factor in enumerate(assets.factors):
        if factor.kind is not Kind.ISSUER:
            root = _root(block(assets, k, overlap=overlap))
            columns.append(root)
            kinds += [factor.kind] * root.shape[1]
    local, bite = _issuershared_parts(assets, demand, overlap)
    return Parts(np.hstack(columns), tuple(kinds), local, bite, demand)


def _issuershared_parts(
    assets: Assets, demand: Floats, overlap: float
) -> tuple[Floats, Floats]:
    empty = np.zeros((len(demand), 0))
    columns, bites = [empty], [np.zeros(0)]
    for k in assets.columns_of(Kind.ISSUER):
        root = _root(block(assets, k, overlap=overlap))
        bite, turn = np.linalg.eigh(root.T @ (demand[:, None] * root))
        columns.append(root @ turn)
        bites.append(np.maximum(bite, 0.0))
    return np.hstack(columns), np.concatenate(bites)


def _root(matrix: Floats) -> Floats:
    """R with R R' = matrix, as thin as its rank."""
    values, vectors = np.linalg.eigh(matrix)
    kept = values > values[-1] * 1e-13
    root: Floats = vectors[:, kept] * np.sqrt(values[kept])
    return root
