"""How a priced table leaves: CSV, JSON, Parquet, or a table for people.

Each writer takes the blocks as they come and keeps none, so that a table larger than
memory goes through, and gives a `Tally` of what went by.
"""

from __future__ import annotations

import csv
import json
import sys
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from bookrunner.cli.output import finite, harmless
from bookrunner.cli.price_tally import Tally
from bookrunner.cli.price_view import show
from bookrunner.errors import BookrunnerError, MisuseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bookrunner.tables import Table

    Writer: TypeAlias = Callable[[Iterator[Table], Sequence[str]], Tally]


_ROW_GROUP: Final = 100_000  # rows held back until they are written


def writer(*, as_json: bool, as_csv: bool, parquet: str | None) -> Writer:
    """The writer the user chose.

    Raises:
        MisuseError: more than one.
    """
    if as_json + as_csv + (parquet is not None) > 1:
        raise MisuseError(expected="one of --json, --csv and --parquet", seen="several")
    if parquet is not None:
        return lambda blocks, _: _write_parquet(blocks, parquet)
    if as_csv:
        return _write_csv
    return _write_json if as_json else show


def _write_csv(blocks: Iterator[Table], _: Sequence[str]) -> Tally:
    tally = Tally()
    out = csv.writer(sys.stdout, lineterminator="\n")
    for number, block in enumerate(tally.counted(blocks)):
        if number == 0:
            out.writerow(map(harmless, block.names))
        out.writerows(zip(*(map(harmless, cells) for cells in _cells(block)), strict=True))
    return tally


def _write_json(blocks: Iterator[Table], stated: Sequence[str]) -> Tally:
    """One document, written as it comes: what was stated, units, and the rows."""
    tally = Tally()
    opening = ""
    for block in tally.counted(blocks):
        if not opening:
            units = {name: block.unit(name) for name in block.names if block.unit(name)}
            head = json.dumps({"stated": stated, "units": units}, ensure_ascii=False)
            opening = f'{head[:-1]}, "rows": ['
            sys.stdout.write(opening)
            before = "\n"
        for cells in zip(*_cells(block), strict=True):
            told = finite(dict(zip(block.names, cells, strict=True)))
            sys.stdout.write(before + json.dumps(told, ensure_ascii=False, default=_plain))
            before = ",\n"
    sys.stdout.write("\n]}\n")
    return tally


def _write_parquet(blocks: Iterator[Table], path: str) -> Tally:
    """Rows with their units in the fields; what fails half-way leaves no file."""
    from pathlib import Path

    from arro3.core import RecordBatchReader
    from arro3.io import write_parquet

    tally = Tally()
    passing = tally.counted(blocks)
    first = next(passing)
    failed: list[BookrunnerError] = []
    batches = _batches(chain([first], passing), failed)
    part = Path(f"{path}.part")
    try:
        stream = RecordBatchReader.from_batches(first.to_arrow().schema, batches)
        write_parquet(stream, part, compression="zstd(1)", max_row_group_size=_ROW_GROUP)
        part.replace(path)
    except OSError as error:
        raise MisuseError(expected="a file that can be written", seen=str(error)) from None
    except Exception:
        if failed:  # what the stream raised, before Arrow put it in its own words
            raise failed[0] from None
        raise
    finally:
        part.unlink(missing_ok=True)
    return tally


def _batches(blocks: Iterator[Table], failed: list[BookrunnerError]) -> Iterator[Any]:
    try:
        for block in blocks:
            yield from block.to_arrow().to_batches()
    except BookrunnerError as error:
        failed.append(error)
        raise


def _cells(block: Table) -> list[list[Any]]:
    """The cells of each column as Python holds them; null and NaN alike are missing."""
    return [list(block.to_arrow().column(name).to_pylist()) for name in block.names]


def _plain(cell: Any) -> float | str:
    """A cell JSON has no word for: an exact number as a number, a day as it is written."""
    return float(cell) if isinstance(cell, Decimal) else str(cell)
