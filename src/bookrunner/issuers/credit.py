"""Can it carry the load: leverage, coverage, free cash flow, the funding gap, liquidity.

Flows are sums over the last four quarters, balances stand at the quarter's end.  A
balance the quarter does not state is taken from the quarter before, and says so.  Debt
is what the source says it is; where only its long-term part is stated, a ratio built on
it says so too, and leases are counted apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Computed, Problem
from bookrunner.issuers.financials import total, trailing
from bookrunner.issuers.items import Item
from bookrunner.issuers.known import (
    implausible,
    missing,
    quotient,
    unsupported,
    worked_out,
)
from bookrunner.units import Money

if TYPE_CHECKING:
    from datetime import date

    from bookrunner.issuers.financials import Financials, Series
    from bookrunner.issuers.known import Amount, Ratio

FRESH: Final = timedelta(days=120)  # a balance sheet one quarter old, and no older
_DEBT: Final = (Item.TOTAL_DEBT, Item.LONG_TERM_DEBT, Item.DEBT_OF_UNSTATED_BASIS)
_CAPEX: Final = (Item.CAPEX_GROSS, Item.CAPEX_NET)
_ROOM: Final = "issuers.credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A borrower's strength at the end of one quarter; flows are trailing four quarters."""

    end: date
    debt: Amount
    debt_basis: str  # "total debt", "long term debt", ...; "" where none is stated
    leases: Amount
    cash: Amount
    revenue: Amount
    operating_income: Amount
    ebitda: Amount
    interest: Amount
    operating_cash_flow: Amount
    capex: Amount
    capex_basis: str  # "capex gross", "capex net"; "" where none is stated

    @property
    def leverage(self) -> Ratio:
        """Debt over EBITDA; leases apart."""
        return _ratio("leverage", self.debt, self.ebitda, self.end)

    @property
    def lease_adjusted_leverage(self) -> Ratio:
        """Debt and lease liabilities over EBITDA."""
        owed = worked_out(f"{_ROOM}: debt and leases", total, self.debt, self.leases)
        return _ratio("lease_adjusted_leverage", owed, self.ebitda, self.end)

    @property
    def net_leverage(self) -> Ratio:
        """Debt less cash and securities over EBITDA; below zero where cash is more."""
        net = worked_out(
            f"{_ROOM}: debt less cash", lambda d, c: d - c, self.debt, self.cash
        )
        return _ratio("net_leverage", net, self.ebitda, self.end)

    @property
    def coverage(self) -> Ratio:
        """Operating income over interest expense."""
        return _ratio("coverage", self.operating_income, self.interest, self.end)

    @property
    def free_cash_flow(self) -> Amount:
        """Operating cash flow less capex, before payouts and lease principal."""
        return worked_out(
            f"{_ROOM}: operating cash flow less {self.capex_basis}",
            lambda flow, spent: flow - spent,
            self.operating_cash_flow,
            self.capex,
            as_of=self.end,
        )

    @property
    def funding_gap(self) -> Amount:
        """What operations leave to be funded from elsewhere; nothing if they leave none."""
        return worked_out(
            f"{_ROOM}: capex that operating cash flow does not pay",
            lambda left: Money(max(-left.amount, Decimal(0)), left.currency),
            self.free_cash_flow,
            as_of=self.end,
        )

    @property
    def capex_to_cash_flow(self) -> Ratio:
        """Capex over operating cash flow: above one, growth is paid by others."""
        return _ratio("capex_to_cash_flow", self.capex, self.operating_cash_flow, self.end)

    @property
    def liquidity_runway(self) -> Ratio:
        """Years that cash lasts if the trailing year repeats itself."""
        return worked_out(
            f"{_ROOM}: cash over the funding gap of a year",
            _runway,
            self.cash,
            self.funding_gap,
            as_of=self.end,
        )


def credit(books: Financials, end: date) -> Credit:
    """A borrower's strength at the end of one of its quarters."""
    income = trailing(books.of(Item.OPERATING_INCOME), end)
    worn = trailing(books.of(Item.DEPRECIATION_AMORTIZATION), end)
    debt, debt_basis = _debt(books, end)
    capex, capex_basis = _first_known(
        [(each, trailing(books.of(each), end)) for each in _CAPEX]
    )
    return Credit(
        end=end,
        debt=debt,
        debt_basis=debt_basis,
        leases=balance(books, Item.LEASE_LIABILITIES, end),
        cash=balance(books, Item.CASH_AND_SECURITIES, end),
        revenue=trailing(books.of(Item.REVENUE), end),
        operating_income=income,
        ebitda=worked_out(
            f"{_ROOM}: operating income and depreciation", total, income, worn, as_of=end
        ),
        interest=_interest(books.of(Item.INTEREST_EXPENSE), end),
        operating_cash_flow=trailing(books.of(Item.OPERATING_CASH_FLOW), end),
        capex=capex,
        capex_basis=capex_basis,
    )


def pro_forma(
    before: Credit,
    face: Amount,
    annual_interest: Amount,
    *,
    proceeds: Amount | None = None,
) -> Credit:
    """The same quarter with a deal on top, its money not yet spent.

    Debt grows by the face and interest by a full year of coupons; cash by the
    *proceeds* where they are given.
    """
    after = f"{_ROOM}.pro_forma"
    debt = worked_out(f"{after}: debt and the deal", total, before.debt, face)
    interest = worked_out(
        f"{after}: interest and a year of coupons", total, before.interest, annual_interest
    )
    cash = before.cash
    if proceeds is not None:
        cash = worked_out(f"{after}: cash and proceeds", total, before.cash, proceeds)
    return replace(before, debt=debt, interest=interest, cash=cash)


def balance(books: Financials, item: Item, end: date) -> Amount:
    """A balance at *end*, or a quarter earlier where the quarter states none.

    An older balance sheet is no answer: the problem says which was the last.
    """
    last = books.of(item).latest(end)
    if last is None or end - last[0] > FRESH:
        known = f"last stated at {last[0]}" if last else "never stated"
        return missing(item.value, f"{item.words} at {end}: {known}")
    day, figure = last
    if day == end:
        return figure
    note = f"as it stood at {day}: {end} states none"
    return Computed(figure.value, f"{_ROOM}.balance", (figure,), day, note)


def _interest(series: Series, end: date) -> Amount:
    paid = trailing(series, end)
    if not isinstance(paid, Problem) and paid.value.amount < 0:
        return implausible(series.item.value, f"interest of four quarters is {paid.value}")
    return paid


def _debt(books: Financials, end: date) -> tuple[Amount, str]:
    """Debt on the first basis that is stated; else when each basis last was."""
    choices = [(each, balance(books, each, end)) for each in _DEBT]
    amount, basis = _first_known(choices)
    last = [
        told.message
        for item, told in choices
        if isinstance(told, Problem) and books.of(item).figures
    ]
    if isinstance(amount, Problem) and last:
        amount = missing(amount.figure, "; ".join(last))
    return amount, basis


def _first_known(choices: list[tuple[Item, Amount]]) -> tuple[Amount, str]:
    """The first basis that is stated, and its words; else the first basis' problem."""
    for item, amount in choices:
        if not isinstance(amount, Problem):
            return amount, item.words
    return choices[0][1], ""


def _ratio(name: str, above: Amount, below: Amount, end: date) -> Ratio:
    def rule(top: Money, base: Money) -> float | Problem:
        if base.amount <= 0:
            return implausible(name, f"no {name} on {base}: the base must be positive")
        return quotient(top, base)

    return worked_out(f"{_ROOM}.{name}", rule, above, below, as_of=end)


def _runway(cash: Money, gap: Money) -> float | Problem:
    if not gap.amount:
        said = "no gap: operations pay for capex, cash is not run down"
        return unsupported("liquidity_runway", said)
    return quotient(cash, gap)
