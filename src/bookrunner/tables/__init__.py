"""Any frame in, Arrow out: the tables in which numbers come and go.

What comes in is anything that speaks the Arrow capsule (a pandas, polars, pyarrow or
arro3 frame, a DuckDB relation) or a mapping of names to columns; what goes out speaks
it too, so that no frame library is needed and none is refused.  Inside, a room asks a
table for NumPy columns by name; columns nobody asks for travel along untouched.

One rule for what is missing: null in Arrow is NaN in a column of numbers, NaT in a
column of days and the code -1 in a column of words, on the way in and on the way out.
A column therefore never holds both NaN and null, and neither is ever zero.

A column carries its unit in the metadata of its Arrow field, under ``unit``, in the
words of `bookrunner.units`; headings and documents read it from there.
"""

from __future__ import annotations

from bookrunner.tables.frames import as_table, stacked
from bookrunner.tables.table import CELLS_BEYOND, Table

__all__ = ["CELLS_BEYOND", "Table", "as_table", "stacked"]
