# ruff: noqa: E501, RUF002 - the sheets in the docstrings stand as sheets do
"""From a sheet to a deal: everything stated is read, cited and nothing else invented."""

from __future__ import annotations

import json
import os
import random
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bookrunner.cited import Cited, Reason
from bookrunner.deals import Kind, read_deal
from bookrunner.deals.plain import plain
from bookrunner.filings import document
from examples import variants
from examples.reading import one, problems, reading, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bookrunner.deals import Deal, Tranche

HERE = Path(__file__).parents[1] / "examples" / "sheets"
SHARED = Path(os.environ.get("BOOKRUNNER_SHARED", Path(__file__).parents[3] / "shared"))
SHEETS = sorted(HERE.glob("*.txt"))
TRUTH = {
    each["file"]: each for each in json.loads((HERE / "truth.json").read_text("utf-8"))
}


def figures(deal: Deal) -> Iterator[Cited[Any]]:
    """Every figure of a deal and its tranches."""
    things: list[Deal | Tranche] = [deal, *deal.tranches]
    for thing in things:
        for each in fields(thing):
            figure = getattr(thing, each.name)
            if isinstance(figure, Cited):
                yield figure
    yield from deal.ratings.values()  # type: ignore[misc] # what was read is cited


def assert_every_quote_stands_in_the_text(data: bytes, name: str) -> None:
    sheet = document(data, name)
    read = read_deal(sheet)
    for figure in figures(read.value):
        cited = figure.citation
        assert sheet.text[cited.start : cited.end] == cited.quote != ""
    for problem in read.problems:
        for cited in problem.seen:
            assert sheet.text[cited.start : cited.end] == cited.quote


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_rendered_sheet_is_read_whole(path: Path) -> None:
    """Figures of real deals in each of the regular layouts; the truth lies beside them."""
    read = reading(path.read_bytes(), path.name)
    seen, true = plain(read.value, path.name), TRUTH[path.name]
    for key in ("issuer", "pricing_date", "settlement_date", "currency", "ratings"):
        assert seen[key] == true[key], key
    assert sorted(seen["bookrunners"] or []) == sorted(true["bookrunners"] or [])
    assert len(seen["tranches"]) == len(true["tranches"])
    for one_seen, one_true in zip(seen["tranches"], true["tranches"], strict=True):
        stated = {key: value for key, value in one_true.items() if value is not None}
        assert {key: one_seen[key] for key in stated} == stated
        extra = {key for key, value in one_seen.items() if value is not None} - set(stated)
        assert extra <= {
            "kind"
        }  # a covers page prices a tranche and does not say how it pays


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_every_figure_carries_its_words(path: Path) -> None:
    assert_every_quote_stands_in_the_text(path.read_bytes(), path.name)


def test_every_figure_of_every_sheet_at_hand_carries_its_words() -> None:
    sheets = sorted((SHARED / "termsheets").glob("*.txt"))
    if not sheets:
        pytest.skip("the development sheets are not at hand (set BOOKRUNNER_SHARED)")
    for path in sheets:
        assert_every_quote_stands_in_the_text(path.read_bytes(), path.name)


@pytest.mark.parametrize("seed", range(48))
def test_a_sheet_of_our_own_making_is_read_as_it_was_drawn(seed: int) -> None:
    """Other labels, other words, other clutter than the rendered sheets have."""
    chance = random.Random(seed)  # noqa: S311 # no secret hangs on it
    layout = variants.LAYOUTS[seed % len(variants.LAYOUTS)]
    deal = variants.drawn(chance, 1 if layout == "single" else chance.randint(2, 5))
    made = variants.sheet(chance, deal, layout)
    as_page = layout != "columns-newline" and chance.random() < 0.5
    data = (
        variants.as_html(chance, made)
        if as_page
        else variants.as_text(chance, made, layout)
    )
    seen = plain(reading(data).value, "")
    seen["ratings"] = {
        agency: each.split(" (")[0] for agency, each in seen["ratings"].items()
    }
    assert {key: seen[key] for key in deal.deal} == deal.deal
    assert len(seen["tranches"]) == len(deal.tranches)
    for one_seen, one_true in zip(seen["tranches"], deal.tranches, strict=True):
        assert one_seen["benchmark"].endswith(one_true["benchmark"])
        rest = {key: value for key, value in one_true.items() if key != "benchmark"}
        assert {key: one_seen[key] for key in rest} == rest
    assert_every_quote_stands_in_the_text(data, "made")


def test_values_are_in_the_units_of_the_house() -> None:
    """
    Title: 5.250% Notes due 2035
    Coupon: 5.250%
    Price to Public: 99.978%
    Spread to Benchmark Treasury: +85 basis points
    Maturity: May 20, 2035
    """
    (tranche,) = reading(doc(test_values_are_in_the_units_of_the_house)).value.tranches
    assert value(tranche, "coupon") == Decimal("0.05250")
    assert str(value(tranche, "coupon")) == "0.05250"  # the digits of the filing
    assert value(tranche, "price") == Decimal("99.978")
    assert value(tranche, "spread_at_pricing") == Decimal("0.0085")
    assert value(tranche, "maturity") == date(2035, 5, 20)
    assert value(tranche, "kind") is Kind.FIXED


def test_two_values_for_one_figure_are_a_problem_and_no_figure() -> None:
    """
    Title: 5.250% Notes due 2035
    Coupon: 5.350%
    Maturity: May 20, 2035
    """
    sheet = doc(test_two_values_for_one_figure_are_a_problem_and_no_figure)
    assert "coupon_pct" not in one(sheet)
    problem = problems(sheet)["coupon:1"]
    assert problem.reason is Reason.CONFLICT
    assert {cited.quote for cited in problem.seen} == {"5.250%", "5.350%"}


def test_years_and_coupons_are_no_keys() -> None:
    """
    Securities:	5.000% Notes due 2030 (the “2030 Notes”)
    5.000% Notes due 2035 (the “2035 Notes”)
    Floating Rate Notes due 2030 (the “Floating Rate Notes”)
    Principal Amount:
    Floating Rate Notes: $100,000,000
    2030 Notes: $200,000,000
    2035 Notes: $300,000,000
    """
    seen = told(doc(test_years_and_coupons_are_no_keys))["tranches"]
    assert [each["principal"] // 10**6 for each in seen] == [200, 300, 100]


def test_a_reference_that_fits_two_tranches_is_given_to_neither() -> None:
    """
    Securities:	5.000% Notes due March 2030
    5.500% Notes due September 2030
    Price to Public:
    2030 Notes: 99.5%
    2030 Notes: 99.6%
    """
    sheet = doc(test_a_reference_that_fits_two_tranches_is_given_to_neither)
    assert all("price_pct" not in each for each in told(sheet)["tranches"])
    assert problems(sheet)["price"].reason is Reason.CONFLICT


def test_one_size_for_several_tranches_is_the_deals_and_not_theirs() -> None:
    """
    Securities:	5.000% Notes due 2030
    5.500% Notes due 2035
    Aggregate Principal Amount: $900,000,000
    CUSIP: 037833BC3
    """
    sheet = doc(test_one_size_for_several_tranches_is_the_deals_and_not_theirs)
    deal = reading(sheet).value
    assert deal.total_face is not None
    assert all(each.face is None and each.cusip is None for each in deal.tranches)
    assert "cusip" in problems(sheet)


def test_a_preliminary_sheet_keeps_its_blanks_blank() -> None:
    """
    Title: [●]% Notes due 2035
    Principal Amount: $[●]
    Maturity: May 20, 2035
    Price to Public: [●]%
    Yield to Maturity: ____%
    """
    sheet = doc(test_a_preliminary_sheet_keeps_its_blanks_blank)
    seen = one(sheet)
    assert seen["maturity"] == "2035-05-20"
    assert not {"coupon_pct", "principal", "price_pct", "yield_pct"} & set(seen)
    assert {"face", "price", "yield"} <= {name.split(":")[0] for name in problems(sheet)}


def test_a_sheet_cut_off_gives_what_is_there() -> None:
    whole = SHEETS[0].read_bytes()
    for cut in range(0, len(whole), 97):
        read = reading(whole[: cut + 40])
        assert read.value.tranches or read.problems


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Floating Rate Notes due 2028", "floating"),
        ("3.5% Fixed-to-Floating Rate Senior Notes due 2034", "fixed-to-floating"),
        ("3.5% Fixed/Floating Rate Notes due 2034", "fixed-to-floating"),
        (
            "6.5% Fixed-to-Fixed Reset Rate Junior Subordinated Notes due 2055",
            "fixed-to-fixed",
        ),
        ("Zero Coupon Notes due 2040", "zero"),
        ("2.125% Convertible Senior Notes due 2026", "convertible"),
        ("First Mortgage Bonds, 5.10% Series due June 1, 2065", "fixed"),
    ],
)
def test_a_title_tells_how_the_notes_pay(words: str, kind: str) -> None:
    seen = one(f"Title: {words}\nMaturity Date: June 1, 2065\n")
    assert (seen["title"], seen["kind"]) == (words, kind)


def test_a_floaters_spread_is_its_margin() -> None:
    """
    Securities: Floating Rate Notes due 2028
    Interest Rate Basis: ☐ EURIBOR ☒ Compounded SOFR ☐ Prime Rate
    Spread: +55 bps
    """
    seen = one(doc(test_a_floaters_spread_is_its_margin))
    assert (seen["floating_index"], seen["margin_bps"]) == ("Compounded SOFR", 55)
    assert "spread_bps" not in seen


def test_active_and_passive_bookrunners_run_one_book_and_comanagers_none() -> None:
    """
    Title: 5.250% Notes due 2035
    Active Bookrunners: Ash Securities LLC
    Passive Bookrunners: Birch Capital Inc.
    Co-Managers: Cedar Markets Corp.
    """
    sheet = doc(test_active_and_passive_bookrunners_run_one_book_and_comanagers_none)
    assert told(sheet)["bookrunners"] == ["Ash Securities LLC", "Birch Capital Inc."]


def test_labels_run_together_on_one_line_are_told_apart() -> None:
    """
    Issuer: Quill plc Security: 5.250% Notes due 2035 Maturity Date: May 20, 2035 Price to Public: 99.5% of face CUSIP / ISIN: 037833 BC3 / US037833BC34 Joint Book-Running Managers: Ash Inc. Co-Managers: Birch LLC
    """
    seen = told(doc(test_labels_run_together_on_one_line_are_told_apart))
    assert (seen["issuer"], seen["bookrunners"]) == ("Quill plc", ["Ash Inc."])
    assert (
        seen["tranches"][0] | {"maturity": "2035-05-20", "price_pct": 99.5}
        == seen["tranches"][0]
    )


def test_pages_flattened_to_one_cell_a_line_are_read() -> None:
    """
    |
    Designation:
    |
    First Mortgage Bonds, 5.85% Series due May 1, 2037
    |
    Spread to Benchmark
    Treasury:
    |
    +93 basis points
    |
    Expected Credit Ratings*:
    |
    Moody’s Investors Service Inc.
    |
    “Aa3” (stable outlook)
    """
    seen = told(doc(test_pages_flattened_to_one_cell_a_line_are_read))
    assert seen["ratings"] == {"Moody's": "Aa3 (stable)"}
    assert seen["tranches"][0]["spread_bps"] == 93


def test_a_price_table_cut_in_pieces_adds_up() -> None:
    """
    Public offering
    price(1)
    Underwriting
    discount
    Proceeds, before
    expenses, to us
    Per 2027 note
    99.967%
    0.180%
    99.787%
    2027 notes total
    $
    549,818,500
    Per 2029 note
    99.854%
    0.300%
    99.554%
    """
    seen = told(doc(test_a_price_table_cut_in_pieces_adds_up))["tranches"]
    assert [(each["price_pct"], each["underwriting_discount_pct"]) for each in seen] == [
        (99.967, 0.18),
        (99.854, 0.3),
    ]


def test_values_in_the_case_of_each_tranche_are_told_apart() -> None:
    """
    Securities:	5.000% Notes due 2030
    5.500% Notes due 2035
    Optional Redemption: Prior to (i) April 20, 2030, in the case of the 2030 Notes (one month prior to maturity) and (ii) February 20, 2035, in the case of the 2035 Notes, at the Treasury Rate plus (i) 10 bps in the case of the 2030 Notes and (ii) 15 bps in the case of the 2035 Notes
    """
    seen = told(doc(test_values_in_the_case_of_each_tranche_are_told_apart))["tranches"]
    assert [(each["make_whole_bps"], each["par_call_date"]) for each in seen] == [
        (10, "2030-04-20"),
        (15, "2035-02-20"),
    ]


def test_a_label_at_the_end_of_its_cell_finds_its_value_on_the_next_line() -> None:
    """
    Ratings*: | Moody’s: A3/Stable S&P: BBB+/Positive | |
    Settlement**: | T+4; September 10, 2024 | |
    4.200% Senior Notes due 2027
    Title: |
    4.200% Senior Notes due 2027 (the “2027 Notes”) | |
    Treasury Price/Yield: |
    100-081⁄4; 3.656% | |
    Redemption: |
    At any time before maturity, at the greater of:
    (1)(a) what is left to pay, at the Treasury Rate plus 10 basis points, and
    (2) 100% of the principal amount |
    4.300% Senior Notes due 2029
    Size: |
    $1,000,000,000 | |
    """
    seen = told(doc(test_a_label_at_the_end_of_its_cell_finds_its_value_on_the_next_line))
    assert seen["ratings"] == {"Moody's": "A3 (stable)", "S&P": "BBB+ (positive)"}
    assert seen["settlement_date"] == "2024-09-10"
    first, second = seen["tranches"]
    assert (first["benchmark_yield_pct"], first["make_whole_bps"]) == (3.656, 10)
    assert (second["principal"], "principal" in first) == (10**9, False)


def test_what_a_label_waits_for_is_its_value_though_it_looks_like_a_label() -> None:
    """
    Title: Floating Rate Notes, Series B due February 14, 2032
    Long-Term Debt Ratings: Moody’s Investors Service, Inc.: A1 (negative outlook)
      S&P Global Ratings: A+ (negative outlook)
    Floating Rate Index: 3 month LIBOR
    Floating Rate Spread: +15 basis points
    Minimum Interest Rate: 0.000%
    Interest Payment Dates:
    Fixed Rate Period: Every March 6 and September 6, commencing on March 6, 2025
    """
    seen = told(doc(test_what_a_label_waits_for_is_its_value_though_it_looks_like_a_label))
    assert seen["ratings"] == {"Moody's": "A1 (negative)", "S&P": "A+ (negative)"}
    (tranche,) = seen["tranches"]
    assert (tranche["floating_index"], tranche["margin_bps"]) == ("3 month LIBOR", 15)
    assert tranche["first_coupon_date"] == "2025-03-06"
    assert "coupon_pct" not in tranche


def test_names_broken_by_a_narrow_cell_are_put_together() -> None:
    """
    Title: 6.100% Notes due 2018
    Spread to Benchmark Treasury: +2.25%
    Joint Book-running Managers | | Larch & Co. Incorporated, Maple |
    | | Paribas Securities Corp. |
    """
    seen = told(doc(test_names_broken_by_a_narrow_cell_are_put_together))
    assert seen["bookrunners"] == [
        "Larch & Co. Incorporated",
        "Maple Paribas Securities Corp.",
    ]
    assert seen["tranches"][0]["spread_bps"] == 225


def test_titles_on_one_line_are_told_apart_and_designated_where_it_fits() -> None:
    """
    Quill Corporation
    Pricing Term Sheet
    Floating Rate Notes due 2027 3.875% Notes due 2027
    (the “Floating Rate Notes”) (the “2027 Fixed Rate Notes”)
    Principal Amount: Floating Rate Notes: $500,000,000
    2027 Fixed Rate Notes: $750,000,000
    """
    seen = told(doc(test_titles_on_one_line_are_told_apart_and_designated_where_it_fits))
    assert [each["principal"] // 10**6 for each in seen["tranches"]] == [500, 750]


def test_a_sheet_of_blanks_sells_nothing_yet() -> None:
    """
    Subject to completion, dated March 3, 2025
    $[●] [●]% Senior Notes due 2030
    Issuer: Quill plc
    Maturity Date: March [●], 2030
    Spread to Benchmark Treasury: T + [●] bps
    """
    seen = told(doc(test_a_sheet_of_blanks_sells_nothing_yet))
    assert (seen["issuer"], "tranches" in seen) == ("Quill plc", False)


def test_a_table_with_a_tranche_a_row_is_read() -> None:
    """
    Notes | Principal Amount | Coupon | Maturity Date | Price to Public |
    3.900% Notes due 2028 | $2,500,000,000 | 3.900% | November 20, 2028 | 99.978% |
    4.100% Notes due 2030 | $1,500,000,000 | 4.100% | November 20, 2030 | 99.893% |
    Trade Date: | November 17, 2025 |
    """
    seen = told(doc(test_a_table_with_a_tranche_a_row_is_read))
    assert [
        (each["principal"] // 10**6, each["maturity"], each["price_pct"])
        for each in seen["tranches"]
    ] == [(2500, "2028-11-20", 99.978), (1500, "2030-11-20", 99.893)]
    assert seen["pricing_date"] == "2025-11-17"


def test_notes_reopened_settle_on_the_day_called_settlement() -> None:
    """
    Issuer: QUILL PLC
    Original Issue Date: June 26, 2020
    Settlement Date: August 3, 2020 (T+2)
    6.000% Notes due 2030
    Issuer: Quill plc
    Coupon: 6.000%
    """
    seen = told(doc(test_notes_reopened_settle_on_the_day_called_settlement))
    assert (seen["settlement_date"], seen["issuer"]) == ("2020-08-03", "QUILL PLC")
    assert "problems" not in seen


def test_a_sheet_is_dated_above_its_first_label() -> None:
    """
    Final Term Sheet
    Filed Pursuant to Rule 433
    September 19, 2012
    Issuer: Quill Electric Company
    Maturity: September 15, 2022
    Coupon: 2.600%
    Yield to Maturity: 2.614%
    """
    seen = told(doc(test_a_sheet_is_dated_above_its_first_label))
    assert seen["pricing_date"] == "2012-09-19"
    assert "title" not in seen["tranches"][0]


@pytest.mark.parametrize(
    "words",
    [
        "FORM 10-K\nANNUAL REPORT PURSUANT TO SECTION 13\n5% Notes due 2035\nCoupon: 5%",
        "Contingent Coupon Autocallable Notes due 2030 linked to the worst performing stock",
        "1,000,000 shares of 6.50% Mandatory Convertible Preferred Stock",
        "Nothing to see here.",
    ],
)
def test_what_is_no_debt_sheet_is_refused_with_its_reason(words: str) -> None:
    assert "tranches" not in told(words)
    problem = problems(words)["tranches"]
    assert problem.reason is Reason.UNSUPPORTED
    assert len(problem.message) > 40


def doc(test: object) -> str:
    """The sheet in a test's docstring, without its margin."""
    import inspect

    return inspect.cleandoc(test.__doc__ or "")


def value(tranche: Tranche, figure: str) -> Any:
    cited = getattr(tranche, figure)
    assert isinstance(cited, Cited)
    return cited.value
