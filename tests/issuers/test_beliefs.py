"""What the funding decision believes: ranges, sources, and what is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from statistics import stdev

import pytest

from bookrunner.cited import Assumed, Computed, Problem
from bookrunner.deals import shipped_deals
from bookrunner.errors import MisuseError
from bookrunner.issuers.beliefs import (
    MEANT,
    PRIORS,
    RANGES,
    Beliefs,
    Prices,
    beliefs,
    capex_item,
    cash_flow_error,
    refinancing_cost,
)
from bookrunner.issuers.financials import Financials, Series
from bookrunner.issuers.from_library import financials_from_library
from bookrunner.issuers.items import Item
from bookrunner.issuers.offered import curve_on, last_sale
from bookrunner.units import Money

ON, END = date(2025, 11, 17), date(2025, 9, 30)
NOTHING = Prices(sale=None, curve=None)


def amazon(**chosen: float) -> Beliefs | Problem:
    prices = Prices(sale=last_sale("AMZN", ON, shipped_deals()), curve=curve_on(ON))
    return beliefs(financials_from_library("AMZN"), END, prices, chosen=chosen)


def held(**chosen: float) -> Beliefs:
    told = amazon(**chosen)
    assert isinstance(told, Beliefs)
    return told


def books(**series: list[int]) -> Financials:
    """Quarters to March 2020 and on, in millions."""
    ends = [date(2020 + n // 4, 3 * (n % 4) + 3, 30) for n in range(24)]
    return Financials(
        ticker="X",
        name="X",
        series={
            Item(name): Series(
                item=Item(name),
                figures={
                    end: Assumed(Money(Decimal(value) * 10**6, "USD"), "made up")
                    for end, value in zip(ends, values, strict=False)
                },
            )
            for name, values in series.items()
        },
    )


def test_every_prior_lies_in_the_range_it_is_moved_over() -> None:
    assert PRIORS.keys() == RANGES.keys()
    for name, prior in PRIORS.items():
        low, high = RANGES[name]
        assert low <= prior.value <= high
        assert prior.reason


def test_every_range_lies_in_what_can_be_meant() -> None:
    told = held()
    for name in (*RANGES, "debt_yield", "cash_yield", "cash", "liquidity_floor"):
        scale = 1e9 if name in {"cash", "liquidity_floor"} else 1.0
        low, high = told.range(name)
        least, most = MEANT[name]
        assert least <= low * scale <= high * scale <= most


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -0.1, 1.5])
def test_a_value_that_cannot_be_meant_is_misuse(value: float) -> None:
    with pytest.raises(MisuseError, match="market_shut from 0 to 1"):
        amazon(market_shut=value)


def test_what_is_set_by_the_user_says_so() -> None:
    figure = held(tax=0.25, payouts=5e9).figures["payouts"]
    assert isinstance(figure, Assumed)
    assert figure.value == Money(Decimal(5 * 10**9), "USD")
    assert figure.reason == "set by the user"
    assert held(tax=0.25).number("tax") == 0.25


def test_a_refinancing_costs_chance_times_premium_times_years() -> None:
    told = refinancing_cost(held())
    assert told.value == pytest.approx(0.2 * 0.03 * 5)
    assert len(told.inputs) == 3
    assert refinancing_cost(held(market_shut=0.0)).value == 0.0


def test_all_that_is_missing_is_told_at_once_by_its_own_name() -> None:
    told = beliefs(financials_from_library("AMZN"), END, NOTHING, chosen={})
    assert isinstance(told, Problem)
    assert told.figure == "cash_yield, debt_yield"
    assert told.message.count("no Treasury curve") == 1
    with_both = {"cash_yield": 0.04, "debt_yield": 0.05}
    found = beliefs(financials_from_library("AMZN"), END, NOTHING, chosen=with_both)
    assert isinstance(found, Beliefs)


def test_a_name_that_is_no_belief_is_misuse() -> None:
    with pytest.raises(MisuseError, match="growth_persistence"):
        amazon(mood=1.0)


def test_the_error_of_cash_flow_is_the_spread_of_its_yearly_changes() -> None:
    """By hand: trailing free cash flow, each with that of a year before."""
    flow = [10, 14, 9, 20, 12, 18, 11, 25, 16, 17, 13, 28, 15, 22]
    spent = [5, 6, 5, 7, 8, 8, 9, 9, 12, 13, 14, 15, 18, 21]
    told = cash_flow_error(
        books(operating_cash_flow=flow, capex_gross=spent), date(2023, 6, 30)
    )
    free = [f - s for f, s in zip(flow, spent, strict=True)]
    trailing = [sum(free[n - 3 : n + 1]) for n in range(3, len(free))]
    changes = [b - a for a, b in zip(trailing, trailing[4:], strict=False)]
    assert isinstance(told, Computed)
    assert float(told.value.amount) / 1e6 == pytest.approx(stdev(changes))
    assert f"{len(changes)} yearly changes" in told.by


def test_of_too_few_changes_a_quarter_of_cash_flow_is_assumed() -> None:
    told = cash_flow_error(
        books(operating_cash_flow=[10] * 6, capex_gross=[5] * 6), date(2021, 6, 30)
    )
    assert isinstance(told, Assumed)
    assert str(told.value) == "USD 10,000,000"


def test_capex_is_taken_on_the_basis_it_is_known_on_last() -> None:
    assert capex_item(books(capex_gross=[1, 2, 3], capex_net=[1, 2])) is Item.CAPEX_GROSS
    assert capex_item(books(capex_gross=[1, 2], capex_net=[1, 2, 3])) is Item.CAPEX_NET
    assert capex_item(books()) is Item.CAPEX_GROSS
