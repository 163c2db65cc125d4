"""Inverse optimisation: the beliefs that make a split the best, found and checked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.issuers.mix_beliefs import (
    beaten,
    implied,
    implied_premiums,
    implied_refinancing,
    kept_by_choice,
    regret,
)
from bookrunner.issuers.mix_gap import Program, unlimited
from bookrunner.issuers.mix_limits import refinancings
from bookrunner.issuers.tranche_mix import Limits, best_mix
from examples.mixes import CASH_FLOWS, gap

YEARS = np.array([3.0, 10.0, 30.0])


def program(costs: list[float], sold: list[float], slope: float = 0.001) -> Program:
    tenors = unlimited(YEARS, np.array(costs))
    return Program(
        tenors=replace(tenors, slope=np.full(3, slope)),
        limits=Limits(size=sum(sold)),
        sold=np.array(sold),
    )


def test_the_best_split_takes_no_belief() -> None:
    asked = program([0.040, 0.042, 0.046], [1.0, 1.0, 1.0])
    best = best_mix(asked.tenors, asked.limits)
    assert best
    assert implied_premiums(replace(asked, sold=best.sizes)).tolist() == [0.0, 0.0, 0.0]


def test_a_tenor_sold_too_much_must_be_thought_cheaper() -> None:
    """Marginal costs 4.4, 4.4, 5.0 %: the third must be thought 60 bp cheaper."""
    told = implied_premiums(program([0.040, 0.040, 0.046], [2.0, 2.0, 2.0]))
    np.testing.assert_allclose(told, [0.0, 0.0, -0.006], atol=1e-12)


def test_a_tenor_left_out_must_be_thought_dearer_and_a_dear_one_is_no_question() -> None:
    cheap = implied_premiums(program([0.030, 0.040, 0.040], [0.0, 3.0, 3.0]))
    assert cheap[0] == pytest.approx(0.016)
    dear = implied_premiums(program([0.090, 0.040, 0.040], [0.0, 3.0, 3.0]))
    assert dear[0] == 0.0


def test_at_a_bound_only_what_the_bound_does_not_explain_counts() -> None:
    asked = program([0.030, 0.040, 0.040], [1.0, 3.0, 3.0])
    full = replace(asked, tenors=replace(asked.tenors, most=np.array([1.0, 9, 9])))
    assert implied_premiums(full)[0] == 0.0
    kept = replace(
        program([0.060, 0.040, 0.040], [1.0, 3.0, 3.0]),
        tenors=replace(
            asked.tenors, cost=np.array([0.06, 0.04, 0.04]), least=np.array([1.0, 0, 0])
        ),
    )
    assert implied_premiums(kept)[0] == 0.0


def test_the_price_of_a_refinancing_behind_a_split_is_found_again() -> None:
    """A split that is best at 2 % says 2 %, from wherever one starts."""
    often = refinancings(YEARS)
    asked = program([0.040, 0.044, 0.050], [1.0, 1.0, 1.0], slope=0.0005)
    at_two = asked.charged(0.02 * often)
    best = best_mix(at_two.tenors, replace(at_two.limits, size=20.0))
    assert best
    start = replace(asked.charged(0.05 * often), limits=Limits(size=20.0), sold=best.sizes)
    assert implied_refinancing(start, 0.05) == pytest.approx(0.02, abs=0.002)


@settings(max_examples=20)
@given(st.lists(st.integers(0, 8), min_size=3, max_size=3).filter(any))
def test_with_its_premiums_on_any_split_is_the_best(lots: list[int]) -> None:
    """Against the solver: nothing is cheaper by more than lots make."""
    asked = program([0.040, 0.042, 0.046], [0.5 * lot for lot in lots])
    believed = asked.charged(implied_premiums(asked))
    slack = 3 * 2 * 0.001 * 0.25 * asked.limits.size
    assert -1e-9 <= regret(believed) <= slack


@pytest.mark.parametrize("deal_id", list(CASH_FLOWS))
def test_the_limits_a_deal_breaks_are_moved_and_no_choice_is_cheaper_than_the_best(
    deal_id: str,
) -> None:
    moved = kept_by_choice(gap(deal_id))
    assert np.all(moved.sold <= moved.tenors.most)
    assert np.all(moved.sold >= moved.tenors.least)
    assert regret(moved) >= -1e-9


def test_the_best_split_beats_all_that_chance_draws_and_the_worst_none() -> None:
    asked = program([0.040, 0.042, 0.046], [4.0, 4.0, 2.0])
    best = best_mix(asked.tenors, asked.limits)
    assert best
    assert beaten(replace(asked, sold=best.sizes)) > 0.98
    assert beaten(replace(asked, sold=np.array([0.0, 0.0, 10.0]))) == 0.0


@pytest.mark.parametrize(
    ("deal_id", "share"),
    [
        ("amzn-2025-11-17", 0.833),
        ("meta-2025-10-30", 1.0),
        ("goog-2025-11-03-usd", 0.979),
        ("orcl-2025-09-24", 1.0),
    ],
)
def test_what_each_deal_is_worth_against_chance(deal_id: str, share: float) -> None:
    assert implied(gap(deal_id)).beats.value == pytest.approx(share, abs=0.005)


@pytest.mark.parametrize(
    ("deal_id", "price", "millions"),
    [
        ("amzn-2025-11-17", 0.0120, 5.9),
        ("meta-2025-10-30", 0.0345, 2.3),
        ("goog-2025-11-03-usd", 0.0230, 9.1),
        ("orcl-2025-09-24", 0.0275, 2.5),
    ],
)
def test_the_refinancing_price_each_deal_implies(
    deal_id: str, price: float, millions: float
) -> None:
    told = implied(gap(deal_id))
    assert told.refinancing.value == pytest.approx(price, abs=1e-9)
    assert 1e3 * told.regret_then.value == pytest.approx(millions, abs=0.1)


def test_amazons_residual_is_its_three_year_notes() -> None:
    told = implied(gap("amzn-2025-11-17"))
    by_tenor = dict(
        zip(map(round, gap("amzn-2025-11-17").years), told.premiums, strict=True)
    )
    assert min(by_tenor, key=by_tenor.__getitem__) == 3
    assert by_tenor[3] == pytest.approx(-0.0046, abs=0.0001)
    assert by_tenor[20] == pytest.approx(0.0008, abs=0.0001), "left out though cheap"
