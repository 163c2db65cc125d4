"""Bond mathematics on columns: terms, cash flows, price, yield, risk, spread.

Columns of terms come in, columns of numbers go out; one bond is a batch whose columns
have no axis.  A formula knows no source, no file and no clock.
"""

from __future__ import annotations
