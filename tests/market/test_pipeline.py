"""A year of supply: the reference figures, the path, and amounts that are none."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from bookrunner.errors import MisuseError, UnavailableError
from bookrunner.market.pipeline import Segments, arrived, pipeline, segments, steady_state

REFERENCE = Segments(sector=234e9, index=9_000e9, gdp=30_500e9)

# Reference output: $bn a year -> sector in steady state, index and 10y in a year, in bp.
PUBLISHED = {140e9: (4.2, 4.0, 2.4), 300e9: (7.0, 8.6, 5.2), 400e9: (8.3, 11.4, 6.9)}


@pytest.mark.parametrize("a_year", PUBLISHED)
def test_the_published_pipeline_comes_out(a_year: float) -> None:
    sector, index, ten = PUBLISHED[a_year]
    found = pipeline(a_year, REFERENCE, np.random.default_rng(1), count=20_000)
    last = {each.name: 1e4 * each.path[-1].value for each in found}
    assert 1e4 * steady_state(a_year, REFERENCE, 0.0035, 45.0) == pytest.approx(
        sector, abs=0.06
    )
    assert last["IG index"] == pytest.approx(index, rel=0.05)
    assert last["UST 10y"] == pytest.approx(ten, rel=0.05)


def test_in_a_crisis_everything_is_four_times_as_large() -> None:
    calm, crisis = (
        pipeline(300e9, REFERENCE, np.random.default_rng(1), count=500, stress=m)
        for m in (1.0, 4.0)
    )
    for one, other in zip(calm, crisis, strict=True):
        assert other.path[-1].value == pytest.approx(4 * one.path[-1].value)


def test_what_arrived_is_what_a_day_by_day_sum_leaves() -> None:
    """A slow second opinion: a day's supply each day, each decaying from its day on."""
    day = 252
    steps = np.arange(0, day, 0.01)
    by_hand = np.sum(2.0 ** (-(day - steps) / 45.0)) * 0.01 / 252
    assert float(arrived((day,), np.array([45.0]))[0, 0]) == pytest.approx(
        by_hand, rel=1e-3
    )


def test_the_flow_starts_from_nothing() -> None:
    found = pipeline(300e9, REFERENCE, np.random.default_rng(1), count=500)
    assert all(each.path[0].value == 0.0 for each in found)


@pytest.mark.parametrize("a_year", [300.0, -1.0, float("nan"), 1e15])
def test_an_amount_that_is_no_dollars_a_year_is_refused(a_year: float) -> None:
    with pytest.raises(MisuseError, match="300e9/year"):
        pipeline(a_year, REFERENCE, np.random.default_rng(1))


def test_the_segments_come_from_the_balance_sheets_of_the_day() -> None:
    assert segments().sector == pytest.approx(239.9e9, rel=0.01)
    with pytest.raises(UnavailableError, match="not all five"):
        segments(date(1999, 1, 1))
