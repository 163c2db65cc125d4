"""Lines that are only ever added, and survive the death of whoever writes them.

One JSON document a line.  Lines are written in one piece under a lock and flushed to
the disk before `Ledger.append` returns.  What a dying process leaves half written is no
line: readers pass over it, and the next writer begins on a fresh one.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from typing import TYPE_CHECKING, Any

from bookrunner.errors import UnavailableError
from bookrunner.sources.locks import exclusively

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


class Ledger:
    """An append-only file of rows, shared by any number of processes."""

    def __init__(self, path: Path) -> None:
        """The ledger at *path*; the file is made by the first row."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._read_to = 0
        self._turn = threading.Lock()

    def append(self, *rows: Mapping[str, Any]) -> None:
        """Add rows; when this returns, they are on the disk."""
        lines = b"".join(map(_line, rows))
        with writing(self._path), self._path.open("a+b") as file, exclusively(file):
            size = file.seek(0, os.SEEK_END)
            if size and _last_byte(file.fileno(), size) != b"\n":
                lines = b"\n" + lines
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())

    def news(self) -> list[dict[str, Any]]:
        """The whole rows added since the last call, by anybody."""
        rows = (_row(line) for _, line in self.fresh_lines())
        return [row for row in rows if row is not None]

    def fresh_lines(self) -> Iterator[tuple[int, bytes]]:
        """The whole lines added since the last call, and where each begins.

        One at a time, so that a ledger of years costs no memory; to be drained.
        """
        with self._turn:
            if not self._path.exists() or self._path.stat().st_size == self._read_to:
                return
            with self._path.open("rb") as file:
                file.seek(self._read_to)
                for line in file:
                    if not line.endswith(b"\n"):
                        return  # still being written
                    yield self._read_to, line
                    self._read_to += len(line)

    def row_at(self, place: int) -> dict[str, Any] | None:
        """The row that begins at *place*; None if it was never written whole."""
        with self._path.open("rb") as file:
            file.seek(place)
            return _row(file.readline())


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """What the disk refuses while *path* is written, in one line of ours."""
    try:
        yield
    except OSError as error:
        raise UnavailableError(
            expected=f"room to write {path}",
            seen=error.strerror or str(error),
            hint="check the folder and the space on the disk, or set BOOKRUNNER_HOME",
        ) from error


def _line(row: Mapping[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _last_byte(file: int, size: int) -> bytes:
    return os.pread(file, 1, size - 1)


def _row(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:  # half a line, or half a character
        return None
    return row if isinstance(row, dict) else None
