"""The race: shares of cash flow, the turn to debt, what is still to come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.cited import Assumed, Problem
from bookrunner.deals import shipped_deals
from bookrunner.issuers.capex import (
    RACERS,
    depreciation_to_come,
    laps,
    required_revenue,
    required_revenues,
    turned_to_debt,
)
from bookrunner.issuers.financials import Financials, Series
from bookrunner.issuers.from_library import financials_from_library
from bookrunner.issuers.items import Item
from bookrunner.units import Money

NOW = date(2026, 9, 30)


def usd(amount: float) -> Assumed[Money]:
    return Assumed(Money(Decimal(str(amount)), "USD"), "a test")


@pytest.mark.parametrize("ticker", RACERS)
def test_twelve_quarters_each_with_a_figure_or_a_reason(ticker: str) -> None:
    run = laps(financials_from_library(ticker), NOW)
    assert len(run) == 12
    for lap in run:
        told = lap.to_cash_flow
        assert told.message if isinstance(told, Problem) else told.value > 0


def test_amazon_spent_more_than_it_earned_for_the_first_time_in_2026() -> None:
    run = {
        lap.end: lap.to_cash_flow_trailing
        for lap in laps(financials_from_library("AMZN"), NOW)
    }
    shares = {d: s.value for d, s in run.items() if not isinstance(s, Problem)}
    assert shares[date(2025, 12, 31)] < 1 < shares[date(2026, 3, 31)]


@pytest.mark.parametrize(
    ("ticker", "quarter", "by"),
    [
        ("AMZN", date(2025, 12, 31), "balance sheets"),
        ("GOOGL", date(2025, 6, 30), "balance sheets"),
        ("META", date(2025, 12, 31), "balance sheets"),
        ("ORCL", date(2025, 11, 30), "orcl-2025-09-24"),
    ],
)
def test_the_quarter_in_which_each_turned_to_debt(
    ticker: str, quarter: date, by: str
) -> None:
    turn = turned_to_debt(financials_from_library(ticker), NOW, shipped_deals())
    assert not isinstance(turn, Problem)
    assert (turn.quarter, turn.dated_by) == (quarter, by)


def test_microsoft_has_not() -> None:
    told = turned_to_debt(financials_from_library("MSFT"), NOW, shipped_deals())
    assert isinstance(told, Problem)


def steady(quarters: int, amount: float) -> Financials:
    ends = [date(2020 + (n // 4), 3 * (n % 4) + 3, 30) for n in range(quarters)]
    spent = Series(item=Item.CAPEX_GROSS, figures={end: usd(amount) for end in ends})
    return Financials(ticker="X", name="X", series={Item.CAPEX_GROSS: spent})


def test_depreciation_to_come_by_hand() -> None:
    """Four quarters of 100m over two years, aged 0, 91, 183 and 274 days (2020)."""
    told = depreciation_to_come(steady(4, 100e6), date(2020, 12, 30), 2.0)
    assert not isinstance(told, Problem)
    end = date(2020, 12, 30)
    paid = [date(2020, 3, 30), date(2020, 6, 30), date(2020, 9, 30), end]
    ages = [(end - day).days / 365.25 for day in paid]
    by_hand = sum(100 * (1 - age / 2) for age in ages)
    assert float(told.value.amount) / 1e6 == pytest.approx(by_hand, abs=1)


def test_a_longer_life_leaves_more_to_come_and_never_more_than_was_paid() -> None:
    books, end = financials_from_library("AMZN"), date(2026, 6, 30)
    told = [depreciation_to_come(books, end, life) for life in (3.0, 5.0, 6.0)]
    amounts = [t.value.amount for t in told if not isinstance(t, Problem)]
    assert [round(float(a) / 1e9, 1) for a in amounts] == [226.7, 272.1, 283.5]


def test_where_quarters_are_missing_only_the_last_that_follow_one_another_count() -> None:
    """Broadcom: of twelve quarters of capex the last four are at hand."""
    told = depreciation_to_come(financials_from_library("AVGO"), date(2026, 8, 2), 5.0)
    assert not isinstance(told, Problem)
    assert "of 4 quarters" in told.by  # type: ignore[union-attr] # computed


def test_the_published_figures_differ_threefold_by_life_and_margin_alone() -> None:
    """JPMorgan's 650bn is five trillion at ten per cent, for ever, at a margin of 77 %."""
    assert pytest.approx(0.77, abs=0.001) == 5000 * 0.10 / 650
    grid = required_revenues(
        usd(5e12), Assumed(0.10, "a return"), lives=(None, 10.0, 6.0), margins=(0.77, 0.60)
    )
    told = {key: round(float(f.value.amount) / 1e9) for key, f in grid.items()}
    assert told[None, 0.77] == 649
    assert told[10.0, 0.60] == 1356
    assert told[6.0, 0.60] == 1913
    assert told[6.0, 0.60] / told[None, 0.77] == pytest.approx(2.95, abs=0.01)


@given(st.floats(1, 1e4), st.floats(0.01, 0.3), st.floats(1, 30), st.floats(0.1, 1))
def test_required_revenue_earns_the_return_year_by_year(
    capital: float, target: float, life: float, margin: float
) -> None:
    """Discounted at the return, its margin over the life is worth the capital."""
    years = int(life)
    revenue = required_revenue(capital, target, life=float(years), margin=margin)
    worth = sum(revenue * margin / (1 + target) ** n for n in range(1, years + 1))
    assert worth == pytest.approx(capital)
