"""From a sale to Bitcoin, channel by channel, with an interval on each bar.

Each bar is what the sale moves (a yield, a spread) times how Bitcoin went with it in the
latest regime.  These sensitivities are co-movements of weeks and days, driven by much
besides supply, so a bar is more an upper bound than a forecast.  Liquidity's bar is zero
by arithmetic; what its coefficient would say is told beside it and enters no sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.cited import Estimated
from bookrunner.errors import UnavailableError
from bookrunner.market.draws import interval
from bookrunner.market.risk_assets import DAILY_SIGMA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.cited import EvidenceGrade
    from bookrunner.market.channels import ChannelEstimate
    from bookrunner.market.effects import Impact
    from bookrunner.units import Floats

REGIMES: Final = ("since 2022", "all")  # the latest that has a sample
PERCENTAGE_POINTS: Final = 100.0  # of a decimal: yields in the series are in percent
M2: Final = 22.2e12  # dollars, autumn 2025: Federal Reserve H.6, rounded

REAL_YIELD: Final = "Bitcoin on the ten-year real yield"
MONEY: Final = "Bitcoin on M2"
CREDIT: Final = "equities on the investment-grade spread"
EQUITIES: Final = "Bitcoin on equities"
CONDITIONS: Final = "financial conditions on the investment-grade spread"
POLICY: Final = "the two-year yield on financial conditions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One channel's part of Bitcoin's return."""

    name: str
    figure: Estimated[float]  # decimal return
    sentence: str


def waterfall(
    impact: Impact, estimates: Sequence[ChannelEstimate], generator: np.random.Generator
) -> tuple[Bar, ...]:
    """The bars, the last their sum."""
    level = impact.drawn.level * PERCENTAGE_POINTS
    spread = impact.drawn.index_spread * PERCENTAGE_POINTS

    def slope(link: str) -> Floats:
        latest = _latest(estimates, link)
        return generator.normal(latest.coefficient.value, latest.error, len(level))

    on_yields = slope(REAL_YIELD)
    parts: dict[str, tuple[Floats, EvidenceGrade]] = {
        "yields": (on_yields * level, "C-"),
        "liquidity": (np.zeros_like(level), "D"),
        "sentiment": (slope(CREDIT) * spread * slope(EQUITIES), "C"),
        "policy": (slope(CONDITIONS) * spread * slope(POLICY) * on_yields, "D"),
    }
    upper = liquidity_bound(impact, estimates)
    bars = [
        _bar(name, drawn, grade, upper if name == "liquidity" else "")
        for name, (drawn, grade) in parts.items()
    ]
    total = np.sum([drawn for drawn, _ in parts.values()], axis=0)
    return (*bars, _bar("together", total, "D", ""))


def liquidity_bound(impact: Impact, estimates: Sequence[ChannelEstimate]) -> str:
    """What the coefficient on M2 would say if a sale destroyed deposits; it does not."""
    share = float(impact.inputs.face.value.amount) / M2
    money = _latest(estimates, MONEY).coefficient
    most = 100 * share * max(abs(money.low), abs(money.high))
    return (
        f"a sale moves deposits and leaves M2 as it is: zero; were {share:.2%} of M2 gone, "
        f"the regression would allow up to {most:.2f} % either way"
    )


def _bar(name: str, drawn: Floats, grade: EvidenceGrade, told: str) -> Bar:
    low, central, high = (float(each) for each in interval(drawn))
    figure = Estimated(central, low, high, f"market.waterfall: {name}", grade)
    verdict = "not distinguishable from zero"
    if not low <= 0 <= high:
        verdict = f"{abs(central) / DAILY_SIGMA.value:.1%} of a day's noise: not to be seen"
    return Bar(name=name, figure=figure, sentence=told or verdict)


def _latest(estimates: Sequence[ChannelEstimate], link: str) -> ChannelEstimate:
    for regime in REGIMES:
        for each in estimates:
            if (each.channel.link, each.regime) == (link, regime):
                return each
    raise UnavailableError(expected=f"an estimate of {link}", seen="none")
