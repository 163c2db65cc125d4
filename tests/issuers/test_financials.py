"""Trailing sums and growth stay inside one series, and need every quarter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.cited import Assumed, Problem
from bookrunner.issuers.financials import Series, growth, trailing
from bookrunner.issuers.from_library import financials_from_library
from bookrunner.issuers.items import Item
from bookrunner.units import Money

AMAZON = financials_from_library("AMZN")
THIRD = date(2025, 9, 30)
ENDS = [date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31),
        date(2025, 3, 31), date(2025, 6, 30)]  # fmt: skip


def series(*amounts: int, item: Item = Item.CAPEX_GROSS) -> Series:
    told = {
        end: Assumed(Money(Decimal(amount), "USD"), "a test")
        for end, amount in zip(ENDS, amounts, strict=False)
    }
    return Series(item=item, figures=told)


def billions(known: object) -> float:
    assert not isinstance(known, Problem), known
    return round(float(known.value.amount) / 1e9, 1)  # type: ignore[attr-defined] # a figure of money


def test_amazons_trailing_cash_flow_is_130_7_billion() -> None:
    assert billions(trailing(AMAZON.of(Item.OPERATING_CASH_FLOW), THIRD)) == 130.7


def test_amazons_gross_capex_is_35_1_billion_55_per_cent_more_and_92_3_in_nine_months() -> (
    None
):
    capex = AMAZON.of(Item.CAPEX_GROSS)
    assert billions(capex.at(THIRD)) == 35.1
    grown = growth(capex, THIRD)
    assert not isinstance(grown, Problem)
    assert f"{grown.value:+.0%}" == "+55%"
    assert billions(trailing(capex, THIRD, 3)) == 92.3


def test_a_hole_in_the_year_gives_a_problem_not_a_smaller_sum() -> None:
    told = series(1, 2, 3, 4, 5)
    without = Series(
        item=told.item, figures={d: f for d, f in told.figures.items() if d != ENDS[2]}
    )
    assert isinstance(trailing(without, ENDS[4]), Problem)
    assert isinstance(trailing(told, ENDS[2]), Problem), "only three are known"
    assert isinstance(trailing(told, date(2025, 9, 30)), Problem), "the last is not stated"


def test_the_same_quarter_under_two_days_is_no_fourth_quarter() -> None:
    """As where a list holds a quarter to 31 October and again to 3 November."""
    told = dict(series(1, 2, 3, 4).figures)
    told[date(2024, 12, 29)] = told[ENDS[3]]
    assert isinstance(
        trailing(Series(item=Item.CAPEX_GROSS, figures=told), ENDS[3]), Problem
    )


@pytest.mark.parametrize("base", [0, -5])
def test_from_nothing_or_a_loss_nothing_grows(base: int) -> None:
    grown = growth(series(base, 1, 1, 1, 9), ENDS[4])
    assert isinstance(grown, Problem)


@given(st.lists(st.integers(1, 10**9), min_size=4, max_size=4))
def test_the_trailing_year_is_the_plain_sum(spent: list[int]) -> None:
    total = trailing(series(*spent), ENDS[3])
    assert not isinstance(total, Problem)
    assert total.value.amount == sum(spent)
    assert len(total.inputs) == 4  # type: ignore[union-attr] # it is computed
