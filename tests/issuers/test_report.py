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
    names = [rung.name for rung in amazon.ladder.before]
    assert not {rung.name for rung in amazon.ladder.new} & set(names)
    assert names[:3] == ["1.000% due 2026", "1.200% due 2027", "due 2027-08-22"]
    assert (len(names), len(amazon.ladder.new)) == (11, 6)


def test_a_bond_the_user_lists_is_not_counted_again_from_the_library() -> None:
    listed = rungs_listed(
        "maturity,face,coupon\n2027-06-03,1250000000,1.200%\n", "mine.csv"
    )
    sources = Sources(deals=shipped_deals(), own=listed, new=DEAL)
    owed = report(financials_from_library("AMZN"), END, sources).ladder
    before, _ = owed.by_year()[2027]
    assert before.value.amount == Decimal("1.25e9")


def test_amazons_ladder_before_and_after_with_what_is_not_on_it(amazon: Report) -> None:
    """The sales of June 2020 and May 2021, and the user's own 3.5bn, under the deal."""
    told = {
        year: (float(was.value.amount) / 1e9, float(now.value.amount) / 1e9)
        for year, (was, now) in amazon.ladder.by_year().items()
    }
    assert told[2026] == (2.75, 2.75)
    assert told[2027] == (4.75, 4.75)
    assert told[2028] == (2.25, 4.75)
    assert told[2035] == (0.0, 3.5)
    assert not isinstance(amazon.ladder.residual, Problem)
    assert float(amazon.ladder.residual.value.amount) / 1e9 == pytest.approx(
        27.24, abs=0.01
    )


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
    later = shipped_deal("amzn-2026-03-10").tranches[0].title
    assert later
    assert later.value not in {rung.name for rung in amazon.ladder.rungs}


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
    """At the 4.737 % of the deal: 2.75bn at 1 %, 1.25bn at 1.2 %, 2.25bn at 1.65 %, and
    the user's 3.5bn at 3.15 %: 102.8, 44.2, 69.5 and 55.5 million a year more.
    """
    extra = amazon.refinancing.extra
    assert not isinstance(extra, Problem)
    assert float(extra.value.amount) / 1e6 == pytest.approx(272.0, abs=0.1)


def test_what_stands_beside_debt_is_told_where_it_is_tagged() -> None:
    books = financials_from_facts(read_company_facts(sec_file("googl")), "GOOGL")
    told = report(books, date(2025, 9, 30), Sources(deals=shipped_deals()))
    backlog = told.beside[Item.BACKLOG]
    assert not isinstance(backlog, Problem)
    assert backlog.value.amount == Decimal("157.7e9")
    assert Item.PURCHASE_COMMITMENTS not in told.beside
    assert any("leaves amortisation out" in p.message for p in told.problems)
