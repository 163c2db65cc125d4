"""Layout is found: labels, headings, headers of columns, and values that run on."""

from __future__ import annotations

from bookrunner.deals.layout import sheet_of
from bookrunner.filings import document


def entries(words: str) -> list[tuple[str, list[str]]]:
    sheet = sheet_of(document(words.encode(), "a.txt"))
    return [
        (entry.label.words, [cell.words for row in entry.rows for _, cell in row])
        for entry in sheet.entries
    ]


def test_a_value_stands_beside_its_label_or_below_it() -> None:
    assert entries("Size:\t$5\nCoupon: 5%\nMaturity\n\nMay 20, 2030\n") == [
        ("Size:", ["$5"]),
        ("Coupon", ["5%"]),
        ("Maturity", ["May 20, 2030"]),
    ]


def test_a_label_broken_over_two_lines_is_one() -> None:
    _, spread = entries("Benchmark Yield: 4.9%\nSpread to Benchmark\nTreasury:\n+93 bps\n")
    assert spread == ("Spread to Benchmark\nTreasury", ["+93 bps"])


def test_titles_in_a_row_are_a_list_and_one_alone_begins_a_block() -> None:
    words = "5% Notes due 2030\n6% Notes due 2040\n{}Coupon: 6%\n"
    listed = sheet_of(document(words.format("").encode(), "a.txt"))
    blocked = sheet_of(document(words.format("6% Notes due 2040\n").encode(), "a.txt"))
    assert listed.entries[0].heading is None
    assert blocked.entries[0].heading is not None
    assert len(listed.headlines) == len(blocked.headlines) == 2


def test_a_row_of_titles_is_the_head_of_columns() -> None:
    words = " | 5% Notes due 2030 | 6% Notes due 2040 |\nCoupon: | 5% | 6% |\n"
    sheet = sheet_of(document(words.encode(), "a.txt"))
    assert [name.words for name in sheet.columns] == [
        "5% Notes due 2030",
        "6% Notes due 2040",
    ]
    assert len(sheet.entries[0].header) == 2


def test_where_the_lawyers_begin_the_sheet_ends() -> None:
    terms = "Size: $5\nCoupon: 5%\nYield: 5%\nPrice: 100%\n"
    rest = "The issuer has filed a registration statement.\nCoupon: 9%\n"
    assert len(entries(terms + rest)) == 4


def test_footnotes_are_no_part_of_the_value_before() -> None:
    words = (
        "CUSIP: 037833BC3\n* A securities rating is not a recommendation to buy or sell.\n"
    )
    assert entries(words) == [("CUSIP", ["037833BC3"])]
