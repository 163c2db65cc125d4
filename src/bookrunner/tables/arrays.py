"""From the values of a column to Arrow: null for what is missing, whatever it was."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
from arro3.core import Array, ChunkedArray, DataType, Field

from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from bookrunner.units import Dates, Floats


def array(name: str, values: Any) -> Array:
    """Any column as an Arrow array, in one piece.

    Raises:
        MisuseError: it has more than one axis.
    """
    if hasattr(values, "__arrow_c_stream__") and not hasattr(values, "__array_ufunc__"):
        return whole(ChunkedArray.from_arrow(values))
    if hasattr(values, "__arrow_c_array__"):
        return Array.from_arrow(values)
    column = np.asarray(values)
    if column.ndim != 1:
        raise MisuseError(expected=f"{name!r} as one column", seen=f"{column.ndim} axes")
    if column.dtype.kind == "f":
        return _numbers(column.astype(np.float64, copy=False))
    if column.dtype.kind in "iub":
        return Array.from_numpy(np.ascontiguousarray(column))
    if column.dtype.kind == "M":
        return _days(column.astype("datetime64[D]"))
    return _objects(column.tolist())


def _numbers(column: Floats) -> Array:
    """Numbers with null for NaN: Arrow takes row null as null, and NaN casts to it."""
    values = Array.from_numpy(np.ascontiguousarray(column))
    missing = np.isnan(column)
    if not missing.any():
        return values
    rows = np.where(missing, np.nan, np.arange(len(column)))
    return values.take(Array.from_numpy(rows).cast(DataType.int64()))


def _days(column: Dates) -> Array:
    since = np.where(np.isnat(column), np.nan, column.astype(np.int64))
    return Array.from_numpy(since).cast(DataType.int32()).cast(DataType.date32())


def _objects(cells: list[Any]) -> Array:
    if {type(cell) for cell in cells} <= {str, type(None)}:
        return Array(cells, type=DataType.string())
    present = [None if is_missing(cell) else cell for cell in cells]
    kinds = {type(cell) for cell in present if cell is not None}
    if kinds and all(issubclass(kind, date) for kind in kinds):
        days = [cell.date() if isinstance(cell, datetime) else cell for cell in present]
        return _days(np.array(days, dtype="datetime64[D]"))
    if kinds and all(issubclass(kind, float | int | Decimal | np.number) for kind in kinds):
        return _numbers(np.array([np.nan if c is None else float(c) for c in present]))
    words = [None if cell is None else str(cell) for cell in present]
    return Array(words, type=DataType.string())


def is_missing(cell: Any) -> bool:
    """None, a NaN of any kind, NaT, or the NA of pandas, which is not equal to itself."""
    if cell is None or type(cell).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(cell, float | Decimal | np.number) and bool(np.isnan(float(cell)))


def field(name: str, values: Array, unit: str) -> Field:
    """What Arrow knows of a column: its name, its type, its unit."""
    return Field(name, values.type, metadata={"unit": unit} if unit else None)


def whole(column: Array | ChunkedArray) -> Array:
    """A column in one piece, however its frame had cut it."""
    if isinstance(column, Array):
        return column
    if column.num_chunks == 1:
        return column.chunk(0)
    return column.combine_chunks() if column.num_chunks else Array([], type=column.type)
