"""The quarters that ship, each figure in the series of its own basis."""

from __future__ import annotations

from datetime import date

import pytest

from bookrunner import library
from bookrunner.errors import UnavailableError
from bookrunner.issuers.from_library import DEBT_BASES, financials_from_library
from bookrunner.issuers.items import Item

COLUMNS = [
    "revenue",
    "operating_income",
    "depreciation",
    "interest_expense",
    "operating_cash_flow",
    "capex_gross",
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
    stated = sum(
        getattr(q, name) is not None for q in library.quarters(ticker) for name in COLUMNS
    )
    assert sum(len(series.figures) for series in books.series.values()) == stated


def test_an_issuer_that_does_not_ship_says_which_do() -> None:
    with pytest.raises(UnavailableError, match="AMZN") as raised:
        financials_from_library("NOPE")
    assert "--facts" in str(raised.value)
