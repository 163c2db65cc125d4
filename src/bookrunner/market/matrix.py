"""The whole matrix under draws of the priors: what any sale does to any asset.

An entry is the fall in one asset's price a dollar sold of another, after habitat demand.
With the parts of `market.draws` it is ``U M U' + W diag(g) W'`` in every draw: U the
shared factors as habitat demand leaves them, M their price, the rest the issuer's own
block.  Draws run on the last axis, in single precision, a row of the matrix at a time:
eight hundred million entries never stand in memory together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bookrunner.market.assets import Kind
from bookrunner.market.draws import damping, shared_parts
from bookrunner.market.priors import HABITAT_ELASTICITY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.market.assets import Assets
    from bookrunner.market.draws import Parts
    from bookrunner.units import Floats

Singles = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Drawn:
    shared: Singles  # U: assets x shared factors x draws
    price: Singles  # M: shared factors x shared factors x draws
    local: Singles  # W: assets x issuer bonds
    damped: Singles  # g: issuer bonds x draws


def matrix_intervals(
    assets: Assets,
    prices: Mapping[Kind, Floats],
    *,
    overlap: float,
    elasticity: float = HABITAT_ELASTICITY.central,
) -> Floats:
    """Low, central and high of every entry: 3 x assets x assets, of draws of *prices*.

    By symmetry half of them are drawn and the other half copied.
    """
    drawn = _drawn(shared_parts(assets, overlap, elasticity), prices)
    count = len(assets.names)
    out = np.empty((3, count, count))
    for i in range(count):
        out[:, i, i:] = _three_quantiles(_row(drawn, i))
        out[:, i:, i] = out[:, i, i:]
    return out


def _row(drawn: _Drawn, i: int) -> Singles:
    """Row *i* of the matrix from its diagonal on: assets down, draws across."""
    priced = np.einsum("rn,rsn->sn", drawn.shared[i], drawn.price)
    row: Singles = np.einsum("sn,jsn->jn", priced, drawn.shared[i:])
    own = np.flatnonzero(drawn.local[i])
    mates = i + np.flatnonzero(drawn.local[i:, own].any(axis=1))
    weight = drawn.local[np.ix_(mates, own)] * drawn.local[i, own]
    row[mates - i] += weight @ drawn.damped[own]
    return row


def _three_quantiles(rows: Singles) -> Floats:
    """The 5th, 50th and 95th percentile of each row, which is put in disorder.

    Partitioned in place, the halves after the whole; the order statistic next above is
    not interpolated with: of thousands of draws that is far below the sampling error.
    """
    count = rows.shape[1]
    low, middle, high = (round(q * (count - 1)) for q in (0.05, 0.50, 0.95))
    rows.partition(middle, axis=1)
    if low < middle:
        rows[:, :middle].partition(low, axis=1)
    if high > middle:
        rows[:, middle + 1 :].partition(high - middle - 1, axis=1)
    return rows[:, [low, middle, high]].T.astype(np.float64)


def _drawn(parts: Parts, prices: Mapping[Kind, Floats]) -> _Drawn:
    own = prices[Kind.ISSUER][:, None]
    damped = own / (1 + own * parts.bite)
    scale = np.stack([prices[kind] for kind in parts.kinds], axis=1)
    system = np.eye(len(parts.kinds)) + damping(parts, damped) * scale[:, None, :]
    price = scale[:, :, None] * np.linalg.inv(system)
    across = np.ascontiguousarray(damped.T, np.float32)
    return _Drawn(
        shared=_shared(parts, across),
        price=np.ascontiguousarray(price.transpose(1, 2, 0), np.float32),
        local=parts.local.astype(np.float32),
        damped=across,
    )


def _shared(parts: Parts, damped: Singles) -> Singles:
    """U = V - W diag(g) W'AV, an asset at a time: few columns of W are its own."""
    felt = parts.felt.astype(np.float32)
    out = np.empty((*parts.common.shape, damped.shape[1]), np.float32)
    for i, row in enumerate(parts.local.astype(np.float32)):
        own = np.flatnonzero(row)
        out[i] = parts.common[i, :, None] - (row[own, None] * felt[own]).T @ damped[own]
    return out
