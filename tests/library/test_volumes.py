"""Supply, forecasts and spreads, each under its own scope."""

from __future__ import annotations

from decimal import Decimal

from bookrunner.library import supply
from bookrunner.units import Money


def test_forecasts_of_three_banks_have_three_scopes() -> None:
    said = {
        (s.institution, s.series): s.figure.value
        for s in supply()
        if s.period == "2026" and s.kind == "forecast"
    }
    assert said["JPMorgan", "US high-grade issuance"] == Money(Decimal("1.8e12"), "USD")
    assert said["Morgan Stanley", "US IG issuance"] == Money(Decimal("2.25e12"), "USD")
    barclays = said["Barclays", "US corporate issuance (all)"]
    assert barclays == Money(Decimal("2.46e12"), "USD")


def test_shares_and_spreads_are_decimals() -> None:
    share = next(s for s in supply() if s.series == "AI-linked share of net IG supply")
    spread = next(s for s in supply() if s.series == "US IG index spread")
    assert (share.figure.value, share.unit) == (Decimal("0.275"), "ratio")
    assert (spread.figure.value, spread.unit) == (Decimal("0.0073"), "decimal per year")


def test_every_figure_is_money_or_a_decimal() -> None:
    for told in supply():
        assert isinstance(told.figure.value, Money) == (told.unit == "money")
