"""The quarters that ship, as a borrower's books.

The library states capex and debt in one column each; here every figure goes into the
series of its own basis (`capex_is_net`, `DEBT_BASES`).  Where no source states capex but
one states free cash flow, which is operating cash flow less capex, it is worked out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner import library
from bookrunner.cited import Computed
from bookrunner.errors import UnavailableError
from bookrunner.issuers.financials import Financials, Series
from bookrunner.issuers.items import Item

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bookrunner.cited import Figure
    from bookrunner.library import QuarterFacts
    from bookrunner.units import Money

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

    >>> from datetime import date
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
    columns: dict[Item, dict[date, Figure[Money]]] = {}
    for quarter in quarters:
        for item, figure in _stated(quarter):
            if figure:
                columns.setdefault(item, {})[quarter.period_end] = figure
    return Financials(
        ticker=ticker,
        name=quarters[0].issuer,
        series={item: Series(item=item, figures=f) for item, f in columns.items()},
    )


def _stated(quarter: QuarterFacts) -> list[tuple[Item, Figure[Money] | None]]:
    return [
        (Item.REVENUE, quarter.revenue),
        (Item.OPERATING_INCOME, quarter.operating_income),
        (Item.DEPRECIATION_AMORTIZATION, quarter.depreciation),
        (Item.INTEREST_EXPENSE, quarter.interest_expense),
        (Item.OPERATING_CASH_FLOW, quarter.operating_cash_flow),
        (Item.CAPEX_NET if quarter.capex_is_net else Item.CAPEX_GROSS, _capex(quarter)),
        (Item.CASH_AND_SECURITIES, quarter.cash),
        (DEBT_BASES.get(quarter.debt_basis, Item.DEBT_OF_UNSTATED_BASIS), quarter.debt),
        (Item.LEASE_LIABILITIES, quarter.lease_liabilities),
    ]


def _capex(quarter: QuarterFacts) -> Figure[Money] | None:
    """Capex as stated; else what free cash flow leaves of operating cash flow."""
    flow, free = quarter.operating_cash_flow, quarter.free_cash_flow
    if quarter.capex or flow is None or free is None:
        return quarter.capex
    by = "issuers.from_library: operating cash flow less free cash flow, both stated"
    note = f"free cash flow {free.note}".split(";", maxsplit=1)[0]
    return Computed(flow.value - free.value, by, (flow, free), quarter.period_end, note)
