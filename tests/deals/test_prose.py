# ruff: noqa: E501, RUF001 - the sentences stand here as filings print them
"""Terms told in sentences: covers of prospectus supplements, and reports."""

from __future__ import annotations

import pytest

from bookrunner.deals.prose import sentences
from bookrunner.filings import Passage
from examples.reading import told

COVER = """Quill Operating Partnership LP
$450,000,000 5.450% Senior Notes Due 2030
$350,000,000 5.500% Senior Notes Due 2033
guaranteed by
Quill Homes Inc.
Quill Operating Partnership LP is offering $450,000,000 aggregate principal amount of its 5.450% Senior Notes due 2030 (the “2030 Notes”) and $350,000,000 aggregate principal amount of its 5.500% Senior Notes due 2033 (the “2033 Notes” and, together with the 2030 Notes, the “notes”). The 2030 Notes will bear interest at the rate of 5.450% per year and will mature on August 15, 2030, and the 2033 Notes will bear interest at the rate of 5.500% per year and will mature on August 20, 2033. Interest on the 2030 Notes will be paid semi-annually in arrears on February 15 and August 15 of each year, beginning on February 15, 2024, and interest on the 2033 Notes will be paid semi-annually in arrears on February 20 and August 20 of each year, beginning on February 20, 2024.
"""


def test_a_cover_tells_each_issue_its_own_terms() -> None:
    seen = told(COVER)
    assert seen["issuer"] == "Quill Operating Partnership LP"
    first, second = seen["tranches"]
    assert (first["principal"], first["coupon_pct"]) == (450_000_000, 5.45)
    assert (first["maturity"], first["first_coupon_date"]) == ("2030-08-15", "2024-02-15")
    assert (second["principal"], second["maturity"]) == (350_000_000, "2033-08-20")
    assert second["interest_dates"] == ["02-20", "08-20"]


def test_notes_without_a_rate_in_their_title_are_told_apart_by_their_series() -> None:
    seen = told(
        "We are offering $600,000,000 of our Junior Subordinated Debentures due June 15, 2056 (Series 2025A) and "
        "$700,000,000 of our Junior Subordinated Debentures due June 15, 2056 (Series 2025B). "
        "The Series 2025A Junior Subordinated Debentures will bear interest from the date of issue to, but not including, "
        "June 15, 2031 at an annual rate of 5.875% and from June 15, 2031 at an annual rate equal to the Five-Year "
        "Treasury Rate plus 2.179%. "
        "The Series 2025B Junior Subordinated Debentures will bear interest to, but not including, June 15, 2036 at an "
        "annual rate of 6.100% and after it at the Five-Year Treasury Rate plus 2.013%. "
        "The first interest payment will be made on December 15, 2025."
    )["tranches"]
    assert [(each["principal"] // 10**6, each["coupon_pct"]) for each in seen] == [
        (600, 5.875),
        (700, 6.1),
    ]
    assert [(each["reset_date"], each["reset_margin_bps"]) for each in seen] == [
        ("2031-06-15", 217.9),
        ("2036-06-15", 201.3),
    ]
    assert {each["kind"] for each in seen} == {"fixed-to-fixed"}
    assert {each["first_coupon_date"] for each in seen} == {"2025-12-15"}


def test_a_floating_period_is_told_in_a_sentence_of_its_own() -> None:
    (tranche,) = told(
        "In this supplement we refer to our 5.121% fixed-to-floating rate senior notes due April 4, 2031 as the notes. "
        "We will pay interest on the notes semi-annually on April 4 and October 4 of each year, beginning April 4, 2025, "
        "and ending on April 4, 2030 (the “Fixed Rate Period”) at a fixed rate equal to 5.121%. Beginning on July 4, 2030, "
        "we will pay interest on the notes on July 4, October 4, January 4 and at maturity (the “Floating Rate Period”) at "
        "a floating rate equal to Compounded SOFR, plus a spread of 1.227%. The notes will mature on April 4, 2031. "
        "Interest on the notes will be computed on the basis of a 360-day year of twelve 30-day months."
    )["tranches"]
    assert tranche["interest_dates"] == ["04-04", "10-04"]
    assert (tranche["floating_index"], tranche["margin_bps"]) == ("Compounded SOFR", 122.7)
    assert (tranche["kind"], tranche["day_count"]) == ("fixed-to-floating", "30/360")


@pytest.mark.parametrize(
    "sentence",
    [
        "We will use the proceeds to repay $500,000,000 aggregate principal amount of our 3.500% Notes due 2026.",
        "We intend to redeem all of the outstanding $500,000,000 principal amount of our 3.500% Notes due 2026.",
    ],
)
def test_old_notes_that_are_repaid_are_not_sold(sentence: str) -> None:
    seen = told(f"{COVER}\n\n{sentence}\n")
    assert [each["coupon_pct"] for each in seen["tranches"]] == [5.45, 5.5]


def test_a_concurrent_offering_gives_its_amount_to_nobody() -> None:
    seen = told(
        "Issuer: Quill Power Company\nSecurity: Series 2012A 4.30% Senior Notes due March 15, 2042\n"
        "Size: $350,000,000\nConcurrent Offering:\n"
        "$400,000,000 of Quill Power Company’s Series 2012B 2.85% Senior Notes due May 15, 2022, expected to be issued "
        "on May 11, 2012. The closing of this offering is not contingent on the closing of the concurrent offering.\n"
    )
    (tranche,) = seen["tranches"]
    assert tranche["principal"] == 350_000_000


def test_a_point_inside_a_name_or_a_number_ends_no_sentence() -> None:
    text = "Quill U.S. Inc. sold 5.25% notes. They mature in 2030."
    assert [each.words for each in sentences([Passage(text, 0, len(text))])] == [
        "Quill U.S. Inc. sold 5.25% notes.",
        "They mature in 2030.",
    ]
