"""The whole matrix under draws is the dense one, entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from bookrunner.market.draws import price_draws
from bookrunner.market.impact import impact_matrix
from bookrunner.market.matrix import matrix_intervals
from bookrunner.market.reference import OVERLAP, amazon_2025

if TYPE_CHECKING:
    from bookrunner.market.assets import Kind
    from bookrunner.units import Floats

MARKET = amazon_2025()


@pytest.mark.parametrize("elasticity", [0.0, 0.2, 2.0])
def test_every_quantile_is_that_of_the_dense_matrices(elasticity: float) -> None:
    prices = price_draws(101, np.random.default_rng(2))
    found = matrix_intervals(MARKET, prices, overlap=OVERLAP, elasticity=elasticity)
    dense = np.array([_damped(prices, draw, elasticity) for draw in range(101)])
    expected = np.sort(dense, axis=0)[[5, 50, 95]]
    np.testing.assert_allclose(found, expected, rtol=2e-5, atol=expected.max() * 1e-7)


def test_the_quantiles_are_symmetric_and_in_order() -> None:
    prices = price_draws(500, np.random.default_rng(4))
    low, central, high = matrix_intervals(MARKET, prices, overlap=OVERLAP)
    np.testing.assert_array_equal(central, central.T)
    assert np.all(low <= central)
    assert np.all(central <= high)


def _damped(prices: dict[Kind, Floats], draw: int, elasticity: float) -> Floats:
    """(I + L A)^-1 L, slowly."""
    one = {kind: float(column[draw]) for kind, column in prices.items()}
    matrix = impact_matrix(MARKET, one, overlap=OVERLAP)
    demand = np.diag(elasticity * MARKET.held)
    clearing = np.eye(len(matrix)) + matrix @ demand
    return np.linalg.solve(clearing, matrix).astype(np.float64)
