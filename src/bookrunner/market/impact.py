"""What supply does to every price at once: the segmented equilibrium.

Arbitrageurs price each factor with their own coefficient, habitat investors buy more of
what falls, and the market clears.  With supply s in dollars and returns p::

    (1)  p = -(I + L A)^-1 L s
    (2)  L = m  sum over factors k of  price_k / dollar_years_k  (d_k d_k') o K_k
    (3)  A = diag(elasticity x holdings)

d_k is the column of exposures in years, K_k the tenor kernel of the sector and of
issuers (ones elsewhere), m the multiplier of stress.  L is symmetric and positive
semi-definite whatever the inputs (Schur's product theorem), so no round trip in bonds
makes money from its own impact.  Cross effects need no parameter of their own: peers,
index and Treasuries are rows of one matrix.

One risk aversion for every market would be 27 times too small for the spread factor and
some 300 times for the sector; hence one price a factor.

Returns and yields are decimals, supply is dollars, net of refunding and unexpected.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bookrunner.errors import MisuseError
from bookrunner.market.assets import Kind
from bookrunner.market.priors import (
    HABITAT_ELASTICITY,
    LOCALISED_SHARE,
    PRICES,
    TENOR_WIDTH,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.market.assets import Assets
    from bookrunner.units import Floats, Rates, Ratios, Years

LEAST_SUPPLY = 1e6  # dollars: less is a figure in the wrong unit, or no deal
MOST_SUPPLY = 1e13

CENTRAL_PRICES: Mapping[Kind, float] = {
    kind: prior.central for kind, prior in PRICES.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """How every asset answers: the move of its price, and the parts of its yield.

    One answer, or one a draw: then draws run down and assets across.
    """

    returns: Ratios  # decimal; -0.0032 is a third of a percent lower
    rates: Rates  # part of the yield's move that is the Treasury curve's
    spread: Rates  # the rest: investment grade, sector and issuer
    level: Rates  # move of the level of Treasury yields, the same for all assets
    index_spread: Rates  # move of the spread of investment grade

    @property
    def yields(self) -> Rates:
        """Move of the yield: rates and spread together."""
        return self.rates + self.spread


def response(
    assets: Assets,
    prices: Mapping[Kind, float] = CENTRAL_PRICES,
    *,
    overlap: float | None = None,
    stress: float = 1.0,
    elasticity: float = HABITAT_ELASTICITY.central,
) -> Response:
    """Equation (1): what the assets' own supply does to each of them."""
    refuse_bad_supply(assets.supply)
    near = kernel_overlap(assets) if overlap is None else overlap
    matrix = impact_matrix(assets, prices, overlap=near, stress=stress)
    demand = elasticity * assets.held
    clearing = np.eye(len(demand)) + matrix * demand
    fall = np.linalg.solve(clearing, matrix @ assets.supply).astype(np.float64)
    scaled = {kind: np.asarray(stress * price) for kind, price in prices.items()}
    return answer(assets, scaled, fall, assets.supply - demand * fall)


def answer(
    assets: Assets, prices: Mapping[Kind, Floats], fall: Ratios, left: Floats
) -> Response:
    """The response whose prices fall by *fall* when arbitrageurs are *left* with that."""
    rates = np.zeros_like(fall)
    moves = {Kind.LEVEL: np.zeros(fall.shape[:-1]), Kind.SPREAD: np.zeros(fall.shape[:-1])}
    for k in assets.columns_of(Kind.LEVEL, Kind.LONG_END, Kind.SPREAD):
        factor, exposure = assets.factors[k], assets.exposure[:, k]
        move = prices[factor.kind] * (left @ exposure) / factor.dollar_years
        moves[factor.kind] = move
        if factor.kind.is_rate:
            rates = rates + np.multiply.outer(move, exposure)
    return Response(
        returns=-fall,
        rates=rates / assets.duration,
        spread=(fall - rates) / assets.duration,
        level=moves[Kind.LEVEL],
        index_spread=moves[Kind.SPREAD],
    )


def impact_matrix(
    assets: Assets,
    prices: Mapping[Kind, float] = CENTRAL_PRICES,
    *,
    overlap: float,
    stress: float = 1.0,
) -> Floats:
    """Equation (2): fall in each asset's price a dollar sold of each other."""
    count = len(assets.names)
    matrix = np.zeros((count, count))
    for k, factor in enumerate(assets.factors):
        matrix += stress * prices[factor.kind] * block(assets, k, overlap=overlap)
    return matrix


def block(assets: Assets, k: int, *, overlap: float) -> Floats:
    """One factor's part of the matrix at a price of one: (d d') o K over dollar-years."""
    exposure = assets.exposure[:, k]
    factor = assets.factors[k]
    kernel = tenor_kernel(assets.tenor, overlap) if factor.kind.localised else 1.0
    return np.outer(exposure, exposure) * kernel / factor.dollar_years


def tenor_kernel(tenor: Years, overlap: float) -> Floats:
    """How much supply at one tenor weighs on another: half everywhere, half nearby.

    The local half is scaled by the *overlap* of the supply with itself, so that the
    whole keeps the weight the price of the factor was calibrated with.
    """
    return (1 - LOCALISED_SHARE) + LOCALISED_SHARE * nearness(tenor) / overlap


def nearness(tenor: Years) -> Ratios:
    """One on the diagonal, falling with the distance in log years."""
    log = np.log(tenor)
    near: Ratios = np.exp(-np.abs(log[:, None] - log) / TENOR_WIDTH)
    return near


def kernel_overlap(assets: Assets) -> float:
    """Average nearness of the supply to itself, weighted by dollar-years.

    Nothing sold overlaps nothing: one, so that the kernel stays what it is on the
    diagonal.
    """
    weight = np.abs(assets.supply) * assets.duration
    if not np.any(weight):
        return 1.0
    weight = weight / weight.sum()
    return float(weight @ nearness(assets.tenor) @ weight)


def dollar_years(assets: Assets) -> float:
    """Supply times duration: a dollar-year lost a unit of yield."""
    return float(assets.supply @ assets.duration)


def stress_multiplier(vix: float) -> float:
    """The multiplier m at a level of the VIX: 1 up to 20, 4 from 40, straight between.

    >>> [stress_multiplier(v) for v in (15.0, 30.0, 80.0)]
    [1.0, 2.5, 4.0]
    """
    if not vix > 0:
        raise MisuseError(expected="a level of the VIX above zero", seen=f"{vix:g}")
    return float(np.interp(vix, [20.0, 40.0], [1.0, 4.0]))


def refuse_bad_supply(supply: Floats) -> None:
    """Refuse supply that cannot be dollars of bonds."""
    sold = np.abs(supply[supply != 0])
    if not np.all(np.isfinite(supply)):
        raise MisuseError(expected="supply in dollars", seen="a missing figure")
    if np.any(sold < LEAST_SUPPLY):
        raise MisuseError(
            expected="supply in dollars, at least a million",
            seen=f"{sold.min():g}",
            hint="is it in billions? write 15e9 for $15bn",
        )
    if np.any(sold > MOST_SUPPLY):
        raise MisuseError(
            expected="supply in dollars, below ten trillion", seen=f"{sold.max():g}"
        )
