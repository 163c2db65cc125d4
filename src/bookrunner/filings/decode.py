"""Bytes to characters: what encoding a filing is in, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from typing import Final

from bookrunner.errors import NotATermSheetError

LARGEST: Final = 32 * 2**20  # bytes; the longest prospectus is a tenth of it

_MARKS: Final = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_DECLARED: Final = re.compile(
    rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_MAGIC: Final = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"\x1f\x8b": "gzip inside gzip",
    b"{\\rtf": "a Rich Text file",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
# What word processors put into a text and what nobody sees or means.
_TIDIED: Final = {
    **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u3000", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\0", ""),
    **dict.fromkeys("\u2010\u2011\u2212", "-"),
    **dict.fromkeys("\v\f\u2028\u2029\u0085", "\n"),
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\uff05": "%", "\uff1a": ":", "\uff08": "(", "\uff09": ")",
}  # fmt: skip
_ODD: Final = re.compile("[" + "".join(map(re.escape, _TIDIED)) + "]")


def decoded(data: bytes, name: str) -> str:
    r"""The characters of a filing, with one kind of space and one kind of line end.

    Raises:
        NotATermSheetError: an empty file, a PDF, a picture, a program, or a file larger
            than any prospectus.

    >>> decoded("Yield:\u00a04.375%\r\n".encode("cp1252"), "fwp.txt")
    'Yield: 4.375%\n'
    """
    _refuse_what_is_no_text(data, name)
    text = _characters(data)
    one_line_end = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ODD.sub(lambda odd: _TIDIED[odd[0]], one_line_end)


def _refuse_what_is_no_text(data: bytes, name: str) -> None:
    expected = "a term sheet as HTML or text"
    if not data.strip():
        raise NotATermSheetError(expected=expected, seen=f"{name}, which is empty")
    if len(data) > LARGEST:
        seen = f"{name} of {len(data) / 2**20:,.0f} MB"
        hint = f"the reader stops at {LARGEST / 2**20:.0f} MB"
        raise NotATermSheetError(expected=expected, seen=seen, hint=hint)
    start = data[:1024].lstrip()
    for magic, what in _MAGIC.items():
        if start.startswith(magic):
            hint = "give the HTML or text that the SEC publishes beside it"
            raise NotATermSheetError(expected=expected, seen=f"{name}, {what}", hint=hint)
    wide = data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} or _is_bare_utf16(data)
    sample = data[:65536]
    controls = sum(sample.count(code) for code in (0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16))
    if not wide and controls > len(sample) / 100:
        raise NotATermSheetError(expected=expected, seen=f"{name}, a binary file")


def _characters(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if _is_bare_utf16(data):
        return data.decode("utf-16-le" if data[1] == 0 else "utf-16-be", errors="replace")
    try:  # a text that is valid UTF-8 is UTF-8, whatever it declares
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _declared_or_western(data)


def _declared_or_western(data: bytes) -> str:
    declared = _DECLARED.search(data[:4096])
    if declared is not None:
        try:
            encoding = codecs.lookup(declared[1].decode("ascii")).name
            if encoding not in {"utf-8", "ascii", "iso8859-1"}:
                return data.decode(encoding)
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return data.decode("cp1252", errors="replace")


def _is_bare_utf16(data: bytes) -> bool:
    head = data[:200]
    if len(head) < 4 or len(data) % 2:
        return False
    return head[1::2].count(0) > len(head) * 0.4 or head[0::2].count(0) > len(head) * 0.4
