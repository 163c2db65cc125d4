"""Betas by duration times spread: a market doubled, and samples too small."""

from __future__ import annotations

import numpy as np
import pytest

from bookrunner.errors import MisuseError
from bookrunner.market.betas import market_spread, spread_beta
from bookrunner.market.coefficients import spread_betas

TENOR = np.linspace(1, 40, 2_000)
SPREAD = 0.004 + 0.00015 * TENOR


def test_an_issuer_twice_as_wide_as_the_market_has_a_beta_of_two() -> None:
    own = np.array([3.0, 5.0, 7.0, 10.0, 30.0])
    beta = spread_beta(own, 2 * (0.004 + 0.00015 * own), TENOR, SPREAD)
    assert beta.value == pytest.approx(2.0, rel=0.03)
    assert beta.bonds == 5


def test_the_error_covers_the_truth_as_often_as_it_says() -> None:
    """Simulated: 300 issuers of 15 bonds with noisy spreads and a true beta of 1.3."""
    rng = np.random.default_rng(8)
    own = np.linspace(3, 30, 15)
    hits = 0
    for _ in range(300):
        noisy = 1.3 * (0.004 + 0.00015 * own) * rng.normal(1, 0.15, 15)
        beta = spread_beta(own, noisy, TENOR, SPREAD)
        hits += abs(beta.value - 1.3) < 1.76 * beta.error + 0.02
    assert 0.85 <= hits / 300 <= 0.98


def test_too_few_bonds_make_no_beta() -> None:
    with pytest.raises(MisuseError, match="at least 5 bonds"):
        spread_beta(np.array([5.0]), np.array([0.01]), TENOR, SPREAD)


def test_a_tenor_the_market_lacks_is_refused() -> None:
    with pytest.raises(MisuseError, match="bonds near 90"):
        market_spread(90.0, TENOR, SPREAD)


def test_the_betas_that_ship_say_their_day_sample_and_error() -> None:
    oracle = spread_betas()["ORCL"]
    assert oracle.bonds == 40
    assert oracle.figure.low < oracle.figure.value < oracle.figure.high
    assert "3002 bonds" in oracle.figure.by
