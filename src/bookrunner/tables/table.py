"""Named columns of one length, each with its unit: what every table of ours is."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import numpy as np
from arro3.core import DataType, Schema, dictionary_dictionary, dictionary_indices
from arro3.core import Table as ArrowTable

from bookrunner.errors import MisuseError
from bookrunner.tables.arrays import array, field, is_missing, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pandas as pd
    import polars as pl
    from arro3.core import Array, Field

    from bookrunner.units import Dates, Floats, Ints

Kind: TypeAlias = Literal["number", "day", "words", "other"]
"""What a column holds, as far as a room needs to know."""

CELLS_BEYOND: Final = "cells beyond the heading"
"""The column of a text file's table that holds what a row has more of than its heading."""

ROWS_SHOWN: Final = 10

_KINDS: Final[Sequence[tuple[Kind, Callable[[DataType], bool]]]] = [
    ("number", DataType.is_numeric),
    ("number", DataType.is_decimal),
    ("number", DataType.is_boolean),
    ("day", DataType.is_date),
    ("day", DataType.is_timestamp),
    ("words", DataType.is_string),
    ("words", DataType.is_large_string),
    ("words", DataType.is_string_view),
    ("words", DataType.is_dictionary),
    ("words", DataType.is_null),
]


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns of one length, each with its unit where it is known.

    >>> from bookrunner.tables import as_table
    >>> bonds = as_table({"coupon": [0.0525, None], "isin": ["US1", "US2"]})
    >>> bonds.floats("coupon")
    array([0.0525,    nan])
    >>> bonds.with_columns({"price": [99.5, 101.0]}, {"price": "per 100 face"})
    Table of 2 rows: coupon, isin, price (per 100 face)
    """

    arrow: ArrowTable

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return self.arrow.column_names

    def unit(self, name: str) -> str:
        """The unit a column says it is in; empty where it says none."""
        return self.arrow.field(self._known(name)).metadata_str.get("unit", "")

    def kind(self, name: str) -> Kind:
        """Whether a column holds numbers, days, words, or something else."""
        held = self.arrow.field(self._known(name)).type
        return next((kind for kind, holds in _KINDS if holds(held)), "other")

    def floats(self, name: str) -> Floats:
        """A column of numbers as float64, null as NaN."""
        column = self._cast(name, DataType.float64(), "number")
        if column.null_count == 0:
            return np.asarray(column.to_numpy(), dtype=np.float64)
        return np.array(column.to_pylist(), dtype=np.float64)

    def days(self, name: str) -> Dates:
        """A column of days, null as NaT; of a moment, the day it falls on."""
        column = self._cast(name, DataType.date32(), "day")
        if column.null_count == 0:
            days = np.asarray(column.cast(DataType.int32()).to_numpy(), dtype=np.int64)
            return days.astype("datetime64[D]")
        return np.array(column.to_pylist(), dtype="datetime64[D]")

    def words(self, name: str) -> tuple[list[str], Ints]:
        """A column as words: each distinct word once, and which one every row holds.

        A row that holds none has the code -1.  Numbers and days become the words they
        are written as.

        >>> from bookrunner.tables import as_table
        >>> as_table({"currency": ["USD", "EUR", None, "USD"]}).words("currency")
        (['USD', 'EUR'], array([ 0,  1, -1,  0]))
        """
        text = whole(self.arrow.column(self._known(name)).cast(DataType.string()))
        coded = text.cast(DataType.dictionary(DataType.int32(), DataType.string()))
        codes = dictionary_indices(coded)
        if codes.null_count == 0:
            found = np.asarray(codes.to_numpy(), dtype=np.int64)
        else:
            listed = np.array(codes.to_pylist(), dtype=np.float64)
            found = np.where(np.isnan(listed), -1, listed).astype(np.int64)
        return [str(word) for word in dictionary_dictionary(coded).to_pylist()], found

    def with_columns(
        self, columns: Mapping[str, Any], units: Mapping[str, str] | None = None
    ) -> Table:
        """The table with *columns* put in place of those so named, or at the end."""
        new = {name: array(name, values) for name, values in columns.items()}
        odd = [name for name, values in new.items() if len(values) != len(self)]
        if odd and self.names:
            raise MisuseError(
                expected=f"a column of {len(self)} rows",
                seen=f"{odd[0]!r} of {len(new[odd[0]])}",
            )
        fields = {
            name: field(name, values, (units or {}).get(name, ""))
            for name, values in new.items()
        }
        old = {name: self.arrow.column(name) for name in self.names}
        return from_arrays(
            {name: self.arrow.field(name) for name in self.names} | fields, old | new
        )

    def select(self, names: Sequence[str]) -> Table:
        """The table with these columns alone, in this order."""
        return Table(self.arrow.select([self._known(name) for name in names]))

    def renamed(self, names: Mapping[str, str]) -> Table:
        """The table with some columns under other names, data and units untouched."""
        fields = {
            names.get(name, name): self.arrow.field(name).with_name(names.get(name, name))
            for name in self.names
        }
        return from_arrays(fields, dict(zip(fields, self.arrow.columns, strict=True)))

    def blocks(self, rows: int) -> Iterable[Table]:
        """The table in pieces of at most *rows* rows; nothing is copied."""
        starts = range(0, max(len(self), 1), rows)
        return (self._rows(start, rows) for start in starts)

    def to_arrow(self) -> ArrowTable:
        """The Arrow table itself."""
        return self.arrow

    def to_dict(self) -> dict[str, Any]:
        """NumPy columns by name: numbers, days, and everything else as objects."""
        return {name: self._numpy(name) for name in self.names}

    def to_pandas(self) -> pd.DataFrame:
        """A pandas frame; pandas must be installed."""
        import pandas as pd

        return pd.DataFrame(self.to_dict())

    def to_polars(self) -> pl.DataFrame:
        """A polars frame; polars must be installed."""
        import polars as pl

        return pl.DataFrame(self.arrow)

    def __len__(self) -> int:
        return self.arrow.num_rows

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.arrow.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        units = ((name, self.unit(name)) for name in self.names)
        listed = ", ".join(f"{name} ({unit})" if unit else name for name, unit in units)
        return f"Table of {len(self)} rows: {listed}"

    def _repr_html_(self) -> str:
        """The first rows, for a notebook: plain HTML, no script."""
        shown = self._rows(0, ROWS_SHOWN).to_dict()
        heads = (f"{escape(n)}<br><small>{escape(self.unit(n))}</small>" for n in shown)
        head = "".join(f"<th>{text}</th>" for text in heads)
        rows = zip(*shown.values(), strict=True)
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(_shown(cell))}</td>' for cell in row)}</tr>"
            for row in rows
        )
        told = f"{len(self):,} row{'s' * (len(self) != 1)}"
        return (
            f"<table><caption>{told}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _rows(self, start: int, most: int) -> Table:
        return Table(self.arrow.slice(start, min(most, len(self) - start)))

    def _known(self, name: str) -> str:
        if name not in self.names:
            raise MisuseError(
                expected=f"a column {name!r}", seen=", ".join(self.names) or "no column"
            )
        return name

    def _cast(self, name: str, to: DataType, kind: Kind) -> Array:
        held = self.kind(name)
        if held != kind:
            raise MisuseError(expected=f"{kind} in column {name!r}", seen=held)
        return whole(self.arrow.column(name).cast(to))

    def _numpy(self, name: str) -> Any:
        kind = self.kind(name)
        if kind == "number":
            return self.floats(name)
        if kind == "day":
            return self.days(name)
        cells = np.empty(len(self), dtype=object)
        cells[:] = self.arrow.column(name).to_pylist()
        return cells


def from_arrays(fields: Mapping[str, Field], arrays: Mapping[str, Any]) -> Table:
    """A table of Arrow columns under their fields."""
    columns = [whole(arrays[name]) for name in fields]
    return Table(ArrowTable.from_arrays(columns, schema=Schema(list(fields.values()))))


def _shown(cell: Any) -> str:
    if is_missing(cell) or (isinstance(cell, np.datetime64) and np.isnat(cell)):
        return "—"
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)
