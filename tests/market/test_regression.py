"""Least squares by statsmodels: slopes by hand, clusters seen, one line without it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import t

from bookrunner.errors import UnavailableError
from bookrunner.market import regression
from bookrunner.market.regression import (
    adjusted,
    proportion_interval,
    with_clusters,
    with_constant,
    with_newey_west,
)


def test_the_slope_is_that_of_the_normal_equations() -> None:
    rng = np.random.default_rng(1)
    driver = rng.normal(size=200)
    outcome = 1.0 + 2.0 * driver + rng.normal(size=200)
    fit = with_newey_west(outcome, with_constant(driver), 4)
    by_hand = np.polyfit(driver, outcome, 1)
    np.testing.assert_allclose(fit.coefficients, by_hand[::-1])
    low, high = fit.interval(1)
    reach = t.ppf(0.95, 198) * fit.errors[1]
    assert (low, high) == pytest.approx((by_hand[0] - reach, by_hand[0] + reach))


def test_errors_of_a_mean_see_that_a_flock_moves_together() -> None:
    """Ten flocks of ten equal moves are ten observations, not a hundred."""
    rng = np.random.default_rng(2)
    cluster = np.repeat(np.arange(10), 10)
    moved = rng.normal(size=10)[cluster]
    ones = np.ones((100, 1))
    together = with_clusters(moved, ones, cluster)
    apart = with_clusters(moved, ones, np.arange(100))
    assert together.errors[0] > 2.5 * apart.errors[0]
    assert together.freedom == 9


def test_holm_raises_p_values_and_keeps_their_order() -> None:
    assert adjusted([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert adjusted([]) == []


def test_the_interval_of_a_share_is_exact() -> None:
    """Nine of ten: 0.606 to 0.995 at 90 % (Clopper-Pearson, by the beta distribution)."""
    assert proportion_interval(9, 10) == pytest.approx((0.6058, 0.9949), abs=1e-4)


def test_without_the_library_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(regression, "import_module", absent)
    with pytest.raises(UnavailableError, match=r'pip install "bookrunner\[stats\]"'):
        with_newey_west(np.arange(9.0), np.ones((9, 1)), 1)
