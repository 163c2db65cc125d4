"""Why borrow: the beliefs, their passports, and what is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bookrunner.cited import Assumed, Problem, Status, status
from bookrunner.deals import shipped_deals
from bookrunner.errors import MisuseError
from bookrunner.issuers.beliefs import PRIORS, Prices
from bookrunner.issuers.from_library import financials_from_library
from bookrunner.issuers.funding import Decision, decision, latest_quarter
from bookrunner.issuers.funding_case import Choice
from bookrunner.issuers.offered import curve_on, last_sale
from bookrunner.units import Money

NEED = Money(Decimal("12e9"), "USD")


def decided(
    ticker: str, on: date, amount: Money = NEED, **chosen: Any
) -> Decision | Problem:
    books = financials_from_library(ticker)
    end = latest_quarter(books, on)
    assert isinstance(end, date)
    prices = Prices(sale=last_sale(ticker, on, shipped_deals()), curve=curve_on(on))
    return decision(books, end, amount, prices=prices, chosen=chosen)


@pytest.fixture(scope="module")
def amazon() -> Decision:
    told = decided("AMZN", date(2025, 11, 17))
    assert isinstance(told, Decision)
    return told


def test_amazon_rests_on_its_own_quarter_and_its_own_sale(amazon: Decision) -> None:
    assert amazon.end == date(2025, 9, 30)
    figures = amazon.beliefs.figures
    assert figures["debt_yield"].value == pytest.approx(0.04737, abs=1e-5)
    assert figures["cash_yield"].value == pytest.approx(0.0381)
    assert amazon.case.operating_cash_flow == pytest.approx(130.691)
    assert amazon.case.expected_flow == pytest.approx(-22.4, abs=0.05)


def test_amazon_could_go_either_way_and_the_break_even_says_why(
    amazon: Decision,
) -> None:
    saved = float(amazon.advantage.value.amount) / 1e6
    assert abs(saved) < 10, "a few millions on twelve billions"
    growth = amazon.break_even["growth_persistence"]
    assert not isinstance(growth, Problem)
    assert growth.value == pytest.approx(0.526, abs=0.001)
    assert amazon.price_of_liquidity.value == pytest.approx(0.0074, abs=1e-4)


def test_believing_more_growth_makes_borrowing_the_cheaper() -> None:
    told = decided("AMZN", date(2025, 11, 17), growth_persistence=0.6)
    assert isinstance(told, Decision)
    assert told.cheapest is Choice.DEBT
    belief = told.beliefs.figures["growth_persistence"]
    assert belief == Assumed(0.6, "set by the user")


def test_every_cost_is_no_better_known_than_its_beliefs(amazon: Decision) -> None:
    for choice in Choice:
        assert status(amazon.totals[choice]) is Status.ASSUMED


def test_every_prior_has_a_reason() -> None:
    assert all(prior.reason for prior in PRIORS.values())


def test_parts_add_up_to_totals(amazon: Decision) -> None:
    for choice in Choice:
        parts = sum(part.value.amount for part in amazon.parts[choice].values())
        assert parts == amazon.totals[choice].value.amount


def test_headroom_is_debt_that_keeps_the_estimate(amazon: Decision) -> None:
    assert not isinstance(amazon.headroom, Problem)
    assert float(amazon.headroom.value.amount) / 1e9 == pytest.approx(52.5, abs=0.1)


def test_alphabets_cushion_is_so_thick_that_no_belief_decides() -> None:
    told = decided("GOOGL", date(2025, 11, 3), Money(Decimal("17.5e9"), "USD"))
    assert isinstance(told, Decision)
    assert told.cheapest is Choice.CASH
    assert isinstance(told.break_even["market_shut"], Problem)


def test_payouts_set_by_the_user_change_the_answer_for_meta() -> None:
    need = Money(Decimal("30e9"), "USD")
    without = decided("META", date(2025, 10, 30), need)
    paid = decided("META", date(2025, 10, 30), need, payouts=90e9)
    assert isinstance(without, Decision)
    assert isinstance(paid, Decision)
    assert without.cheapest is Choice.CASH
    assert paid.cheapest is Choice.DEBT


def test_too_few_years_of_cash_flow_are_an_assumption_that_says_so() -> None:
    told = decided("META", date(2025, 10, 30))
    assert isinstance(told, Decision)
    error = told.beliefs.figures["cash_flow_error"]
    assert isinstance(error, Assumed)
    assert "only 4 yearly changes" in error.reason


def test_a_borrower_that_never_sold_needs_its_yield_set() -> None:
    told = decided("MSFT", date(2025, 11, 3))
    assert isinstance(told, Problem)
    assert told.figure == "debt_yield"
    assert isinstance(decided("MSFT", date(2025, 11, 3), debt_yield=0.045), Decision)


def test_a_name_that_is_no_belief_and_an_amount_below_zero_are_misuse() -> None:
    with pytest.raises(MisuseError, match="mood"):
        decided("AMZN", date(2025, 11, 17), mood=1.0)
    with pytest.raises(MisuseError, match="above zero"):
        decided("AMZN", date(2025, 11, 17), Money(Decimal(-1), "USD"))


def test_a_year_with_missing_quarters_is_a_problem_that_names_them() -> None:
    """Broadcom: four quarters at hand, and none of the year before; no sale either."""
    told = decided("AVGO", date(2026, 9, 20))
    assert isinstance(told, Problem)
    assert "no quarter a year before 2026-08-02" in told.message
    assert told.figure == "cash_flow_growth, capex_growth, debt_yield"


def test_oracles_decision_rests_on_quarters_of_the_library() -> None:
    """Its year to August 2025 grew by 12.6 % in cash flow and 248.8 % in capex."""
    told = decided("ORCL", date(2025, 9, 24), Money(Decimal(18 * 10**9), "USD"))
    assert isinstance(told, Decision)
    assert told.beliefs.number("cash_flow_growth") == pytest.approx(0.126, abs=0.001)
    assert told.beliefs.number("capex_growth") == pytest.approx(2.488, abs=0.01)
    assert told.cheapest is Choice.DEBT
    even = told.break_even["growth_persistence"]
    assert not isinstance(even, Problem)
    assert even.value == pytest.approx(0.160, abs=0.001)
