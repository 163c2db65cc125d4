"""The channels on simulated series with a known slope, and as they ship."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from bookrunner.errors import UnavailableError
from bookrunner.market.channels import (
    CHANNELS,
    estimate,
    estimates,
    out_of_sample,
)
from bookrunner.market.coefficients import channel_estimates

from .simulated import series

if TYPE_CHECKING:
    from pathlib import Path

    from bookrunner.market.channels import (
        ChannelEstimate,
    )
    from bookrunner.market.daily import Daily

BY_LINK = {channel.link: channel for channel in CHANNELS}
YIELDS = BY_LINK["Bitcoin on the ten-year real yield"]
EQUITIES = BY_LINK["Bitcoin on equities"]
MONEY = BY_LINK["Bitcoin on M2"]


def world(seed: int, slope: float, count: int = 1_200) -> dict[str, Daily]:
    """A yield in percent, and a Bitcoin whose log return is *slope* a point of it."""
    rng = np.random.default_rng(seed)
    step = rng.normal(0, 0.06, count)
    returns = slope * step + rng.standard_t(4, count) * 0.03
    return {
        "real_yield": series("real_yield", 1.0 + step.cumsum()),
        "bitcoin": series("bitcoin", 1e4 * np.exp(returns.cumsum())),
        "equities": series("equities", 3e3 * np.exp((0.4 * returns).cumsum())),
    }


@pytest.mark.slow
def test_the_slope_is_unbiased_and_covered_as_often_as_claimed() -> None:
    found = [estimate(YIELDS, world(seed, -0.10)) for seed in range(150)]
    values = np.array([each.coefficient.value for each in found])
    held = [each.coefficient.low <= -0.10 <= each.coefficient.high for each in found]
    assert values.mean() == pytest.approx(-0.10, abs=0.005)
    assert 0.84 <= np.mean(held) <= 0.96


@pytest.mark.slow
def test_no_slope_is_not_distinguishable_from_zero_nine_times_in_ten() -> None:
    found = [estimate(YIELDS, world(seed, 0.0)) for seed in range(150)]
    assert np.mean([each.distinguishable for each in found]) == pytest.approx(
        0.10, abs=0.06
    )
    plain = next(each for each in found if not each.distinguishable)
    assert "not distinguishable from zero" in plain.sentence


def test_the_slope_lies_near_the_truth_in_a_few_worlds() -> None:
    found = [estimate(YIELDS, world(seed, -0.10)) for seed in range(12)]
    assert np.mean([each.coefficient.value for each in found]) == pytest.approx(
        -0.10, abs=0.02
    )


def test_a_strong_link_helps_out_of_sample_and_none_does_not() -> None:
    strong, none = (estimate(YIELDS, world(2, slope)) for slope in (-0.8, 0.0))
    assert strong.out_of_sample > 0.3
    assert "out of sample it helps" in strong.sentence
    assert none.out_of_sample < 0.02


def test_out_of_sample_agrees_with_refitting_at_every_step() -> None:
    """A slow second opinion, with a loop."""
    rng = np.random.default_rng(5)
    driver = rng.normal(size=120)
    outcome = 0.5 * driver + rng.normal(size=120)
    missed = mean = 0.0
    for n in range(60, 120):
        slope, level = np.polyfit(driver[:n], outcome[:n], 1)
        missed += (outcome[n] - level - slope * driver[n]) ** 2
        mean += (outcome[n] - outcome[:n].mean()) ** 2
    assert out_of_sample(outcome, driver) == pytest.approx(1 - missed / mean)


def test_weekly_steps_find_the_slope_of_daily_returns() -> None:
    """Equities are 0.4 of Bitcoin's return each day, so Bitcoin is 2.5 of theirs."""
    found = estimate(EQUITIES, world(3, -0.1))
    assert found.coefficient.value == pytest.approx(2.5, abs=0.01)
    assert found.observations == pytest.approx(240, abs=2)


def test_a_regime_shorter_than_sixty_steps_is_withheld_with_the_reason() -> None:
    with pytest.raises(UnavailableError, match="at least 60 observations"):
        estimate(MONEY, world(4, 0.0) | {"m2": series("m2", np.linspace(2e4, 3e4, 1_200))})
    found, problems = estimates(world(4, 0.0))
    assert {each.channel.link for each in found} == {YIELDS.link, EQUITIES.link}
    assert any("withheld: no series of m2" in problem.message for problem in problems)


def test_the_shipped_estimates_say_what_the_record_allows() -> None:
    """Bitcoin on yields: nothing to see in any regime; on equities about one since 2020."""
    told = {(e.channel.link, e.regime): e for e in channel_estimates()}
    assert not told[YIELDS.link, "since 2022"].distinguishable
    assert not told[YIELDS.link, "before 2020"].distinguishable
    assert not told[MONEY.link, "all"].distinguishable
    recent = told[EQUITIES.link, "since 2022"]
    assert 0.6 < recent.coefficient.value < 1.3  # published: 0.94 and 1.28
    assert recent.distinguishable
    assert not told[EQUITIES.link, "before 2020"].distinguishable


def test_the_shipped_estimates_are_what_the_series_give(shared: Path) -> None:
    from bookrunner.market.series_names import named_series
    from bookrunner.sources.files import read_rows

    files = ("BTC_USD_daily", "SP500_daily", "DFII10")
    tables = [(n, read_rows(f"{shared / 'market' / n}.csv")) for n in files]
    found, _ = estimates(named_series(tables))
    told: dict[tuple[str, str], ChannelEstimate] = {
        (e.channel.link, e.regime): e for e in channel_estimates()
    }
    for each in found:
        mine = told[each.channel.link, each.regime]
        assert each.coefficient.value == pytest.approx(mine.coefficient.value, rel=1e-4)
        assert each.error == pytest.approx(mine.error, rel=1e-4)
