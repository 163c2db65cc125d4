"""The quarters that ship, each figure in the series of its own basis."""

from __future__ import annotations

from datetime import date

import pytest

from bookrunner import library
from bookrunner.cited import Computed, Problem, grade
from bookrunner.errors import UnavailableError
from bookrunner.issuers.financials import trailing
from bookrunner.issuers.from_library import DEBT_BASES, financials_from_library
from bookrunner.issuers.items import Item

COLUMNS = [
    "revenue",
    "operating_income",
    "depreciation",
    "interest_expense",
    "operating_cash_flow",
    "capex",
    "cash",
    "debt",
    "lease_liabilities",
]


def test_amazons_long_term_debt_is_no_total_debt() -> None:
    books = financials_from_library("AMZN")
    end = date(2025, 9, 30)
    assert end in books.of(Item.LONG_TERM_DEBT).figures
    assert end not in books.of(Item.TOTAL_DEBT).figures


def test_metas_capex_is_net_and_amazons_gross() -> None:
    assert not financials_from_library("META").of(Item.CAPEX_GROSS).figures
    assert not financials_from_library("AMZN").of(Item.CAPEX_NET).figures


def test_every_basis_the_library_states_has_its_series() -> None:
    stated = {
        q.debt_basis for t in library.issuers() for q in library.quarters(t) if q.debt
    }
    assert stated <= DEBT_BASES.keys()


@pytest.mark.parametrize("ticker", library.issuers())
def test_no_figure_is_lost_and_none_is_made(ticker: str) -> None:
    books = financials_from_library(ticker)
    quarters = library.quarters(ticker)
    stated = sum(getattr(q, name) is not None for q in quarters for name in COLUMNS)
    worked_out = sum(
        q.capex is None and None not in {q.free_cash_flow, q.operating_cash_flow}
        for q in quarters
    )
    held = sum(len(series.figures) for series in books.series.values())
    assert held == stated + worked_out


def test_where_only_free_cash_flow_is_stated_capex_is_worked_out_from_it() -> None:
    figure = financials_from_library("ORCL").of(Item.CAPEX_GROSS).figures[date(2025, 2, 28)]
    assert isinstance(figure, Computed)
    assert f"{figure.value.amount:,.0f}" == "5,859,000,000"
    assert figure.note == "free cash flow to the million"
    assert [grade(each) for each in figure.inputs] == ["B", "B"]


def trailing_billions(item: Item, end: str) -> float:
    told = trailing(financials_from_library("ORCL").of(item), date.fromisoformat(end))
    assert not isinstance(told, Problem)
    return float(told.value.amount) / 1e9


@pytest.mark.parametrize(
    ("end", "flow", "free"),
    [
        ("2023-11-30", 17.039, 10.1),
        ("2024-02-29", 18.239, 12.3),
        ("2024-05-31", 18.673, 11.807),
        ("2024-08-31", 19.126, 11.3),
        ("2024-11-30", 20.287, 9.5),
        ("2025-02-28", 20.745, 5.8),
        ("2025-05-31", 20.821, -0.394),
    ],
)
def test_oracles_four_quarters_are_what_it_and_a_second_source_say(
    end: str, flow: float, free: float
) -> None:
    """Cash flow of four quarters by another data site, to the million; free cash flow by
    Oracle's own releases of results, to the tenth of a billion, of years to the million.
    """
    told = trailing_billions(Item.OPERATING_CASH_FLOW, end)
    assert told == pytest.approx(flow, abs=0.015), "quarters are to the nearest ten million"
    capex = trailing_billions(Item.CAPEX_GROSS, end)
    assert told - capex == pytest.approx(free, abs=0.06)


def test_an_issuer_that_does_not_ship_says_which_do() -> None:
    with pytest.raises(UnavailableError, match="AMZN") as raised:
        financials_from_library("NOPE")
    assert "--facts" in str(raised.value)


@pytest.mark.parametrize(
    ("item", "end", "millions"),
    [
        (Item.INTEREST_EXPENSE, "2023-05-31", 3505),
        (Item.INTEREST_EXPENSE, "2024-05-31", 3514),
        (Item.INTEREST_EXPENSE, "2025-05-31", 3578),
        (Item.DEPRECIATION_AMORTIZATION, "2023-05-31", 6108),
        (Item.DEPRECIATION_AMORTIZATION, "2024-05-31", 6139),
        (Item.DEPRECIATION_AMORTIZATION, "2025-05-31", 6174),
    ],
)
def test_oracles_quarters_found_since_sum_to_its_fiscal_years(
    item: Item, end: str, millions: int
) -> None:
    """The years as another data site states them."""
    assert 1e3 * trailing_billions(item, end) == pytest.approx(millions, abs=0.5)
