"""Borrow, spend cash, or build more slowly: what each costs a year.

All three pay for the same need.  Spending cash costs its yield and leaves less of a
cushion; borrowing costs more interest than the cash earns, and takes rating headroom;
building later costs the return of what is not built.  The cushion matters because next
year's cash flow is uncertain: the expected shortfall below the liquidity floor, times
what raising money costs when the market is shut, is the price of a thin one::

    shortfall = E[max(floor - cash - flow, 0)],   flow ~ Normal(expected, error)
              = error phi(d) + (floor - cash - expected) Phi(d),
                d = (floor - cash - expected) / error

Amounts are in billions of one currency, rates are decimals per year, costs are after tax
in billions a year.  Everything here is plain numbers; where they come from and why they
are assumed stands in `funding`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from math import erfc, exp, pi, sqrt
from typing import TYPE_CHECKING, NamedTuple

from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Choice(Enum):
    """How a need is paid for."""

    DEBT = "debt"
    CASH = "cash"
    LATER = "slower capex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One borrower, one need, and what is believed about next year."""

    amount: float
    cash: float
    liquidity_floor: float
    operating_cash_flow: float  # trailing year
    capex: float  # trailing year
    payouts: float  # buybacks and dividends, trailing year
    cash_flow_growth: float  # trailing year on the year before
    capex_growth: float
    growth_persistence: float  # share of both growth rates that next year repeats
    cash_flow_error: float  # standard deviation of a year's free cash flow
    tax: float
    cash_yield: float
    debt_yield: float  # all in, after the banks' discount
    market_shut: float  # probability that money is dear when it is short
    emergency_premium: float  # what it then costs more a year
    emergency_years: float  # for how long
    project_return: float  # of the capex, after tax
    notch_loss: float  # notches lost by borrowing, from the rating estimate
    notch_cost: float  # dearer a year, for one notch
    repriced_debt: float  # the need, and what falls due in three years

    @property
    def expected_flow(self) -> float:
        """Free cash flow expected of next year, the need not yet paid for."""
        grown = self.growth_persistence
        flow = self.operating_cash_flow * (1 + grown * self.cash_flow_growth)
        return flow - self.capex * (1 + grown * self.capex_growth) - self.payouts


class Costs(NamedTuple):
    """What one choice costs a year, part by part."""

    carry: float  # interest paid or forgone
    shortfall: float  # of a thin cushion
    rating: float
    forgone_return: float

    @property
    def total(self) -> float:
        """All of it."""
        return sum(self)


def costs(case: Case, choice: Choice) -> Costs:
    """What paying for the need by *choice* costs a year, after tax.

    Debt keeps the cash, which goes on earning: its carry is the difference.
    """
    after_tax = (1 - case.tax) * case.amount
    earned = after_tax * case.cash_yield
    kept = case.cash + (0.0 if choice is Choice.CASH else case.amount)
    cushion = emergency_cost(case) * shortfall(case, kept)
    match choice:
        case Choice.DEBT:
            rating = max(case.notch_loss, 0.0) * case.notch_cost
            rating *= (1 - case.tax) * case.repriced_debt
            return Costs(after_tax * case.debt_yield - earned, cushion, rating, 0.0)
        case Choice.CASH:
            return Costs(0.0, cushion, 0.0, 0.0)
        case Choice.LATER:
            return Costs(-earned, cushion, 0.0, case.amount * case.project_return)


def shortfall(case: Case, kept: float) -> float:
    """Expected shortfall below the floor next year, with *kept* in hand."""
    return normal_shortfall(
        case.liquidity_floor - kept - case.expected_flow, case.cash_flow_error
    )


def normal_shortfall(mean: float, error: float) -> float:
    """``E[max(x, 0)]`` of a normal *x*.

    >>> round(normal_shortfall(0.0, 1.0), 4)
    0.3989
    """
    if error <= 0:
        return max(mean, 0.0)
    d = mean / error
    density = exp(-d * d / 2) / sqrt(2 * pi)
    return error * density + mean * erfc(-d / sqrt(2)) / 2


def emergency_cost(case: Case) -> float:
    """What a dollar short costs, after tax, over the years it is owed."""
    dear = case.market_shut * case.emergency_premium * case.emergency_years
    return (1 - case.tax) * dear


def advantage_of_debt(case: Case) -> float:
    """What borrowing saves a year against spending cash; below zero cash wins."""
    return costs(case, Choice.CASH).total - costs(case, Choice.DEBT).total


class Range(NamedTuple):
    """How far an assumption is moved, for sensitivity and break-even."""

    low: float
    high: float


def break_even(case: Case, name: str, within: Range) -> float | None:
    """The value of one assumption at which debt and cash cost the same.

    ``None`` where no value in the range makes them equal: then that assumption alone
    does not decide.
    """
    if not hasattr(case, name):
        raise MisuseError(expected="an assumption of the case", seen=name)

    def gap(value: float) -> float:
        return advantage_of_debt(replace(case, **{name: value}))

    low, high = within
    at_low, at_high = gap(low), gap(high)
    if at_low == 0:
        return low
    if at_low * at_high > 0:
        return None
    for _ in range(60):  # halvings, past the last digit of a float
        middle = (low + high) / 2
        low, high = (middle, high) if gap(middle) * at_low > 0 else (low, middle)
    return (low + high) / 2


def sensitivity(case: Case, ranges: Mapping[str, Range]) -> dict[str, tuple[float, float]]:
    """The advantage of debt with each assumption at its low and at its high."""
    return {
        name: (
            advantage_of_debt(replace(case, **{name: low})),
            advantage_of_debt(replace(case, **{name: high})),
        )
        for name, (low, high) in ranges.items()
    }
