"""Issuers: their quarters, the contracts they owe or are owed, and who counts together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from bookrunner.library.rows import Witnesses, amount, reported, rows, witnesses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.cited import Reported
    from bookrunner.library.rows import Row
    from bookrunner.units import Money

_MILLIONS = 6
_ADDED = {"depreciation", "interest_expense", "operating_cash_flow", "capex"}

NET_SINCE: Final[Mapping[str, date]] = {
    # 0001326801-24-000049 restates the first quarter of 2023 at exactly the figure first
    # filed less the proceeds then stated, and every filing since repeats its figures.
    "META": date(2023, 1, 1),
}
"""Issuers whose capex is net of proceeds, from the first quarter restated so.

The one place where the house rules which basis a figure of the library is on.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterFacts:
    """One fiscal quarter of one issuer, in dollars with the digits of the statements.

    `capex` is purchases of property and equipment as the issuer's statement has them:
    gross of sale proceeds and incentives, but net of them where `capex_is_net`, as Meta's
    are.  `free_cash_flow` is operating cash flow less that, as its source defines it.
    `debt` is what `debt_basis` says it is, and two bases are never the same series.
    """

    ticker: str
    issuer: str
    period_end: date
    revenue: Reported[Money] | None
    operating_income: Reported[Money] | None
    depreciation: Reported[Money] | None  # and amortisation
    interest_expense: Reported[Money] | None
    operating_cash_flow: Reported[Money] | None
    capex: Reported[Money] | None
    free_cash_flow: Reported[Money] | None
    cash: Reported[Money] | None  # and marketable securities
    debt: Reported[Money] | None
    debt_basis: str  # "long-term debt only", "not stated", ...; "" without debt
    lease_liabilities: Reported[Money] | None

    @property
    def capex_is_net(self) -> bool:
        """Whether `capex` is net of proceeds; else it is gross (`NET_SINCE`)."""
        since = NET_SINCE.get(self.ticker)
        return since is not None and self.period_end >= since


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
    >>> f"{third.capex.value.amount:,.0f}"
    '35,095,000,000'
    """
    told = witnesses("quarters.csv", "ticker", "period_end")
    added = witnesses("quarters_added.csv", "ticker", "period_end")
    found = (
        _quarter(about, added.get(key, Witnesses(())))
        for key, about in told.items()
        if key[0] == ticker
    )
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


def _quarter(about: Witnesses, added: Witnesses) -> QuarterFacts:
    """A quarter from the rows collected first, and from those found since where silent."""

    def found_since(column: str) -> Reported[Money] | None:
        return added.money(column, "USD", _MILLIONS)

    def money(column: str) -> Reported[Money] | None:
        stated = about.money(column, "USD", _MILLIONS)
        return stated or (found_since(column) if column in _ADDED else None)

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
        capex=money("capex"),
        free_cash_flow=found_since("free_cash_flow"),
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
