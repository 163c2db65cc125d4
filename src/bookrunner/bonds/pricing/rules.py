"""How a table is read, settled once: which column is which, in what unit.

Of a stream the rules are settled on its first block and hold for all of it, so that a
row means the same wherever the blocks are cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bookrunner.bonds.pricing.cells import days_come_first, decimal_comma, number_cells
from bookrunner.bonds.pricing.headings import (
    columns_by_figure,
    says_day_first,
    the_column,
)
from bookrunner.bonds.pricing.kinds import name_columns
from bookrunner.bonds.pricing.scales import SCALES, scale_of
from bookrunner.errors import MisuseError
from bookrunner.tables import CELLS_BEYOND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

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
    "reset_date",
)


@dataclass(frozen=True, slots=True)
class TableRules:
    """How a table is read: its columns, their scales, how days and numbers are written."""

    columns: Mapping[str, Column]
    scales: Mapping[str, Scale]
    day_first: frozenset[str]  # figures whose 03/04/2035 is 3 April
    decimal_commas: frozenset[str] = frozenset()  # figures whose 4,875 is less than five
    named: tuple[str, ...] = ()  # columns that may say what kind of bond a row is

    @property
    def stated(self) -> list[str]:
        """The rules in sentences, for the one who has to trust them."""
        told = [
            f"{scale.figure}: column {self.columns[figure].name!r}, read as {scale.name}"
            f" ({scale.known})"
            for figure, scale in self.scales.items()
        ]
        days = [f"{figure}: days come before months" for figure in sorted(self.day_first)]
        commas = [
            f"{each}: a comma is the decimal mark"
            for each in self.scales
            if each in self.decimal_commas
        ]
        others = [
            f"{figure} {column.name!r}"
            for figure, column in self.columns.items()
            if figure not in self.scales
        ]
        also = [f"also read: {', '.join(others)}"]
        if self.named:
            also.append(f"kind of bond: as {', '.join(map(repr, self.named))} may say")
        if "reset_date" in self.columns:
            also.append("reset_date: where it is ahead, figures run to it, repaid at par")
        return [*told, *also, *days, *commas]


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
    commas = _unanimous(known, SCALES, decimal_comma, table)
    return TableRules(
        known,
        _scales(table, known, commas, units or {}),
        _day_first(table, known, day_first),
        commas,
        name_columns(names, known),
    )


def _demand(known: Mapping[str, Column], names: Sequence[str]) -> None:
    missing = [figure for figure in ("coupon", "maturity") if figure not in known]
    if "clean_price" not in known and "yield_to_maturity" not in known:
        missing.append("clean_price or yield_to_maturity")
    if missing:
        raise MisuseError(
            expected=f"a column for {', '.join(missing)}",
            seen=", ".join(map(repr, names)) or "no column",
            hint=f"if it is there by another name, tell it: {missing[0].split()[0]}=NAME",
        )


def _scales(
    table: Table,
    known: Mapping[str, Column],
    commas: frozenset[str],
    told: Mapping[str, str],
) -> dict[str, Scale]:
    for figure in told:
        if figure not in SCALES:
            raise MisuseError(expected=f"the unit of {', '.join(SCALES)}", seen=figure)
    scales = {}
    for figure in (figure for figure in SCALES if figure in known):
        column = known[figure]
        cells, signed = number_cells(
            table, column.name, what=figure, decimal_comma=figure in commas
        )
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
    said = frozenset(f for f in DAYS if f in known and says_day_first(known[f]))
    return said | _unanimous(known, DAYS, days_come_first, table)


def _unanimous(
    known: Mapping[str, Column],
    figures: Iterable[str],
    shows: Callable[[Table, str], bool | None],
    table: Table,
) -> frozenset[str]:
    """The figures whose columns show it; one that leaves it open goes with the others."""
    shown = {each: shows(table, known[each].name) for each in figures if each in known}
    others = any(shown.values()) and False not in shown.values()
    return frozenset(
        each for each, seen in shown.items() if seen or (seen is None and others)
    )
