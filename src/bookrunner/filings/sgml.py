"""The SGML wrapper that EDGAR puts around documents: what form it is, and the body."""

from __future__ import annotations

import re
from typing import Final

_DOCUMENT: Final = re.compile(r"<DOCUMENT>", re.IGNORECASE)
_TYPE: Final = re.compile(r"^\s*<TYPE>\s*([^\s<]{1,20})", re.IGNORECASE | re.MULTILINE)
_TEXT: Final = re.compile(r"<TEXT>\n?", re.IGNORECASE)
_END: Final = re.compile(r"</TEXT>", re.IGNORECASE)
_HEADER: Final = re.compile(
    r"-----BEGIN PRIVACY|<SEC-DOCUMENT>|<SEC-HEADER>|<DOCUMENT>", re.IGNORECASE
)

_ACCESSION: Final = re.compile(
    r"(?:ACCESSION\s+NUMBER:\s*|<SEC-DOCUMENT>)(\d{10}-\d{2}-\d{6})", re.IGNORECASE
)
_HEAD: Final = 4096  # characters: a header stands at the beginning


def accession_in(text: str) -> str:
    """The accession number that the header of a submission states, or "".

    >>> accession_in("<SEC-DOCUMENT>0001104659-25-113283.txt : 20251117")
    '0001104659-25-113283'
    """
    found = _ACCESSION.search(text, 0, _HEAD)
    return found[1] if found else ""


def unwrapped(text: str) -> tuple[str, str]:
    r"""The form and the body of the first document in a submission.

    A text without a wrapper is its own body, and its form is "".

    >>> unwrapped("<DOCUMENT>\n<TYPE>FWP\n<TEXT>\nSize: $5\n</TEXT>\n</DOCUMENT>")
    ('FWP', 'Size: $5\n')
    """
    if not _HEADER.search(text, 0, _HEAD):
        return "", text
    first = _DOCUMENT.search(text)
    at = first.end() if first else 0
    kind = _TYPE.search(text, at)
    begin = _TEXT.search(text, at)
    if begin is None:
        return (kind[1].upper() if kind else ""), text[at:]
    end = _END.search(text, begin.end())
    return (kind[1].upper() if kind else ""), text[
        begin.end() : end.start() if end else None
    ]
