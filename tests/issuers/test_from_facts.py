"""The books of any filer: identities hold or the figure is left out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from bookrunner.cited import Computed, Reason, Status, status
from bookrunner.issuers.companyfacts import read_company_facts
from bookrunner.issuers.from_facts import financials_from_facts
from bookrunner.issuers.from_library import financials_from_library
from bookrunner.issuers.items import Item
from bookrunner.issuers.vintages import Vintage
from examples.company_facts import answer, entry, sec_file, to_date

if TYPE_CHECKING:
    from bookrunner.issuers.financials import Financials

END = date(2024, 12, 31)
SHARED_ITEMS = [
    Item.REVENUE,
    Item.OPERATING_INCOME,
    Item.OPERATING_CASH_FLOW,
    Item.CASH_AND_SECURITIES,
]


def books(concepts: dict[str, list[Any]], unit: str = "USD", **how: Any) -> Financials:
    return financials_from_facts(read_company_facts(answer(concepts, unit)), "X", **how)


def stated(told: Financials, item: Item, end: date = END) -> int | None:
    figure = told.of(item).figures.get(end)
    return None if figure is None else int(figure.value.amount)


def at(value: int) -> list[Any]:
    return [entry(value, None, "2024-12-31", "2025-01-30")]


def test_long_term_and_current_debt_make_the_total() -> None:
    told = books({"LongTermDebtNoncurrent": at(90), "LongTermDebtCurrent": at(10)})
    assert stated(told, Item.TOTAL_DEBT) == 100
    assert stated(told, Item.LONG_TERM_DEBT) == 90


def test_parts_that_do_not_make_the_stated_total_leave_no_total() -> None:
    told = books(
        {
            "LongTermDebtNoncurrent": at(90),
            "LongTermDebtCurrent": at(10),
            "LongTermDebt": at(120),
        }
    )
    assert stated(told, Item.TOTAL_DEBT) is None
    (problem,) = told.problems
    assert problem.reason is Reason.CONFLICT
    assert "100" in problem.message
    assert "120" in problem.message


def test_a_filer_that_tags_notes_payable_owes_debt_too() -> None:
    told = books({"LongTermNotesPayable": at(85), "NotesPayableCurrent": at(7)})
    assert stated(told, Item.TOTAL_DEBT) == 92


def test_only_the_long_term_part_is_no_total() -> None:
    told = books({"LongTermDebtNoncurrent": at(90)})
    assert stated(told, Item.TOTAL_DEBT) is None
    assert stated(told, Item.LONG_TERM_DEBT) == 90


def test_cash_and_securities_are_added_with_both_passports() -> None:
    told = books(
        {
            "CashAndCashEquivalentsAtCarryingValue": at(30),
            "MarketableSecuritiesCurrent": at(70),
        }
    )
    figure = told.of(Item.CASH_AND_SECURITIES).figures[END]
    assert isinstance(figure, Computed)
    assert [int(each.value.amount) for each in figure.inputs] == [30, 70]
    assert status(figure) is Status.COMPUTED


def test_interest_below_zero_is_refused_not_turned_round() -> None:
    told = books({"InterestExpense": to_date([5, 4, 9, 12], 2024)})
    assert stated(told, Item.INTEREST_EXPENSE, date(2024, 6, 30)) is None
    assert stated(told, Item.INTEREST_EXPENSE, date(2024, 3, 31)) == 5
    assert [p.reason for p in told.problems] == [Reason.IMPLAUSIBLE]


def test_two_concepts_for_one_item_that_differ_leave_none() -> None:
    told = books(
        {
            "InterestExpense": to_date([5], 2024),
            "InterestExpenseDebt": to_date([6], 2024),
        }
    )
    assert stated(told, Item.INTEREST_EXPENSE, date(2024, 3, 31)) is None
    assert "two concepts" in told.problems[0].message


def test_a_second_revenue_concept_goes_on_only_where_it_agrees() -> None:
    contract = to_date([10, 20, 30, 40], 2023)
    both = books(
        {
            "Revenues": [*to_date([10, 20, 30, 40], 2023)[:1], *to_date([11, 22], 2024)],
            "RevenueFromContractWithCustomerExcludingAssessedTax": contract,
        }
    )
    assert stated(both, Item.REVENUE, date(2023, 12, 31)) == 10
    part = books(
        {
            "Revenues": to_date([15, 30], 2023),
            "RevenueFromContractWithCustomerExcludingAssessedTax": contract,
        }
    )
    assert stated(part, Item.REVENUE, date(2023, 12, 31)) is None
    assert "another figure" in part.problems[0].message


def test_books_in_euros_stay_in_euros() -> None:
    told = books({"LongTermDebtNoncurrent": at(90)}, "EUR")
    assert told.of(Item.LONG_TERM_DEBT).figures[END].value.currency == "EUR"


def test_a_second_currency_is_left_out_and_named() -> None:
    read = read_company_facts(
        answer({"Assets": at(1), "LongTermDebtNoncurrent": at(90)}).replace(
            '"LongTermDebtNoncurrent": {"units": {"USD"',
            '"LongTermDebtNoncurrent": {"units": {"CAD": '
            '[{"val": 1, "end": "2024-12-31", "filed": "2025-01-30", "accn": "a"}], "USD"',
        )
    )
    told = financials_from_facts(read, "X")
    assert stated(told, Item.LONG_TERM_DEBT) == 90
    assert "CAD are left out" in told.problems[0].message


def test_buybacks_and_dividends_count_only_together_where_both_are_paid() -> None:
    told = books(
        {
            "PaymentsForRepurchaseOfCommonStock": to_date([10, 20], 2024),
            "PaymentsOfDividends": to_date([1], 2024),
        }
    )
    assert stated(told, Item.PAYOUTS, date(2024, 3, 31)) == 11
    assert stated(told, Item.PAYOUTS, date(2024, 6, 30)) is None


def test_two_concepts_of_capex_are_one_series_only_where_they_agree() -> None:
    old = to_date([10, 20, 30, 40], 2023)
    new = [*old[3:], *to_date([15, 30], 2024)]
    name, other = (
        "PaymentsToAcquirePropertyPlantAndEquipment",
        "PaymentsToAcquireProductiveAssets",
    )
    both = books({name: old, other: [*old, *new]})
    assert [int(f.value.amount) for f in both.of(Item.CAPEX_GROSS).figures.values()] == [
        10, 10, 10, 10, 15, 15,
    ]  # fmt: skip
    wider = [entry(e["val"] + 5, e["start"], e["end"], e["filed"]) for e in old]
    apart = books({name: old, other: [*wider, *to_date([20], 2024)]})
    assert stated(apart, Item.CAPEX_GROSS, date(2023, 3, 31)) == 15
    assert any("another figure" in p.message for p in apart.problems)
    assert Item.CAPEX_NET not in apart.series


def test_meta_keeps_gross_and_net_capex_apart() -> None:
    told = financials_from_facts(read_company_facts(sec_file("meta")), "META")
    first = date(2023, 3, 31)
    millions = Decimal(10**6)
    assert told.of(Item.CAPEX_GROSS).figures[first].value.amount == 6842 * millions
    assert told.of(Item.CAPEX_NET).figures[first].value.amount == 6823 * millions
    assert date(2024, 3, 31) not in told.of(Item.CAPEX_GROSS).figures


def test_as_of_february_2024_meta_had_not_turned() -> None:
    read = read_company_facts(sec_file("meta"))
    told = financials_from_facts(read, "META", as_of=date(2024, 2, 10))
    assert told.problems == ()
    assert max(told.of(Item.CAPEX_GROSS).figures) == date(2023, 12, 31)


@pytest.mark.parametrize("ticker", ["googl", "meta", "msft"])
@pytest.mark.parametrize("item", SHARED_ITEMS)
def test_the_reader_and_the_quarters_that_ship_agree(ticker: str, item: Item) -> None:
    """Two sources read by two hands: every quarter both state is the same."""
    read = financials_from_facts(read_company_facts(sec_file(ticker)), ticker.upper())
    ships = financials_from_library(ticker.upper()).of(item).figures
    shared = read.of(item).figures.keys() & ships
    assert len(shared) >= 12
    for end in shared:
        assert read.of(item).figures[end].value == ships[end].value, end


def test_the_ruling_on_metas_capex_is_what_its_filings_show() -> None:
    read = financials_from_facts(read_company_facts(sec_file("meta")), "META")
    ships = financials_from_library("META").of(Item.CAPEX_NET).figures
    net = read.of(Item.CAPEX_NET).figures
    shared = net.keys() & ships
    assert len(shared) >= 12
    assert all(net[end].value == ships[end].value for end in shared)


def test_vintages_differ_only_where_a_figure_was_restated() -> None:
    read = read_company_facts(sec_file("googl"))
    filed = financials_from_facts(read, "GOOGL", vintage=Vintage.AS_FILED)
    restated = financials_from_facts(read, "GOOGL", vintage=Vintage.AS_RESTATED)
    leases = Item.FINANCE_LEASE_LIABILITIES
    end = date(2023, 12, 31)
    assert int(filed.of(leases).figures[end].value.amount / 10**6) == 1746
    assert int(restated.of(leases).figures[end].value.amount / 10**6) == 1666
    capex = Item.CAPEX_GROSS
    assert {d: f.value for d, f in filed.of(capex).figures.items()} == {
        d: f.value for d, f in restated.of(capex).figures.items()
    }
