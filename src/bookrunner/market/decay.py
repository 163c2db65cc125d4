"""How the effect fades: rates stay, credit decays, the hedging flow passes in days.

Equation (4).  A deal moves Treasuries twice: by its weight in the stock of duration,
which stays, and by the hedges of its buyers and banks on the day, which are gone in a
week.  The spread part decays with a half-life of a quarter or so of trading days.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.errors import MisuseError
from bookrunner.market.priors import CREDIT_HALF_LIFE, FLOW_HALF_LIFE, HEDGING_FLOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.market.impact import Response
    from bookrunner.units import Floats, Rates

DAYS: Final = (0, 1, 3, 5, 10, 21, 45, 63, 126, 252)  # trading days after pricing
BILLION: Final = 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Fading:
    """The parameters of the decay; one value, or one a draw."""

    half_life: Floats | float = CREDIT_HALF_LIFE.central  # trading days
    flow: Floats | float = HEDGING_FLOW.central  # yield a billion of ten-year equivalents


def fading_draws(count: int, generator: np.random.Generator) -> Fading:
    """*count* draws of the decay's parameters from their priors."""
    return Fading(
        half_life=CREDIT_HALF_LIFE.draws(count, generator),
        flow=HEDGING_FLOW.draws(count, generator),
    )


def remaining(days: Sequence[float], half_life: Floats | float) -> Floats:
    """Share of an effect left after some days; a row a half-life, a column a day.

    >>> remaining((0, 45, 90), 45.0).tolist()
    [1.0, 0.5, 0.25]
    """
    after = np.asarray(days, float)
    if np.any(after < 0):
        raise MisuseError(expected="days from 0 on", seen=f"{after.min():g}")
    left: Floats = np.exp2(-after / np.asarray(half_life)[..., None])
    return left


def spread_path(response: Response, days: Sequence[float], fading: Fading) -> Rates:
    """The spread part of every asset's yield, day after day, on a last axis."""
    left = remaining(days, fading.half_life)
    return response.spread[..., None] * left[..., None, :]


def rate_path(
    response: Response, ten_year_equivalents: float, days: Sequence[float], fading: Fading
) -> Rates:
    """The Treasury part of every asset's yield: the stock that stays and the flow.

    The flow is taken to lift every tenor alike, for no estimate by tenor was found.
    """
    flow = flow_path(ten_year_equivalents, days, fading)
    return response.rates[..., None] + flow[..., None, :]


def flow_path(ten_year_equivalents: float, days: Sequence[float], fading: Fading) -> Rates:
    """Yield that hedging adds, day after day, for dollars of ten-year equivalents.

    >>> [round(1e4 * float(y), 2) for y in flow_path(16.2e9, (0, 1, 3), Fading())]
    [2.11, 1.67, 1.05]
    """
    first = np.asarray(fading.flow) * ten_year_equivalents / BILLION
    return first[..., None] * remaining(days, FLOW_HALF_LIFE)
