"""The body of an answer: whole, bounded, unpacked.

A body is taken only if it is as long as it says and no longer than we take.  A packed
one is unpacked by ourselves and never beyond the bound, so that a few kilobytes that
would burst into gigabytes cost a few megabytes and one line.
"""

from __future__ import annotations

import time
import zlib
from typing import TYPE_CHECKING, Final

from bookrunner.errors import RefusedError, UnavailableError

if TYPE_CHECKING:
    import httpx2

MOST_BYTES: Final = 64 * 2**20
"""The largest answer taken, on the wire and unpacked."""

_GZIP_OR_ZLIB: Final = 47  # zlib's word for "find out which of the two"


class PassingError(Exception):
    """What may pass if asked again; *wait* seconds from now where the server says so."""

    def __init__(self, *, seen: str, wait: float | None = None) -> None:
        super().__init__(seen)
        self.wait = wait


def received(response: httpx2.Response, *, within: float, most: int = MOST_BYTES) -> bytes:
    """The whole body of *response*, unpacked; it must come in *within* seconds."""
    deadline = time.monotonic() + within
    declared = response.headers.get("content-length", "")
    raw = bytearray()
    _bounded(int(declared) if declared.isdigit() else 0, most)
    for chunk in response.iter_raw():
        raw += chunk
        _bounded(len(raw), most)
        if time.monotonic() > deadline:
            raise PassingError(seen=f"{len(raw)} bytes in {within:.0f} s")
    if response.status_code != 200:
        return b""
    if declared.isdigit() and int(declared) != len(raw):
        raise PassingError(seen=f"{len(raw)} bytes of {declared}")
    match response.headers.get("content-encoding", "").lower():
        case "" | "identity":
            return bytes(raw)
        case "gzip" | "x-gzip":
            return unpacked(bytes(raw), most)
        case other:
            raise UnavailableError(expected="an answer plain or in gzip", seen=other)


def unpacked(raw: bytes, most: int = MOST_BYTES) -> bytes:
    """What *raw* holds packed, at most *most* bytes.

    >>> import gzip
    >>> unpacked(gzip.compress(b"Notes due 2030"))
    b'Notes due 2030'
    """
    whole = bytearray()
    while raw:
        unzip = zlib.decompressobj(_GZIP_OR_ZLIB)
        try:
            whole += unzip.decompress(raw, most + 1 - len(whole))
        except zlib.error as error:
            raise PassingError(seen=f"damaged gzip ({error})") from error
        _bounded(len(whole), most)
        if not unzip.eof:
            raise PassingError(seen="gzip that is cut off")
        raw = unzip.unused_data
    return bytes(whole)


def _bounded(size: int, most: int) -> None:
    if size > most:
        raise RefusedError(
            expected=f"an answer of at most {most // 2**20} MiB", seen="a larger one"
        )
