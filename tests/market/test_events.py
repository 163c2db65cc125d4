"""Event studies on simulated series: bias, coverage, placebo, and too few events."""

from __future__ import annotations

import numpy as np
import pytest

from bookrunner.errors import MisuseError, UnavailableError
from bookrunner.market.events import clusters_of, event_study

from .simulated import series, walk, weekdays

COUNT = 1_500
EVENTS = list(range(60, 1_440, 46))  # thirty, far apart
JUMP = 5.0  # basis points


def study(seed: int, jump: float) -> list[object]:
    rng = np.random.default_rng(seed)
    market = walk(rng, COUNT, 1.0)
    own = market + walk(rng, COUNT, 1.0)
    for row in EVENTS:
        own[row:] += jump
    found = event_study(
        series("spread", own),
        series("index", market),
        [weekdays(COUNT)[row] for row in EVENTS],
        [(-5, 5)],
        rng,
    )
    return [found[0].mean, found[0].low, found[0].high, found[0].p_placebo]


@pytest.mark.slow
def test_the_mean_is_unbiased_and_its_interval_holds_the_truth_as_often_as_it_says() -> (
    None
):
    """60 series with a jump of five basis points at each of thirty events."""
    found = np.array([study(seed, JUMP) for seed in range(60)], float)
    mean, low, high, _ = found.T
    assert mean.mean() == pytest.approx(JUMP, abs=0.25)
    assert 0.80 <= np.mean((low <= JUMP) & (high >= JUMP)) <= 0.98


def test_the_mean_lies_near_the_truth_in_a_few_worlds() -> None:
    found = np.array([study(seed, JUMP) for seed in range(6)], float)
    assert found[:, 0].mean() == pytest.approx(JUMP, abs=1.0)
    assert np.all(found[:, 1] < found[:, 2])


def test_placebo_dates_tell_a_jump_from_nothing() -> None:
    jumped = [study(seed, JUMP)[3] for seed in range(3)]
    nothing = [study(seed, 0.0)[3] for seed in range(4)]
    assert np.mean(np.asarray(jumped, float)) < 0.02
    assert np.mean(np.asarray(nothing, float)) > 0.2


def test_many_windows_raise_the_bar_for_each() -> None:
    rng = np.random.default_rng(3)
    own = walk(rng, COUNT, 1.0)
    days = [weekdays(COUNT)[row] for row in EVENTS]
    windows = [(-5, 5), (-3, 3), (0, 5), (0, 10)]
    found = event_study(series("spread", own), None, days, windows, rng)
    assert len(found) == 4
    assert all(each.p_adjusted >= each.p_value for each in found)


def test_events_whose_windows_overlap_are_one_cluster() -> None:
    rows = np.array([100, 105, 108, 200, 400])
    assert clusters_of(rows, (-5, 5)).tolist() == [0, 0, 0, 1, 2]


@pytest.mark.parametrize(
    "rows", [[100], [100, 101, 102, 103, 104, 105], [100, 300, 500, 700]]
)
def test_too_few_or_overlapping_events_are_withheld(rows: list[int]) -> None:
    rng = np.random.default_rng(4)
    days = [weekdays(COUNT)[row] for row in rows]
    with pytest.raises(UnavailableError, match="withheld: so few say nothing"):
        event_study(series("x", walk(rng, COUNT, 1.0)), None, days, [(-5, 5)], rng)


def test_an_event_outside_the_series_does_not_count() -> None:
    rng = np.random.default_rng(5)
    rows = [2, 100, 300, 500, 700, 900, 1_499]
    days = [weekdays(COUNT)[row] for row in rows]
    found = event_study(series("x", walk(rng, COUNT, 1.0)), None, days, [(-5, 5)], rng)
    assert found[0].events == 5


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    rng = np.random.default_rng(6)
    with pytest.raises(MisuseError, match="begin before they end"):
        event_study(series("x", walk(rng, COUNT, 1.0)), None, [], [(5, -5)], rng)
