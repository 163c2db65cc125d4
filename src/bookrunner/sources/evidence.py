"""Everything the world ever answered, kept once, with when and how it came.

    evidence/
      sha256/3f/3fa9...    the bytes themselves, named by their hash, written once
      fetches.jsonl        one row a fetch: address, time, status, headers, hash

A row is written only after its bytes are on the disk, so every row leads to its bytes
whenever the power fails.  What an address answered before stays when it answers
something new: the new answer is a new row.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bookrunner.errors import MissingFileError, UnavailableError
from bookrunner.sources.ledger import Ledger, writing

if TYPE_CHECKING:
    from collections.abc import Mapping

_ADDRESS: Final = re.compile(rb'\{"url":("(?:[^"\\]|\\.)*")')
_FORGOTTEN: Final = 3600.0  # seconds after which a half-written file has no writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One answer of the world: a row of the index."""

    url: str
    at: datetime  # UTC
    status: int  # 200, or 304 where the bytes kept before still stand
    sha256: str
    headers: Mapping[str, str]


class Evidence:
    """The store of all bytes fetched, and the index of the fetches."""

    def __init__(self, folder: Path) -> None:
        """The store in *folder*, made if it is not there."""
        self._contents = folder / "sha256"
        self._contents.mkdir(parents=True, exist_ok=True)
        self._index = Ledger(folder / "fetches.jsonl")
        self._places: dict[str, list[int]] = {}  # of the rows of an address
        self._sweep()

    def keep(
        self,
        url: str,
        body: bytes,
        *,
        at: datetime,
        status: int,
        headers: Mapping[str, str],
    ) -> Fetch:
        """Keep one answer: first its bytes, then its row."""
        sha256 = hashlib.sha256(body).hexdigest()
        with writing(self._path(sha256)):
            self._write_once(sha256, body)
        fetch = Fetch(url=url, at=at, status=status, sha256=sha256, headers=dict(headers))
        self._index.append(asdict(fetch) | {"at": at.isoformat()})
        return fetch

    def history(self, url: str) -> list[Fetch]:
        """All that *url* ever answered, oldest first."""
        self._refresh()
        fetches = (self._fetch_at(place) for place in self._places.get(url, ()))
        return [fetch for fetch in fetches if fetch is not None]

    def last(self, url: str) -> Fetch | None:
        """The latest answer of *url*, or None if it was never fetched."""
        self._refresh()
        fetches = (self._fetch_at(place) for place in reversed(self._places.get(url, ())))
        return next((fetch for fetch in fetches if fetch is not None), None)

    def addresses(self) -> list[str]:
        """Every address ever fetched."""
        self._refresh()
        return list(self._places)

    def body(self, sha256: str) -> bytes:
        """The bytes with this hash; what does not have it any more is refused."""
        try:
            body = self._path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise MissingFileError(
                expected="bytes kept as evidence", seen=sha256
            ) from error
        if hashlib.sha256(body).hexdigest() != sha256:
            raise UnavailableError(
                expected=f"evidence with the hash {sha256}",
                seen="a file that was changed or damaged",
                hint=f"delete {self._path(sha256)} and fetch it again",
            )
        return body

    def _write_once(self, sha256: str, body: bytes) -> None:
        path = self._path(sha256)
        if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
            return
        path.parent.mkdir(exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=".part-")
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(path)
        _flush_folder(path.parent)

    def _refresh(self) -> None:
        """Learn where the rows of each address begin; the rows stay on the disk."""
        for place, line in self._index.fresh_lines():
            if found := _ADDRESS.match(line):
                with contextlib.suppress(ValueError):
                    self._places.setdefault(json.loads(found[1]), []).append(place)

    def _fetch_at(self, place: int) -> Fetch | None:
        row = self._index.row_at(place)
        try:
            return None if row is None else _fetch(row)
        except (KeyError, TypeError, ValueError):  # half a row
            return None

    def _path(self, sha256: str) -> Path:
        return self._contents / sha256[:2] / sha256

    def _sweep(self) -> None:
        """Remove what writers that died long ago left half written."""
        for part in self._contents.glob("*/.part-*"):
            with contextlib.suppress(FileNotFoundError):
                if time.time() - part.stat().st_mtime > _FORGOTTEN:
                    part.unlink()


def _fetch(row: dict[str, Any]) -> Fetch:
    return Fetch(**(row | {"at": datetime.fromisoformat(row["at"])}))


def _flush_folder(folder: Path) -> None:
    """Make a new name in *folder* survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
