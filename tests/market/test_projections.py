"""Local projections find a known response, and say how sure they are."""

from __future__ import annotations

import numpy as np
import pytest

from bookrunner.errors import UnavailableError
from bookrunner.market.projections import local_projections

from .simulated import series

HORIZONS = (0, 1, 5, 10)
DECAY = 0.8


def simulated(seed: int, count: int = 800) -> tuple[object, object]:
    """A level whose answer to a shock of one is two at once and fades by a fifth a day."""
    rng = np.random.default_rng(seed)
    shock = rng.normal(0, 1, count)
    answer = np.zeros(count)
    for n in range(1, count):
        answer[n] = DECAY * answer[n - 1] + 2.0 * shock[n]
    noise = rng.normal(0, 1, count).cumsum()
    return series("level", answer + noise), series("shock", shock)


@pytest.mark.slow
def test_the_response_is_unbiased_and_covered_as_often_as_claimed() -> None:
    """120 series of 800 days: the truth is 2 x 0.8^h."""
    truth = np.array([2.0 * DECAY**h for h in HORIZONS])
    found = [
        local_projections(*simulated(seed), HORIZONS)  # type: ignore[arg-type] # series
        for seed in range(120)
    ]
    values = np.array([[each.value for each in one] for one in found])
    held = np.array(
        [
            [each.low <= true <= each.high for each, true in zip(one, truth, strict=True)]
            for one in found
        ]
    )
    np.testing.assert_allclose(values.mean(axis=0), truth, atol=0.06)
    assert np.all(held.mean(axis=0) > 0.80)
    assert np.all(held.mean(axis=0) < 0.98)


def test_the_response_lies_near_the_truth_in_a_few_worlds() -> None:
    found = [local_projections(*simulated(seed), (0, 5)) for seed in range(6)]  # type: ignore[arg-type] # series
    values = np.array([[each.value for each in one] for one in found]).mean(axis=0)
    np.testing.assert_allclose(values, [2.0, 2.0 * DECAY**5], atol=0.2)


def test_a_series_too_short_is_withheld() -> None:
    level, shock = simulated(1, count=100)
    with pytest.raises(UnavailableError, match="at least 120 observations"):
        local_projections(level, shock, HORIZONS)  # type: ignore[arg-type] # series
