"""The effect fades as published: credit in quarters, hedging in days, rates not."""

from __future__ import annotations

import numpy as np
import pytest

from bookrunner.errors import MisuseError
from bookrunner.market.decay import DAYS, Fading, rate_path, remaining, spread_path
from bookrunner.market.draws import price_draws, responses
from bookrunner.market.reference import OVERLAP, amazon_2025

MARKET = amazon_2025()
TEN_YEAR_EQUIVALENTS = 16.2e9  # dollars; reference output


@pytest.fixture(scope="module")
def paths() -> dict[str, list[float]]:
    drawn = responses(MARKET, price_draws(4_000, np.random.default_rng(1)), overlap=OVERLAP)
    rates = rate_path(drawn, TEN_YEAR_EQUIVALENTS, DAYS, Fading())
    spread = spread_path(drawn, DAYS, Fading())
    return {
        "UST 10y": _median(rates[:, MARKET.row("UST 10y")]),
        "AMZN 10y": _median(spread[:, MARKET.row("AMZN 10y")]),
    }


def test_the_ten_year_treasury_fades_as_published(paths: dict[str, list[float]]) -> None:
    published = [2.37, 1.93, 1.31, 0.92, 0.47, 0.28, 0.26, 0.26, 0.26, 0.26]
    assert paths["UST 10y"] == pytest.approx(published, rel=0.10)


def test_the_spread_starts_at_the_median_of_the_sum_and_halves_in_45_days(
    paths: dict[str, list[float]],
) -> None:
    """The reference says 4.11 by adding medians; of the sum the median is about 3.8."""
    assert paths["AMZN 10y"][0] == pytest.approx(3.8, abs=0.1)
    assert paths["AMZN 10y"][DAYS.index(45)] == pytest.approx(paths["AMZN 10y"][0] / 2)


def test_an_effect_before_the_sale_is_refused() -> None:
    with pytest.raises(MisuseError, match="days from 0 on"):
        remaining((-1, 0), 45.0)


def _median(path: np.typing.NDArray[np.float64]) -> list[float]:
    return [float(v) for v in np.median(path, axis=0) * 1e4]
