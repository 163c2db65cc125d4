"""The open file: statements, and transactions that keep all or nothing."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from bookrunner.store.opening import (
    PATIENCE,
    broken,
    connection,
    default_path,
    first_line,
    identity,
    refused,
    set_aside,
)
from bookrunner.store.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection


@dataclass(slots=True)
class File:
    """A connection that speaks the house's errors and closes when its block ends."""

    path: Path
    _duck: DuckDBPyConnection
    _depth: int = field(default=0, init=False)  # of nested `together`

    @classmethod
    def open(
        cls,
        path: Path | None = None,
        *,
        reading: bool = False,
        wait: float = PATIENCE,
        tell: Callable[[str], None] | None = None,
    ) -> Self:
        """The store of the user, or the one at *path*; made if there is none.

        Opened for *reading* it is shared with others who read.  What the user must know
        (a broken file was set aside) goes to *tell*, or to stderr.

        Raises:
            UnavailableError: the folder or the disk refuses, or another process holds
                the file for longer than *wait* seconds.
        """
        where = path or default_path()
        return cls(where, connection(where, reading=reading, wait=wait, tell=tell))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the next process have the file."""
        with self._speaking():
            self._duck.close()

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """All that is kept inside is kept, or none of it."""
        if self._depth == 0:
            self.run("BEGIN TRANSACTION")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._depth -= 1
            if self._depth == 0:
                with contextlib.suppress(Exception):  # the first error is the one to tell
                    self._duck.execute("ROLLBACK")
            raise
        self._depth -= 1
        if self._depth == 0:
            self.run("COMMIT")

    def run(self, statement: str, *given: Any) -> list[tuple[Any, ...]]:
        """The rows a statement gives."""
        with self._speaking():
            return self._duck.execute(statement, given).fetchall()

    def add(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Rows more, as one statement; *table* is a name of the schema."""
        columns = TABLES[table]
        cells = [dict(zip(columns, map(_word, row), strict=True)) for row in rows]
        if cells:
            self.run(
                f"INSERT INTO {table} SELECT"
                " unnest(from_json(?::JSON, ?), recursive := true)",
                json.dumps(cells),
                json.dumps([dict.fromkeys(columns, "VARCHAR")]),
            )

    @contextlib.contextmanager
    def _speaking(self) -> Iterator[None]:
        import duckdb

        try:
            yield
        except duckdb.Error as error:
            if broken(error):
                seen = identity(self.path)
                with contextlib.suppress(duckdb.Error):
                    self._duck.close()
                set_aside(self.path, seen, first_line(error))
            raise refused(self.path, error) from error


def _word(cell: Any) -> str | None:
    """A cell as DuckDB reads it from words; a decimal keeps every digit."""
    if cell is None:
        return None
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
