"""Local projections: how a series answers a shock, horizon by horizon.

For each horizon h, the change from the day before the shock to h days after it is
regressed on the shock and on lags of both (Jorda 2005), with Newey-West errors that
reach over the horizon.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.market.daily import aligned, enough
from bookrunner.market.regression import with_constant, with_newey_west

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.market.daily import Daily
    from bookrunner.units import Floats

LAGS: Final = 2
LEAST: Final = 120  # observations, after horizon and lags


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The response to one unit of the shock after some days."""

    horizon: int
    value: float
    error: float
    low: float
    high: float
    observations: int


def local_projections(
    outcome: Daily, shock: Daily, horizons: Sequence[int]
) -> tuple[Answer, ...]:
    """The answers of *outcome*, a level, to *shock*, at each horizon in days.

    Raises:
        UnavailableError: fewer than 120 observations at the longest horizon.
    """
    _, (level, impulse) = aligned(outcome, shock)
    enough(f"{outcome.name} on {shock.name}", len(level) - max(horizons) - LAGS - 1, LEAST)
    return tuple(_answer(level, impulse, horizon) for horizon in horizons)


def _answer(level: Floats, impulse: Floats, horizon: int) -> Answer:
    first, last = LAGS + 1, len(level) - horizon
    at = np.arange(first, last)
    moved = level[at + horizon] - level[at - 1]
    steps = np.diff(level, prepend=level[0])
    lagged = [column[at - lag] for lag in range(1, LAGS + 1) for column in (steps, impulse)]
    fit = with_newey_west(moved, with_constant(impulse[at], *lagged), horizon + 1)
    low, high = fit.interval(1)
    return Answer(
        horizon=horizon,
        value=float(fit.coefficients[1]),
        error=float(fit.errors[1]),
        low=low,
        high=high,
        observations=fit.observations,
    )
