"""Cells: whatever a column is written as, a figure or a reason, never a guess."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.bonds.pricing.cells import (
    day_cells,
    days_come_first,
    decimal_comma,
    first_why,
    number_cells,
)
from bookrunner.tables import as_table


def number(cell: Any) -> float:
    cells, _ = number_cells(as_table({"x": [cell, cell]}), "x", what="price")
    return float(cells.values[0])


def day_of(cell: Any, *, day_first: bool = False) -> Any:
    table = as_table({"x": np.array([cell], dtype=object)})
    return day_cells(table, "x", what="maturity", day_first=day_first).values[0].item()


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("5.25", 5.25),
        (" 99.978 ", 99.978),
        ("5.25%", 0.0525),
        ("$99.50", 99.5),
        ("1'234.50", 1234.5),
        ("71,246,274.07", 71246274.07),
        ("-0.5", -0.5),
        ("1e-2", 0.01),
        ("99-16+", 99.515625),
        (5.25, 5.25),
        (5, 5.0),
        (Decimal("99.50"), 99.5),
        (True, 1.0),
    ],
)
def test_numbers_are_read_as_they_are_written(cell: Any, value: float) -> None:
    assert number(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("4,875", 4.875),
        ("99,5", 99.5),
        ("1.234,56", 1234.56),
        ("5,25 %", 0.0525),
        ("1\u00a0234,5", 1234.5),
        ("-0,5", -0.5),
        ("101", 101.0),
    ],
)
def test_numbers_with_a_decimal_comma_are_read_so_where_the_column_has_it(
    cell: str, value: float
) -> None:
    cells, _ = number_cells(as_table({"x": [cell]}), "x", what="price", decimal_comma=True)
    assert cells.values[0] == value


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["99,5", "100"], True),
        (["1.234,56"], True),
        (["4,875", "5,125", "3"], True),  # as thousands no rate and no price
        (["10,000", "101", "99"], None),  # one odd cell shows nothing
        (["4.875", "5.125"], None),
        (["99.5", "10,000"], False),
        (["99,5", "99.5"], False),  # at odds with itself
        (["101", None], None),
        ([4.875, 5.0], None),
    ],
)
def test_a_column_shows_whether_a_comma_is_its_decimal_mark(
    column: list[Any],
    expected: bool | None,  # noqa: FBT001 - what the column shows
) -> None:
    assert decimal_comma(as_table({"x": column}), "x") is expected


@pytest.mark.parametrize("cell", ["", "-", "--", "N/A", "nan", "NULL", " ", None])
def test_missing_is_missing_and_needs_no_reason(cell: Any) -> None:
    numbers, _ = number_cells(as_table({"x": [cell, "1"]}), "x", what="price")
    days = day_cells(
        as_table({"x": [cell, "2035-01-15"]}), "x", what="due", day_first=False
    )
    assert np.isnan(numbers.values).tolist() == [True, False]
    assert np.isnat(days.values).tolist() == [True, False]
    assert (numbers.whys, days.whys) == (None, None)


@pytest.mark.parametrize(
    "cell", ["abc", "5,25", "1,00", "1.2.3", "inf", "1_000", "5 1/4", "e5"]
)
def test_words_that_are_no_number_say_so(cell: str) -> None:
    cells, _ = number_cells(as_table({"x": ["1", cell]}), "x", what="price")
    assert np.isnan(cells.values).tolist() == [False, True]
    assert first_why(2, [cells.whys]).tolist() == [None, f"price {cell!r} is no number"]


def test_only_a_percent_sign_makes_a_cell_a_percentage() -> None:
    _, signed = number_cells(as_table({"x": ["5.25%", "5.25", None]}), "x", what="coupon")
    assert signed.tolist() == [True, False, False]


@pytest.mark.parametrize(
    "cell",
    [
        "2035-01-15",
        "2035-01-15 00:00:00",
        "2035-01-15T00:00:00Z",
        "2035/01/15",
        "01/15/2035",
        "1/15/2035",
        "15.01.2035",
        "January 15, 2035",
        "Jan 15, 2035",
        "15 Jan 2035",
        "15-Jan-2035",
        "15/Jan/2035",
        "20350115",
        20350115,
        20350115.0,
        date(2035, 1, 15),
        np.datetime64("2035-01-15"),
    ],
)
def test_a_day_is_the_same_day_in_every_style(cell: Any) -> None:
    assert day_of(cell) == date(2035, 1, 15)


@pytest.mark.parametrize(
    "cell", ["31/31/2035", "2035-02-30", "soon", "15-Jan-35", "12", 12]
)
def test_words_that_are_no_day_say_so(cell: Any) -> None:
    cells = day_cells(as_table({"x": [cell]}), "x", what="maturity", day_first=False)
    assert np.isnat(cells.values).tolist() == [True]
    assert first_why(1, [cells.whys]).tolist() == [f"maturity '{cell}' is no day"]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["03/04/2035", "15/01/2036"], True),
        (["03/04/2035", "01/15/2036"], False),
        (["03/04/2035"], None),  # leaves it open
        (
            ["15/01/2036", "01/15/2036"],
            False,
        ),  # at odds with itself
        (["2035-01-15", None], None),
    ],
)
def test_a_column_shows_whether_its_days_come_first(
    column: list[str | None],
    expected: bool | None,  # noqa: FBT001 - what the column shows
) -> None:
    assert days_come_first(as_table({"x": column}), "x") is expected


def test_when_days_come_first_the_month_is_second() -> None:
    assert day_of("03/04/2035", day_first=True) == date(2035, 4, 3)
    assert day_of("03/04/2035") == date(2035, 3, 4)


@given(st.lists(st.dates(date(1900, 1, 1), date(2200, 1, 1)), min_size=1, max_size=20))
def test_days_as_words_and_as_days_agree(days: list[date]) -> None:
    styles = ["%Y-%m-%d", "%m/%d/%Y", "%B %d, %Y", "%Y%m%d"]
    expected = np.array(days, dtype="datetime64[D]")
    for style in styles:
        written = as_table({"x": [f"{d:{style}}".zfill(8) for d in days if d.year > 999]})
        cells = day_cells(written, "x", what="due", day_first=False)
        np.testing.assert_array_equal(cells.values, expected)


@given(st.lists(st.floats(-1e6, 1e6) | st.none(), min_size=1, max_size=20))
def test_numbers_as_words_and_as_numbers_agree(numbers: list[float | None]) -> None:
    words = as_table({"x": [None if n is None else f"{n!r}" for n in numbers] + ["w"]})
    cells, _ = number_cells(words, "x", what="x")
    np.testing.assert_array_equal(cells.values[:-1], np.array(numbers, dtype=float))


def test_a_column_of_categories_is_a_column_of_words() -> None:
    frame = pl.DataFrame({"x": pl.Series(["5.25", "4", None], dtype=pl.Categorical)})
    cells, _ = number_cells(as_table(frame), "x", what="coupon")
    np.testing.assert_array_equal(cells.values, [5.25, 4.0, np.nan])
