# ruff: noqa: E501 - the words stand here as sheets print them
"""Interest told in one breath, of the fixed period and of the floating one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bookrunner.deals.labels import rule_for
from bookrunner.deals.rules.interest import RULE
from examples.reading import one, read_by

D = Decimal
IN_ONE_BREATH = (
    "5.250%, accruing from and including March 3, 2025 to but excluding March 15, 2035, payable "
    "semi-annually in arrears on March 15 and September 15 of each year, beginning on September 15, 2025"
)


def test_the_rate_the_days_and_the_first_coupon_stand_in_one_value() -> None:
    read = read_by(RULE, IN_ONE_BREATH, "Interest Rate and Interest Payment Dates:")
    assert read == {
        "coupon": D("0.05250"),
        "first_coupon": date(2025, 9, 15),
        "interest_dates": ("03-15", "09-15"),
        "frequency": 2,
    }


def test_days_of_the_floating_period_are_no_days_of_the_notes() -> None:
    words = "Three-month LIBOR plus 2.380%, payable quarterly on each March 15, June 15, September 15 and December 15"
    read = read_by(
        RULE, words, "Interest Rate and Payment Dates during Floating-Rate Period:"
    )
    assert read == {"floating_index": "Three-month LIBOR", "margin": D("0.02380")}


@pytest.mark.parametrize(
    "words",
    [
        "the five-year Treasury rate plus 2.404%",
        "the Treasury Rate, plus a spread of 3.234%, to be reset every fifth year",
        "in no event below 0.500%",
    ],
)
def test_what_is_added_to_a_rate_or_bounds_it_is_no_coupon(words: str) -> None:
    assert "coupon" not in read_by(RULE, words)


def test_what_stands_in_brackets_does_not_hide_the_margin() -> None:
    words = "SOFR (as determined on each determination date (as defined below)), plus 1.430% per annum"
    assert read_by(RULE, words)["margin"] == D("0.01430")


@pytest.mark.parametrize(
    "label",
    [
        "Interest Rate and Interest Payment Dates during Fixed-Rate Period:",
        "Interest Rate During Floating Rate Period:",
        "Fixed Rate Coupon:",
        "Interest Provisions:",
    ],
)
def test_labels_of_a_period_call_for_the_coupon(label: str) -> None:
    found = rule_for(label)
    assert found is not None
    assert found.name == "coupon"


def test_notes_of_a_floating_rate_are_no_label_of_a_period() -> None:
    assert rule_for("Floating Rate Notes") is None


def test_a_first_coupon_told_with_what_it_accrues_from_is_one_day() -> None:
    sheet = (
        "Title: 1.750% Global Notes due 2029\n"
        "Interest Payment Dates: March 14 and September 14 in each year\n"
        "First Interest Payment Date: March 14, 2020 (for interest accrued from, and including, September 17, 2019 to, but excluding, March 14, 2020)\n"
    )
    seen = one(sheet)
    assert seen["first_coupon_date"] == "2020-03-14"
    assert seen["interest_dates"] == ["03-14", "09-14"]
