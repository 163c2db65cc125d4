"""A year of supply instead of one sale: what a pipeline does while it flows.

Bonds come at an even rate.  The sector's spread rises toward the level where what decays
equals what arrives; the index and the level of rates move by the year's share of their
segments.  Formulas of the reference, section by section in `docs/market.md`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.cited import Estimated
from bookrunner.errors import MisuseError, UnavailableError
from bookrunner.market.assets import Kind, long_end_loading
from bookrunner.market.betas import sector_loadings
from bookrunner.market.coefficients import spread_betas
from bookrunner.market.decay import DAYS, fading_draws
from bookrunner.market.draws import COUNT, interval, price_draws
from bookrunner.market.effects import Effect, Group
from bookrunner.market.impact import LEAST_SUPPLY, MOST_SUPPLY
from bookrunner.market.inputs import GDP, INDEX
from bookrunner.market.outstanding import hyperscalers, outstanding, sector_outstanding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bookrunner.units import Floats

SUPPLY_DURATION: Final = 9.0  # years, of what hyperscalers sold in 2025
INDEX_DURATION: Final = 7.0
RATE_DURATION: Final = 6.0
LONG_END: Final = 0.3  # loading of the supply on the long end
YEAR: Final = 252  # trading days
TENORS: Final = (2.0, 5.0, 10.0, 30.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """What a year of supply flows into, in dollars."""

    sector: float  # outstanding of the borrowers, before
    borrowers: Mapping[str, float] = field(default_factory=dict)  # ticker -> the same
    index: float
    gdp: float


def segments(day: date = date(2025, 9, 1)) -> Segments:
    """The five borrowers' debt on a day, from the facts that ship, and the markets.

    By default the eve of the wave of autumn 2025.
    """
    sector = sector_outstanding(day)
    if sector is None:
        raise UnavailableError(
            expected=f"balance sheets of the five before {day}", seen="not all five"
        )
    debts = {ticker: outstanding(ticker, day) for ticker in hyperscalers()}
    return Segments(
        sector=float(sector.value.amount),
        borrowers={t: float(debt.value.amount) for t, debt in debts.items() if debt},
        index=float(INDEX.value.amount),
        gdp=float(GDP.value.amount),
    )


def pipeline(  # noqa: PLR0913 - all but supply, market and dice by name
    a_year: float,
    segments: Segments,
    generator: np.random.Generator,
    *,
    days: Sequence[int] = DAYS,
    count: int = COUNT,
    stress: Floats | float = 1.0,
) -> tuple[Effect, ...]:
    """Sector, index and Treasuries, from the first day of the flow to the last.

    *a_year* is dollars a year; *stress* multiplies the prices of risk.

    Raises:
        MisuseError: an amount that cannot be dollars a year.
    """
    if not LEAST_SUPPLY <= a_year <= MOST_SUPPLY:
        raise MisuseError(
            expected="dollars a year between a million and ten trillion",
            seen=f"{a_year:g}",
            hint="write 300e9/year for $300bn a year",
        )
    prices = {k: stress * p for k, p in price_draws(count, generator).items()}
    half_life = fading_draws(count, generator).half_life
    flown = np.asarray(days, float) / YEAR
    sector = prices[Kind.SECTOR] * a_year / (segments.sector + a_year / 2)
    index = prices[Kind.SPREAD] * a_year / segments.index * SUPPLY_DURATION / INDEX_DURATION
    left = arrived(days, np.asarray(half_life))
    rows = [
        ("AI sector", Group.SECTOR, sector[:, None] * left),
        ("IG index", Group.INDEX, index[:, None] * flown),
    ]
    treasuries = _treasuries(a_year, segments, prices)
    rates = dict(treasuries)["UST 10y"][:, None] * flown
    own = prices[Kind.ISSUER] * a_year / segments.sector
    rows += [
        (
            f"{ticker} 10y",
            Group.OWN,
            rates
            + beta * index[:, None] * flown
            + (loading * sector + own)[:, None] * left,
        )
        for ticker, beta, loading in _borrowers(segments)
    ]
    rows += [(name, Group.TREASURY, move[:, None] * flown) for name, move in treasuries]
    return tuple(_effect(name, group, tuple(days), drawn) for name, group, drawn in rows)


def arrived(days: Sequence[int], half_life: Floats) -> Floats:
    """Years of supply whose effect is left: what came, less what decayed since.

    The steady state is the mean life of an effect in years, half-life / ln 2 / 252.

    >>> arrived((0, 10_000), np.array([45.0])).round(3).tolist()
    [[0.0, 0.258]]
    """
    steady = half_life[:, None] / np.log(2) / YEAR
    left: Floats = steady * (1 - np.exp2(-np.asarray(days, float) / half_life[:, None]))
    return left


def steady_state(
    a_year: float, segments: Segments, price: float, half_life: float
) -> float:
    """Where the sector's spread ends if the flow goes on for ever.

    >>> market = Segments(sector=234e9, index=9000e9, gdp=30500e9)
    >>> round(1e4 * steady_state(300e9, market, 0.0035, 45.0), 1)
    7.0
    """
    share = a_year / (segments.sector + a_year / 2)
    return price * share * half_life / float(np.log(2)) / YEAR


def _borrowers(segments: Segments) -> list[tuple[str, float, float]]:
    """Each borrower's loadings on the index and on the sector; it sells by its size."""
    betas = spread_betas()
    known = {t: debt for t, debt in segments.borrowers.items() if t in betas}
    if not known:
        return []
    spread = np.array([betas[ticker].figure.value for ticker in known])
    loading = sector_loadings(spread, np.array(list(known.values())))
    return list(zip(known, spread.tolist(), loading.tolist(), strict=True))


def _treasuries(
    a_year: float, segments: Segments, prices: Mapping[Kind, Floats]
) -> list[tuple[str, Floats]]:
    share = a_year * SUPPLY_DURATION / (segments.gdp * RATE_DURATION)
    level, tail = prices[Kind.LEVEL] * share, prices[Kind.LONG_END] * share * LONG_END
    return [(f"UST {t:g}y", level + tail * float(long_end_loading(t))) for t in TENORS]


def _effect(name: str, group: Group, days: tuple[int, ...], drawn: Floats) -> Effect:
    low, central, high = interval(drawn)
    path = tuple(
        Estimated(
            float(central[n]), float(low[n]), float(high[n]),
            f"market.pipeline, day {day}", group.grade,
        )
        for n, day in enumerate(days)
    )  # fmt: skip
    return Effect(name=name, group=group, tenor=None, days=days, path=path)
