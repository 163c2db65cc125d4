# ruff: noqa: E501 - the words stand here as sheets print them, one a line
"""Each figure's rule on the words practitioners use, with the units of the house."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bookrunner.deals.labels import rule_for
from bookrunner.deals.rules import (
    RULES,
    Doubt,
    benchmark,
    bookrunners,
    currency,
    dates,
    day_count,
    face,
    gross_spread,
    interest,
    interest_dates,
    issuer,
    make_whole,
    maturity,
    price,
    spread,
    yields,
)
from bookrunner.filings import Passage
from bookrunner.units import Money
from examples.reading import read_by

D = Decimal


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("5.250%", {"coupon": D("0.05250")}),
        ("5.250% per annum, accruing from May 1, 2025", {"coupon": D("0.05250")}),
        ("5 per cent", {"coupon": D("0.05")}),
        ("6 3/8%", {"coupon": D("0.06375")}),
        ("5¼% per annum", {"coupon": D("0.0525")}),
        (
            "Compounded SOFR plus 0.460% per year",
            {"floating_index": "Compounded SOFR", "margin": D("0.00460")},
        ),
        (
            "3-month LIBOR + 5 bps",
            {"floating_index": "3-month LIBOR", "margin": D("0.0005")},
        ),
        (
            "Three-Month U.S. dollar LIBOR",
            {"floating_index": "Three-Month U.S. dollar LIBOR"},
        ),
        (
            "3.515% to but excluding the reset date, then Three-month CDOR plus 2.555%",
            {
                "coupon": D("0.03515"),
                "floating_index": "Three-month CDOR",
                "margin": D("0.02555"),
            },
        ),
        (
            "a Benchmark rate (expected to be Three-Month Term SOFR), plus 561.7 basis points",
            {"floating_index": "Three-Month Term SOFR", "margin": D("0.05617")},
        ),
        ("SONIA minus 10 bps", {"floating_index": "SONIA", "margin": D("-0.0010")}),
    ],
)
def test_coupons_are_rates_or_an_index_and_a_margin(
    words: str, read: dict[str, Any]
) -> None:
    assert read_by(interest.RULE, words) == read


def test_two_rates_without_a_reason_are_a_doubt() -> None:
    text = "5.250% or 5.350%"
    (doubt,) = interest.RULE.read(Passage(text, 0, len(text)), Passage(text, 0, 0))
    assert isinstance(doubt, Doubt)
    assert "5.250%, 5.350%" in doubt.message


@pytest.mark.parametrize(
    ("words", "money"),
    [
        ("$2,500,000,000", Money(D(2500000000), "USD")),
        ("US$1.5 billion aggregate principal amount", Money(D(1500000000), "USD")),
        ("U.S.$750,000,000", Money(D(750000000), "USD")),
        ("C$550,000,000", Money(D(550000000), "CAD")),
        ("€800 million", Money(D(800000000), "EUR")),
        ("GBP 500,000,000", Money(D(500000000), "GBP")),
        ("CHF 300 million", Money(D(300000000), "CHF")),
        ("500,000,000 EUR", Money(D(500000000), "EUR")),
        ("¥250,000,000,000", Money(D(250000000000), "JPY")),
    ],
)
def test_sizes_keep_their_currency(words: str, money: Money) -> None:
    assert read_by(face.RULE, words) == {"face": money}


def test_a_size_without_a_currency_is_a_doubt_not_a_dollar() -> None:
    text = "500,000,000"
    (doubt,) = face.RULE.read(Passage(text, 0, len(text)), Passage(text, 0, 0))
    assert isinstance(doubt, Doubt)


@pytest.mark.parametrize(
    "words",
    ["November 20, 2028", "November20, 2028", "20th of November 2028", "Nov. 20 2028",
     "2028-11-20", "11/20/2028", "November 20th, 2028 (if not redeemed before)"],
)  # fmt: skip
def test_days_are_read_however_they_are_written(words: str) -> None:
    assert read_by(maturity.RULE, words) == {"maturity": date(2028, 11, 20)}


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("99.978% of principal amount", {"price": D("99.978")}),
        ("100% plus accrued interest", {"price": D(100)}),
        ("99.978", {"price": D("99.978")}),
        ("99 1/2% of the principal amount", {"price": D("99.5")}),
        ("Variable price reoffer", {}),
    ],
)
def test_prices_are_per_hundred(words: str, read: dict[str, Any]) -> None:
    assert read_by(price.RULE, words) == read


@pytest.mark.parametrize(
    ("words", "value"),
    [("4.375%", "0.04375"), ("-0.125%", "-0.00125"), ("\u20130.125%", "-0.00125")],
)
def test_yields_may_be_negative(words: str, value: str) -> None:
    assert read_by(yields.RULE, words) == {"yield_to_maturity": D(value)}


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("+85 basis points", "0.0085"),
        ("T + 112.5 bps", "0.01125"),
        ("T+60bps", "0.0060"),
        ("128 basis points (1.28%)", "0.0128"),
        ("plus 40 bp", "0.0040"),
        ("T+85", "0.0085"),
    ],
)
def test_spreads_are_decimals(words: str, points: str) -> None:
    assert read_by(spread.RULE, words) == {"spread_at_pricing": D(points)}


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("99-24; 3.931%", {"benchmark_price": D("99.75"), "benchmark_yield": D("0.03931")}),
        ("101-25+ / 1.551%", {"benchmark_price": D("101.796875"), "benchmark_yield": D("0.01551")}),
        ("99-213\u20444 / 4.071%", {"benchmark_price": D("99.6796875"), "benchmark_yield": D("0.04071")}),
        ("100-29¾ / 3.793%", {"benchmark_price": D("100.9296875"), "benchmark_yield": D("0.03793")}),
        ("$101-17+ and 4.553%", {"benchmark_price": D("101.546875"), "benchmark_yield": D("0.04553")}),
        ("86.56% / 2.101%", {"benchmark_price": D("86.56"), "benchmark_yield": D("0.02101")}),
        ("3.721%", {"benchmark_yield": D("0.03721")}),
    ],
)  # fmt: skip
def test_benchmark_quotes_are_points_and_thirty_seconds(
    words: str, quote: dict[str, Any]
) -> None:
    assert read_by(benchmark.QUOTE, words, "Benchmark Price and Yield") == quote


@pytest.mark.parametrize(
    "words",
    ["3.625% due August 31, 2029", "UST 1.675% due June 30, 2020", "4.25% UST due January 15, 2028",
     "DBR 0.0% due February 2032", "German Bunds 1.500% due May 15, 2024", "T 1 ½ 01/31/19",
     "DBR 0 02/15/30"],
)  # fmt: skip
def test_a_benchmark_is_named_by_coupon_and_maturity(words: str) -> None:
    assert read_by(benchmark.RULE, words) == {"benchmark": words}


def test_discounts_that_differ_are_a_doubt() -> None:
    assert read_by(gross_spread.RULE, "0.350% of the principal amount") == {
        "gross_spread": D("0.350")
    }
    assert read_by(gross_spread.RULE, "0.150% (Ash Inc.) and 0.200% (Birch LLC)") == {}


@pytest.mark.parametrize(
    ("words", "days", "first", "times"),
    [
        ("Semi-annually on May 20 and November 20, commencing May 20, 2026",
         ("05-20", "11-20"), date(2026, 5, 20), 2),
        ("May 20 and November 20 of each year, beginning on May 20, 2026",
         ("05-20", "11-20"), date(2026, 5, 20), None),
        ("Annually on June 6, beginning June 6, 2026", ("06-06",), date(2026, 6, 6), 1),
        (("Fixed rate period: June 1 and December 1, commencing December 1, 2020. "
         "Floating rate period: March 1, June 1, commencing on June 1, 2025"),
         ("06-01", "12-01"), date(2020, 12, 1), None),
        ("Quarterly", None, None, 4),
    ],
)  # fmt: skip
def test_interest_dates_tell_days_first_coupon_and_frequency(
    words: str, days: tuple[str, ...] | None, first: date | None, times: int | None
) -> None:
    read = read_by(interest_dates.RULE, words, "Interest Payment Dates")
    told = (read.get("interest_dates"), read.get("first_coupon"), read.get("frequency"))
    assert told == (days, first, times)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("30 / 360", "30/360"),
        ("360-day year consisting of twelve 30-day months", "30/360"),
        ("Actual/360", "Actual/360"),
        ("Actual/Actual (ICMA), following, unadjusted", "Actual/Actual (ICMA)"),
    ],
)
def test_day_counts_are_named(words: str, read: str) -> None:
    assert read_by(day_count.RULE, words) == {"day_count": read}


CALL = date(2034, 12, 15)


@pytest.mark.parametrize(
    ("label", "words", "spread", "call"),
    [
        ("Make-Whole", "T + 20 bps prior to December 15, 2034", "0.0020", CALL),
        ("Make-Whole Call", "At any time at a discount rate of Treasury plus 12.5 basis points",
         "0.00125", None),
        ("Optional Redemption", ("Prior to December 15, 2034 (three months prior to maturity), make-whole at "
         "the Treasury Rate plus 15 basis points; on or after December 15, 2034, at par"), "0.0015", CALL),
        ("Optional Redemption", "On or after December 15, 2034, in whole or in part at 100%", None, CALL),
        ("Optional Redemption", "with accrued interest from, and including, December 15, 2034", None, None),
        ("Call", "Make-whole at the yield of the Benchmark Bund plus 15 bps", "0.0015", None),
    ],
)  # fmt: skip
def test_calls_tell_the_spread_and_the_day_of_par(
    label: str, words: str, spread: str | None, call: date | None
) -> None:
    read = read_by(make_whole.RULE, words, label)
    told = (read.get("make_whole_spread"), read.get("par_call_date"))
    assert told == (spread and D(spread), call)


def test_firms_are_parted_by_commas_lines_and_legal_forms() -> None:
    words = (
        "Merrill Lynch, Pierce, Fenner & Smith Incorporated, Goldman, Sachs & Co. and "
        "HSBC Securities (USA) Inc. J.P. Morgan Securities LLC (B&D) Wells Fargo Securities, LLC"
    )
    assert read_by(bookrunners.RULE, words)["bookrunners"] == (
        "Merrill Lynch, Pierce, Fenner & Smith Incorporated",
        "Goldman, Sachs & Co.",
        "HSBC Securities (USA) Inc.",
        "J.P. Morgan Securities LLC",
        "Wells Fargo Securities, LLC",
    )


def test_an_issuer_is_its_name_alone() -> None:
    assert read_by(issuer.RULE, "Quill plc (the “Company”)*") == {"issuer": "Quill plc"}
    assert read_by(issuer.GUARANTORS, "None") == {}


def test_settlement_days_leave_their_cycle_behind() -> None:
    assert read_by(dates.SETTLEMENT, "May 5, 2025 (T+3)") == {
        "settlement_date": date(2025, 5, 5)
    }


def test_currencies_are_known_by_name() -> None:
    assert read_by(currency.RULE, "U.S. dollars") == {"currency": "USD"}
    assert read_by(currency.RULE, "Pound sterling (“£”)") == {"currency": "GBP"}


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Coupon (Interest Rate)*:", "coupon"),
        ("Benchmark Treasury Price / Yield:", "benchmark_quote"),
        ("Spread to Benchmark Treasury", "spread"),
        ("Re-offer Spread vs. Benchmark", "spread"),
        ("Spread to Mid-Swap", "spread_to_midswap"),
        ("Treasury Benchmark", "benchmark"),
        ("Joint Lead Managers and Joint Bookrunners", "bookrunners"),
        ("Expected Issue Ratings (Moody's / S&P)1", "ratings"),
        ("Net Proceeds to Issuer (before expenses)", "net_price"),
        ("Settlement Date (T+5)**", "settlement_date"),
        ("CUSIP No. / ISIN No.", "identifiers"),
    ],
)
def test_labels_call_for_their_rule(label: str, name: str) -> None:
    rule = rule_for(label)
    assert rule is not None
    assert rule.name == name


@pytest.mark.parametrize(
    "label", ["Co-Managers", "Denominations", "2028 Notes", "Yield to Par Call", "S&P"]
)
def test_what_no_rule_reads_is_left_alone(label: str) -> None:
    assert rule_for(label) is None


def test_no_rule_finds_anything_in_nothing() -> None:
    nothing = Passage("", 0, 0)
    assert all(not list(rule.read(nothing, nothing)) for rule in RULES)


@pytest.mark.parametrize(
    ("label", "rule"),
    [
        ("Expected Ratings1:", "ratings"),
        ("Settlement Date (T+5) 2:", "settlement_date"),
        ("Ratings of Issuer:1", "ratings"),
        ("Optional Make-Whole Redemption:", "make_whole"),
        ("Spread to Treasury Benchmark:", "spread"),
        ("Settle Date:", "settlement_date"),
        ("Fixed Rate Benchmark Gilt:", "benchmark"),
        (
            "Proceeds (before offering expenses) to the Operating Partnership(1)",
            "net_price",
        ),
    ],
)
def test_labels_with_footnotes_and_qualifiers_are_known(label: str, rule: str) -> None:
    found = rule_for(label)
    assert found is not None
    assert found.name == rule


@pytest.mark.parametrize(
    "label", ["Mid Swaps Yield:", "Yield to Average Life:", "Preliminary Prospectus:"]
)
def test_labels_that_only_look_alike_are_not(label: str) -> None:
    assert rule_for(label) is None


def test_a_fee_in_basis_points_is_per_100_of_face() -> None:
    assert read_by(gross_spread.RULE, "22.5 bps") == {"gross_spread": D("0.225")}
    assert read_by(gross_spread.RULE, "$27.50 per Note") == {}


def test_two_commissions_are_a_doubt_and_so_are_two_prices_to_the_issuer() -> None:
    fees = "0.030% in the case of Quill LLC 0.150% in the case of Plume Inc."
    nets = "99.970% in the case of Quill LLC 99.850% in the case of Plume Inc."
    assert read_by(gross_spread.RULE, fees) == {}
    assert read_by(gross_spread.NET, nets) == {}


def test_a_spread_says_what_it_is_over() -> None:
    assert read_by(spread.RULE, "MS + 90 basis points") == {
        "spread_to_midswap": D("0.0090")
    }
    assert read_by(spread.RULE, "B + 132.3 basis points") == {
        "spread_at_pricing": D("0.01323")
    }
    over_index = read_by(spread.RULE, "Plus 0.509%", "Spread (Plus or Minus):")
    assert over_index == {"margin": D("0.00509")}


def test_a_size_left_blank_is_not_the_denomination_behind_it() -> None:
    words = "US$ ● ; Minimum Denomination: US$1,000"
    assert read_by(face.RULE, words) == {}


def test_a_slash_behind_a_price_is_no_fraction() -> None:
    read = read_by(benchmark.QUOTE, "105-26+/2.713%", "Benchmark Treasury Price/Yield:")
    assert read["benchmark_yield"] == D("0.02713")


def test_a_benchmark_may_be_an_index() -> None:
    words = "Compounded Daily SOFR (calculated as described below)"
    assert read_by(benchmark.RULE, words) == {"floating_index": "Compounded Daily SOFR"}


def test_a_reference_rate_is_no_coupon() -> None:
    assert read_by(interest.RULE, "0.137%", "Reference Rate:") == {}


def test_an_issuer_broken_over_two_lines_is_one() -> None:
    assert read_by(issuer.RULE, "Quill\nPower Corporation") == {
        "issuer": "Quill Power Corporation"
    }
    assert read_by(issuer.RULE, "Quill\n\nQuill Finance Corp.") == {"issuer": "Quill"}
    assert read_by(issuer.RULE, "Quill Company (formerly The Old Quill Company)") == {
        "issuer": "Quill Company"
    }


def test_firms_keep_their_legal_form_and_lose_their_nickname() -> None:
    words = "Larch Securities\nIncorporated\nBirch Securities (USA) Inc. (“BSI”)"
    assert read_by(bookrunners.RULE, words)["bookrunners"] == (
        "Larch Securities Incorporated",
        "Birch Securities (USA) Inc.",
    )


def test_a_day_with_its_year_is_no_day_of_every_year() -> None:
    read = read_by(interest_dates.RULE, "May 1 and November 1, until May 1, 2030")
    assert read["interest_dates"] == ("05-01", "11-01")
