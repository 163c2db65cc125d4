# ruff: noqa: E501 - the sheets stand here as sheets do
"""Whose value is it?  By column, reference, block and place; and when in doubt, nobody's."""

from __future__ import annotations

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
