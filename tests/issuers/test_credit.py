"""Leverage, coverage and the funding gap, before a deal and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bookrunner.cited import Assumed, Computed, Problem, Status, status
from bookrunner.issuers.credit import balance, credit, pro_forma
from bookrunner.issuers.financials import Financials, Series
from bookrunner.issuers.from_library import financials_from_library
from bookrunner.issuers.items import Item
from bookrunner.issuers.known import missing
from bookrunner.units import Money

AMAZON = credit(financials_from_library("AMZN"), date(2025, 9, 30))
ORACLE = financials_from_library("ORCL")


def usd(amount: str) -> Assumed[Money]:
    return Assumed(Money(Decimal(amount), "USD"), "a test")


def value(known: object) -> float:
    assert not isinstance(known, Problem), known
    return float(known.value)  # type: ignore[attr-defined] # a ratio


def test_amazon_at_the_eve_of_its_deal_by_hand() -> None:
    """76.201bn of operating income, 61.916bn of depreciation, 2.165bn of interest."""
    assert value(AMAZON.coverage) == pytest.approx(76_201 / 2_165)
    assert value(AMAZON.leverage) == pytest.approx(50_742 / 138_117)
    assert value(AMAZON.net_leverage) == pytest.approx((50_742 - 94_197) / 138_117)
    assert value(AMAZON.capex_to_cash_flow) == pytest.approx(120_131 / 130_691)
    assert AMAZON.debt_basis == "long term debt"
    assert AMAZON.capex_basis == "capex gross"


def test_the_deal_on_top_adds_its_face_and_a_year_of_coupons() -> None:
    after = pro_forma(AMAZON, usd("15e9"), usd("702.5e6"), proceeds=usd("14.926e9"))
    assert value(after.leverage) == pytest.approx(65_742 / 138_117)
    assert value(after.coverage) == pytest.approx(76_201 / 2_867.5)
    assert value(after.net_leverage) == pytest.approx((65_742 - 109_123) / 138_117)


def test_a_ratio_on_assumed_figures_is_assumed_and_names_them() -> None:
    after = pro_forma(AMAZON, usd("15e9"), usd("702.5e6"))
    assert isinstance(after.leverage, Computed)
    assert status(after.leverage) is Status.ASSUMED
    assert status(AMAZON.leverage) is Status.COMPUTED  # type: ignore[arg-type] # a figure


def test_a_funding_gap_is_never_below_zero_and_free_cash_flow_tells_the_rest() -> None:
    short = replace(AMAZON, operating_cash_flow=usd("100e9"))
    assert value_of(short.funding_gap) == 20_131
    assert value(short.liquidity_runway) == pytest.approx(94_197 / 20_131)
    assert value_of(AMAZON.funding_gap) == 0
    assert value_of(AMAZON.free_cash_flow) == 10_560
    runway = AMAZON.liquidity_runway
    assert isinstance(runway, Problem)
    assert "not run down" in runway.message


def value_of(known: object) -> int:
    assert not isinstance(known, Problem), known
    return int(known.value.amount / 10**6)  # type: ignore[attr-defined] # money


@pytest.mark.parametrize("ebitda", ["0", "-1e9"])
def test_no_leverage_on_no_earnings(ebitda: str) -> None:
    assert isinstance(replace(AMAZON, ebitda=usd(ebitda)).leverage, Problem)


def test_no_coverage_of_no_interest() -> None:
    assert isinstance(replace(AMAZON, interest=usd("0")).coverage, Problem)


def test_what_is_missing_travels_to_every_ratio_built_on_it() -> None:
    gone = missing("debt", "nobody states it")
    broken = replace(AMAZON, debt=gone)
    for ratio in (broken.leverage, broken.net_leverage, broken.lease_adjusted_leverage):
        assert ratio is gone


def test_a_balance_of_the_quarter_before_says_so_and_an_older_one_is_none() -> None:
    august = balance(ORACLE, Item.TOTAL_DEBT, date(2025, 8, 31))
    assert isinstance(august, Computed)
    assert august.as_of == date(2025, 5, 31)
    assert "2025-05-31" in august.note
    february = balance(ORACLE, Item.TOTAL_DEBT, date(2026, 2, 28))
    assert isinstance(february, Problem)
    assert "last stated at 2025-05-31" in february.message


def test_negative_interest_gives_no_coverage() -> None:
    ends = [date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31)]
    paid = Series(item=Item.INTEREST_EXPENSE, figures=dict.fromkeys(ends, usd("-5")))
    books = Financials(ticker="X", name="X", series={Item.INTEREST_EXPENSE: paid})
    told = credit(books, ends[-1]).interest
    assert isinstance(told, Problem)
    assert "-20" in told.message
