"""League tables: credit by hand, and the sales that count for nobody."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bookrunner.cited import Assumed
from bookrunner.deals import Deal, shipped_deals
from bookrunner.market.leagues import bookrunner_league, issuer_league
from bookrunner.market.sold import Rate
from bookrunner.units import Money


def sale(deal: str, face: int, *banks: str, currency: str = "USD") -> Deal:
    return Deal(
        deal_id=deal,
        ticker=deal,
        total_face=Assumed(Money(Decimal(face), currency), "made up"),
        bookrunners=Assumed(banks, "made up") if banks else None,
    )


def test_full_credit_is_the_whole_sale_and_shared_an_equal_part() -> None:
    league = bookrunner_league([sale("A", 30, "X", "Y"), sale("B", 10, "X")], {})
    told = {
        p.name: (int(p.full.value.amount), int(p.shared.value.amount))
        for p in league.places
    }
    assert told == {"X": (40, 25), "Y": (30, 15)}
    assert [p.name for p in league.places] == ["X", "Y"]
    assert sum(p.share.value for p in league.places) == pytest.approx(1.0)


def test_a_sale_without_named_banks_counts_for_nobody_and_says_so() -> None:
    league = bookrunner_league([sale("A", 30)], {})
    assert league.places == ()
    assert "no source at hand names its banks" in league.problems[0].message


def test_a_sale_in_euros_counts_with_a_rate_alone() -> None:
    euro = sale("A", 10, "X", currency="EUR")
    assert "EUR" in bookrunner_league([euro], {}).problems[0].message
    rate = Rate(currency="EUR", dollars=1.2, day=date(2025, 11, 3))
    (place,) = bookrunner_league([euro], {"EUR": rate}).places
    assert place.full.value == Money(Decimal("12.0"), "USD")


def test_meta_leads_the_shipped_issuers() -> None:
    """$10.5bn + $30bn + $25bn, and $8.5bn of 2023; Beignet's $27.3bn is its own."""
    league = issuer_league(shipped_deals(), {})
    first = league.places[0]
    assert first.name == "META"
    assert int(first.full.value.amount) == 74_000_000_000
