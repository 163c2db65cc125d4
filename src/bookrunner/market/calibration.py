"""What events say of a price of risk, weighed against what was believed before.

A panel of sales comes in: of each, the share of its segment it was, how far its spread
moved against a matched control, and the flock it belongs to.  The price is the slope of
moves on shares, its error clustered; the posterior is the prior times the likelihood of
that slope (a t with one degree less than clusters).  Prior, posterior and the number of
events stand side by side; of too few, nothing is updated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.cited import Estimated, Problem, Reason
from bookrunner.errors import MisuseError, UnavailableError
from bookrunner.market.priors import PRICES, Z95
from bookrunner.market.regression import proportion_interval, with_clusters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.market.assets import Kind
    from bookrunner.market.priors import Prior
    from bookrunner.units import Floats, Ints

LEAST_CLUSTERS: Final = 5
GRID: Final = 4_001


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Events as columns; row *i* of each is event *i*."""

    share: Floats  # of the segment sold, decimal
    moved: Floats  # change of the spread less its control's, decimal per year
    cluster: Ints  # events of one flock share a number

    def __len__(self) -> int:
        """How many events."""
        return len(self.share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """Before and after: central values and 90 % intervals of one price."""

    prior: Prior
    estimate: float  # of the events alone
    error: float  # clustered
    central: float  # of the posterior
    low: float
    high: float
    events: int
    clusters: int

    @property
    def prior_figure(self) -> Estimated[float]:
        """What was believed before."""
        prior = self.prior
        return Estimated(prior.central, prior.low, prior.high, prior.sources, "C")

    @property
    def posterior_figure(self) -> Estimated[float]:
        """What is believed after."""
        told = f"market.calibration.updated: {self.events} events in {self.clusters} flocks"
        return Estimated(self.central, self.low, self.high, told, "C")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How often intervals of a level held what happened."""

    hits: int
    events: int
    low: float  # 90 % interval of the share of hits
    high: float

    @property
    def share(self) -> float:
        """Hits over events."""
        return self.hits / self.events


def updated(prior: Prior, panel: Panel) -> Update:
    """The posterior of a price of risk, on a grid in its logarithm.

    Raises:
        UnavailableError: fewer than five clusters of events.
        MisuseError: a prior that is not lognormal, or shares that are no shares.
    """
    _refuse_bad(prior, panel)
    fit = with_clusters(panel.moved, panel.share[:, None], panel.cluster)
    estimate, error = float(fit.coefficients[0]), float(fit.errors[0])
    sigma = np.log(prior.high / prior.central) / Z95
    z = np.linspace(-5.0, 5.0, GRID)
    price = prior.central * np.exp(sigma * z)
    weight = -0.5 * z**2 + _log_t((estimate - price) / error, fit.freedom)
    mass = np.exp(weight - weight.max())
    below = np.cumsum(mass) / mass.sum()
    low, central, high = np.interp([0.05, 0.50, 0.95], below, price)
    return Update(
        prior=prior,
        estimate=estimate,
        error=error,
        central=float(central),
        low=float(low),
        high=float(high),
        events=len(panel),
        clusters=len(np.unique(panel.cluster)),
    )


def band(
    draws: Floats, share: Floats, noise: float, generator: np.random.Generator
) -> tuple[Floats, Floats]:
    """The 90 % interval a move is expected in: of the price, and of what else moves.

    *noise* is the standard deviation of moves around the model's, from the panel.
    """
    moves = draws[:, None] * share + generator.normal(0.0, noise, (len(draws), len(share)))
    low, high = np.quantile(moves, [0.05, 0.95], axis=0)
    return low, high


def noise_of(panel: Panel) -> float:
    """Standard deviation of moves around the slope of the panel."""
    fit = with_clusters(panel.moved, panel.share[:, None], panel.cluster)
    return float(fit.residuals.std(ddof=1))


def coverage(moved: Floats, low: Floats, high: Floats) -> Coverage:
    """How many moves lay inside their intervals, and how sure that share is.

    Raises:
        UnavailableError: no event with a move, so that coverage is withheld.
    """
    known = np.isfinite(moved)
    events = int(known.sum())
    if events == 0:
        raise UnavailableError(
            expected="events with the move of their spread",
            seen="none loaded",
            hint="coverage is withheld; give a panel with --panel",
        )
    hits = int(((moved >= low) & (moved <= high))[known].sum())
    least, most = proportion_interval(hits, events)
    return Coverage(hits=hits, events=events, low=least, high=most)


def learned(
    panels: Mapping[Kind, Panel], generator: np.random.Generator
) -> tuple[tuple[Update, ...], Coverage | None, tuple[Problem, ...]]:
    """Every factor's update, how often its prior's band held, and what is withheld.

    The band is that of the prior, so that no event it is judged by went into it but for
    the noise around the slope, which is the panel's own.
    """
    updates: list[Update] = []
    problems: list[Problem] = []
    bands: list[tuple[Floats, Floats, Floats]] = []
    for kind, panel in panels.items():
        try:
            updates.append(updated(PRICES[kind], panel))
        except UnavailableError as error:
            problems.append(Problem(kind.value, Reason.MISSING, f"withheld: {error}"))
            continue
        drawn = PRICES[kind].draws(4_000, generator)
        bands.append((panel.moved, *band(drawn, panel.share, noise_of(panel), generator)))
    if not bands:
        return (), None, tuple(problems)
    moved, low, high = (np.concatenate(each) for each in zip(*bands, strict=True))
    return tuple(updates), coverage(moved, low, high), tuple(problems)


def _log_t(value: Floats, freedom: float) -> Floats:
    log: Floats = -(freedom + 1) / 2 * np.log1p(value**2 / freedom)
    return log


def _refuse_bad(prior: Prior, panel: Panel) -> None:
    if prior.shape != "lognormal":
        raise MisuseError(expected="a lognormal prior", seen=prior.shape)
    if not np.all(np.isfinite(panel.share) & (panel.share > 0) & (panel.share < 5)):
        raise MisuseError(
            expected="shares of the segment as decimals, 0.05 for five percent",
            seen=f"{np.nanmin(panel.share):g} to {np.nanmax(panel.share):g}",
        )
    clusters = len(np.unique(panel.cluster))
    if clusters < LEAST_CLUSTERS:
        raise UnavailableError(
            expected=f"at least {LEAST_CLUSTERS} clusters of events",
            seen=f"{len(panel)} events in {clusters}",
            hint="the prior stands as it is",
        )
