"""The four channels from bonds to risk assets, each a small estimated model.

Yields compete with Bitcoin, liquidity is absorbed, sentiment spreads from credit to
equities to Bitcoin, policy answers conditions.  Each channel is one regression of changes
on changes, regime by regime: its sample, coefficient, standard error (Newey-West), an
out-of-sample check, and the grade of the published evidence.  A coefficient is a
sensitivity, not a cause, and the sentence says what the numbers allow: where the
interval holds zero, "not distinguishable from zero".

Liquidity has its arithmetic beside it: who buys a bond hands a deposit to who sells it,
so M2 does not change, and the point estimate of what a sale absorbs is zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from bookrunner.cited import Estimated, Problem, Reason
from bookrunner.errors import UnavailableError
from bookrunner.market.daily import Daily, aligned, at_ends, enough
from bookrunner.market.regression import with_constant, with_newey_west

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.cited import EvidenceGrade
    from bookrunner.units import Dates, Floats

Change = Literal["log", "difference"]

LEAST: Final = 60  # observations in a regime
HELPS: Final = 0.005  # out-of-sample R squared below which nothing is gained
FIRST_SHARE: Final = 0.5  # of the sample, before the out-of-sample check begins

REGIMES: Final[Mapping[str, tuple[date | None, date | None]]] = {
    "before 2020": (None, date(2020, 1, 1)),
    "2020-2021": (date(2020, 1, 1), date(2022, 1, 1)),
    "since 2022": (date(2022, 1, 1), None),
    "all": (None, None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One link: what is regressed on what, in which steps, and what it is worth."""

    name: str
    link: str  # "Bitcoin on the ten-year real yield"
    outcome: str  # the names of series
    driver: str
    outcome_change: Change
    driver_change: Change
    step: Literal["D", "W", "M"]
    unit: float  # of the driver: a sentence speaks of so much of it
    said: str  # "a basis point on the ten-year real yield"
    outcome_unit: str  # "%" of a log change, "bp" of a rate
    grade: EvidenceGrade
    lag: int = 0  # steps by which the driver leads


CHANNELS: Final = (
    Channel(
        name="yield competition",
        link="Bitcoin on the ten-year real yield",
        outcome="bitcoin",
        driver="real_yield",
        outcome_change="log",
        driver_change="difference",
        step="D",
        unit=0.01,
        said="a basis point more on the ten-year real yield",
        outcome_unit="% of Bitcoin",
        grade="C-",
    ),
    Channel(
        name="liquidity",
        link="Bitcoin on M2",
        outcome="bitcoin",
        driver="m2",
        outcome_change="log",
        driver_change="log",
        step="M",
        unit=0.01,
        said="a percent more of M2",
        outcome_unit="% of Bitcoin",
        grade="D",
    ),
    Channel(
        name="sentiment",
        link="equities on the investment-grade spread",
        outcome="equities",
        driver="ig_spread",
        outcome_change="log",
        driver_change="difference",
        step="W",
        unit=0.01,
        said="a basis point more of investment-grade spread",
        outcome_unit="% of equities",
        grade="C",
    ),
    Channel(
        name="sentiment",
        link="Bitcoin on equities",
        outcome="bitcoin",
        driver="equities",
        outcome_change="log",
        driver_change="log",
        step="W",
        unit=0.01,
        said="a percent more of equities",
        outcome_unit="% of Bitcoin",
        grade="C",
    ),
    Channel(
        name="policy",
        link="financial conditions on the investment-grade spread",
        outcome="conditions",
        driver="ig_spread",
        outcome_change="difference",
        driver_change="difference",
        step="W",
        unit=0.1,
        said="ten basis points more of investment-grade spread",
        outcome_unit="standard deviations of conditions",
        grade="D",
    ),
    Channel(
        name="policy",
        link="the two-year yield on financial conditions",
        outcome="two_year",
        driver="conditions",
        outcome_change="difference",
        driver_change="difference",
        step="W",
        unit=0.1,
        said="a tenth of a standard deviation tighter conditions, the week before",
        outcome_unit="pp of the two-year yield",
        grade="D",
        lag=1,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelEstimate:
    """One channel in one regime."""

    channel: Channel
    regime: str
    first: date
    last: date
    observations: int
    coefficient: Estimated[float]  # of the outcome's change a unit of the driver's
    error: float
    r_squared: float
    out_of_sample: float  # R squared against the mean of the past

    @property
    def distinguishable(self) -> bool:
        """Whether the interval leaves zero out."""
        return not self.coefficient.low <= 0 <= self.coefficient.high

    @property
    def sentence(self) -> str:
        """What the numbers allow to be said."""
        scale = 100.0 if self.channel.outcome_change == "log" else 1.0
        middle, low, high = (
            f"{self.channel.unit * scale * each:+.3f}"
            for each in (
                self.coefficient.value,
                self.coefficient.low,
                self.coefficient.high,
            )
        )
        said = f"{self.channel.said}: {middle} {self.channel.outcome_unit} [{low}, {high}]"
        verdict = (
            "distinguishable from zero in its sample"
            if self.distinguishable
            else "not distinguishable from zero"
        )
        beyond = "helps" if self.out_of_sample > HELPS else "does not help"
        return f"{said}, {verdict}; out of sample it {beyond}"


def estimate(
    channel: Channel, series: Mapping[str, Daily], regime: str = "all"
) -> ChannelEstimate:
    """One channel in one regime, from the user's series.

    Raises:
        UnavailableError: a sample shorter than sixty steps.
        MisuseError: series with holes, or two values of one day.
    """
    days, outcome, driver = _changes(channel, series)
    start, end = REGIMES[regime]
    kept = np.ones(len(days), bool)
    if start is not None:
        kept &= days >= np.datetime64(start)
    if end is not None:
        kept &= days < np.datetime64(end)
    days, outcome, driver = days[kept], outcome[kept], driver[kept]
    enough(f"{channel.link}, {regime}", len(outcome), LEAST)
    fit = with_newey_west(outcome, with_constant(driver), lags_of(channel.step))
    low, high = fit.interval(1)
    return ChannelEstimate(
        channel=channel,
        regime=regime,
        first=days[0].item(),
        last=days[-1].item(),
        observations=fit.observations,
        coefficient=Estimated(
            float(fit.coefficients[1]), low, high,
            f"market.channels: {channel.link}, {regime}", channel.grade,
        ),
        error=float(fit.errors[1]),
        r_squared=fit.r_squared,
        out_of_sample=out_of_sample(outcome, driver),
    )  # fmt: skip


def estimates(
    series: Mapping[str, Daily],
) -> tuple[tuple[ChannelEstimate, ...], tuple[Problem, ...]]:
    """Every channel in every regime, and those withheld with the reason."""
    found: list[ChannelEstimate] = []
    problems: list[Problem] = []
    for channel in CHANNELS:
        missing = [n for n in (channel.outcome, channel.driver) if n not in series]
        if missing:
            told = f"withheld: no series of {' and '.join(missing)}"
            problems.append(Problem(channel.link, Reason.MISSING, told))
            continue
        for regime in REGIMES:
            try:
                found.append(estimate(channel, series, regime))
            except UnavailableError as error:
                problems.append(Problem(channel.link, Reason.MISSING, f"withheld: {error}"))
    return tuple(found), tuple(problems)


def lags_of(step: str) -> int:
    """Steps over which errors may be correlated: a week of days, a month of weeks."""
    return {"D": 5, "W": 4, "M": 3}[step]


def out_of_sample(outcome: Floats, driver: Floats) -> float:
    """R squared of one-step forecasts from the past alone, against the past's mean.

    The line is drawn anew at every step of the second half; above zero it helps.
    """
    first = int(len(outcome) * FIRST_SHARE)
    n = np.arange(1, len(outcome) + 1)
    sums = [np.cumsum(each) for each in (driver, outcome, driver * outcome, driver**2)]
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = (sums[2] - sums[0] * sums[1] / n) / (sums[3] - sums[0] ** 2 / n)
    level = (sums[1] - slope * sums[0]) / n
    forecast = level[first - 1 : -1] + slope[first - 1 : -1] * driver[first:]
    mean = sums[1][first - 1 : -1] / n[first - 1 : -1]
    missed = np.sum((outcome[first:] - forecast) ** 2)
    return float(1 - missed / np.sum((outcome[first:] - mean) ** 2))


def _changes(channel: Channel, series: Mapping[str, Daily]) -> tuple[Dates, Floats, Floats]:
    """Both sides in changes on common steps, the driver led by its lag."""
    pair = [series[channel.outcome], series[channel.driver]]
    if channel.step == "M":
        pair = [_monthly(each) for each in pair]
    days, values = aligned(*pair)
    if channel.step == "W":
        days, values = _weekly(days, values)
    changed = [
        np.diff(np.log(column)) if how == "log" else np.diff(column)
        for column, how in zip(
            values, (channel.outcome_change, channel.driver_change), strict=True
        )
    ]
    lag = channel.lag
    return days[1 + lag :], changed[0][lag:], changed[1][: len(changed[1]) - lag]


def _weekly(days: Dates, values: list[Floats]) -> tuple[Dates, list[Floats]]:
    blocks = (days.astype(np.int64) + 5) // 7  # weeks end on Friday
    last = np.append(blocks[1:] != blocks[:-1], True)
    return days[last], [column[last] for column in values]


def _monthly(series: Daily) -> Daily:
    """The last value of each month, dated at its first day, as monthly series are."""
    ends = at_ends(series, "M")
    months = ends.days.astype("datetime64[M]").astype("datetime64[D]")
    return Daily(name=series.name, days=months, values=ends.values)
