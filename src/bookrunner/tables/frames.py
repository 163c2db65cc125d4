"""Any frame, or a mapping of names to columns, as a `Table`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from arro3.core import RecordBatch
from arro3.core import Table as ArrowTable

from bookrunner.errors import MisuseError
from bookrunner.tables.arrays import array, field
from bookrunner.tables.table import Table, from_arrays

if TYPE_CHECKING:
    from collections.abc import Sequence


def as_table(frame: Any) -> Table:
    """Any frame, or a mapping of names to columns, as a `Table`.

    Raises:
        MisuseError: it is no table, or two of its columns share a name.
    """
    if isinstance(frame, Table):
        return frame
    if hasattr(frame, "__arrow_c_stream__") or hasattr(frame, "__arrow_c_array__"):
        try:
            return _distinct(_from_capsule(frame))
        except ImportError:  # pandas speaks the capsule through pyarrow alone
            pass
    if not hasattr(frame, "items"):
        raise MisuseError(
            expected="a frame that speaks Arrow, or a mapping of names to columns",
            seen=type(frame).__name__,
        )
    listed = list(frame.items())
    _refuse_twins([str(name) for name, _ in listed])
    arrays = {str(name): array(str(name), values) for name, values in listed}
    lengths = {len(values) for values in arrays.values()}
    if len(lengths) > 1:
        raise MisuseError(expected="columns of one length", seen=f"lengths {lengths}")
    return from_arrays(
        {name: field(name, each, "") for name, each in arrays.items()}, arrays
    )


def stacked(blocks: Sequence[Table]) -> Table:
    """The rows of blocks of the same columns, one below the other.

    >>> len(stacked([as_table({"n": [1, 2]}), as_table({"n": [3]})]))
    3
    """
    batches = [batch for block in blocks for batch in block.arrow.to_batches()]
    return Table(ArrowTable.from_batches(batches, schema=blocks[0].arrow.schema))


def _from_capsule(frame: Any) -> Table:
    try:
        if hasattr(frame, "__arrow_c_stream__"):
            return Table(ArrowTable.from_arrow(frame))
        return Table(ArrowTable.from_batches([RecordBatch.from_arrow(frame)]))
    except ImportError:
        raise
    except Exception as error:  # arro3 raises nothing narrower
        raise MisuseError(
            expected="a frame of columns that all have a type",
            seen=f"{type(frame).__name__}: {error}",
            hint="leave out columns of type Null, or give a mapping of names to columns",
        ) from error


def _distinct(table: Table) -> Table:
    _refuse_twins(table.names)
    return table


def _refuse_twins(names: Sequence[str]) -> None:
    twins = sorted({name for name in names if names.count(name) > 1})
    if twins:
        raise MisuseError(
            expected="one column of each name",
            seen=f"several named {', '.join(map(repr, twins))}",
            hint="rename or leave out all but one",
        )
