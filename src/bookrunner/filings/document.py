"""A filing's document as text that keeps its place.

    bytes --decoded--> characters --unwrapped--> HTML or text --laid out--> Document

A `Document` is one string and the rows found in it.  A row is a line of a table or of
the text, cut into cells; each cell knows where its words stand, so that every figure
read later can be cited as ``document.text[start:end]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bookrunner.filings.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: where its words stand in the text, and in which columns of the table."""

    start: int
    end: int
    column: int
    span: int = 1  # how many columns it is merged across

    @property
    def columns(self) -> range:
        """The columns it stands in."""
        return range(self.column, self.column + self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a document says, and how it is laid out."""

    name: str  # file name inside the filing
    filing: str = ""  # accession number, or "" where unknown
    form: str = ""  # "FWP", "424B5", or "" where the document does not say
    text: str
    rows: tuple[tuple[Cell, ...], ...]

    def passage(self, cell: Cell) -> Passage:
        """The words of a cell, with their place."""
        return Passage(self.text, cell.start, cell.end)

    def lines(self) -> Iterator[Passage]:
        """Every cell's lines, in order."""
        for row in self.rows:
            for cell in row:
                yield from self.passage(cell).lines()


def document(data: bytes, name: str, *, filing: str = "") -> Document:
    r"""The document in *data*: HTML or text, with or without an SGML wrapper.

    Raises:
        NotATermSheetError: not text at all, empty, or larger or deeper than any filing.

    >>> sheet = document(b"<table><tr><td>Size:</td><td>$5bn</td></tr></table>", "a.htm")
    >>> [[sheet.passage(cell).words for cell in row] for row in sheet.rows]
    [['Size:', '$5bn']]
    """
    from bookrunner.filings.decode import decoded
    from bookrunner.filings.html import is_html, laid_out_html
    from bookrunner.filings.plain import laid_out_text
    from bookrunner.filings.sgml import accession_in, unwrapped

    whole = decoded(data, name)
    form, body = unwrapped(whole)
    text, rows = laid_out_html(body) if is_html(body) else laid_out_text(body)
    number = filing or accession_in(whole)
    return Document(name=name, filing=number, form=form, text=text, rows=rows)
