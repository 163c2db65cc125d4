"""Issuers' quarters and contracts."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bookrunner.library import commitments, issuers, quarters
from bookrunner.units import Money

if TYPE_CHECKING:
    from bookrunner.library import QuarterFacts


def quarter(ticker: str, end: date) -> QuarterFacts:
    (found,) = (q for q in quarters(ticker) if q.period_end == end)
    return found


def test_amazons_third_quarter_is_in_dollars() -> None:
    """Statements of cash flows for the quarter to 30 September 2025."""
    third = quarter("AMZN", date(2025, 9, 30))
    assert third.capex
    assert third.operating_cash_flow
    assert third.capex.value == Money(Decimal(35_095_000_000), "USD")
    assert third.operating_cash_flow.value == Money(Decimal(35_525_000_000), "USD")


def test_debt_is_named_for_what_it_is() -> None:
    recent = quarter("AMZN", date(2025, 9, 30))
    assert recent.debt
    assert recent.debt_basis == "long-term debt only"
    assert recent.debt.note == "long-term debt only"
    assert quarter("AMZN", date(2023, 12, 31)).debt_basis == "total less lease obligations"
    assert quarter("GOOGL", date(2025, 9, 30)).debt_basis == "not stated"
    assert quarter("AMZN", date(2026, 3, 31)).debt_basis == ""


def test_what_a_data_site_adds_to_a_filing_keeps_the_grade_of_the_site() -> None:
    meta = quarter("META", date(2024, 12, 31))
    assert meta.capex
    assert meta.debt
    assert meta.interest_expense
    assert (meta.capex.grade, meta.debt.grade) == ("A", "B")
    assert meta.interest_expense.grade == "B"
    assert "data.sec.gov" in meta.capex.source
    assert "data.sec.gov" not in meta.debt.source


@pytest.mark.parametrize("ticker", issuers())
def test_no_quarter_is_told_twice(ticker: str) -> None:
    ends = [q.period_end for q in quarters(ticker)]
    assert ends == sorted(set(ends))
    gaps = [(b - a).days for a, b in itertools.pairwise(ends)]
    assert all(gap > 80 for gap in gaps)


def test_an_unknown_issuer_has_no_quarters() -> None:
    assert quarters("NOBODY") == ()


def test_openai_owes_oracle_three_hundred_billion_by_report() -> None:
    (owed,) = (c for c in commitments() if (c.buyer, c.seller) == ("OpenAI", "Oracle"))
    assert owed.amount
    assert owed.amount.value == Money(Decimal("300e9"), "USD")
    assert owed.amount.grade == "B"
    assert owed.amount.as_of is None, "announced in September 2025, no day is known"


def test_a_contract_without_an_amount_stays_without_one() -> None:
    assert [c for c in commitments() if c.seller == "Google / Broadcom" and c.amount] == []
