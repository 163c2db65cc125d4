"""Draws of the priors: the published intervals, and the same answers as one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from bookrunner.errors import MisuseError
from bookrunner.market.draws import interval, price_draws, responses
from bookrunner.market.impact import response
from bookrunner.market.reference import OVERLAP, amazon_2025
from bookrunner.market.risk_assets import Sensitivities, sensitivity_draws

if TYPE_CHECKING:
    from bookrunner.market.impact import Response
    from bookrunner.units import Floats

MARKET = amazon_2025()

# Basis points at 5, 50 and 95 percent: the reference output for Amazon, 17 November 2025.
PUBLISHED = {
    "UST 3y": (0.17, 0.24, 0.31),
    "UST 5y": (0.17, 0.24, 0.31),
    "UST 10y": (0.18, 0.25, 0.32),
    "UST 30y": (0.21, 0.29, 0.39),
    "IG index": (0.33, 0.57, 1.39),
    "AMZN 3y": (1.87, 3.02, 5.08),
    "AMZN 5y": (2.11, 3.42, 5.80),
    "AMZN 7y": (2.27, 3.70, 6.29),
    "AMZN 10y": (2.46, 4.02, 6.87),
    "AMZN 30y": (2.98, 4.90, 8.41),
    "AMZN 40y": (2.83, 4.65, 7.94),
    "META 10y": (1.37, 2.72, 5.73),
    "GOOGL 10y": (1.14, 2.19, 4.46),
    "MSFT 10y": (0.96, 1.79, 3.58),
    "ORCL 10y": (2.18, 4.48, 9.52),
}


@pytest.fixture(scope="module")
def drawn() -> Response:
    generator = np.random.default_rng(20251117)
    return responses(MARKET, price_draws(20_000, generator), overlap=OVERLAP)


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_example_comes_out_within_a_tenth(drawn: Response, name: str) -> None:
    row = MARKET.row(name)
    got = [1e4 * float(q) for q in interval(drawn.yields[:, row])]
    assert got == pytest.approx(PUBLISHED[name], rel=0.10)


def test_equities_and_bitcoin_come_out_within_a_tenth(drawn: Response) -> None:
    """S&P -0.022 % [-0.087, -0.002] and Bitcoin -0.040 % [-0.119, -0.006]."""
    risk = sensitivity_draws(20_000, np.random.default_rng(7))
    equities = _percent(risk.equities(drawn.level, drawn.index_spread))
    bitcoin = _percent(risk.bitcoin(drawn.level, drawn.index_spread))
    assert equities == pytest.approx([-0.087, -0.022, -0.002], rel=0.10, abs=0.0006)
    assert bitcoin == pytest.approx([-0.119, -0.040, -0.006], rel=0.10)


def test_draws_agree_with_the_dense_matrix_one_by_one() -> None:
    prices = price_draws(20, np.random.default_rng(5))
    stress = np.random.default_rng(6).uniform(1, 6, 20)
    together = responses(MARKET, prices, overlap=OVERLAP, stress=stress, elasticity=1.3)
    for draw in range(20):
        alone = response(
            MARKET,
            {kind: float(column[draw]) for kind, column in prices.items()},
            overlap=OVERLAP,
            stress=float(stress[draw]),
            elasticity=1.3,
        )
        np.testing.assert_allclose(together.returns[draw], alone.returns, rtol=1e-9)
        np.testing.assert_allclose(together.spread[draw], alone.spread, atol=1e-15)
        assert together.level[draw] == pytest.approx(float(alone.level))


def test_the_same_seed_draws_the_same_numbers() -> None:
    first, second = (price_draws(100, np.random.default_rng(9)) for _ in range(2))
    assert all(np.array_equal(first[kind], second[kind]) for kind in first)


def test_bitcoin_answers_through_equities_and_through_yields() -> None:
    risk = Sensitivities(
        equity_rate=2.0, equity_spread=6.0, bitcoin_rate=10.0, bitcoin_equity=1.5
    )
    assert risk.bitcoin(np.array(1e-4), np.array(2e-4)) == pytest.approx(
        1.5 * -(2e-4 + 12e-4) - 10e-4
    )


def test_an_interval_of_no_probability_is_refused() -> None:
    with pytest.raises(MisuseError, match="between 0 and 1"):
        interval(np.arange(3.0), level=1.0)


def _percent(drawn: Floats) -> list[float]:
    return [100 * float(q) for q in interval(drawn)]
