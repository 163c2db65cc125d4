"""How a table is read, settled once: which column is which, in what unit.

Of a stream the rules are settled on its first block and hold for all of it, so that a
row means the same wherever the blocks are cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bookrunner.bonds.pricing.cells import days_come_first, number_cells
from bookrunner.bonds.pricing.headings import columns_by_figure, the_column
from bookrunner.bonds.pricing.scales import SCALES, scale_of
from bookrunner.errors import MisuseError
from bookrunner.tables import CELLS_BEYOND

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bookrunner.bonds.pricing.headings import Column
    from bookrunner.bonds.pricing.scales import Scale
    from bookrunner.tables import Table

DAYS: Final = (
    "maturity",
    "settlement",
    "pricing_day",
    "dated",
    "first_coupon",
    "par_call_date",
)


@dataclass(frozen=True, slots=True)
class TableRules:
    """How a table is read: its columns, their scales, and how its days are written."""

    columns: Mapping[str, Column]
    scales: Mapping[str, Scale]
    day_first: frozenset[str]  # figures whose 03/04/2035 is 3 April

    @property
    def stated(self) -> list[str]:
        """The rules in sentences, for the one who has to trust them."""
        told = [
            f"{scale.figure}: column {self.columns[figure].name!r}, read as {scale.name}"
            f" ({scale.known})"
            for figure, scale in self.scales.items()
        ]
        days = [f"{figure}: days come before months" for figure in sorted(self.day_first)]
        others = [
            f"{figure} {column.name!r}"
            for figure, column in self.columns.items()
            if figure not in self.scales
        ]
        return [*told, f"also read: {', '.join(others)}", *days]


def table_rules(
    table: Table,
    *,
    columns: Mapping[str, str] | None = None,
    units: Mapping[str, str] | None = None,
    day_first: bool | None = None,
) -> TableRules:
    """Settle how *table* is read; what the user tells goes before what the table shows.

    Args:
        table: the table, or the first block of it.
        columns: figure -> the column that states it.
        units: figure -> ``percent``, ``decimal``, ``per 100`` or ``fraction``.
        day_first: whether 03/04/2035 is 3 April; None to look.

    Raises:
        MisuseError: a column is missing, or two state the same figure.

    >>> from bookrunner.tables import as_table
    >>> held = {"Coupon (%)": [5.25], "Maturity": ["Jan 15, 2035"], "Price": [99.5]}
    >>> table_rules(as_table(held)).stated[0]
    "coupon: column 'Coupon (%)', read as percent (said by its heading)"
    """
    names = [name for name in table.names if name != CELLS_BEYOND]
    found = columns_by_figure(names, columns)
    if "clean_price" in found:  # a stated yield is read where no price is
        found.pop("yield_to_maturity", None)
    read = {figure: the_column(found, figure) for figure in found}
    known = {figure: column for figure, column in read.items() if column is not None}
    _demand(known, names)
    return TableRules(
        known, _scales(table, known, units or {}), _day_first(table, known, day_first)
    )


def _demand(known: Mapping[str, Column], names: Sequence[str]) -> None:
    missing = [figure for figure in ("coupon", "maturity") if figure not in known]
    if "clean_price" not in known and "yield_to_maturity" not in known:
        missing.append("clean_price or yield_to_maturity")
    if missing:
        raise MisuseError(
            expected=f"a column for {', '.join(missing)}",
            seen=", ".join(map(repr, names)) or "no column",
            hint="if it is there under another name, tell it: coupon=NAME",
        )


def _scales(
    table: Table, known: Mapping[str, Column], told: Mapping[str, str]
) -> dict[str, Scale]:
    for figure in told:
        if figure not in SCALES:
            raise MisuseError(expected=f"the unit of {', '.join(SCALES)}", seen=figure)
    scales = {}
    for figure in (figure for figure in SCALES if figure in known):
        column = known[figure]
        cells, signed = number_cells(table, column.name, what=figure)
        scales[figure] = scale_of(
            figure, cells.values[~signed], told=told.get(figure), said=column.scale
        )
    return scales


def _day_first(
    table: Table,
    known: Mapping[str, Column],
    told: bool | None,  # noqa: FBT001 - what the user told, handed on
) -> frozenset[str]:
    if told is not None:
        return frozenset(DAYS if told else ())
    here = (figure for figure in DAYS if figure in known)
    return frozenset(f for f in here if days_come_first(table, known[f].name))
