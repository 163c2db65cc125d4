"""One borrower on one page: the Amazon ladder before and after, with passports."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bookrunner.cited import Computed, Problem, passport
from bookrunner.deals import shipped_deal, shipped_deals
from bookrunner.issuers.companyfacts import read_company_facts
from bookrunner.issuers.from_facts import financials_from_facts
from bookrunner.issuers.from_library import financials_from_library
from bookrunner.issuers.items import Item
from bookrunner.issuers.ladder import rungs_listed
from bookrunner.issuers.report import Sources, last_quarter, report, stated_ratings
from examples.company_facts import sec_file

if TYPE_CHECKING:
    from bookrunner.issuers.report import Report

DEAL = shipped_deal("amzn-2025-11-17")
END = date(2025, 9, 30)
OWN = rungs_listed("maturity,face,coupon\n2027-08-22,3500000000,3.150%\n", "mine.csv")


@pytest.fixture(scope="module")
def amazon() -> Report:
    sources = Sources(deals=shipped_deals(), own=OWN, new=DEAL)
    return report(financials_from_library("AMZN"), END, sources)


def test_before_and_after_differ_by_the_deal(amazon: Report) -> None:
    before, after = amazon.before, amazon.after
    assert after is not None
    assert not isinstance(before.debt, Problem)
    assert not isinstance(after.debt, Problem)
    assert after.debt.value.amount - before.debt.value.amount == Decimal("15e9")
    assert not isinstance(after.interest, Problem)
    assert after.interest.value.amount == Decimal("2867.5e6")


def test_the_deal_is_not_counted_twice_though_it_ships(amazon: Report) -> None:
    assert [rung.name for rung in amazon.ladder.before] == ["due 2027-08-22"]
    assert len(amazon.ladder.new) == 6


def test_every_figure_of_the_report_has_a_passport_down_to_its_sources(
    amazon: Report,
) -> None:
    assert isinstance(amazon.before.leverage, Computed)
    told = passport(amazon.before.leverage, "ratio")
    assert told["status"] == "computed"
    debt, ebitda = told["source"]["inputs"]
    assert debt["source"]["note"].startswith("long-term debt only")
    assert "issuers.credit" in ebitda["source"]["by"]


def test_what_was_sold_after_the_deal_is_not_on_the_ladder_yet(amazon: Report) -> None:
    assert all("2026" not in rung.name for rung in amazon.ladder.rungs)


def test_ratings_are_told_as_deals_state_them_oldest_first() -> None:
    told = stated_ratings("ORCL", shipped_deals())
    assert [(r.day.year, r.agency, r.rating.value) for r in told][:1] == [
        (2025, "Fitch", "BBB")
    ]
    assert [r.day for r in told] == sorted(r.day for r in told)


def test_a_day_before_the_first_quarter_is_a_problem() -> None:
    told = last_quarter(financials_from_library("AMZN"), date(1990, 1, 1))
    assert isinstance(told, Problem)


@pytest.mark.parametrize(
    "ticker", ["GOOGL", "META", "MSFT", "ORCL", "AAPL", "NVDA", "CRWV", "AVGO"]
)
def test_every_issuer_that_ships_has_a_report(ticker: str) -> None:
    books = financials_from_library(ticker)
    end = last_quarter(books, None)
    assert isinstance(end, date)
    told = report(books, end, Sources(deals=shipped_deals()))
    assert told.after is None
    assert told.race


def test_what_falls_due_soon_is_refinanced_at_the_cost_of_the_deal(amazon: Report) -> None:
    """3.5bn at 3.15 % due in August 2027, at the 4.737 % of the deal: 55.5m a year more."""
    extra = amazon.refinancing.extra
    assert not isinstance(extra, Problem)
    assert float(extra.value.amount) / 1e6 == pytest.approx(55.5, abs=0.1)


def test_what_stands_beside_debt_is_told_where_it_is_tagged() -> None:
    books = financials_from_facts(read_company_facts(sec_file("googl")), "GOOGL")
    told = report(books, date(2025, 9, 30), Sources(deals=shipped_deals()))
    backlog = told.beside[Item.BACKLOG]
    assert not isinstance(backlog, Problem)
    assert backlog.value.amount == Decimal("157.7e9")
    assert Item.PURCHASE_COMMITMENTS not in told.beside
    assert any("leaves amortisation out" in p.message for p in told.problems)
