"""The wrapper EDGAR puts around documents comes off, and tells the form."""

from __future__ import annotations

from bookrunner.filings import document
from bookrunner.filings.sgml import accession_in, unwrapped

SUBMISSION = """-----BEGIN PRIVACY-ENHANCED MESSAGE-----
<SEC-HEADER>0000000000-25-000001.hdr.sgml</SEC-HEADER>
<DOCUMENT>
<TYPE>FWP
<SEQUENCE>1
<TEXT>
Size: $5
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>GRAPHIC
<TEXT>
begin 644 logo.jpg
</TEXT>
</DOCUMENT>
"""


def test_the_first_document_of_a_submission_is_its_body() -> None:
    assert unwrapped(SUBMISSION) == ("FWP", "Size: $5\n")


def test_a_text_without_a_wrapper_is_its_own_body() -> None:
    assert unwrapped("Size: $5\n") == ("", "Size: $5\n")


def test_a_submission_cut_off_in_the_middle_still_gives_what_is_there() -> None:
    assert unwrapped(SUBMISSION[: SUBMISSION.index("</TEXT>")]) == ("FWP", "Size: $5\n")
    assert unwrapped("<DOCUMENT>\n<TYPE>424B5\nSize") == ("424B5", "\n<TYPE>424B5\nSize")


def test_a_header_states_the_filings_number() -> None:
    header = "<SEC-HEADER>\nACCESSION NUMBER:\t\t0001104659-25-113283\n</SEC-HEADER>\n"
    assert accession_in(header) == "0001104659-25-113283"
    assert (
        document((header + SUBMISSION).encode(), "a.txt").filing == "0001104659-25-113283"
    )


def test_what_is_told_beats_what_the_header_states_and_silence_is_empty() -> None:
    header = "ACCESSION NUMBER: 0001104659-25-113283\nSize: $5\n"
    told = document(header.encode(), "a.txt", filing="0000000000-25-000001")
    assert told.filing == "0000000000-25-000001"
    assert document(b"Size: $5\n", "a.txt").filing == ""
    assert accession_in("x" * 5_000 + header) == ""
