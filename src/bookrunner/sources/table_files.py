"""Tables from disk, block after block: CSV, Parquet, Arrow, and DuckDB queries.

What a file is, its first bytes say, not its name.  However large it is, only a block of
it is in memory at a time.  Cells of a text file stay words, so that a leading zero of an
identifier survives; what they mean is read where they are used.
"""

from __future__ import annotations

import codecs
import glob
import gzip
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile, gettempdir
from typing import TYPE_CHECKING, Any, Final, Literal

from bookrunner.errors import MissingFileError, MisuseError
from bookrunner.sources.holdings import layout_of
from bookrunner.tables import CELLS_BEYOND, as_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from duckdb import DuckDBPyConnection, DuckDBPyRelation

    from bookrunner.sources.holdings import Layout
    from bookrunner.tables import Table

BLOCK: Final = 100_000  # rows
_TEXT_HELD: Final = "128MB"  # of a text file at once; DuckDB would keep all it has read
_PEEK: Final = 1 << 16  # bytes: more than any preamble


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """A table that is read once, from its first block to its last."""

    name: str
    blocks: Iterator[Table]
    rows: int | None = None  # in all, where it is known beforehand
    layout: Layout | None = None  # of a text file


def open_table(path: str | Path) -> TableFile:
    """The table in a file, or with ``-`` the one that is piped in.

    Raises:
        MissingFileError: there is no such file.
        MisuseError: it is no table we read, or is damaged.
    """
    if str(path) == "-":
        return _piped()
    file = Path(path)
    if not file.is_file():
        raise MissingFileError(expected="a file", seen=str(path))
    with file.open("rb") as stream:
        start = stream.read(_PEEK)
    for magic, reader in _READERS.items():
        if start.startswith(magic):
            return reader(file)
    if start[8:12] == b"DUCK":
        raise MisuseError(
            expected="a table", seen=f"a database, {file.name}", hint="ask it a query"
        )
    return _text(file, start)


def _piped() -> TableFile:
    """What comes through a pipe, kept in a file for as long as it is read."""
    kept = NamedTemporaryFile()  # noqa: SIM115 - closed with the last block
    copyfileobj(sys.stdin.buffer, kept)
    kept.flush()
    file = open_table(kept.name)

    def blocks() -> Iterator[Table]:
        with kept:
            yield from file.blocks

    return replace(file, name="standard input", blocks=blocks())


def open_query(query: str, database: str | Path | None = None) -> TableFile:
    """The answer of DuckDB to *query*, over a database file that it may only read.

    Raises:
        MissingFileError: there is no such database.
        MisuseError: the query cannot be run, or gives no table.
    """
    if database is not None and not Path(database).is_file():
        raise MissingFileError(expected="a database file", seen=str(database))
    with _as_misuse("a query that DuckDB can run"):
        connection = _quiet(str(database or ":memory:"), read_only=bool(database))
        answer = connection.sql(query)
    if answer is None:
        raise MisuseError(expected="a query that gives a table", seen=query)
    return TableFile(name="the query", blocks=_blocks(answer, connection))


def _parquet(file: Path) -> TableFile:
    with _as_misuse(f"a Parquet file in {file.name}"):
        connection = _quiet()
        held = connection.read_parquet(glob.escape(str(file)))
        ((rows,),) = held.count("*").fetchall()
    return TableFile(name=file.name, blocks=_blocks(held, connection), rows=rows)


def _arrow_file(file: Path) -> TableFile:
    from arro3.io import read_ipc

    return _arrow(file, read_ipc)


def _arrow_stream(file: Path) -> TableFile:
    from arro3.io import read_ipc_stream

    return _arrow(file, read_ipc_stream)


def _arrow(file: Path, read: Callable[[Path], Any]) -> TableFile:
    with _as_misuse(f"an Arrow file in {file.name}"):
        return TableFile(name=file.name, blocks=_blocks(read(file), None))


def _zipped(file: Path) -> TableFile:
    try:
        with gzip.open(file) as stream:
            start = stream.read(_PEEK)
    except (OSError, EOFError) as error:
        raise MisuseError(
            expected=f"a gzip file in {file.name}", seen=_line(error)
        ) from None
    return _text(file, start, "gzip")


def _workbook(file: Path) -> TableFile:
    raise MisuseError(
        expected="CSV, Parquet or Arrow",
        seen=f"a workbook or archive, {file.name}",
        hint="save the sheet as CSV",
    )


_READERS: Final[Mapping[bytes, Callable[[Path], TableFile]]] = {
    b"PAR1": _parquet,
    b"ARROW1": _arrow_file,
    b"\xff\xff\xff\xff": _arrow_stream,
    b"\x1f\x8b": _zipped,
    b"PK\x03\x04": _workbook,
}


def _text(
    file: Path, start: bytes, compression: Literal["none", "gzip"] = "none"
) -> TableFile:
    layout = layout_of(_decoded(file, start))
    with _as_misuse(f"a table in {file.name}"):
        connection = _quiet()
        connection.execute(f"SET memory_limit = '{_TEXT_HELD}'")
        connection.execute("SET temp_directory = ?", [gettempdir()])
        rows = connection.read_csv(
            glob.escape(str(file)),
            columns=dict.fromkeys([*layout.columns, CELLS_BEYOND], "VARCHAR"),
            skiprows=layout.lines_before,
            header=False,
            sep=layout.separator,
            quotechar='"',
            escapechar='"',
            null_padding=True,
            parallel=False,  # a quoted cell may hold line ends
            strict_mode=False,
            auto_detect=False,
            compression=compression,
        )
    if layout.preamble:
        rows = _holdings(rows, layout)
    return TableFile(name=file.name, blocks=_blocks(rows, connection), layout=layout)


def _holdings(rows: DuckDBPyRelation, layout: Layout) -> DuckDBPyRelation:
    """The rows of a fund's file: ``-`` is nothing, and a footer fills one cell only."""
    names = [f'"{name.replace(chr(34), chr(34) * 2)}"' for name in layout.columns]
    told = [f"nullif(trim({name}), '-') as {name}" for name in names]
    filled = [f"{name} is not null" for name in names[1:]]
    beyond = f'"{CELLS_BEYOND}"'
    return rows.project(", ".join([*told, beyond])).filter(" or ".join(filled) or "true")


def _decoded(file: Path, start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _not_utf_8(file, "UTF-16")
    if b"\0" in start:
        raise MisuseError(
            expected="CSV, Parquet or Arrow", seen=f"other bytes in {file.name}"
        )
    try:  # the last character may be cut in two
        return codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError as error:
        byte = start[error.start]
        raise _not_utf_8(file, f"the byte {byte:#x} at place {error.start}") from None


def _not_utf_8(file: Path, seen: str) -> MisuseError:
    return MisuseError(
        expected=f"text in UTF-8 in {file.name}", seen=seen, hint="save it as UTF-8"
    )


def _blocks(held: Any, connection: DuckDBPyConnection | None) -> Iterator[Table]:
    """The rows of an Arrow stream, a block at a time; an empty one gives one empty block.

    The connection is held for as long as its rows are read.
    """
    from arro3.core import RecordBatchReader

    with _as_misuse("rows that can be read"):
        reader = RecordBatchReader.from_stream(held)
        batch = next(reader, None)
    if batch is None:
        yield as_table(reader.schema.empty_table())
    while batch is not None:
        yield from as_table(batch).blocks(BLOCK)
        with _as_misuse("rows that can be read"):
            batch = next(reader, None)
    if connection is not None:
        connection.close()


def _quiet(database: str = ":memory:", *, read_only: bool = False) -> DuckDBPyConnection:
    """A connection that draws no progress of its own on stdout, where our rows go."""
    import duckdb

    connection = duckdb.connect(database, read_only=read_only)
    connection.execute("SET enable_progress_bar = false")
    return connection


@contextmanager
def _as_misuse(expected: str) -> Iterator[None]:
    """What a library says of a file or a query, in one line of ours.

    Errors of DuckDB that come through an Arrow stream are plain exceptions, as arro3's;
    what a damaged Arrow file stumbles over in Rust is no `Exception` at all.
    """
    try:
        yield
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise MisuseError(expected=expected, seen=_line(error)) from error
        raise


def _line(error: BaseException) -> str:
    told = str(error).strip().partition("\n")[0]
    return told.removeprefix("C Data interface error: External error: ")
