"""Tables: any frame in, Arrow out, and what is missing stays missing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import arro3.core as arro3
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.errors import MisuseError
from bookrunner.tables import as_table

if TYPE_CHECKING:
    from bookrunner.tables import Table

COUPONS = [0.0525, None, 0.06]
MATURITIES = [date(2035, 1, 15), date(1960, 2, 29), None]
ISSUERS = ["Acme", None, "Böhm & Söhne"]
COLUMNS: dict[str, Any] = {
    "coupon": COUPONS,
    "maturity": MATURITIES,
    "issuer": ISSUERS,
    "payments": [2, 1, 4],
}


def from_duckdb() -> Any:
    return duckdb.sql(
        """select * from (values
            (0.0525::double, date '2035-01-15', 'Acme', 2),
            (null, date '1960-02-29', null, 1),
            (0.06, null, 'Böhm & Söhne', 4)) t(coupon, maturity, issuer, payments)"""
    )


def from_arro3_batch() -> Any:
    table: arro3.Table = as_table(COLUMNS).to_arrow()
    return table.to_batches()[0]


FRAMES = {
    "mapping": lambda: COLUMNS,
    "pandas": lambda: pd.DataFrame(COLUMNS),
    "pandas nullable": lambda: pd.DataFrame(COLUMNS).convert_dtypes(),
    "polars": lambda: pl.DataFrame(COLUMNS),
    "duckdb": from_duckdb,
    "arro3": lambda: as_table(COLUMNS).to_arrow(),
    "arro3 batch": from_arro3_batch,
    "a table": lambda: as_table(COLUMNS),
}


@pytest.fixture(params=list(FRAMES.values()), ids=list(FRAMES))
def table(request: pytest.FixtureRequest) -> Table:
    return as_table(request.param())


def test_every_frame_gives_the_same_numbers_with_nan_for_null(table: Table) -> None:
    np.testing.assert_array_equal(table.floats("coupon"), [0.0525, np.nan, 0.06])
    np.testing.assert_array_equal(table.floats("payments"), [2.0, 1.0, 4.0])


def test_every_frame_gives_the_same_days_with_nat_for_null(table: Table) -> None:
    expected = np.array(["2035-01-15", "1960-02-29", "NaT"], "datetime64[D]")
    np.testing.assert_array_equal(table.days("maturity"), expected)


def test_every_frame_gives_its_words_once_each_with_a_code_a_row(table: Table) -> None:
    words, codes = table.words("issuer")
    assert [None if code < 0 else words[code] for code in codes] == ISSUERS


def test_every_frame_says_what_its_columns_hold(table: Table) -> None:
    kinds = [table.kind(name) for name in ("coupon", "maturity", "issuer", "payments")]
    assert kinds == ["number", "day", "words", "number"]


def test_what_is_missing_goes_out_as_null_not_as_nan(table: Table) -> None:
    out = as_table({"x": table.floats("coupon"), "d": table.days("maturity")})
    counted = duckdb.from_arrow(out.to_arrow()).aggregate("count(x), count(d), sum(x)")
    assert counted.fetchall() == [(2, 2, pytest.approx(0.1125))]


@given(st.lists(st.none() | st.floats(allow_nan=True)))
def test_numbers_survive_the_round_trip_through_arrow(cells: list[float | None]) -> None:
    column = np.array(cells, dtype=np.float64)
    np.testing.assert_array_equal(as_table({"x": column}).floats("x"), column)


@given(st.lists(st.none() | st.dates(date(1700, 1, 1), date(2200, 1, 1))))
def test_days_survive_the_round_trip_through_arrow(cells: list[date | None]) -> None:
    column = np.array(cells, dtype="datetime64[D]")
    np.testing.assert_array_equal(as_table({"x": column}).days("x"), column)


def test_frames_come_back_out_of_pandas_and_polars_as_they_went_in() -> None:
    table = as_table(COLUMNS)
    assert table.to_polars()["coupon"].to_list() == COUPONS
    frame = table.to_pandas()
    assert frame["coupon"].isna().tolist() == [False, True, False]
    assert frame["maturity"].isna().tolist() == [False, False, True]
    assert as_table(frame).words("issuer")[1].tolist() == [0, -1, 1]


def test_a_table_is_itself_a_frame_for_anyone_who_speaks_arrow() -> None:
    assert pl.DataFrame(as_table(COLUMNS))["payments"].sum() == 7


def test_units_travel_in_the_fields_and_survive_selection_and_renaming() -> None:
    table = as_table(COLUMNS).with_columns(
        {"price": [99.5, 101.0, np.nan]}, {"price": "per 100 face"}
    )
    again = as_table(table.to_arrow()).select(["price"]).renamed({"price": "clean_price"})
    assert again.unit("clean_price") == "per 100 face"
    assert table.unit("coupon") == ""
    assert repr(again) == "Table of 3 rows: clean_price (per 100 face)"


def test_a_new_column_takes_the_place_of_the_old_one_of_that_name() -> None:
    table = as_table(COLUMNS).with_columns({"coupon": [1.0, 2.0, 3.0]})
    assert table.names == list(COLUMNS)
    assert table.floats("coupon").tolist() == [1.0, 2.0, 3.0]


def test_blocks_put_together_are_the_table() -> None:
    table = as_table({"n": np.arange(1000)})
    pieces = [block.floats("n") for block in table.blocks(333)]
    assert [len(piece) for piece in pieces] == [333, 333, 333, 1]
    np.testing.assert_array_equal(np.concatenate(pieces), np.arange(1000))


def test_an_empty_table_has_one_empty_block_with_its_columns() -> None:
    empty = duckdb.sql("select 1.5::double as coupon, 'x' as isin where false")
    (block,) = as_table(empty).blocks(10)
    assert block.floats("coupon").shape == (0,)
    assert block.words("isin")[0] == []


def test_a_frame_in_pieces_takes_new_columns_all_the_same() -> None:
    piece = pl.DataFrame({"n": [1, 2], "s": ["a", "b"]})
    cut = as_table(pl.concat([piece, piece], rechunk=False))
    table = cut.with_columns({"x": np.arange(4.0)}).renamed({"n": "m"})
    assert table.floats("m").tolist() == [1.0, 2.0, 1.0, 2.0]
    assert table.to_polars()["x"].to_list() == [0.0, 1.0, 2.0, 3.0]
    none = as_table(duckdb.sql("select 1.5::double as a, 'x' as b where false"))
    assert len(none.with_columns({"c": np.array([])})) == 0


def test_a_moment_is_the_day_it_falls_on_also_before_1970() -> None:
    moments = [datetime(1969, 12, 31, 18, 30), datetime(2025, 11, 17, 9, 0)]  # noqa: DTZ001 - naive on purpose, as files hold them
    for frame in (pl.DataFrame({"at": moments}), pd.DataFrame({"at": moments})):
        days = as_table(frame).days("at")
        assert days.astype(str).tolist() == ["1969-12-31", "2025-11-17"]


def test_decimals_and_mixed_cells_are_read_for_what_they_are() -> None:
    table = as_table({"exact": [Decimal("5.25"), None], "mixed": ["5.25%", 5.25]})
    np.testing.assert_array_equal(table.floats("exact"), [5.25, np.nan])
    assert table.words("mixed")[0] == ["5.25%", "5.25"]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, Decimal("NaN")])
def test_every_word_for_missing_is_understood(missing: Any) -> None:
    column = np.array(["Acme", missing], dtype=object)
    assert as_table({"issuer": column}).words("issuer")[1].tolist() == [0, -1]


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        (5, "expected a frame that speaks Arrow"),
        ("coupon,maturity", "expected a frame that speaks Arrow"),
        ({"a": [1.0], "b": [1.0, 2.0]}, "expected columns of one length"),
        ({"a": [[1.0, 2.0], [3.0, 4.0]]}, "expected 'a' as one column"),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), "several named 'a'"),
    ],
    ids=["number", "words", "lengths", "axes", "twins"],
)
def test_what_is_no_table_is_refused_in_one_line(frame: Any, told: str) -> None:
    with pytest.raises(MisuseError, match=told) as refused:
        as_table(frame)
    assert "\n" not in str(refused.value)


def test_twin_columns_of_an_arrow_frame_are_refused_too() -> None:
    one = arro3.Array([1.0], type=arro3.DataType.float64())
    twins = arro3.Table.from_arrays([one, one], names=["coupon", "coupon"])
    with pytest.raises(MisuseError, match="several named 'coupon'"):
        as_table(twins)


def test_numbers_and_days_are_words_too_where_words_are_asked_for() -> None:
    table = as_table({"n": [1.5, None], "d": [date(2035, 1, 15), None]})
    assert table.words("n")[0] == ["1.5"]
    assert table.words("n")[1].tolist() == [0, -1]
    assert table.words("d")[0] == ["2035-01-15"]


def test_a_column_is_never_taken_for_what_it_is_not() -> None:
    table = as_table(COLUMNS)
    with pytest.raises(MisuseError, match="expected number in column 'issuer', saw words"):
        table.floats("issuer")
    with pytest.raises(MisuseError, match="expected a column 'price'"):
        table.floats("price")


def test_a_notebook_shows_units_and_rows_and_runs_no_script() -> None:
    table = as_table({"name": ["<script>alert(1)</script>"], "x": [np.nan]})
    shown = table.with_columns({"price": [99.5]}, {"price": "per 100 face"})._repr_html_()
    assert "<script" not in shown
    assert "<small>per 100 face</small>" in shown
    assert "<td>—</td>" in shown
    assert "1 row<" in shown
