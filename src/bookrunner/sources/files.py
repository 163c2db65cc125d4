"""Files on disk, standard input and addresses at sec.gov: bytes in, bounded.

Every error says what to do.
"""

from __future__ import annotations

import csv
import sys
import zlib
from pathlib import Path
from typing import BinaryIO, Final

from bookrunner.errors import MissingFileError, MisuseError

LARGEST: Final = 64 * 2**20  # bytes, as stored and after unpacking
STANDARD_INPUT: Final = "-"

_GZIP: Final = b"\x1f\x8b"
_PIECE: Final = 2**20


def read_file(path: str) -> bytes:
    """The bytes of a file, unpacked where it is gzip; ``-`` is standard input.

    An address is fetched through the one door and kept as evidence (`sources.edgar`).

    Raises:
        RefusedError: an address outside sec.gov.
        MissingFileError: nothing there, a folder, or no right to read it.
        MisuseError: larger than any filing, also once unpacked, or damaged gzip.
    """
    if path.startswith(("https://", "http://")):
        from bookrunner.sources.edgar import fetch

        return fetch(path).body
    if path == STANDARD_INPUT:
        return _unpacked(_bounded(sys.stdin.buffer, "standard input"), "standard input")
    try:
        with Path(path).open("rb") as stream:
            return _unpacked(_bounded(stream, path), path)
    except OSError as error:
        raise MissingFileError(
            expected="a file that can be read",
            seen=f"{path}: {error.strerror or error}",
            hint="check the path",
        ) from None
    except ValueError:  # a null byte in the path
        raise MissingFileError(
            expected="a file that can be read", seen=repr(path)
        ) from None


def read_rows(path: str) -> list[dict[str, str]]:
    """The rows of a CSV with a heading line, cells stripped; empty cells are empty.

    Raises:
        MisuseError: no UTF-8, no heading, or a row longer than the heading.
    """
    try:
        text = read_file(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MisuseError(expected="a CSV in UTF-8", seen=path) from None
    rows = []
    for n, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        if None in row:
            raise MisuseError(
                expected="rows no longer than the heading", seen=f"{path}, line {n}"
            )
        rows.append({name.strip(): (cell or "").strip() for name, cell in row.items()})
    if not rows:
        raise MisuseError(expected="a CSV with a heading and rows", seen=f"{path}: none")
    return rows


def _bounded(stream: BinaryIO, name: str) -> bytes:
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _too_large(name)
    return data


def _unpacked(data: bytes, name: str) -> bytes:
    if not data.startswith(_GZIP):
        return data
    engine = zlib.decompressobj(wbits=31)
    parts, size = [], 0
    try:
        while data and not engine.eof:
            piece = engine.decompress(data, _PIECE)
            size += len(piece)
            if size > LARGEST:
                name = f"{name}, unpacked,"
                raise _too_large(name)
            parts.append(piece)
            data = engine.unconsumed_tail
    except zlib.error:
        raise MisuseError(expected="a whole gzip file", seen=f"{name}, damaged") from None
    if not engine.eof:
        raise MisuseError(expected="a whole gzip file", seen=f"{name}, cut off")
    return b"".join(parts)


def _too_large(name: str) -> MisuseError:
    return MisuseError(
        expected="a term sheet or prospectus",
        seen=f"{name} of more than {LARGEST // 2**20} MB",
        hint="no filing we read is that large",
    )
