"""Deals, tranches and stages: what each source says, with that source's passport."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bookrunner.library import deals, stages, tranches
from bookrunner.units import Money

if TYPE_CHECKING:
    from bookrunner.library import TrancheFacts

AMAZON = "amzn-2025-11-17"


def test_amazon_is_complete() -> None:
    """Pricing term sheet and prospectus supplement of 17 November 2025."""
    (facts,) = (deal for deal in deals() if deal.deal_id == AMAZON)
    assert facts.pricing_date
    assert facts.settlement_date
    assert facts.total_face
    assert facts.net_proceeds
    assert facts.underwriting_fees
    assert facts.bookrunners
    assert facts.pricing_date.value == date(2025, 11, 17)
    assert facts.settlement_date.value == date(2025, 11, 20)
    assert facts.total_face.value == Money(Decimal(15_000_000_000), "USD")
    assert facts.underwriting_fees.value == Money(Decimal(34_750_000), "USD")
    assert {a: r.value for a, r in facts.ratings.items()} == {
        "Moody's": "A1",
        "S&P": "AA",
        "Fitch": "AA-",
    }
    assert facts.bookrunners.value == ("Goldman Sachs", "J.P. Morgan", "Morgan Stanley")
    assert facts.further_underwriters
    assert facts.further_underwriters.value == 22


def test_amazon_proceeds_keep_the_digits_they_were_stated_in() -> None:
    """Stated as $14.926bn: true to the million, not to the dollar."""
    (facts,) = (deal for deal in deals() if deal.deal_id == AMAZON)
    assert facts.net_proceeds
    assert facts.net_proceeds.value.amount == 14_926_000_000
    assert facts.net_proceeds.value.amount.as_tuple().exponent == 6


def test_a_figure_has_the_passport_of_the_document_that_states_it() -> None:
    longest = tranches(AMAZON)[-1]
    assert longest.coupon
    assert longest.price
    assert longest.spread_at_pricing
    assert "fwp" in longest.coupon.source
    assert "424b5" in longest.price.source
    assert (longest.coupon.grade, longest.price.grade) == ("A", "A")
    assert longest.spread_at_pricing.grade == "B", "only the press states it"


def test_six_tranches_of_amazon_state_what_the_filings_state() -> None:
    sold = tranches(AMAZON)
    stated = [(str(t.price and t.price.value), t.due) for t in sold]
    assert stated == [
        ("99.978", "2028-11-20"),
        ("99.893", "2030-11-20"),
        ("99.850", "2033-03-20"),
        ("99.755", "2035-11-20"),
        ("99.517", "2055-11-20"),
        ("99.474", "2065-11-20"),
    ]
    assert [t.yield_to_maturity is None for t in sold] == [False] * 5 + [True]
    assert [str(t.gross_spread and t.gross_spread.value) for t in sold] == [
        "0.100", "0.120", "0.150", "0.200", "0.400", "0.400",
    ]  # fmt: skip
    assert {t.first_coupon.value for t in sold if t.first_coupon} == {
        date(2026, 5, 20),
        date(2026, 3, 20),
    }


def test_a_yield_worked_out_from_a_price_is_no_witness() -> None:
    """The raw facts derive these yields; no source at hand states them."""
    for deal_id in ("goog-2025-04-28-usd", "goog-2025-04-29-eur", "orcl-2025-01-30"):
        assert not [t for t in tranches(deal_id) if t.yield_to_maturity]


def test_assumed_dates_and_frequencies_are_left_out() -> None:
    assert not [t for t in tranches("goog-2025-04-28-usd") if t.first_coupon]
    assert not [t for t in tranches("goog-2025-04-29-eur") if t.frequency or t.first_coupon]
    (oracle,) = (d for d in deals() if d.deal_id == "orcl-2026-02-02")
    assert oracle.settlement_date is None


def test_a_maturity_known_to_the_year_is_no_day() -> None:
    for tranche in tranches("meta-2025-10-30"):
        assert tranche.maturity is None
        assert len(tranche.due) == 4


def test_the_sale_of_amazon_unfolds() -> None:
    told = {(s.stage, s.quantity): s.figure.value for s in stages(AMAZON)}
    assert told == {
        ("target", "size"): Money(Decimal("12e9"), "USD"),
        ("talk", "spread"): Decimal("0.0115"),
        ("peak", "order_book"): Money(Decimal("80e9"), "USD"),
        ("final", "attrition"): Decimal("0.5"),
        ("final", "size"): Money(Decimal(15_000_000_000), "USD"),
        ("final", "spread"): Decimal("0.0085"),
    }


def test_what_only_the_press_tells_is_graded_b() -> None:
    filed = {("final", "size")} | {("final", "spread")}
    for deal in deals():
        for stage in stages(deal.deal_id):
            if (stage.stage, stage.quantity) not in filed:
                assert stage.figure.grade == "B"


def test_a_name_nobody_knows_has_no_tranches_and_no_stages() -> None:
    assert tranches("nobody-2025-01-01") == ()
    assert stages("nobody-2025-01-01") == ()


def test_tranches_that_state_price_and_yield_number_seventeen_in_filings() -> None:
    assert len(witnesses()) == 17


def witnesses() -> list[TrancheFacts]:
    """Tranches with a price and a yield, both from a filing."""
    return [
        tranche
        for deal in deals()
        for tranche in tranches(deal.deal_id)
        if tranche.price and tranche.yield_to_maturity
        if tranche.yield_to_maturity.grade == "A"
    ]


@pytest.mark.parametrize("deal", deals(), ids=lambda deal: deal.deal_id)
def test_sizes_of_the_tranches_do_not_exceed_the_deal(deal: object) -> None:
    facts = next(d for d in deals() if d is deal)
    faces = [t.face.value.amount for t in tranches(facts.deal_id) if t.face]
    if facts.total_face and faces:
        assert sum(faces) <= facts.total_face.value.amount
