"""Figures in circulation, held against the books by rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bookrunner.issuers.claims import Claim, Ruling, judged
from bookrunner.issuers.from_library import financials_from_library
from bookrunner.issuers.items import Item
from bookrunner.units import Money

AMAZON = financials_from_library("AMZN")
THIRD = date(2025, 9, 30)


def claim(item: Item, amount: str, quarters: int, growth: float | None = None) -> Claim:
    money = Money(Decimal(amount), "USD")
    return Claim(item=item, amount=money, end=THIRD, quarters=quarters, growth=growth)


def test_34_2_billion_and_61_per_cent_are_another_basis_in_both_years() -> None:
    """34.2 over 1.61 is a base of 21.2; the gross base is 22.6."""
    told = judged(claim(Item.CAPEX_GROSS, "34.2e9", 1, 0.61), AMAZON)
    assert told.ruling is Ruling.ANOTHER_BASIS
    assert told.implied_base is not None
    assert float(told.implied_base.value.amount) / 1e9 == pytest.approx(21.24, abs=0.01)
    assert "counts something else in both years" in told.why
    assert "no filing at hand states capex net" in told.why
    assert "no growth crosses bases" in told.why


def test_89_9_billion_in_nine_months_is_another_basis() -> None:
    told = judged(claim(Item.CAPEX_GROSS, "89.9e9", 3), AMAZON)
    assert told.ruling is Ruling.ANOTHER_BASIS
    assert "92.297" in told.why


def test_an_operating_cash_flow_of_70_billion_is_wrong_and_old() -> None:
    told = judged(claim(Item.OPERATING_CASH_FLOW, "70e9", 4), AMAZON)
    assert told.ruling is Ruling.WRONG
    assert "130.691" in told.why
    assert "2023-09-30" in told.why, "it was 71.7 then"


@pytest.mark.parametrize("amount", ["35.1e9", "35e9", "35.095e9"])
def test_a_claim_is_confirmed_to_the_digits_it_circulates_in(amount: str) -> None:
    assert judged(claim(Item.CAPEX_GROSS, amount, 1), AMAZON).ruling is Ruling.CONFIRMED


def test_a_digit_too_many_is_not_confirmed() -> None:
    told = judged(claim(Item.CAPEX_GROSS, "35.11e9", 1), AMAZON)
    assert told.ruling is Ruling.ANOTHER_BASIS


def test_what_the_books_do_not_hold_they_do_not_judge() -> None:
    told = judged(claim(Item.NET_INCOME, "76.5e9", 4), AMAZON)
    assert told.ruling is Ruling.UNTOLD
