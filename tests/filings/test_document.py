"""Documents as a whole: bytes in, text and rows out."""

from __future__ import annotations

from bookrunner.filings import document

PAGE = (
    "<DOCUMENT>\n<TYPE>FWP\n<TEXT>\n<html><body><p>Pricing&nbsp;Term Sheet</p>"
    "<table><tr><td>Size:</td><td>$5bn</td></tr></table></body></html>\n</TEXT>\n</DOCUMENT>"
)


def test_a_filed_page_keeps_form_text_and_places() -> None:
    sheet = document(PAGE.encode("cp1252"), "fwp.htm", filing="0000000000-25-000001")
    assert (sheet.form, sheet.filing) == ("FWP", "0000000000-25-000001")
    assert [line.words for line in sheet.lines()] == ["Pricing Term Sheet", "Size:", "$5bn"]
    assert all(sheet.text[line.start : line.end] == line.words for line in sheet.lines())


def test_the_same_sheet_as_text_and_as_page_has_the_same_rows() -> None:
    page, text = document(PAGE.encode(), "a.htm"), document(b"Size:\t$5bn\n", "a.txt")
    assert page.passage(page.rows[1][1]).words == text.passage(text.rows[0][1]).words
