"""Documents of the SEC as text that keeps its place.

Bytes come in; out goes text with offsets, its layout (rows and cells, nested tables
flattened), and what kind of document it is.  This room knows no bond.
"""

from __future__ import annotations

from bookrunner.filings.document import Cell, Document, document
from bookrunner.filings.kind import DocumentKind, Ruling, kind_of
from bookrunner.filings.passage import Passage

__all__ = ["Cell", "Document", "DocumentKind", "Passage", "Ruling", "document", "kind_of"]
