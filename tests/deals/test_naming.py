# ruff: noqa: E501 - the sheets stand here as sheets do
"""Where tranches are named: once each, by the best place that names any."""

from __future__ import annotations

import pytest

from examples.reading import told


def titles(words: str) -> list[str]:
    return [each["title"] for each in told(words)["tranches"]]


def test_titles_beside_their_label_name_the_tranches() -> None:
    sheet = "Securities: 5.000% Notes due 2030\n5.500% Notes due 2035\nIssuer: Quill plc\n"
    assert titles(sheet) == ["5.000% Notes due 2030", "5.500% Notes due 2035"]


def test_a_title_broken_in_a_narrow_cell_is_whole() -> None:
    sheet = (
        "Title:\n2.250%\nNotes due 2030 (the “2030 Notes”)\n3.125%\n"
        "Notes due 2050 (the “2050 Notes”)\nCoupon: 2030 Notes: 2.250%\n2050 Notes: 3.125%\n"
    )
    seen = told(sheet)["tranches"]
    assert [" ".join(each["title"].split()) for each in seen] == [
        "2.250% Notes due 2030",
        "3.125% Notes due 2050",
    ]


def test_a_title_told_again_without_its_rate_names_nothing_new() -> None:
    sheet = (
        "Senior Fixed-to-Floating Rate Notes due 2029\n"
        "Securities Offered: U.S.$1,000,000,000 2.721% senior fixed-to-floating rate notes due 2029\n"
        "Maturity Date: July 16, 2029\n"
    )
    (tranche,) = told(sheet)["tranches"]
    assert tranche["principal"] == 1_000_000_000
    assert tranche["coupon_pct"] == 2.721


def test_terms_applicable_to_notes_name_them_and_descriptions_do_not() -> None:
    sheet = (
        "Fixed Rate Notes\nTerms Applicable to the Senior Notes due 2025\n"
        "Security Type: Senior Unsecured Notes\nMaturity Date: February 1, 2025\nCoupon: 3.100%\n"
    )
    assert titles(sheet) == ["Senior Notes due 2025"]


@pytest.mark.parametrize(
    "line",
    [
        "99.090% for Senior Notes due 2049",
        "5.00% of the principal amount of the Notes due 2049",
        "1.25% plus accrued interest on the Notes due 2049",
    ],
)
def test_a_percentage_told_of_notes_is_no_title(line: str) -> None:
    sheet = f"Title: 3.250% Senior Notes due 2049\nPrice to Public:\n{line}\n"
    assert titles(sheet) == ["3.250% Senior Notes due 2049"]


def test_a_designation_broken_over_lines_is_no_title() -> None:
    sheet = (
        "Title of Securities:\n3.00% Notes due 2021 (the “Notes\ndue 2021”)\n"
        "4.40% Notes due 2034 (the “Notes\ndue 2034” and together with the Notes due\n"
        "2021, the “Notes”)\nMaturity Date:\nNotes due 2021: November 1, 2021\n"
        "Notes due 2034: November 1, 2034\n"
    )
    seen = told(sheet)["tranches"]
    assert [each["maturity"] for each in seen] == ["2021-11-01", "2034-11-01"]


def test_a_page_that_lost_its_titles_has_a_block_for_each_tranche() -> None:
    block = (
        "Issuer: Quill plc\nPrincipal Amount: $1,000,000,000\nMaturity Date: {}\n"
        "Coupon: {}\nYield to Maturity: {}\n"
    )
    sheet = block.format("May 1, 2031", "5.750%", "5.786%") + block.format(
        "May 15, 2033", "5.900%", "5.931%"
    )
    seen = told(sheet)["tranches"]
    assert [(each["maturity"], each["yield_pct"]) for each in seen] == [
        ("2031-05-01", 5.786),
        ("2033-05-15", 5.931),
    ]
    assert all("title" not in each for each in seen)


def test_a_headline_over_two_lines_is_one_title() -> None:
    sheet = (
        "$300,000,000 5.625% Medium-Term Notes, Series D\n\nDue May 12, 2041\n"
        "Final Term Sheet, May 9, 2011\nIssuer: Quill plc\nPrice: 99.07%\n"
    )
    (tranche,) = told(sheet)["tranches"]
    assert (tranche["coupon_pct"], tranche["maturity"]) == (5.625, "2041-05-12")
    assert tranche["principal"] == 300_000_000
