"""The segmented equilibrium: the published example, laws, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.errors import MisuseError
from bookrunner.market.assets import Asset, Kind, assets
from bookrunner.market.impact import (
    CENTRAL_PRICES,
    dollar_years,
    impact_matrix,
    kernel_overlap,
    response,
    stress_multiplier,
)
from bookrunner.market.reference import OVERLAP, TRANCHES, amazon_2025, factors

MARKET = amazon_2025()


def test_the_deal_is_131_billion_dollar_years_and_its_tenors_overlap_by_039() -> None:
    """Reference output, first check: 131 $bn-years, 0.39 average overlap."""
    assert dollar_years(MARKET) / 1e9 == pytest.approx(131, abs=0.5)
    assert kernel_overlap(MARKET) == pytest.approx(0.39, abs=0.005)


def test_the_matrix_is_symmetric_and_positive_semi_definite() -> None:
    matrix = impact_matrix(MARKET, overlap=OVERLAP)
    np.testing.assert_allclose(matrix, matrix.T, atol=1e-24)
    assert np.linalg.eigvalsh(matrix).min() >= -1e-10 * np.linalg.eigvalsh(matrix).max()


def test_a_market_without_stress_to_bear_does_not_move() -> None:
    still = response(MARKET, overlap=OVERLAP, stress=0.0)
    assert np.abs(still.returns).max() == 0.0


def test_nothing_sold_moves_nothing() -> None:
    still = response(replace(MARKET, supply=np.zeros_like(MARKET.supply)))
    assert np.abs(still.returns).max() == 0.0
    assert float(still.level) == 0.0


def test_twice_the_supply_moves_everything_twice_as_far() -> None:
    once = response(MARKET, overlap=OVERLAP)
    twice = response(replace(MARKET, supply=2 * MARKET.supply), overlap=OVERLAP)
    np.testing.assert_allclose(twice.returns, 2 * once.returns, rtol=1e-10)


@pytest.mark.parametrize(
    ("elasticity", "scale"),
    [(0.0, 1.0), (0.2, 0.991), (1.0, 0.961), (5.0, 0.870)],
)
def test_habitat_demand_damps_the_ten_year_as_published(
    elasticity: float, scale: float
) -> None:
    """Reference output: the Amazon 10y effect at elasticities 0, 0.2, 1 and 5."""
    ten = MARKET.row("AMZN 10y")
    free = response(MARKET, overlap=OVERLAP, elasticity=0.0).returns[ten]
    damped = response(MARKET, overlap=OVERLAP, elasticity=elasticity).returns[ten]
    assert damped / free == pytest.approx(scale, abs=0.001)


def test_the_parts_of_a_yield_make_its_price() -> None:
    """Rates and spread, times duration, are the return; Treasuries have no spread."""
    answer = response(MARKET, overlap=OVERLAP)
    np.testing.assert_allclose(-answer.yields * MARKET.duration, answer.returns)
    assert np.abs(answer.spread[:4]).max() < 1e-18


def test_the_response_agrees_with_clearing_the_market_step_by_step() -> None:
    """A slow second opinion: arbitrageurs hold what habitat demand leaves, repeatedly."""
    matrix = impact_matrix(MARKET, overlap=OVERLAP)
    fall = np.zeros(len(MARKET.names))
    for _ in range(200):
        fall = matrix @ (MARKET.supply - 0.2 * MARKET.held * fall)
    np.testing.assert_allclose(response(MARKET, overlap=OVERLAP).returns, -fall, rtol=1e-9)


def test_no_round_trip_makes_money_from_its_own_impact() -> None:
    matrix = impact_matrix(MARKET, overlap=OVERLAP)
    trades = np.random.default_rng(3).normal(size=(1000, len(matrix)))
    assert np.einsum("ti,ij,tj->t", trades, matrix, trades).min() >= 0.0


@given(
    tenors=st.lists(st.floats(1, 50), min_size=2, max_size=8, unique=True),
    sizes=st.lists(st.floats(1e6, 1e10), min_size=8, max_size=8),
    overlap=st.floats(0.1, 1.0),
)
def test_any_market_is_positive_semi_definite_and_falls_on_supply(
    tenors: list[float], sizes: list[float], overlap: float
) -> None:
    rows = [
        Asset(
            name=f"bond {tenor!r}",
            tenor=tenor,
            duration=tenor / 2,
            issuer="AMZN",
            loadings={Kind.SPREAD: 0.8, Kind.SECTOR: 1.0},
            supply=size,
        )
        for tenor, size in zip(tenors, sizes, strict=False)
    ]
    market = assets(rows, factors({"AMZN": 50e9}))
    values = np.linalg.eigvalsh(impact_matrix(market, overlap=overlap))
    assert values.min() >= -1e-10 * values.max()
    assert np.all(response(market, overlap=overlap).returns < 0)


def test_supply_in_billions_is_refused_with_the_way_to_write_it() -> None:
    with pytest.raises(MisuseError, match="write 15e9 for"):
        response(replace(MARKET, supply=MARKET.supply / 1e9))


@pytest.mark.parametrize("bad", [np.nan, np.inf, 3e13])
def test_supply_that_is_no_amount_is_refused(bad: float) -> None:
    supply = MARKET.supply.copy()
    supply[8] = bad
    with pytest.raises(MisuseError, match="supply in dollars"):
        response(replace(MARKET, supply=supply))


def test_stress_multiplies_every_price_of_risk() -> None:
    calm = impact_matrix(MARKET, overlap=OVERLAP)
    np.testing.assert_allclose(impact_matrix(MARKET, overlap=OVERLAP, stress=4.0), 4 * calm)


def test_the_multiplier_of_stress_has_no_meaning_without_a_vix() -> None:
    with pytest.raises(MisuseError, match="VIX"):
        stress_multiplier(float("nan"))


def test_multipliers_rise_with_aggregation() -> None:
    """Issuer, sector, index, Treasury: percent of price a percent of supply."""
    rise = [
        CENTRAL_PRICES[kind] * duration
        for kind, duration in [
            (Kind.ISSUER, 8.0),
            (Kind.SECTOR, 8.0),
            (Kind.SPREAD, 7.0),
            (Kind.LEVEL, 6.0),
        ]
    ]
    np.testing.assert_allclose(rise, [0.004, 0.028, 0.14, 0.21])
    assert rise == sorted(rise)


def test_the_six_tranches_are_fifteen_billion() -> None:
    assert sum(face for _, _, face in TRANCHES) == 15e9
