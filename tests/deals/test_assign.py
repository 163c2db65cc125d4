# ruff: noqa: E501 - the sheets stand here as sheets do
"""Whose value is it?  By column, reference, block and place; and when in doubt, nobody's."""

from __future__ import annotations

import re

import pytest

from bookrunner.cited import Reason
from examples.reading import problems, told

TWO = "Securities: 5.000% Notes due 2030\n5.500% Notes due 2035\n"


def figures(sheet: str, name: str) -> list[object]:
    return [each.get(name) for each in told(sheet)["tranches"]]


def test_a_reference_before_a_value_tells_whose_it_is() -> None:
    sheet = TWO + "Yield to Maturity: 2035 Notes: 5.6%\n2030 Notes: 5.1%\n"
    assert figures(sheet, "yield_pct") == [5.1, 5.6]


def test_a_reference_behind_a_value_tells_whose_it_is() -> None:
    sheet = TWO + "Price to Public:\n99.5% for the 2035 Notes\n99.9% for the 2030 Notes\n"
    assert figures(sheet, "price_pct") == [99.9, 99.5]


def test_lines_in_the_order_of_the_tranches_are_theirs() -> None:
    sheet = TWO + "Benchmark Treasury Price and Yield:\n98-00; 1.847%\n111-29; 2.318%\n"
    sheet += (
        "Benchmark Treasury:\nUST 1.625% due August 15, 2029\nUST 2.875% due May 15, 2049\n"
    )
    assert figures(sheet, "benchmark_yield_pct") == [1.847, 2.318]


def test_lines_that_tell_different_figures_are_of_all() -> None:
    sheet = TWO + (
        "Interest Payment Dates:\nSemi-annually on January 1 and July 1, commencing January 1, 2021.\n"
        "Interest will accrue from May 18, 2020.\n"
    )
    assert figures(sheet, "first_coupon_date") == ["2021-01-01", "2021-01-01"]
    assert figures(sheet, "interest_dates") == [["01-01", "07-01"]] * 2


def test_lines_that_differ_and_name_nobody_are_nobodys() -> None:
    sheet = TWO + "Yield to Maturity:\nLong bonds 5.1%\nShort bonds 5.6%\nOthers 5.9%\n"
    assert figures(sheet, "yield_pct") == [None, None]
    assert problems(sheet)["yield"].reason is Reason.CONFLICT


def test_one_quote_told_of_two_benchmarks_is_nobodys() -> None:
    sheet = TWO + (
        "Benchmark Treasury:\nUST 1.500% due February 15, 2030\nUST 2.375% due November 15, 2049\n"
        "Benchmark Treasury Price and Yield: 107-31+; 0.662%\n"
    )
    assert figures(sheet, "benchmark_yield_pct") == [None, None]
    assert "benchmark_yield" in problems(sheet)


def test_one_quote_told_of_one_benchmark_is_of_all_that_share_it() -> None:
    sheet = TWO + (
        "Benchmark Treasury: UST 2.375% due November 15, 2049\n"
        "Benchmark Treasury Price and Yield: 107-31+; 0.662%\n"
    )
    assert figures(sheet, "benchmark_yield_pct") == [0.662, 0.662]


def test_a_narrow_page_breaks_references_too() -> None:
    sheet = TWO + "Yield\nto Maturity:\n2030\nNotes: 4.503%\n2035\nNotes: 5.097%\n"
    assert figures(sheet, "yield_pct") == [4.503, 5.097]


def test_a_tenor_alone_means_the_tranche_of_that_tenor() -> None:
    sheet = (
        "Trade Date: March 3, 2025\nSecurities: 5.000% Notes due 2030\n5.500% Notes due 2035\n"
        "Floating Rate Notes due 2035\nYield to Maturity:\n5-year notes: 5.1%\n10-year fixed rate notes: 5.6%\n"
    )
    assert figures(sheet, "yield_pct") == [5.1, 5.6, None]


def test_a_tenor_that_fits_two_tranches_means_neither() -> None:
    sheet = (
        "Trade Date: March 3, 2025\nSecurities: 5.000% Notes due 2035\n5.500% Notes due 2036\n"
        "Yield to Maturity:\n10-year notes: 5.1%\n30-year notes: 5.6%\n"
    )
    assert figures(sheet, "yield_pct") == [None, None]
    assert "yield" in problems(sheet)


def test_a_tenor_in_the_title_needs_no_date() -> None:
    sheet = (
        "Securities: 3-Year Fixed Rate Notes due 2028\n10-Year Fixed Rate Notes due 2035\n"
        "Price to Public:\n3-year notes: 99.5%\n10-year notes: 99.6%\n"
    )
    assert figures(sheet, "price_pct") == [99.5, 99.6]


def page(*rows: tuple[str, ...]) -> str:
    """Three tranches side by side; a cell is words, or words merged: “2x1 words”."""
    heads = ("Title:", "4.1% Notes due 2029", "4.6% Notes due 2032", "5.0% Notes due 2036")
    lines = ["".join(map(_cell, row)) for row in (heads, *rows)]
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _cell(words: str) -> str:
    merged = re.match(r"(\d)x(\d) (.*)", words)
    across, down, said = merged.groups() if merged else ("1", "1", words)
    return f"<td colspan={across} rowspan={down}>{said}</td>"


def test_one_value_merged_across_columns_is_of_all_tranches_below_it() -> None:
    sheet = page(
        ("Trade Date:", "3x1 March 4, 2026"),
        ("Day Count:", "3x1 30/360"),
        ("First Coupon:", "2x1 September 15, 2026", "October 1, 2026"),
        ("Spread to Treasury:", "+50 bps", "2x1 +60 bps"),
    )
    assert told(sheet)["pricing_date"] == "2026-03-04"
    assert figures(sheet, "day_count") == ["30/360"] * 3
    assert figures(sheet, "first_coupon_date") == ["2026-09-15", "2026-09-15", "2026-10-01"]
    assert figures(sheet, "spread_bps") == [50, 60, 60]


@pytest.mark.parametrize("between", ["<br>", "; ", " / "])
def test_values_merged_across_columns_are_the_tranches_in_order(between: str) -> None:
    sheet = page(("Price to Public:", f"2x1 99.9%{between}99.8%", "99.7%"))
    assert figures(sheet, "price_pct") == [99.9, 99.8, 99.7]
    whole = page(("Price to Public:", f"3x1 99.9%{between}99.8%{between}99.7%"))
    assert figures(whole, "price_pct") == [99.9, 99.8, 99.7]


def test_merged_values_that_are_more_than_their_columns_are_nobodys() -> None:
    sheet = page(("Yield to Maturity:", "2x1 4.1% / 4.2% / 4.3%", "5.01%"))
    assert figures(sheet, "yield_pct") == [None, None, 5.01]
    assert problems(sheet)["yield"].reason is Reason.CONFLICT


def test_a_merged_cell_that_names_its_tranches_is_theirs() -> None:
    told_of = "2x1 +60 bps for the 2032 Notes and +50 bps for the 2029 Notes"
    sheet = page(("Spread to Treasury:", told_of, "+70 bps"))
    assert figures(sheet, "spread_bps") == [50, 60, 70]


def test_a_cell_merged_downwards_holds_its_column_in_the_row_below() -> None:
    sheet = page(
        ("Spread to Treasury:", "+50 bps", "1x2 +60 bps", "+70 bps"),
        ("Yield to Maturity:", "4.11%", "5.01%"),
    )
    assert figures(sheet, "spread_bps") == [50, 60, 70]
    assert figures(sheet, "yield_pct") == [4.11, None, 5.01]


def test_a_lone_merged_cell_is_of_the_columns_it_stands_in() -> None:
    sheet = page(("First Coupon:", "", "2x1 March 15, 2027"))
    assert figures(sheet, "first_coupon_date") == [None, "2027-03-15", "2027-03-15"]
