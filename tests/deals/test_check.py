"""A sheet held against itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.cited import Assumed, Computed
from bookrunner.deals.check import Verdict, check_deal, disagreements, half_unit
from bookrunner.deals.crosscheck import cross_readings, cusip_check_digit, isin_check_digit
from examples.amazon import amazon, filed

if TYPE_CHECKING:
    from bookrunner.deals import Deal
    from bookrunner.deals.check import Check


def with_tranche(n: int, **figures: object) -> Deal:
    deal = amazon()
    changed = replace(deal.tranches[n], **figures)  # type: ignore[arg-type] # a test's keywords
    return replace(deal, tranches=(*deal.tranches[:n], changed, *deal.tranches[n + 1 :]))


def by_key(checks: tuple[Check, ...], key: str) -> Check:
    return next(each for each in checks if each.key == key)


def test_amazon_adds_up_fourteen_times() -> None:
    """Five yields, six proceeds, size, proceeds and discount in total."""
    made = [each for each in check_deal(amazon()) if each.verdict is not Verdict.IMPOSSIBLE]
    assert [each.verdict for each in made] == [Verdict.AGREES] * 14
    assert disagreements(check_deal(amazon())) == ()


def test_a_check_that_cannot_be_made_says_what_is_missing() -> None:
    check = by_key(check_deal(amazon()), "yield_to_maturity:6")
    assert check.verdict is Verdict.IMPOSSIBLE
    assert "state no yield" in check.message


def test_a_yield_that_contradicts_its_price_is_found_and_measured() -> None:
    deal = with_tranche(3, yield_to_maturity=filed(Decimal("0.04691")))
    (problem,) = disagreements(check_deal(deal))
    assert problem.figure == "yield_to_maturity:4"
    assert (
        "4.691% is stated, the other figures give 4.681% (-1.00 bp apart)"
        in problem.message
    )
    assert len(problem.seen) == 4  # the yield, and what it was worked out from


@pytest.mark.parametrize("wrong", ["0.04682", "0.04680"])
def test_a_thousandth_of_a_percent_is_noticed(wrong: str) -> None:
    deal = with_tranche(3, yield_to_maturity=filed(Decimal(wrong)))
    assert [each.figure for each in disagreements(check_deal(deal))] == [
        "yield_to_maturity:4"
    ]


@pytest.mark.parametrize(
    "derived",
    [
        Computed(Decimal("0.05583"), "bonds.yields", ()),
        Assumed(Decimal("0.05583"), "somebody worked it out"),
    ],
)
def test_a_derived_figure_is_no_witness(derived: object) -> None:
    check = by_key(
        check_deal(with_tranche(5, yield_to_maturity=derived)), "yield_to_maturity:6"
    )
    assert check.verdict is Verdict.IMPOSSIBLE


def test_a_total_that_is_not_the_sum_is_found() -> None:
    deal = with_tranche(0, face=filed(amazon().tranches[1].face.value * 2))  # type: ignore[union-attr] # stated
    keys = {each.figure for each in disagreements(check_deal(deal))}
    assert keys == {"total_face", "net_proceeds", "total_discount"}


def test_yield_follows_from_benchmark_and_spread() -> None:
    figures = {
        "benchmark_yield": filed(Decimal("0.04131")),
        "spread_at_pricing": filed(Decimal("0.0055")),
    }
    checks = [c for c in check_deal(with_tranche(3, **figures)) if "benchmark" in c.what]
    assert [each.verdict for each in checks] == [Verdict.AGREES]
    figures["spread_at_pricing"] = filed(Decimal("0.0056"))
    checks = [c for c in check_deal(with_tranche(3, **figures)) if "benchmark" in c.what]
    assert "+" not in checks[0].message.split("(")[0]
    assert [each.verdict for each in checks] == [Verdict.DISAGREES]


def test_the_yield_of_the_benchmark_follows_from_its_price() -> None:
    """Norfolk Southern, 26 January 2023: 4.125% due 15 Nov 2032 at 105-06+ is 3.493%."""
    figures = {
        "benchmark": filed("4.125% due November 15, 2032"),
        "benchmark_price": filed(Decimal("105.203125")),
        "benchmark_yield": filed(Decimal("0.03493")),
    }
    deal = replace(with_tranche(3, **figures), pricing_date=filed(date(2023, 1, 26)))
    check = by_key(check_deal(deal), "benchmark_yield:4")
    assert check.verdict is Verdict.AGREES
    figures["benchmark_yield"] = filed(Decimal("0.03523"))
    deal = replace(with_tranche(3, **figures), pricing_date=filed(date(2023, 1, 26)))
    assert by_key(check_deal(deal), "benchmark_yield:4").verdict is Verdict.DISAGREES


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=5, min_value=0, max_value=9)
)
def test_half_a_unit_is_half_of_the_last_digit(number: Decimal) -> None:
    assert half_unit(number) == Decimal("0.000005")


def test_places_that_speak_of_the_same_thing_are_compared() -> None:
    assert all(c.verdict is Verdict.AGREES for c in cross_readings(amazon()))
    wrong = with_tranche(2, title=filed("4.350% Notes due 2034"))
    (check,) = [c for c in cross_readings(wrong) if c.verdict is Verdict.DISAGREES]
    assert check.key == "maturity:3"


@pytest.mark.parametrize(
    ("cusip", "isin"),
    [
        ("037833100", "US0378331005"),
        ("927804GT5", "US927804GT52"),
        ("89236TJE6", "US89236TJE64"),
    ],
)
def test_check_digits_are_those_of_the_standards(cusip: str, isin: str) -> None:
    """Apple's share, and two notes whose sheets print both identifiers."""
    assert cusip_check_digit(cusip[:8]) == cusip[8]
    assert isin_check_digit(isin[:11]) == isin[11]


def test_a_mistyped_identifier_is_found() -> None:
    deal = with_tranche(0, cusip=filed("927804GT6"), isin=filed("US927804GT52"))
    wrong = {c.what for c in cross_readings(deal) if c.verdict is Verdict.DISAGREES}
    assert wrong == {"CUSIP and its check digit", "ISIN and CUSIP"}
