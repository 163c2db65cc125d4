"""The effect of a sale, row by row and day by day, in estimates with grades.

Inputs come in (`market.inputs`), the priors are drawn, and out goes what the model says
of the issuer's own curve, of peers, sector and index, of Treasuries with and without the
hedging flow, and of equities and Bitcoin, which only answer.  The interval is ours: the
papers behind the priors give none for these quantities.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner.cited import Estimated, Problem, Reason
from bookrunner.market.assets import Kind
from bookrunner.market.decay import DAYS, fading_draws, flow_path, remaining
from bookrunner.market.decay import spread_path as faded_spread
from bookrunner.market.draws import COUNT, interval, price_draws, responses
from bookrunner.market.impact import kernel_overlap
from bookrunner.market.inputs import market
from bookrunner.market.priors import HEDGING_FLOW, PRICES
from bookrunner.market.risk_assets import sensitivity_draws

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bookrunner.cited import EvidenceGrade, Figure
    from bookrunner.market.assets import Assets
    from bookrunner.market.decay import Fading
    from bookrunner.market.impact import Response
    from bookrunner.market.inputs import Inputs
    from bookrunner.units import Floats

MOST_OF_A_SEGMENT: Final = 0.20  # beyond it the straight line is an extrapolation
FURTHEST_MOVE: Final = 0.03  # of a price, in one step


class Group(Enum):
    """What a row is to the sale; the grade is that of the evidence for its kind."""

    OWN = "own curve"
    PEER = "peers"
    SECTOR = "sector"
    INDEX = "index"
    HEDGED = "Treasuries with hedging flow"
    TREASURY = "Treasuries"
    EQUITY = "equities"
    BITCOIN = "Bitcoin"

    @property
    def grade(self) -> EvidenceGrade:
        """How good the evidence is that supply moves such a row."""
        return GRADES[self]

    @property
    def is_return(self) -> bool:
        """Whether its effect is a return; else it is a move of the yield."""
        return self in {Group.EQUITY, Group.BITCOIN}


GRADES: Final[dict[Group, EvidenceGrade]] = {
    Group.OWN: "B",
    Group.PEER: "B",
    Group.SECTOR: "B",
    Group.INDEX: "C+",
    Group.TREASURY: "C",
    Group.HEDGED: "B-",
    Group.EQUITY: "C",
    Group.BITCOIN: "C-",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One row: the move of its yield (or its return), on each day after the sale."""

    name: str
    group: Group
    tenor: float | None  # years
    days: tuple[int, ...]  # trading days
    path: tuple[Estimated[float], ...]

    @property
    def first(self) -> Estimated[float]:
        """The effect on the first day."""
        return self.path[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """All effects of one sale, and what stands against believing them."""

    inputs: Inputs
    assets: Assets
    overlap: float  # of the sale's tenors with each other
    drawn: Response  # draws down, assets across
    effects: tuple[Effect, ...]
    problems: tuple[Problem, ...]

    def effect(self, name: str) -> Effect:
        """The row of that name."""
        return next(each for each in self.effects if each.name == name)


def impact(
    inputs: Inputs,
    generator: np.random.Generator,
    *,
    days: Sequence[int] = DAYS,
    count: int = COUNT,
    stress: Floats | float = 1.0,
) -> Impact:
    """What the sale does to everything, under *count* draws of the priors.

    *stress* multiplies the prices of risk: one in calm markets.
    """
    assets = market(inputs)
    overlap = kernel_overlap(assets)
    prices = price_draws(count, generator)
    if inputs.sector is None:
        prices[Kind.SECTOR] = np.zeros(count)
    drawn = responses(assets, prices, overlap=overlap, stress=stress)
    fading = fading_draws(count, generator)
    equivalents = float(inputs.ten_year_equivalents.value.amount)
    rows = [
        *_bonds(assets, inputs, drawn, tuple(days), fading),
        *_hedged(assets, drawn, tuple(days), fading, equivalents),
        *_risk_assets(drawn, tuple(days), fading, generator),
    ]
    passports = (*inputs.figures, *(prior.figure for prior in PRICES.values()))
    effects = tuple(_estimated(row, passports) for row in rows)
    problems = tuple(_beyond_the_line(inputs, drawn))
    return Impact(
        inputs=inputs,
        assets=assets,
        overlap=overlap,
        drawn=drawn,
        effects=effects,
        problems=problems,
    )


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    group: Group
    tenor: float | None
    days: tuple[int, ...]
    drawn: Floats  # draws x days


def _bonds(
    assets: Assets, inputs: Inputs, drawn: Response, days: tuple[int, ...], fading: Fading
) -> Iterator[_Row]:
    spread = faded_spread(drawn, days, fading)
    for n, name in enumerate(assets.names):
        group = _group(name, assets.issuers[n], inputs)
        path = drawn.rates[:, n, None] + spread[:, n]
        yield _Row(name, group, float(assets.tenor[n]), days, path)


def _group(name: str, issuer: str, inputs: Inputs) -> Group:
    if issuer:
        return Group.OWN if issuer == inputs.ticker else Group.PEER
    named = {"IG index": Group.INDEX, "AI sector": Group.SECTOR}
    return named.get(name, Group.TREASURY)


def _hedged(
    assets: Assets,
    drawn: Response,
    days: tuple[int, ...],
    fading: Fading,
    ten_year_equivalents: float,
) -> Iterator[_Row]:
    """The ten-year Treasury with what hedging adds for some days."""
    n = assets.row("UST 10y")
    flow = flow_path(ten_year_equivalents, days, fading)
    path = drawn.rates[:, n, None] + flow
    yield _Row("UST 10y, hedged", Group.HEDGED, float(assets.tenor[n]), days, path)


def _risk_assets(
    drawn: Response,
    days: tuple[int, ...],
    fading: Fading,
    generator: np.random.Generator,
) -> Iterator[_Row]:
    level = np.broadcast_to(drawn.level[:, None], (len(drawn.level), len(days)))
    spread = drawn.index_spread[:, None] * remaining(days, fading.half_life)
    risk = sensitivity_draws(len(drawn.level), generator)
    across = risk.each_day()
    yield _Row("S&P 500", Group.EQUITY, None, days, across.equities(level, spread))
    yield _Row("Bitcoin", Group.BITCOIN, None, days, across.bitcoin(level, spread))


def _estimated(row: _Row, passports: tuple[Figure[Any], ...]) -> Effect:
    low, central, high = interval(row.drawn)
    inputs = (
        passports if row.group is not Group.HEDGED else (*passports, HEDGING_FLOW.figure)
    )
    path = tuple(
        Estimated(
            float(central[n]), float(low[n]), float(high[n]),
            f"market.effects.impact, day {day}", row.group.grade, inputs=inputs,
        )
        for n, day in enumerate(row.days)
    )  # fmt: skip
    return Effect(name=row.name, group=row.group, tenor=row.tenor, days=row.days, path=path)


def _beyond_the_line(inputs: Inputs, drawn: Response) -> Iterator[Problem]:
    sold = sum(float(each.face.value.amount) for each in inputs.sold)
    own = inputs.outstanding[inputs.ticker]
    segments = {f"{inputs.ticker}'s own bonds": own, "the AI sector": inputs.sector}
    for name, size in segments.items():
        share = sold / float(size.value.amount) if size else 0.0
        if share > MOST_OF_A_SEGMENT:
            told = f"the sale is {share:.0%} of {name}: beyond a fifth the straight line"
            yield Problem("impact", Reason.IMPLAUSIBLE, f"{told} is an extrapolation")
    furthest = float(np.abs(np.median(drawn.returns, axis=0)).max())
    if furthest > FURTHEST_MOVE:
        told = f"a price moves by {furthest:.1%}: beyond 3% the straight line does not hold"
        yield Problem("impact", Reason.IMPLAUSIBLE, told)
