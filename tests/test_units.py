"""Doors in: words become exact figures, or are refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.errors import MisuseError, UnreadableError
from bookrunner.units import Money, bps, day, money, percent, price, treasury_price


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("99-16+", "99.515625"),
        ("99-162", "99.5078125"),
        ("99-167", "99.52734375"),
        ("99-05 1/4", "99.1640625"),
        ("99-051/4", "99.1640625"),
        ("100-00", "100"),
    ],
)
def test_treasury_quotes_are_read_in_all_their_spellings(words: str, figure: str) -> None:
    assert treasury_price(words) == Decimal(figure)


@pytest.mark.parametrize("words", ["99-168", "99-169", "99-32", "99.5", "9916", "", "99-1"])
def test_what_is_no_treasury_quote_is_refused(words: str) -> None:
    with pytest.raises(UnreadableError):
        treasury_price(words)


@given(st.integers(0, 199), st.integers(0, 31), st.integers(0, 7))
def test_every_eighth_of_a_tick_is_where_arithmetic_puts_it(
    points: int, ticks: int, eighths: int
) -> None:
    read = treasury_price(f"{points}-{ticks:02d}{eighths}")
    assert read == points + Decimal(ticks * 8 + eighths) / 256


def test_digits_of_the_filing_are_kept() -> None:
    assert str(percent("5.250%")) == "0.05250"
    assert str(price("100.000%")) == "100.000"
    assert bps("T+85 bps".removeprefix("T")) == Decimal("0.0085")


@pytest.mark.parametrize(
    "words", ["", "five", "5..2%", "5.2%%", "5.2% to 5.4%", "$5", "1,23%"]
)
def test_what_is_no_percentage_is_refused(words: str) -> None:
    with pytest.raises(UnreadableError):
        percent(words)


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("November 17, 2025", date(2025, 11, 17)),
        ("Nov. 17, 2025", date(2025, 11, 17)),
        ("17 November 2025", date(2025, 11, 17)),
        ("Sept 1st, 2025", date(2025, 9, 1)),
        ("2025-11-17", date(2025, 11, 17)),
        ("11/17/2025", date(2025, 11, 17)),
    ],
)
def test_days_are_read_as_filings_write_them(words: str, when: date) -> None:
    assert day(words) == when


@pytest.mark.parametrize(
    "words", ["February 30, 2025", "Smarch 1, 2025", "2025-13-01", "ma 1, 2025"]
)
def test_days_that_do_not_exist_are_refused(words: str) -> None:
    with pytest.raises(UnreadableError):
        day(words)


@pytest.mark.parametrize(
    ("words", "amount", "currency"),
    [
        ("$2,500,000,000", "2500000000", "USD"),
        ("US$750 million", "750000000", "USD"),
        ("C$1,000,000,000", "1000000000", "CAD"),
        ("€1.25 billion", "1250000000", "EUR"),
        ("GBP 300,000,000", "300000000", "GBP"),
    ],
)
def test_money_comes_with_its_currency(words: str, amount: str, currency: str) -> None:
    assert money(words) == Money(Decimal(amount), currency)


def test_money_without_a_currency_is_refused_unless_one_is_given() -> None:
    with pytest.raises(UnreadableError):
        money("2,500,000")
    assert money("2,500,000", "EUR") == Money(Decimal(2500000), "EUR")


def test_two_currencies_do_not_add_up() -> None:
    with pytest.raises(MisuseError, match="convert it first"):
        Money(Decimal(1), "USD") + Money(Decimal(1), "EUR")
