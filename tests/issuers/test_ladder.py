"""The debt ladder: rungs, the new deal on top, and what is left over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bookrunner.cited import Assumed, Computed, Problem, Reason
from bookrunner.deals import Tranche, shipped_deal
from bookrunner.errors import UnreadableError
from bookrunner.issuers.known import missing
from bookrunner.issuers.ladder import (
    StatedDebt,
    annual_interest,
    ladder,
    refinancing_cost,
    rungs_listed,
    rungs_of,
    weighted_coupon,
    weighted_maturity,
)
from bookrunner.units import Money

AMAZON = shipped_deal("amzn-2025-11-17")
LIST = """maturity,face,coupon,title,settled
2026-06-01,1000000000,1.000%,short,2021-06-01
2027-08-22,3500000000,3.150%,ten-year,2017-08-22
2052-04-13,2000000000,3.950%,thirty-year,2022-04-13
"""
EVE = date(2025, 9, 30)


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


def debt(amount: str, *, long_term_only: bool = False) -> StatedDebt:
    figure = Assumed(usd(amount), "a test")
    return StatedDebt(amount=figure, day=EVE, long_term_only=long_term_only)


OWN = rungs_listed(LIST, "mine.csv")
NEW = rungs_of(AMAZON).value


def test_the_deal_lies_on_top_of_what_was_owed() -> None:
    owed = ladder(OWN, NEW, debt("10e9"))
    told = {
        year: (int(was.value.amount / 10**6), int(now.value.amount / 10**6))
        for year, (was, now) in owed.by_year().items()
    }
    assert told == {
        2026: (1000, 1000),
        2027: (3500, 3500),
        2028: (0, 2500),
        2030: (0, 2500),
        2033: (0, 1500),
        2035: (0, 3500),
        2052: (2000, 2000),
        2055: (0, 3000),
        2065: (0, 2000),
    }


def test_what_no_rung_explains_is_shown_and_not_spread() -> None:
    residual = ladder(OWN, NEW, debt("10e9")).residual
    assert isinstance(residual, Computed)
    assert residual.value == usd("3.5e9")


def test_long_term_debt_leaves_out_what_falls_due_within_a_year() -> None:
    residual = ladder(OWN, NEW, debt("10e9", long_term_only=True)).residual
    assert isinstance(residual, Computed)
    assert residual.value == usd("4.5e9")


def test_rungs_beyond_the_balance_sheet_are_a_problem_not_a_negative_rest() -> None:
    residual = ladder(OWN, NEW, debt("1e9")).residual
    assert isinstance(residual, Problem)
    assert residual.reason is Reason.IMPLAUSIBLE


def test_a_bond_sold_after_the_balance_sheet_is_not_in_it() -> None:
    later = [replace(rung, sold=date(2025, 10, 30)) for rung in OWN]
    residual = ladder(later, (), debt("10e9")).residual
    assert isinstance(residual, Computed)
    assert residual.value == usd("10e9")


def test_unknown_debt_leaves_an_unknown_rest() -> None:
    stated = StatedDebt(amount=missing("debt", "nobody states it"), day=EVE)
    residual = ladder(OWN, NEW, stated).residual
    assert isinstance(residual, Problem)
    assert residual.message == "nobody states it"


def test_what_has_fallen_due_is_off_the_ladder() -> None:
    old = rungs_listed("maturity,face,coupon\n2025-06-01,1,1%\n", "x")
    assert ladder(old, (), debt("1e9")).rungs == ()


def test_another_currency_is_named_and_left_out() -> None:
    euro = rungs_listed("maturity,face,coupon,currency\n2030-01-01,100,1%,EUR\n", "x")
    told = ladder(euro, (), debt("1e9"))
    assert told.rungs == ()
    assert told.problems[0].message == "1 bonds of EUR 100 are not in USD, and left out"


def test_a_tranche_known_only_by_its_year_stands_in_that_year() -> None:
    meta = rungs_of(shipped_deal("meta-2025-10-30"))
    assert [rung.year.value for rung in meta.value] == [2030, 2032, 2035, 2045, 2055, 2065]
    assert all(rung.maturity is None for rung in meta.value)


def test_a_tranche_without_size_or_year_is_named() -> None:
    broken = replace(AMAZON, tranches=(replace(AMAZON.tranches[0], face=None), Tranche()))
    read = rungs_of(broken)
    assert read.value == ()
    assert [p.message.split(" states ")[1] for p in read.problems] == [
        "no size: not on the ladder",
        "no size: not on the ladder",
    ]


def test_interest_coupon_and_maturity_of_the_deal_by_hand() -> None:
    """2.5x3.9 + 2.5x4.1 + 1.5x4.35 + 3.5x4.65 + 3x5.45 + 2x5.55 over 15, in per cent."""
    interest = annual_interest(NEW)
    assert isinstance(interest, Computed)
    assert interest.value == usd("702.5e6")
    coupon = weighted_coupon(NEW)
    assert isinstance(coupon, Computed)
    assert coupon.value == pytest.approx(0.7025 / 15)
    years = weighted_maturity(NEW, date(2025, 11, 20))
    assert isinstance(years, Computed)
    assert years.value == pytest.approx(15.733, abs=0.001)


def test_without_a_coupon_there_is_no_interest() -> None:
    floater = [replace(NEW[0], coupon=None)]
    assert isinstance(annual_interest(floater), Problem)
    assert isinstance(weighted_coupon(floater), Problem)


def test_refinancing_costs_the_difference_of_yields_on_what_falls_due() -> None:
    """1.0bn at 1 % and 3.5bn at 3.15 % roll into 4.7 %: 37.0m and 54.25m a year."""
    today = Assumed(0.047, "a test")
    cost = refinancing_cost(OWN, today, EVE, within=3.0)
    assert isinstance(cost, Computed)
    assert cost.value == usd("91.25e6")
    assert isinstance(refinancing_cost(OWN, today, EVE, within=0.1), Problem)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a,b\n1,2\n",
        "maturity,face,coupon\nsoon,1,1%\n",
        "maturity,face,coupon\n2030-01-01,x,1%\n",
    ],
)
def test_a_list_that_is_none_says_so(text: str) -> None:
    with pytest.raises(UnreadableError):
        rungs_listed(text, "mine.csv")
