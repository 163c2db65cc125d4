"""What the funding decision believes, each belief with its reason or its source.

Facts come from the borrower's books, prices from the Treasury curve of the day and the
spreads of the borrower's last sale; what neither states is assumed, with the reason, and
the user may set it.  The range beside each belief is how far sensitivity moves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import prod
from statistics import stdev
from typing import TYPE_CHECKING, Any, Final

from bookrunner import bonds
from bookrunner.cited import Assumed, Computed, Problem
from bookrunner.errors import MisuseError
from bookrunner.issuers.credit import credit
from bookrunner.issuers.financials import growth, trailing
from bookrunner.issuers.funding_case import Range
from bookrunner.issuers.items import Item
from bookrunner.issuers.known import missing, worked_out
from bookrunner.issuers.offered import cost_today, day_of
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bookrunner.bonds import ParCurve
    from bookrunner.cited import Figure
    from bookrunner.deals import Deal
    from bookrunner.issuers.credit import Credit
    from bookrunner.issuers.financials import Financials
    from bookrunner.issuers.known import Amount, Ratio

_ROOM: Final = "issuers.beliefs"
_FEWEST: Final = 6  # yearly changes of free cash flow, to speak of their spread
CASH_TENOR: Final = 0.5  # years: what idle cash is lent for

PRIORS: Final[Mapping[str, Assumed[float]]] = {
    "tax": Assumed(0.21, "the federal rate; state taxes left out"),
    "growth_persistence": Assumed(
        0.5, "half of last year's growth comes again: between none of it and all of it"
    ),
    "market_shut": Assumed(
        0.2, "about one year in five since 2000 saw dear or shut bond markets"
    ),
    "emergency_premium": Assumed(
        0.03, "investment-grade spreads rose by about three points in 2008 and March 2020"
    ),
    "emergency_years": Assumed(5.0, "what is borrowed in a crisis is owed for some years"),
    "project_return": Assumed(
        0.08, "after tax: a large technology company's cost of capital, no better, no worse"
    ),
    "notch_cost": Assumed(0.001, "ten basis points a notch, within investment grade"),
}
"""What no source at hand states."""

RANGES: Final[Mapping[str, tuple[float, float]]] = {
    "tax": (0.15, 0.28),
    "growth_persistence": (0.0, 1.0),
    "market_shut": (0.0, 0.5),
    "emergency_premium": (0.0, 0.06),
    "emergency_years": (1.0, 10.0),
    "project_return": (0.04, 0.15),
    "notch_cost": (0.0, 0.003),
}
"""How far each prior is moved; the other beliefs move by the shares below."""

SHARES: Final[Mapping[str, tuple[float, float]]] = {
    "liquidity_floor": (0.0, 2.0),
    "cash_flow_error": (0.25, 2.0),
    "cash": (0.5, 2.0),
    "debt_yield": (0.75, 1.25),
    "cash_yield": (0.5, 1.25),
}

MEANT: Final[Mapping[str, tuple[float, float]]] = {
    "tax": (0.0, 0.99),
    "growth_persistence": (-5.0, 5.0),
    "market_shut": (0.0, 1.0),
    "emergency_premium": (0.0, 1.0),
    "emergency_years": (0.0, 100.0),
    "project_return": (-1.0, 1.0),
    "notch_cost": (0.0, 0.1),
    "debt_yield": (-0.05, 1.0),
    "cash_yield": (-0.05, 1.0),
    "cash_flow_growth": (-1.0, 20.0),
    "capex_growth": (-1.0, 20.0),
    "operating_cash_flow": (-1e13, 1e13),
    "capex": (0.0, 1e13),
    "cash": (0.0, 1e13),
    "liquidity_floor": (0.0, 1e13),
    "cash_flow_error": (0.0, 1e13),
    "payouts": (0.0, 1e13),
}
"""What can be meant at all: a user's belief outside it is a slip of the pen."""

_MONEY: Final = {
    "cash",
    "liquidity_floor",
    "cash_flow_error",
    "payouts",
    "operating_cash_flow",
    "capex",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beliefs:
    """Everything the decision rests on, by name, each with its passport."""

    figures: Mapping[str, Figure[Any]]  # money, or decimals

    def number(self, name: str) -> float:
        """A belief as a plain number; money in billions."""
        value = self.figures[name].value
        return float(value.amount) / 1e9 if isinstance(value, Money) else float(value)

    def range(self, name: str) -> Range:
        """How far sensitivity and break-even move a belief."""
        if name in RANGES:
            return Range(*RANGES[name])
        if name == "payouts":
            return Range(0.0, self.number("operating_cash_flow"))
        low, high = (share * self.number(name) for share in SHARES[name])
        return Range(low, high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What money costs on the day: the borrower's last sale, and the day's Treasuries."""

    sale: Deal | None
    curve: Figure[ParCurve] | None


def beliefs(
    books: Financials, end: date, prices: Prices, *, chosen: Mapping[str, float]
) -> Beliefs | Problem:
    """The beliefs of a decision at the end of a quarter, or all that is missing for it.

    *chosen* are the user's own, by name; money in units of the currency.

    Raises:
        MisuseError: a name that is no belief, or a value that cannot be meant.
    """
    _can_be_meant(chosen)
    at = credit(books, end)
    currency = "USD" if isinstance(at.cash, Problem) else at.cash.value.currency
    told: dict[str, Figure[Any] | Problem] = {
        **_facts(books, at, currency),
        **_yields(prices),
        **PRIORS,
    }
    told |= {name: _chosen(name, value, currency) for name, value in chosen.items()}
    lacking = {name: each for name, each in told.items() if isinstance(each, Problem)}
    if lacking:
        why = "; ".join(dict.fromkeys(each.message for each in lacking.values()))
        return missing(", ".join(lacking), why)
    known = {name: each for name, each in told.items() if not isinstance(each, Problem)}
    return Beliefs(figures=known)


def _can_be_meant(chosen: Mapping[str, float]) -> None:
    unknown = chosen.keys() - MEANT.keys()
    if unknown:
        raise MisuseError(
            expected=f"one of {', '.join(sorted(MEANT))}", seen=", ".join(sorted(unknown))
        )
    for name, value in chosen.items():
        low, high = MEANT[name]
        if not low <= value <= high:
            raise MisuseError(
                expected=f"{name} from {low:g} to {high:g}", seen=f"{value:g}"
            )


def refinancing_cost(held: Beliefs) -> Computed[float]:
    """What one refinancing is expected to cost, of the face: a market that may be shut.

    The chance of it, times what money then costs more, for as long as it is owed.
    """
    names = ("market_shut", "emergency_premium", "emergency_years")
    by = f"{_ROOM}: chance of a shut market x what money then costs x years"
    cost = prod(held.number(name) for name in names)
    return Computed(cost, by, tuple(held.figures[name] for name in names))


def _facts(books: Financials, at: Credit, currency: str) -> dict[str, Amount | Ratio]:
    flow = books.of(Item.OPERATING_CASH_FLOW)
    spent = books.of(capex_item(books))
    return {
        "cash": at.cash,
        "operating_cash_flow": at.operating_cash_flow,
        "capex": at.capex,
        "payouts": _payouts(books, at, currency),
        "cash_flow_growth": growth(flow, at.end, 4),
        "capex_growth": growth(spent, at.end, 4),
        "liquidity_floor": _month_of_revenue(at),
        "cash_flow_error": cash_flow_error(books, at.end),
    }


def capex_item(books: Financials) -> Item:
    """The basis this borrower's capex is known on: gross where it is stated lately."""
    gross, net = (books.of(each).figures for each in (Item.CAPEX_GROSS, Item.CAPEX_NET))
    return (
        Item.CAPEX_NET if net and (not gross or max(net) > max(gross)) else Item.CAPEX_GROSS
    )


def cash_flow_error(books: Financials, end: date) -> Amount:
    """How far a year's free cash flow has strayed from the year before.

    The standard deviation of the change of trailing free cash flow over four quarters,
    over every quarter up to *end* for which both are known; where those are too few, a
    quarter of operating cash flow is assumed.
    """
    flow, spent = books.of(Item.OPERATING_CASH_FLOW), books.of(capex_item(books))
    free: dict[date, Figure[Money]] = {}
    for day in (d for d in books.ends if d <= end):
        left = worked_out(
            f"{_ROOM}: operating cash flow less capex",
            lambda a, b: a - b,
            trailing(flow, day),
            trailing(spent, day),
        )
        if not isinstance(left, Problem):
            free[day] = left
    changes = [
        float((free[day].value - free[before].value).amount)
        for day in free
        for before in free
        if 350 <= (day - before).days <= 380
    ]
    if len(changes) < _FEWEST:
        return _assumed_error(trailing(flow, end), len(changes))
    spread = Money(Decimal(round(stdev(changes))), next(iter(free.values())).value.currency)
    by = f"{_ROOM}: standard deviation of {len(changes)} yearly changes, overlapping"
    return Computed(spread, by, tuple(free.values()), end)


def _payouts(books: Financials, at: Credit, currency: str) -> Amount:
    paid = trailing(books.of(Item.PAYOUTS), at.end)
    if not isinstance(paid, Problem):
        return paid
    nothing = Money(Decimal(0), currency)
    return Assumed(nothing, "no source at hand states buybacks and dividends: set them")


def _assumed_error(flow: Amount, known: int) -> Amount:
    if isinstance(flow, Problem):
        return flow
    quarter = Money(round(flow.value.amount / 4, -6), flow.value.currency)
    reason = f"only {known} yearly changes of free cash flow are known"
    return Assumed(quarter, f"a quarter of operating cash flow: {reason}")


def _month_of_revenue(at: Credit) -> Amount:
    if isinstance(at.revenue, Problem):
        return at.revenue
    month = at.revenue.value * (Decimal(1) / 12)
    rounded = Money(round(month.amount, -6), month.currency)
    reason = "a month of revenue: suppliers and payroll paid through a shut market"
    return Computed(rounded, f"{_ROOM}: {reason}", (Assumed(1, reason), at.revenue), at.end)


def _yields(prices: Prices) -> dict[str, Ratio]:
    sale, curve = prices.sale, prices.curve
    if curve is None:
        gone = missing("cash_yield", "no Treasury curve at hand: set the yields yourself")
        return {"cash_yield": gone, "debt_yield": gone}
    idle = float(bonds.par_yield(curve.value, CASH_TENOR))
    by = f"{_ROOM}: the six-month Treasury yield of {curve.value.day}"
    unsold = missing("debt_yield", "no sale of this borrower at hand: set its yield")
    return {
        "cash_yield": Computed(idle, by, (day_of(curve),), curve.value.day),
        "debt_yield": cost_today(sale, curve) if sale else unsold,
    }


def _chosen(name: str, value: float, currency: str) -> Figure[Any]:
    reason = "set by the user"
    if name in _MONEY:
        return Assumed(Money(Decimal(repr(value)), currency), reason)
    return Assumed(value, reason)
