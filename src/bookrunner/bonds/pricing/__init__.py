"""A table of bonds in, the table with its analytics out.

::

    frame --headings--> columns --rules--> quotes --figures--> the frame, priced
             which is      in what unit     terms, days,      accrued, yield, risk,
             which                          prices, reasons   spreads, and a reason

`price_table` does it for a frame at once; `table_rules` and `priced` do it block by
block, for tables larger than memory.  Every row comes out where it stood; a row that
cannot be priced says why.
"""

from __future__ import annotations

from bookrunner.bonds.pricing.basis import Basis
from bookrunner.bonds.pricing.figures import FIGURES, REASON, USUAL, Figure
from bookrunner.bonds.pricing.headings import HEADINGS, Heading
from bookrunner.bonds.pricing.rules import TableRules, table_rules
from bookrunner.bonds.pricing.table import price_table, priced

__all__ = [
    "FIGURES",
    "HEADINGS",
    "REASON",
    "USUAL",
    "Basis",
    "Figure",
    "Heading",
    "TableRules",
    "price_table",
    "priced",
    "table_rules",
]
