"""Issuers: their quarters, the contracts they owe or are owed, and who counts together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from bookrunner.library.rows import amount, reported, rows, witnesses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.cited import Reported
    from bookrunner.library.rows import Row, Witnesses
    from bookrunner.units import Money

_MILLIONS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterFacts:
    """One fiscal quarter of one issuer, in dollars with the digits of the statements.

    `capex_gross` is purchases of property and equipment before sale proceeds and
    incentives; no source at hand states the net basis.  `debt` is what `debt_basis`
    says it is, and two bases are never the same series.
    """

    ticker: str
    issuer: str
    period_end: date
    revenue: Reported[Money] | None
    operating_income: Reported[Money] | None
    depreciation: Reported[Money] | None  # and amortisation
    interest_expense: Reported[Money] | None
    operating_cash_flow: Reported[Money] | None
    capex_gross: Reported[Money] | None
    cash: Reported[Money] | None  # and marketable securities
    debt: Reported[Money] | None
    debt_basis: str  # "long-term debt only", "not stated", ...; "" without debt
    lease_liabilities: Reported[Money] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentFacts:
    """A compute contract, an investment or leases: who owes what to whom."""

    buyer: str
    seller: str
    amount: Reported[Money] | None
    years: str  # "7", "15-19", or "" where no source says
    announced: str  # as far as it is known: "2025-11-03", "2025-09"
    start: str  # "2027", or ""
    note: str
    source: str


@cache
def quarters(ticker: str) -> tuple[QuarterFacts, ...]:
    """An issuer's quarters, oldest first; none for an issuer that does not ship.

    >>> third = [q for q in quarters("AMZN") if q.period_end == date(2025, 9, 30)][0]
    >>> f"{third.capex_gross.value.amount:,.0f}"
    '35,095,000,000'
    """
    told = witnesses("quarters.csv", "ticker", "period_end")
    found = (_quarter(about) for key, about in told.items() if key[0] == ticker)
    return tuple(sorted(found, key=lambda quarter: quarter.period_end))


@cache
def issuers() -> tuple[str, ...]:
    """The tickers whose quarters ship."""
    return tuple(dict.fromkeys(row["ticker"] for row in rows("quarters.csv")))


@cache
def commitments() -> tuple[CommitmentFacts, ...]:
    """Every contract that ships."""
    return tuple(map(_commitment, rows("commitments.csv")))


@cache
def cohorts() -> Mapping[str, tuple[str, ...]]:
    """Issuers that are counted together: the name of the cohort, and its tickers.

    >>> cohorts()["hyperscalers"]
    ('AMZN', 'GOOGL', 'META', 'MSFT', 'ORCL')
    """
    told = witnesses("cohorts.csv", "cohort")
    return {name: tuple(r["ticker"] for r in about.rows) for (name,), about in told.items()}


def _quarter(about: Witnesses) -> QuarterFacts:
    def money(column: str) -> Reported[Money] | None:
        return about.money(column, "USD", _MILLIONS)

    first = about.rows[0]
    debt, basis = money("debt"), about.words("debt_basis")
    return QuarterFacts(
        ticker=first["ticker"],
        issuer=first["issuer"],
        period_end=date.fromisoformat(first["period_end"]),
        revenue=money("revenue"),
        operating_income=money("operating_income"),
        depreciation=money("depreciation"),
        interest_expense=money("interest_expense"),
        operating_cash_flow=money("operating_cash_flow"),
        capex_gross=money("capex_gross"),
        cash=money("cash"),
        debt=replace(debt, note=basis.value) if debt and basis else debt,
        debt_basis=basis.value if basis else "",
        lease_liabilities=money("lease_liabilities"),
    )


def _commitment(row: Row) -> CommitmentFacts:
    stated = row["amount"]
    return CommitmentFacts(
        buyer=row["buyer"],
        seller=row["seller"],
        amount=reported(row, amount(stated, "USD")) if stated else None,
        years=row["years"],
        announced=row["announced"],
        start=row["start"],
        note=row["note"],
        source=row["source"],
    )
