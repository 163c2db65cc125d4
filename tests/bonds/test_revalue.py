"""Revaluation: every scenario is the bond priced on its own, to the last bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds import accrued, clean_price_from_z_spread, fixed_rate_bonds
from bookrunner.bonds.curves import FlatForward, MonotoneConvex
from bookrunner.bonds.revalue import BLOCK, book, revaluations, revalue

if TYPE_CHECKING:
    from bookrunner.bonds import Bonds
    from bookrunner.bonds.curves import KnotCurve

SETTLED = "2026-11-24"
KNOTS = np.array([0.5, 1.0, 2.0, 5.0, 10.0, 30.0])


def curves(scenarios: int, shape: type[KnotCurve] = FlatForward) -> KnotCurve:
    rng = np.random.default_rng(1)
    zeros = (
        0.04 + rng.normal(0, 0.01, (scenarios, 1)) + rng.normal(0, 0.001, (scenarios, 6))
    )
    return shape(KNOTS, -KNOTS * zeros)


def portfolio(size: int) -> Bonds:
    rng = np.random.default_rng(2)
    due = np.datetime64("2027-01-10") + rng.integers(0, 365 * 30, size)
    return fixed_rate_bonds(rng.uniform(0, 0.09, size), due)


@pytest.mark.parametrize("shape", [FlatForward, MonotoneConvex])
def test_a_scenario_is_the_bond_discounted_on_its_curve(shape: type[KnotCurve]) -> None:
    bonds, scenarios = portfolio(50), curves(70, shape)
    spreads = np.random.default_rng(3).uniform(0, 0.03, 50)
    values = revalue(book(bonds, SETTLED, spreads=spreads), scenarios)
    for row in (0, 63, 64, 69):
        one = shape(KNOTS, scenarios.log_discounts[row])
        alone = clean_price_from_z_spread(bonds, SETTLED, spreads, one)
        expected = alone + accrued(bonds, SETTLED)
        np.testing.assert_allclose(values[:, row], expected, rtol=1e-13)


def test_a_shift_moves_the_spreads_of_its_group_alone() -> None:
    bonds, groups = portfolio(40), np.arange(40) % 3
    shifts = np.random.default_rng(4).normal(0, 0.005, (10, 3))
    flat = FlatForward(np.array([1.0]), np.full((10, 1), -0.04))
    values = revalue(book(bonds, SETTLED, spreads=0.01, groups=groups), flat, shifts=shifts)
    one = FlatForward(np.array([1.0]), np.array([-0.04]))
    for scenario in range(10):
        own = 0.01 + shifts[scenario][groups]
        alone = clean_price_from_z_spread(bonds, SETTLED, own, one)
        np.testing.assert_allclose(
            values[:, scenario], alone + accrued(bonds, SETTLED), rtol=1e-13
        )


@settings(max_examples=20, deadline=None)
@given(start=st.integers(0, 150), width=st.integers(1, 150))
def test_however_scenarios_are_cut_they_give_the_same_bits(start: int, width: int) -> None:
    ready, scenarios = book(portfolio(8), SETTLED, spreads=0.01), curves(150)
    some = slice(start, start + width)
    cut = FlatForward(KNOTS, scenarios.log_discounts[some])
    whole = revalue(ready, scenarios)
    np.testing.assert_array_equal(revalue(ready, cut), whole[:, some])


def test_a_large_run_compiled_gives_the_bits_of_a_small_one_as_it_stands() -> None:
    ready, scenarios = book(portfolio(300), SETTLED), curves(2 * BLOCK)
    few = FlatForward(KNOTS, scenarios.log_discounts[5:6])
    compiled, plain = revalue(ready, scenarios), revalue(ready, few)
    np.testing.assert_array_equal(compiled[:, 5:6], plain)


def test_blocks_stream_in_order_and_say_where_they_begin() -> None:
    ready, scenarios = book(portfolio(5), SETTLED), curves(2 * BLOCK + 7)
    blocks = list(revaluations(ready, scenarios))
    assert [start for start, _ in blocks] == [0, BLOCK, 2 * BLOCK]
    np.testing.assert_array_equal(
        np.concatenate([values for _, values in blocks], axis=1), revalue(ready, scenarios)
    )


def test_a_bond_that_is_not_alive_has_no_value() -> None:
    due = np.array(["2020-01-15", "2030-01-15", "NaT"], dtype="M8[D]")
    values = revalue(book(fixed_rate_bonds(0.05, due), SETTLED), curves(3))
    assert np.isnan(values).tolist() == [[True] * 3, [False] * 3, [True] * 3]
    assert revalue(book(fixed_rate_bonds(0.05, due[:0]), SETTLED), curves(3)).shape == (
        0,
        3,
    )
