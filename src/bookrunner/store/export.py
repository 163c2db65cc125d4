"""Rows into a Parquet file, each column of the type it is named with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bookrunner.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def write_parquet(
    path: Path, rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]
) -> None:
    """Write *rows* to *path*; *columns* gives each column's SQL type.

    The file is written whole beside its place and then put there.

    Raises:
        UnavailableError: the folder or the disk refuses.
    """
    import duckdb

    fresh = path.with_name(f"{path.name}.part")
    cells = [{name: _word(row[name]) for name in columns} for row in rows]
    shape = json.dumps([dict.fromkeys(columns, "VARCHAR")])
    typed = ", ".join(f'"{name}"::{kind} AS "{name}"' for name, kind in columns.items())
    try:
        with duckdb.connect() as memory:
            memory.execute(
                f"CREATE TABLE cells AS SELECT {typed} FROM"  # noqa: S608 - our names
                " (SELECT unnest(from_json(?::JSON, ?), recursive := true))",
                [json.dumps(cells), shape],
            )
            memory.table("cells").write_parquet(str(fresh))
        fresh.replace(path)
    except (duckdb.IOException, OSError) as error:
        raise UnavailableError(
            expected=f"a file that can be written at {path}",
            seen=str(error).splitlines()[0],
            hint="check the folder and the space on the disk",
        ) from error
    finally:
        fresh.unlink(missing_ok=True)


def _word(cell: Any) -> str | None:
    return None if cell is None else str(cell)
