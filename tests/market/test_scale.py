"""How big is it really: auctions, months, shares, each with what went in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bookrunner.cited import Assumed, status
from bookrunner.market import scale
from bookrunner.units import Money

FIFTEEN = Assumed(Money(Decimal(15_000_000_000), "USD"), "Amazon's sale")


def test_fifteen_billion_is_a_tenth_of_a_months_supply() -> None:
    """$1.7tn in 2025 to late November, 10.8 months: $157bn a month."""
    assert scale.months_of_supply(FIFTEEN).value == pytest.approx(15 / (1700 / 10.8))


def test_the_auction_is_the_ten_year_note_of_november_2025() -> None:
    assert scale.auctions(FIFTEEN).value == pytest.approx(15 / 42)
    assert scale.TEN_YEAR_AUCTION.grade == "B"


def test_a_share_is_no_better_known_than_its_worst_part() -> None:
    assert status(scale.monthly_supply()).word == "assumed"
