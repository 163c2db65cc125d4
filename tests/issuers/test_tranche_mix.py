"""The best split: known optima, limits, and a slow second opinion."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.errors import MisuseError
from bookrunner.issuers.tranche_mix import (
    NO_LIMIT,
    Limits,
    Tenors,
    best_mix,
    marginal_cost,
    priced_mix,
)


def tenors(
    costs: list[float],
    *,
    years: list[float] | None = None,
    slope: float = 0.0,
    charge: list[float] | None = None,
    least: list[float] | None = None,
    most: list[float] | None = None,
    room: list[float] | None = None,
) -> Tenors:
    n = len(costs)
    return Tenors(
        years=np.array(years or [10.0 * (k + 1) for k in range(n)]),
        cost=np.array(costs),
        slope=np.full(n, slope),
        charge=np.array(charge or [0.0] * n),
        least=np.array(least or [0.0] * n),
        most=np.array(most or [NO_LIMIT] * n),
        room=np.array(room or [NO_LIMIT] * n),
    )


def sizes(of: Tenors, limits: Limits) -> list[float]:
    found = best_mix(of, limits)
    assert found is not None
    return [float(size) for size in found.sizes]


def test_without_limits_all_goes_to_the_cheapest() -> None:
    assert sizes(tenors([0.05, 0.04, 0.06]), Limits(size=10)) == [0, 10, 0]


def test_marginal_costs_are_equal_at_the_known_optimum() -> None:
    """Costs 4.0, 4.2, 4.6 %, ten bp a billion: x = 5.333, 4.333, 2.333 in the continuum."""
    of = tenors([0.040, 0.042, 0.046], slope=0.001)
    told = sizes(of, Limits(size=12.0, lot=0.25))
    np.testing.assert_allclose(told, [5.333, 4.333, 2.333], atol=0.25)
    marginal = of.cost + 2 * of.slope * np.array(told)
    assert np.ptp(marginal) <= 2 * 0.001 * 0.25 + 1e-12


def test_what_a_tenor_takes_and_what_the_ladder_leaves_are_kept() -> None:
    of = tenors([0.04, 0.05, 0.06], most=[3, 100, 100], room=[100, 2, 100])
    assert sizes(of, Limits(size=10)) == [3, 2, 5]


def test_no_tranche_smaller_than_the_least() -> None:
    of = tenors([0.04, 0.05], most=[9.75, 100])
    assert sizes(of, Limits(size=10, smallest=2.0)) == [8.0, 2.0]


def test_no_more_tranches_than_allowed() -> None:
    of = tenors([0.04, 0.041, 0.042], slope=0.01)
    told = sizes(of, Limits(size=9, tranches=2))
    assert told[2] == 0
    assert sum(told) == 9


def test_a_charge_for_refinancing_lengthens_the_deal() -> None:
    of = tenors([0.040, 0.055], years=[3.0, 30.0])
    assert sizes(of, Limits(size=10)) == [10, 0]
    charged = replace(of, charge=np.array([0.02, 0.0]))
    assert sizes(charged, Limits(size=10)) == [0, 10]


def test_a_point_that_is_kept_is_kept_though_it_costs_more() -> None:
    of = tenors([0.04, 0.05, 0.06], least=[0, 0, 1.6])
    assert sizes(of, Limits(size=10)) == [8.5, 0, 1.5], "whole lots, rounded down"


def test_an_average_maturity_is_kept_by_mixing() -> None:
    """Cheap at 10 years, dear at 30: an average of 20 takes half of each."""
    of = tenors([0.04, 0.06], years=[10.0, 30.0])
    assert sizes(of, Limits(size=10, shortest=20.0)) == [5, 5]
    dear_short = tenors([0.06, 0.04], years=[10.0, 30.0])
    assert sizes(dear_short, Limits(size=10, longest=20.0)) == [5, 5]


def test_at_the_best_split_one_more_dollar_costs_the_same_everywhere() -> None:
    of = tenors([0.040, 0.042], slope=0.001, charge=[0.002, 0.0])
    found = best_mix(of, Limits(size=10.0))
    assert found is not None
    assert found.sizes.tolist() == [5.0, 5.0]
    np.testing.assert_allclose(marginal_cost(of, found.sizes), 0.052)
    assert found.interest == pytest.approx(0.46)
    assert found.risk == pytest.approx(0.01)


def test_where_no_split_keeps_the_limits_there_is_none() -> None:
    assert best_mix(tenors([0.04, 0.05], most=[1, 1]), Limits(size=10)) is None


@pytest.mark.parametrize("bad", [0.0, -1.0, 0.1])
def test_a_size_that_is_not_whole_lots_is_misuse(bad: float) -> None:
    with pytest.raises(MisuseError, match="whole lots"):
        best_mix(tenors([0.04]), Limits(size=bad))


def test_a_missing_cost_is_misuse() -> None:
    with pytest.raises(MisuseError, match="a cost for every tenor"):
        best_mix(tenors([0.04, float("nan")]), Limits(size=1.0))


@settings(max_examples=25)
@given(
    st.lists(st.integers(350, 600), min_size=3, max_size=3),
    st.integers(0, 20),
    st.lists(st.integers(1, 6), min_size=3, max_size=3),
    st.integers(2, 6),
    st.tuples(st.integers(0, 2), st.integers(10, 25)),
)
def test_no_split_on_the_grid_is_cheaper(
    costs: list[int], slope: int, most: list[int], lots: int, floors: tuple[int, int]
) -> None:
    """Every split in lots, tried one by one."""
    least, shortest = floors
    of = tenors(
        [c / 1e4 for c in costs],
        slope=slope / 1e4,
        charge=[0.005, 0.003, 0.001],
        least=[float(least), 0.0, 0.0],
        most=[float(m) for m in most],
    )
    limits = Limits(size=float(lots), lot=1.0, smallest=1.0, shortest=float(shortest))
    found = best_mix(of, limits)
    grid = [
        priced_mix(of, limits, np.array(split, dtype=float)).total
        for split in product(range(lots + 1), repeat=3)
        if sum(split) == lots
        and all(s <= m for s, m in zip(split, most, strict=True))
        and split[0] >= least
        and np.dot(split, of.years) >= shortest * lots
    ]
    if found is None:
        assert not grid
    else:
        assert found.total == pytest.approx(min(grid))
