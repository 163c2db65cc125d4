"""A price of risk updated from events: known truth, coverage, and too few to say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bookrunner.errors import MisuseError, UnavailableError
from bookrunner.market.calibration import band, coverage, noise_of, updated
from bookrunner.market.priors import LEVEL_PRICE, SECTOR_PRICE

from .simulated import panel

NOISE = 2e-4  # two basis points


def test_many_events_pull_the_posterior_to_the_truth() -> None:
    truth = 0.0080  # far up in the prior
    found = updated(
        SECTOR_PRICE, panel(np.random.default_rng(1), truth, flocks=300, noise=NOISE)
    )
    assert found.central == pytest.approx(truth, rel=0.05)
    assert found.low < truth < found.high
    assert found.clusters == 300
    assert found.events > 300


def test_few_noisy_events_leave_the_prior_almost_as_it_was() -> None:
    found = updated(
        SECTOR_PRICE, panel(np.random.default_rng(2), 0.0035, flocks=6, noise=50 * NOISE)
    )
    assert found.central == pytest.approx(SECTOR_PRICE.central, rel=0.10)


def test_the_posterior_holds_the_truth_as_often_as_it_says() -> None:
    """400 worlds: the truth is drawn from the prior, the events from the truth."""
    rng = np.random.default_rng(3)
    hits = 0
    for truth in SECTOR_PRICE.draws(400, rng):
        found = updated(SECTOR_PRICE, panel(rng, truth, flocks=25, noise=NOISE))
        hits += found.low <= truth <= found.high
    assert hits / 400 == pytest.approx(0.90, abs=0.04)


def test_the_estimate_of_the_events_alone_is_unbiased() -> None:
    rng = np.random.default_rng(4)
    found = [
        updated(SECTOR_PRICE, panel(rng, 0.0035, flocks=25, noise=NOISE)).estimate
        for _ in range(200)
    ]
    assert np.mean(found) == pytest.approx(0.0035, rel=0.02)


def test_reported_coverage_is_right_on_events_not_used() -> None:
    """Half of each panel calibrates, the other half is held out: 90 % of it is covered."""
    rng = np.random.default_rng(5)
    moved, low, high = [], [], []
    for truth in SECTOR_PRICE.draws(60, rng):
        known = panel(rng, truth, flocks=25, noise=NOISE)
        held_out = panel(rng, truth, flocks=25, noise=NOISE)
        found = updated(SECTOR_PRICE, known)
        draws = rng.lognormal(
            np.log(found.central), np.log(found.high / found.low) / 3.29, 2_000
        )
        least, most = band(draws, held_out.share, noise_of(known), rng)
        moved.append(held_out.moved)
        low.append(least)
        high.append(most)
    found_coverage = coverage(*(np.concatenate(each) for each in (moved, low, high)))
    assert found_coverage.events > 2_000
    assert found_coverage.share == pytest.approx(0.90, abs=0.02)
    assert found_coverage.low < found_coverage.share < found_coverage.high


def test_coverage_is_withheld_where_no_spreads_are_loaded() -> None:
    nothing = np.full(3, np.nan)
    with pytest.raises(UnavailableError, match="coverage is withheld"):
        coverage(nothing, nothing, nothing)


def test_events_of_one_autumn_are_too_few_to_update_on() -> None:
    """META, GOOGL and ORCL, 1 September to 14 November 2025: three events, one flock."""
    world = panel(np.random.default_rng(6), 0.0035, flocks=3, noise=NOISE)
    with pytest.raises(UnavailableError, match="the prior stands as it is"):
        updated(SECTOR_PRICE, replace(world, cluster=np.zeros(len(world), np.int64)))


@pytest.mark.parametrize("share", [0.0, -0.1, 15.0, np.nan])
def test_shares_in_percent_or_none_are_refused(share: float) -> None:
    world = panel(np.random.default_rng(7), 0.0035, flocks=10, noise=NOISE)
    bad = replace(world, share=np.where(np.arange(len(world)) == 0, share, world.share))
    with pytest.raises(MisuseError, match="as decimals"):
        updated(SECTOR_PRICE, bad)


def test_a_prior_of_another_shape_is_refused() -> None:
    with pytest.raises(MisuseError, match="lognormal"):
        updated(LEVEL_PRICE, panel(np.random.default_rng(8), 0.03, flocks=10, noise=NOISE))
