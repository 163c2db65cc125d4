"""Documents of the SEC as text that keeps its place.

Bytes come in; out goes text with offsets, its layout (label and value, rows and cells),
and what kind of document it is.  This room knows no bond.
"""

from __future__ import annotations
