"""The open file: statements, and transactions that keep all or nothing."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from bookrunner.store.opening import (
    NAME,
    PATIENCE,
    broken,
    connection,
    first_line,
    home,
    identity,
    refused,
    set_aside,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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
        wait: float = PATIENCE,
        tell: Callable[[str], None] | None = None,
    ) -> Self:
        """The store of the user, or the one at *path*; made if there is none.

        What the user must know (a broken file was set aside) goes to *tell*, or to
        stderr.

        Raises:
            UnavailableError: the folder or the disk refuses, or another process holds
                the file for longer than *wait* seconds.
        """
        where = path or home() / NAME
        return cls(where, connection(where, wait=wait, tell=tell))

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

    def add(self, table: str, *cells: Any) -> None:
        """One row more; *table* is a name of the schema, never a user's word."""
        marks = ", ".join("?" * len(cells))
        self.run(f"INSERT INTO {table} VALUES ({marks})", *cells)  # noqa: S608 - our names

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
