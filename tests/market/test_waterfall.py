"""From a sale to Bitcoin: bars that add up, liquidity at zero, each with its interval."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bookrunner.deals import shipped_deal
from bookrunner.deals.curves import shipped_curve
from bookrunner.deals.priced import priced
from bookrunner.errors import UnavailableError
from bookrunner.market.coefficients import channel_estimates
from bookrunner.market.effects import impact
from bookrunner.market.inputs import deal_inputs
from bookrunner.market.waterfall import liquidity_bound, waterfall

if TYPE_CHECKING:
    from bookrunner.market.effects import Impact


@pytest.fixture(scope="module")
def amazon() -> Impact:
    curve = shipped_curve(date(2025, 11, 17))
    assert curve
    inputs = deal_inputs(priced(shipped_deal("amzn-2025-11-17"), curve), curve)
    return impact(inputs, np.random.default_rng(1), count=4_000)


def test_every_bar_has_an_interval_and_liquidity_is_zero(amazon: Impact) -> None:
    bars = waterfall(amazon, channel_estimates(), np.random.default_rng(2))
    assert [bar.name for bar in bars] == [
        "yields",
        "liquidity",
        "sentiment",
        "policy",
        "together",
    ]
    assert all(bar.figure.low <= bar.figure.value <= bar.figure.high for bar in bars)
    liquidity = bars[1].figure
    assert (liquidity.low, liquidity.value, liquidity.high) == (0.0, 0.0, 0.0)


def test_the_bars_add_up_within_the_skew_of_medians(amazon: Impact) -> None:
    *parts, together = waterfall(amazon, channel_estimates(), np.random.default_rng(2))
    total = sum(bar.figure.value for bar in parts)
    assert together.figure.value == pytest.approx(total, abs=2e-4)
    assert abs(together.figure.value) < 0.005  # a half of a percent at the very most


def test_the_bound_on_liquidity_is_told_and_enters_no_sum(amazon: Impact) -> None:
    """$15bn of $22.2tn: seven hundredths of a percent of M2."""
    told = liquidity_bound(amazon, channel_estimates())
    assert "0.07% of M2" in told
    assert "zero" in told


def test_a_missing_link_is_named(amazon: Impact) -> None:
    with pytest.raises(UnavailableError, match="Bitcoin on"):
        waterfall(amazon, channel_estimates()[:1], np.random.default_rng(2))
