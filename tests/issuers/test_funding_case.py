"""Cash, debt, slower capex: laws of the costs, and a slow second opinion."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.errors import MisuseError
from bookrunner.issuers.funding_case import (
    Case,
    Choice,
    Range,
    advantage_of_debt,
    break_even,
    costs,
    normal_shortfall,
    sensitivity,
)

BASE = Case(
    amount=12.0,
    cash=94.2,
    liquidity_floor=57.6,
    operating_cash_flow=130.7,
    capex=120.1,
    payouts=0.0,
    cash_flow_growth=0.16,
    capex_growth=0.72,
    growth_persistence=0.5,
    cash_flow_error=38.0,
    tax=0.21,
    cash_yield=0.038,
    debt_yield=0.047,
    market_shut=0.2,
    emergency_premium=0.03,
    emergency_years=5.0,
    project_return=0.08,
    notch_loss=0.2,
    notch_cost=0.001,
    repriced_debt=12.0,
)


def test_carry_is_the_yield_given_up_after_tax() -> None:
    assert costs(BASE, Choice.DEBT).carry == pytest.approx(12 * 0.79 * 0.009)
    assert costs(BASE, Choice.CASH).carry == 0
    assert costs(BASE, Choice.LATER).carry == pytest.approx(-12 * 0.79 * 0.038)


def test_expected_flow_grows_both_by_their_share() -> None:
    assert BASE.expected_flow == pytest.approx(130.7 * 1.08 - 120.1 * 1.36)


@given(st.floats(-50, 50), st.floats(0.1, 60))
def test_the_shortfall_agrees_with_many_draws(mean: float, error: float) -> None:
    z = np.random.default_rng(7).standard_normal(50_000)
    drawn = np.maximum(mean + error * z, 0).mean()
    assert normal_shortfall(mean, error) == pytest.approx(drawn, abs=0.03 * error)


def test_without_error_the_shortfall_is_what_is_short() -> None:
    assert normal_shortfall(3.0, 0.0) == 3.0
    assert normal_shortfall(-3.0, 0.0) == 0.0


@given(st.floats(0.1, 100), st.floats(0, 200), st.floats(0, 200))
def test_more_cash_never_makes_the_cushion_dearer(
    amount: float, cash: float, floor: float
) -> None:
    case = replace(BASE, amount=amount, cash=cash, liquidity_floor=floor)
    richer = replace(case, cash=cash + 10)
    for choice in Choice:
        assert costs(richer, choice).shortfall <= costs(case, choice).shortfall + 1e-12
    assert costs(case, Choice.DEBT).shortfall <= costs(case, Choice.CASH).shortfall + 1e-12


def test_with_nothing_to_fear_cash_wins_by_the_carry() -> None:
    calm = replace(BASE, market_shut=0.0, notch_cost=0.0)
    assert advantage_of_debt(calm) == pytest.approx(-12 * 0.79 * 0.009)


def test_at_the_break_even_cash_and_debt_cost_the_same() -> None:
    for name, within in {
        "market_shut": Range(0, 0.5),
        "growth_persistence": Range(0, 1),
        "liquidity_floor": Range(0, 115),
        "debt_yield": Range(0.03, 0.06),
    }.items():
        at = break_even(BASE, name, within)
        assert at is not None
        assert advantage_of_debt(replace(BASE, **{name: at})) == pytest.approx(0, abs=1e-9)


def test_where_one_belief_cannot_decide_there_is_no_break_even() -> None:
    rich = replace(BASE, cash=1000.0)
    assert break_even(rich, "market_shut", Range(0, 1)) is None


def test_a_belief_that_is_none_is_misuse() -> None:
    with pytest.raises(MisuseError):
        break_even(BASE, "mood", Range(0, 1))


def test_sensitivity_is_the_advantage_at_both_ends() -> None:
    low, high = sensitivity(BASE, {"market_shut": Range(0, 0.5)})["market_shut"]
    assert low == advantage_of_debt(replace(BASE, market_shut=0.0))
    assert high == advantage_of_debt(replace(BASE, market_shut=0.5))
    assert low < high
