# ruff: noqa: E501 - the sheets stand here as sheets do
"""The table on a prospectus cover: it is read where it adds up, and left alone where not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bookrunner.deals.price_table import price_rows
from bookrunner.filings import document
from examples.reading import told

if TYPE_CHECKING:
    from decimal import Decimal

TABLE = (
    "| | Price to Public | Underwriting Discount | Proceeds, Before Expenses |\n"
    "| Per 2028 note | {} | {} | {} |\n"
    "| Total | $2,499,450,000 | $2,500,000 | $2,496,950,000 |\n"
)


def rows(words: str) -> list[tuple[str, list[str]]]:
    found, _ = price_rows(document(words.encode(), "cover.txt"))
    return [(row.who.words, [value.words for _, value in row.cells]) for row in found]


def test_a_row_is_a_name_and_three_percentages() -> None:
    assert rows(TABLE.format("99.978%", "0.100%", "99.878%")) == [
        ("2028 note", ["99.978%", "0.100%", "99.878%"])
    ]


@given(st.decimals("90", "110", places=3), st.decimals("0.001", "3", places=3))
def test_what_adds_up_is_read(price: Decimal, discount: Decimal) -> None:
    table = TABLE.format(f"{price}%", f"{discount}%", f"{price - discount}%")
    assert len(rows(table)) == 1


@given(st.decimals("90", "110", places=3), st.decimals("0.001", "3", places=3))
def test_what_does_not_add_up_is_left_alone(price: Decimal, discount: Decimal) -> None:
    table = TABLE.format(f"{price}%", f"{discount}%", f"{price}%")
    assert rows(table) == []


def test_a_table_that_is_turned_round_is_read_by_its_labels() -> None:
    seen = told(
        "|\nPer Note\n|\nTotal\n|\nPublic Offering Price(1)\n|\n|99.513%\n|\n|$\n|298,539,000\n|\n"
        "Underwriting Discount\n|\n|0.625%\n|\n|$\n|1,875,000\n|\n"
        "Proceeds (before offering expenses) to the Operating Partnership(1)\n|\n|98.888%\n"
    )
    (tranche,) = seen["tranches"]
    assert (tranche["price_pct"], tranche["underwriting_discount_pct"]) == (99.513, 0.625)
