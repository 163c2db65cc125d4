"""Tables from disk: what a file is, its bytes say; a block at a time, nothing lost."""

from __future__ import annotations

import gzip
from datetime import date
from typing import TYPE_CHECKING

import arro3.io
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

from bookrunner.errors import MissingFileError, MisuseError, UnavailableError
from bookrunner.sources.holdings import layout_of
from bookrunner.sources.table_files import BLOCK, open_query, open_table
from bookrunner.tables import CELLS_BEYOND, Table, as_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bookrunner.sources.table_files import TableFile

ROWS = {"cusip": ["037833100", "03522AAJ9"], "coupon": [5.25, 4.9], "n": [1, 2]}
LIVE = """\ufeffDemo Corporate Bond Fund
Fund Holdings as of,"Dec 17, 2025"
Inception Date,"Jul 22, 2002"
Shares Outstanding,"286,700,000.00"
Stock,"-"
\xa0
Name,Sector,Market Value,CUSIP,Maturity,Coupon (%),Price
"ACME, INC.","Industrial","71,246,274.07","000000AA1","Feb 01, 2046","4.90","92.74"
"USD CASH","-","70,357","-","-","0.00","100.00"
\xa0
"The content herein
is owned by somebody, somewhere."
"""


def whole(file: TableFile) -> pl.DataFrame:
    return pl.concat([block.to_polars() for block in file.blocks])


def written(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


def frame() -> pl.DataFrame:
    return as_table(ROWS).to_polars()


def write_zipped(path: Path) -> None:
    path.write_bytes(gzip.compress(frame().write_csv().encode()))


WRITERS: dict[str, Callable[[Path], object]] = {
    "a.csv": lambda path: frame().write_csv(path),
    "a.csv.gz": write_zipped,
    "zipped.csv": write_zipped,
    "tabs.txt": lambda path: frame().write_csv(path, separator="\t"),
    "a.parquet": lambda path: frame().write_parquet(path),
    "no name says what it is": lambda path: frame().write_parquet(path),
    "[odd]*.parquet": lambda path: frame().write_parquet(path),
    "a.arrow": lambda path: frame().write_ipc(path),
    "lz4.feather": lambda path: frame().write_ipc(path, compression="lz4"),
    "stream.arrows": lambda path: frame().write_ipc_stream(path),
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_kind_of_file_gives_the_same_rows(tmp_path: Path, name: str) -> None:
    WRITERS[name](tmp_path / name)
    table = whole(open_table(tmp_path / name))
    assert table["cusip"].to_list() == ROWS["cusip"]
    assert table["coupon"].cast(pl.Float64).to_list() == ROWS["coupon"]


def test_the_leading_zero_of_an_identifier_in_a_text_file_survives(tmp_path: Path) -> None:
    (block,) = open_table(written(tmp_path / "a.csv", "cusip,n\n037833100,007\n")).blocks
    assert block.words("n")[0] == ["007"]


def test_a_query_reads_a_database_and_cannot_write_it(tmp_path: Path) -> None:
    path = tmp_path / "bonds.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table held as select 5.25 as coupon, 'US1' as isin")
    assert whole(open_query("select * from held", path))["isin"].to_list() == ["US1"]
    with pytest.raises(MisuseError, match="read-only"):
        whole(open_query("create table mine as select 1", path))


def test_a_query_without_a_database_reads_files(tmp_path: Path) -> None:
    frame().write_parquet(tmp_path / "a.parquet")
    held = whole(open_query(f"from '{tmp_path}/*.parquet' select sum(n) as n"))
    assert held["n"].to_list() == [3]


def test_a_long_file_comes_in_blocks_and_loses_no_row(tmp_path: Path) -> None:
    numbers = np.arange(2 * BLOCK + 5)
    pl.DataFrame({"n": numbers}).write_ipc(tmp_path / "a.arrow")
    pl.DataFrame({"n": numbers}).write_parquet(tmp_path / "a.parquet")
    for name in ("a.arrow", "a.parquet"):
        blocks = list(open_table(tmp_path / name).blocks)
        assert max(map(len, blocks)) <= BLOCK
        assert np.array_equal(np.concatenate([b.floats("n") for b in blocks]), numbers)
    assert open_table(tmp_path / "a.parquet").rows == len(numbers)


def test_a_live_holdings_file_is_read_from_its_heading_to_its_footer(
    tmp_path: Path,
) -> None:
    file = open_table(written(tmp_path / "fund.csv", LIVE))
    assert file.layout is not None
    assert file.layout.fund == "Demo Corporate Bond Fund"
    assert file.layout.as_of == date(2025, 12, 17)
    (block,) = file.blocks
    assert block.words("Name")[0] == ["ACME, INC.", "USD CASH"]
    assert block.words("Market Value")[0] == ["71,246,274.07", "70,357"]
    assert block.to_dict()["CUSIP"].tolist() == ["000000AA1", None]


def test_an_equity_holdings_file_starts_with_ticker() -> None:
    text = 'Demo Fund\nFund Holdings as of,"Jan 2, 2026"\n\nTicker,Name,Price\n"A","B","1"'
    assert layout_of(text).columns == ("Ticker", "Name", "Price")


def test_a_holdings_file_without_holdings_is_unavailable() -> None:
    with pytest.raises(UnavailableError, match="publishes none for that day"):
        layout_of('Demo Fund\nFund Holdings as of,"-"\n\n')


def test_short_rows_are_filled_and_long_rows_show_their_rest(tmp_path: Path) -> None:
    text = 'a,b\n1\n2,3\n4,5,"6"\n7,8,\n"say ""so""",9\n'
    (block,) = open_table(written(tmp_path / "a.csv", text)).blocks
    assert block.to_dict()["b"].tolist() == [None, "3", "5", "8", "9"]
    assert block.to_dict()[CELLS_BEYOND].tolist() == [None, None, "6", None, None]
    assert block.to_dict()["a"][4] == 'say "so"'


def test_a_column_without_a_heading_is_numbered(tmp_path: Path) -> None:
    """As pandas writes an index, and spreadsheets a comma too many."""
    (block,) = open_table(written(tmp_path / "a.csv", ",coupon,\n0,5.25,\n")).blocks
    assert block.names[:3] == ["column 1", "coupon", "column 3"]
    assert block.words("coupon")[0] == ["5.25"]


def test_line_ends_of_windows_blank_lines_and_a_mark_at_the_start(tmp_path: Path) -> None:
    text = "\ufeffcoupon;maturity\r\n5.25;2035-01-15\r\n\r\n4;2046-02-01"
    (block,) = open_table(written(tmp_path / "a.csv", text)).blocks
    assert block.words("coupon")[0] == ["5.25", "4"]
    assert block.names[:2] == ["coupon", "maturity"]


def test_a_heading_without_rows_is_one_empty_block(tmp_path: Path) -> None:
    (block,) = open_table(written(tmp_path / "a.csv", "coupon,maturity\n")).blocks
    assert isinstance(block, Table)
    assert (len(block), block.names[:2]) == (0, ["coupon", "maturity"])


BAD_FILES = {
    "": "an empty file",
    "a,a\n1,2\n": "several named 'a'",
    "a,A\n1,2\n": "several named 'A', 'a'",
    "PAR1 but no more": "a Parquet file",
    "ARROW1 but no more": "an Arrow file",
    "PK\x03\x04": "a workbook",
    "a\0b": "other bytes",
}


@pytest.mark.parametrize(("content", "told"), BAD_FILES.items(), ids=BAD_FILES.values())
def test_what_is_no_table_is_refused_in_one_line(
    tmp_path: Path, content: str, told: str
) -> None:
    with pytest.raises(MisuseError, match=told) as refused:
        list(open_table(written(tmp_path / "bad", content)).blocks)
    assert "\n" not in str(refused.value)


def test_what_is_broken_far_down_a_file_is_one_line_too(tmp_path: Path) -> None:
    good = b"US0000000001,5.25\n" * 300_000
    (tmp_path / "a.csv").write_bytes(b"isin,coupon\n" + good + b"\xff,5")
    blocks = open_table(tmp_path / "a.csv").blocks
    assert len(next(blocks)) == BLOCK
    with pytest.raises(MisuseError) as refused:
        list(blocks)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("encoding", "seen"),
    [("latin-1", "the byte 0xf6 at place 6"), ("utf-16", "UTF-16")],
)
def test_text_in_another_encoding_is_refused_with_a_hint(
    tmp_path: Path, encoding: str, seen: str
) -> None:
    (tmp_path / "a.csv").write_bytes("name\nBöhm\n".encode(encoding))
    with pytest.raises(MisuseError, match=f"saw {seen}; save it as UTF-8"):
        open_table(tmp_path / "a.csv")


def test_damaged_zips_and_databases_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(b"\x1f\x8bnot really")
    with pytest.raises(MisuseError, match="a gzip file"):
        open_table(tmp_path / "a.csv.gz")
    duckdb.connect(str(tmp_path / "a.duckdb")).close()
    with pytest.raises(MisuseError, match="ask it a query"):
        open_table(tmp_path / "a.duckdb")


def test_missing_files_databases_and_tables_are_one_line_each(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        open_table(tmp_path / "none.csv")
    with pytest.raises(MissingFileError):
        open_query("select 1", tmp_path / "none.duckdb")
    with pytest.raises(MisuseError, match="none does not exist"):
        open_query("select * from none")
    with pytest.raises(MisuseError, match="a query that"):
        open_query("")


def test_units_in_an_arrow_file_are_kept(tmp_path: Path) -> None:
    table = as_table({}).with_columns({"price": [99.5]}, {"price": "per 100 face"})
    arro3.io.write_ipc(table, tmp_path / "a.arrow")
    (block,) = open_table(tmp_path / "a.arrow").blocks
    assert block.unit("price") == "per 100 face"


def test_pandas_writes_what_we_read(tmp_path: Path) -> None:
    frame = pd.DataFrame({"due": pd.to_datetime(["2035-01-15", None]), "x": [1.5, None]})
    frame.to_csv(tmp_path / "a.csv", index=False)
    (block,) = open_table(tmp_path / "a.csv").blocks
    assert block.to_dict()["due"].tolist() == ["2035-01-15", None]
