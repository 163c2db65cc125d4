"""Rows made ready: one label a row, and no label cut in two."""

from __future__ import annotations

import pytest

from bookrunner.deals.rows import rows_of
from bookrunner.filings import document


def rows(words: str) -> list[list[str]]:
    sheet = document(words.encode(), "sheet.txt")
    return [[cell.words for _, cell in row] for row in rows_of(sheet)]


def test_labels_that_run_together_are_cut_apart() -> None:
    assert rows("Issuer: Quill plc Maturity: May 20, 2035 Coupon: 5.250%") == [
        ["Issuer: Quill plc"],
        ["Maturity: May 20, 2035"],
        ["Coupon: 5.250%"],
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Mid Swaps Yield: 0.145%",
        "Total Accrued Interest Payable to the Issuer: $2,717,361",
        "Rating of the Issuer: AAA",
    ],
)
def test_a_word_that_ends_a_longer_label_begins_no_row(line: str) -> None:
    assert rows(line) == [[line]]


def test_two_labels_side_by_side_are_two_rows() -> None:
    assert rows("Coupon: 5.250%\tMaturity: May 20, 2035") == [
        ["Coupon: 5.250%"],
        ["Maturity: May 20, 2035"],
    ]


def test_a_designation_is_no_label() -> None:
    line = "Price: 2028 Notes: 99.5% 2030 Notes: 99.6%"
    assert rows(line) == [[line]]


def test_a_line_too_long_to_be_a_row_of_labels_is_left_whole() -> None:
    line = "Coupon: " + "a word " * 4_000 + "Maturity: May 20, 2035"
    assert len(rows(line)) == 1
