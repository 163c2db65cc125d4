"""The quarters that ship, as a borrower's books.

The library states capex and debt in one column each; here every figure goes into the
series of its own basis.  One ruling of ours stands below: whose "purchases of property
and equipment" are net of proceeds, as their own filings show (`capex_bases`).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from bookrunner import library
from bookrunner.errors import UnavailableError
from bookrunner.issuers.financials import Financials, Series
from bookrunner.issuers.items import Item

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.cited import Reported
    from bookrunner.library import QuarterFacts
    from bookrunner.units import Money

NET_SINCE: Final[Mapping[str, date]] = {
    # 0001326801-24-000049 restates the first quarter of 2023 at exactly the figure first
    # filed less the proceeds then stated, and every filing since repeats its figures.
    "META": date(2023, 1, 1),
}
"""Issuers whose capex is net of proceeds, from the first quarter restated so."""

DEBT_BASES: Final[Mapping[str, Item]] = {
    "long-term debt only": Item.LONG_TERM_DEBT,
    "total less lease obligations": Item.TOTAL_DEBT,
    "current and long-term debt as listed": Item.TOTAL_DEBT,
    "not stated": Item.DEBT_OF_UNSTATED_BASIS,
}
"""What the library says a debt figure is, and the series it belongs to."""


def financials_from_library(ticker: str) -> Financials:
    """The books of an issuer that ships.

    Raises:
        UnavailableError: no quarter of that ticker ships.

    >>> books = financials_from_library("AMZN")
    >>> print(books.of(Item.CAPEX_GROSS).at(date(2025, 9, 30)).value)
    USD 35,095,000,000
    """
    quarters = library.quarters(ticker)
    if not quarters:
        raise UnavailableError(
            expected=f"an issuer whose quarters ship ({', '.join(library.issuers())})",
            seen=ticker,
            hint="any SEC filer can be read with --facts and its company-facts JSON",
        )
    columns: dict[Item, dict[date, Reported[Money]]] = {}
    for quarter in quarters:
        for item, figure in _stated(quarter):
            if figure:
                columns.setdefault(item, {})[quarter.period_end] = figure
    return Financials(
        ticker=ticker,
        name=quarters[0].issuer,
        series={item: Series(item=item, figures=f) for item, f in columns.items()},
    )


def _stated(quarter: QuarterFacts) -> list[tuple[Item, Reported[Money] | None]]:
    return [
        (Item.REVENUE, quarter.revenue),
        (Item.OPERATING_INCOME, quarter.operating_income),
        (Item.DEPRECIATION_AMORTIZATION, quarter.depreciation),
        (Item.INTEREST_EXPENSE, quarter.interest_expense),
        (Item.OPERATING_CASH_FLOW, quarter.operating_cash_flow),
        (_capex_basis(quarter), quarter.capex_gross),
        (Item.CASH_AND_SECURITIES, quarter.cash),
        (DEBT_BASES.get(quarter.debt_basis, Item.DEBT_OF_UNSTATED_BASIS), quarter.debt),
        (Item.LEASE_LIABILITIES, quarter.lease_liabilities),
    ]


def _capex_basis(quarter: QuarterFacts) -> Item:
    since = NET_SINCE.get(quarter.ticker)
    return Item.CAPEX_NET if since and quarter.period_end >= since else Item.CAPEX_GROSS
