"""Bytes to characters: encodings told apart, and what is no text refused in one line."""

from __future__ import annotations

import pytest

from bookrunner.errors import NotATermSheetError
from bookrunner.filings.decode import LARGEST, decoded

WORDS = "Größe: €500,000,000 “Notes”\n"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode("utf-8"),
        WORDS.encode("utf-8-sig"),
        WORDS.encode("utf-16"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
        WORDS.encode("cp1252"),
        b'<meta charset="utf-8">'
        + WORDS.encode("cp1252"),  # it says one thing and is another
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "false-claim"],
)
def test_a_text_is_read_in_the_encoding_it_is_in(data: bytes) -> None:
    assert decoded(data, "a.txt").endswith(WORDS)


def test_a_declared_encoding_is_believed_where_the_bytes_allow_it() -> None:
    page = '<?xml encoding="koi8-r"?>Облигации'.encode("koi8-r")
    assert decoded(page, "a.htm").endswith("Облигации")


def test_every_kind_of_space_and_line_end_becomes_one() -> None:
    assert decoded("a\u00a0b\u2009c\u200bd\r\ne\rf".encode(), "a.txt") == "a b cd\ne\nf"


def test_ligatures_and_soft_hyphens_are_written_out() -> None:
    assert decoded("\ufb01xed-\u00adrate \uff05".encode(), "a.txt") == "fixed-rate %"


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"\x89PNG....", "a picture"),
        (bytes(range(32)) * 40, "a binary file"),
        (b"x" * (LARGEST + 1), "32 MB"),
    ],
    ids=["empty", "blank", "pdf", "zip", "png", "binary", "large"],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, seen: str) -> None:
    with pytest.raises(NotATermSheetError, match=seen) as refused:
        decoded(data, "x.bin")
    assert "\n" not in str(refused.value)
