"""Tables with a tranche a row: labels at the head of columns, names at the head of rows."""

from __future__ import annotations

from bookrunner.deals.grid import grid_of
from bookrunner.filings import document

HEAD = "Notes | Principal Amount | Coupon | Maturity Date | Price to Public |\n"
ROW = "3.900% Notes due 2028 | $2,500,000,000 | 3.900% | November 20, 2028 | 99.978% |\n"


def entries(words: str) -> list[tuple[str, str, str]]:
    sheet, _ = grid_of(document(words.encode(), "sheet.txt"))
    return [
        (entry.heading.words if entry.heading else "", entry.label.words, whole.words)
        for entry in sheet.entries
        if (whole := entry.whole())
    ]


def test_each_cell_belongs_to_the_label_above_and_the_name_beside() -> None:
    assert entries(HEAD + ROW)[:2] == [
        ("3.900% Notes due 2028", "Principal Amount", "$2,500,000,000"),
        ("3.900% Notes due 2028", "Coupon", "3.900%"),
    ]


def test_the_rows_of_a_grid_are_taken_out_of_the_sheet() -> None:
    _, begins = grid_of(document((HEAD + ROW).encode(), "sheet.txt"))
    assert begins == {0, len(HEAD)}


def test_a_row_of_another_length_ends_the_table() -> None:
    assert entries(HEAD + "Total | $2,500,000,000 |\n" + ROW) == []


def test_without_names_it_is_no_such_table() -> None:
    assert entries(HEAD + "First | $2 | 3% | May 1, 2028 | 99% |\n") == []
    assert entries("Notes | Amount | Trustee |\n" + ROW) == []
