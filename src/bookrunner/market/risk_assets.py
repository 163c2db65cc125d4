"""Equities and Bitcoin, read from the moves of bonds: rows, never columns.

Equation (6): equities fall with yields and spreads, Bitcoin with yields and equities.
By symmetry a matrix that held Bitcoin as an asset would let a billion dollars of Bitcoin
selling move Treasuries as much as a billion of Treasuries, an artefact.  Hence these
rows are sensitivities outside the matrix: they answer, and nothing can be sold of them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.cited import Assumed
from bookrunner.market.priors import (
    BITCOIN_EQUITY,
    BITCOIN_RATE,
    EQUITY_RATE,
    EQUITY_SPREAD,
)

if TYPE_CHECKING:
    from bookrunner.units import Floats, Rates, Ratios

DAILY_SIGMA: Final = Assumed(
    0.025,
    "standard deviation of a day of Bitcoin, rounded: 2.7% since 2022, 2.3% in the last "
    "429 days to January 2026",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivities:
    """Falls in price a unit of yield or spread, and Bitcoin's beta; one a draw."""

    equity_rate: Floats | float = EQUITY_RATE.central
    equity_spread: Floats | float = EQUITY_SPREAD.central
    bitcoin_rate: Floats | float = BITCOIN_RATE.central
    bitcoin_equity: Floats | float = BITCOIN_EQUITY.central

    def each_day(self) -> Sensitivities:
        """The same, to be spread over a last axis of days."""
        drawn = {f.name: np.asarray(getattr(self, f.name))[..., None] for f in fields(self)}
        return Sensitivities(**drawn)

    def equities(self, level: Rates, spread: Rates) -> Ratios:
        """Return of equities when yields and investment-grade spreads move.

        >>> level, spread = np.array(0.25e-4), np.array(0.33e-4)
        >>> round(float(Sensitivities().equities(level, spread)) * 100, 3)
        -0.025
        """
        return -(self.equity_rate * level) - self.equity_spread * spread

    def bitcoin(self, level: Rates, spread: Rates) -> Ratios:
        """Return of Bitcoin: its own answer to yields, and its share of equities'."""
        equities = self.equities(level, spread)
        return self.bitcoin_equity * equities - self.bitcoin_rate * level


def sensitivity_draws(count: int, generator: np.random.Generator) -> Sensitivities:
    """*count* draws of every sensitivity from its prior."""
    return Sensitivities(
        equity_rate=EQUITY_RATE.draws(count, generator),
        equity_spread=EQUITY_SPREAD.draws(count, generator),
        bitcoin_rate=BITCOIN_RATE.draws(count, generator),
        bitcoin_equity=BITCOIN_EQUITY.draws(count, generator),
    )
