"""Fair spreads: robust curves a group, and who is cheap or rich."""

from __future__ import annotations

from dataclasses import fields
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds.curves import compare, fair_spread, fit_spread_curves
from bookrunner.errors import MisuseError

RNG = np.random.default_rng(4)
YEARS = RNG.uniform(1, 30, 400)
GROUPS = RNG.integers(0, 4, 400)
LEVELS = np.array([0.004, 0.007, 0.011, 0.020])
FAIR = LEVELS[GROUPS] + 0.002 * np.log(YEARS) - 0.0002 * np.log(YEARS) ** 2
SPREADS = FAIR + RNG.standard_t(4, 400) * 2e-4
ALL = np.zeros(400, dtype=np.int64)


@pytest.mark.slow
def test_one_group_is_hubers_regression() -> None:
    """Second opinion: statsmodels' RLM with Huber's T."""
    import statsmodels.api as sm

    ours = fit_spread_curves(YEARS, SPREADS, ALL)
    powers = np.stack([np.ones(400), np.log(YEARS), np.log(YEARS) ** 2], axis=1)
    theirs = sm.RLM(SPREADS, powers, M=sm.robust.norms.HuberT()).fit(maxiter=300, tol=1e-14)
    np.testing.assert_allclose(ours.shape[0], theirs.params, atol=1e-10)
    assert ours.noise[0] == pytest.approx(theirs.scale)
    errors = np.sqrt(np.diag(ours.covariance[0]))
    np.testing.assert_allclose(errors, theirs.bse, rtol=0.01)


def test_every_group_is_fitted_as_if_it_were_alone() -> None:
    together = fit_spread_curves(YEARS, SPREADS, GROUPS)
    for group in range(4):
        own = group == GROUPS
        alone = fit_spread_curves(YEARS[own], SPREADS[own], ALL[own])
        for each in fields(together):
            mine, theirs = getattr(together, each.name)[group], getattr(alone, each.name)[0]
            np.testing.assert_allclose(mine, theirs, rtol=1e-8, atol=1e-14)


def test_stale_prices_do_not_bend_the_curve() -> None:
    spoilt = np.where(np.arange(400) % 20 == 0, SPREADS + 0.05, SPREADS)
    clean, robust = (fit_spread_curves(YEARS, each, GROUPS) for each in (SPREADS, spoilt))
    asked = np.array([2.0, 5.0, 10.0, 30.0])
    for group in range(4):
        moved = fair_spread(robust, group, asked) - fair_spread(clean, group, asked)
        assert np.abs(moved).max() < 1e-4  # of the 500 bp that a twentieth is off


@settings(deadline=None, max_examples=20)
@given(st.floats(-0.05, 0.05), st.floats(0.1, 10.0))
def test_fair_spreads_move_and_stretch_with_the_spreads(
    move: float, stretch: float
) -> None:
    before = fair_spread(fit_spread_curves(YEARS, SPREADS, GROUPS), GROUPS, YEARS)
    moved = fit_spread_curves(YEARS, move + stretch * SPREADS, GROUPS)
    after = fair_spread(moved, GROUPS, YEARS)
    np.testing.assert_allclose(after, move + stretch * before, atol=1e-9)


def test_the_interval_holds_as_many_bonds_as_it_says() -> None:
    rng = np.random.default_rng(8)
    years = rng.uniform(1, 30, 20_000)
    spreads = 0.01 + 0.002 * np.log(years) + rng.normal(0, 3e-4, 20_000)
    groups = rng.integers(0, 50, 20_000)
    seen = compare(fit_spread_curves(years, spreads, groups), groups, years, spreads)
    assert np.mean(seen.cheap) == pytest.approx(0.05, abs=0.01)
    assert np.mean(seen.rich) == pytest.approx(0.05, abs=0.01)
    reach = (seen.high - seen.fair).mean() / 3e-4
    assert reach == pytest.approx(NormalDist().inv_cdf(0.95), rel=0.03)


def test_one_bond_gives_the_level_and_the_market_the_shape() -> None:
    market = fit_spread_curves(YEARS, SPREADS, ALL)
    lone = fit_spread_curves(np.array([10.0]), np.array([0.03]), ALL[:1], parent=market)
    assert fair_spread(lone, 0, 10.0) == pytest.approx(0.03)
    slope = fair_spread(market, 0, 20.0) - fair_spread(market, 0, 10.0)
    assert fair_spread(lone, 0, 20.0) - 0.03 == pytest.approx(slope)


def test_without_a_parent_too_few_bonds_have_no_curve() -> None:
    curves = fit_spread_curves(YEARS[:2], SPREADS[:2], ALL[:2])
    assert np.isnan(fair_spread(curves, 0, 5.0))
    assert np.isnan(fair_spread(curves, np.array([-1, 1]), np.array([5.0, 5.0]))).all()


def test_bonds_without_a_spread_or_already_due_are_left_out() -> None:
    holed = np.where(np.arange(400) < 10, np.nan, SPREADS)
    due = np.where(np.arange(400) < 10, -1.0, YEARS)
    alone = fit_spread_curves(YEARS[10:], SPREADS[10:], GROUPS[10:])
    for years, spreads in ((YEARS, holed), (due, SPREADS), (due, holed)):
        curves = fit_spread_curves(years, spreads, GROUPS)
        assert curves.bonds.sum() == 390
        np.testing.assert_allclose(curves.shape, alone.shape, rtol=1e-9)
    nothing = compare(curves, GROUPS, YEARS, holed)
    assert np.isnan(nothing.residual[:10]).all()
    assert not nothing.cheap[:10].any()


def test_an_empty_table_gives_no_curves_and_ragged_columns_are_refused() -> None:
    assert len(fit_spread_curves(YEARS[:0], SPREADS[:0], ALL[:0]).bonds) == 0
    with pytest.raises(MisuseError, match="one length"):
        fit_spread_curves(YEARS, SPREADS[:5], GROUPS)
    with pytest.raises(MisuseError, match="numbered from 0"):
        fit_spread_curves(YEARS, SPREADS, GROUPS - 1)
