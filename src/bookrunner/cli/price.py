"""`bookrunner price TABLE`: a table of bonds, with its analytics beside it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from bookrunner.cli.output import Csv, Json, warn
from bookrunner.errors import MisuseError, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from bookrunner.bonds.pricing import Basis, TableRules
    from bookrunner.sources.table_files import TableFile
    from bookrunner.tables import Table

Held = Annotated[
    str | None,
    typer.Argument(
        metavar="TABLE", help="CSV, Parquet, Arrow, or iShares holdings; - for a pipe."
    ),
]
Query = Annotated[
    str | None, typer.Option("--query", help="Price the answer of a DuckDB query instead.")
]
Database = Annotated[
    str | None, typer.Option("--db", help="The DuckDB file the query reads.")
]
Columns = Annotated[
    str | None,
    typer.Option("--columns", help="The columns to give, by name, with commas between."),
]
Settlement = Annotated[
    str | None,
    typer.Option("--settlement", help="Where the table states none: the day of payment."),
]
CurveDate = Annotated[
    str | None,
    typer.Option("--curve-date", help="Take the curve of this day for all rows."),
]
Curve = Annotated[
    str | None, typer.Option("--curve", help="A file of Treasury par curves to use.")
]
Calendar = Annotated[
    str | None,
    typer.Option("--calendar", help="Whose holidays settlement keeps, for all rows."),
]
Headings = Annotated[
    list[str] | None,
    typer.Option("--heading", help="FIGURE=NAME: the column that states a figure."),
]
Units = Annotated[
    list[str] | None,
    typer.Option("--unit", help="FIGURE=UNIT: percent, decimal, per 100 or fraction."),
]
DayFirst = Annotated[
    bool | None,
    typer.Option("--day-first/--month-first", help="How 03/04/2035 is read in the table."),
]
Parquet = Annotated[
    str | None, typer.Option("--parquet", help="Write all rows to this Parquet file.")
]


def price(  # the options of a command
    table: Held = None,
    *,
    query: Query = None,
    database: Database = None,
    columns: Columns = None,
    settlement: Settlement = None,
    curve_date: CurveDate = None,
    curve: Curve = None,
    calendar: Calendar = None,
    heading: Headings = None,
    unit: Units = None,
    day_first: DayFirst = None,
    as_json: Json = False,
    as_csv: Csv = False,
    parquet: Parquet = None,
) -> None:
    """Price a table of bonds: accrued, yield, risk and spreads of every row."""
    from bookrunner.bonds.pricing import table_rules
    from bookrunner.cli.price_basis import stated_basis
    from bookrunner.cli.price_output import writer

    write = writer(as_json=as_json, as_csv=as_csv, parquet=parquet)
    file = _opened(table, query, database)
    first = next(file.blocks)
    rules = table_rules(
        first, columns=_pairs(heading), units=_pairs(unit), day_first=day_first
    )
    basis, stated = stated_basis(
        file.layout,
        rules,
        settlement=_day(settlement, "--settlement"),
        curve_day=_day(curve_date, "--curve-date"),
        curve_file=curve,
        calendar=calendar,
    )
    told = [f"{file.name}: {line}" for line in (*rules.stated, *stated)]
    for line in told:
        warn(line)
    chosen = None if columns is None else [name.strip() for name in columns.split(",")]
    blocks = _priced(chain([first], file.blocks), rules, basis, chosen)
    tally = write(_watched(blocks, file.rows), told)
    for line in tally.lines:
        warn(line)
    if not tally.priced:
        raise typer.Exit(1)


def _opened(table: str | None, query: str | None, database: str | None) -> TableFile:
    from bookrunner.sources.table_files import open_query, open_table

    if (table is None) == (query is None):
        raise MisuseError(
            expected="a TABLE or a --query",
            seen="neither" if table is None else "both",
            hint="bookrunner price holdings.csv",
        )
    if table is not None and database is not None:
        raise MisuseError(expected="--db with a --query", seen="--db with a TABLE")
    return open_table(table) if table is not None else open_query(query or "", database)


def _priced(
    blocks: Iterator[Table], rules: TableRules, basis: Basis, columns: Sequence[str] | None
) -> Iterator[Table]:
    from bookrunner.bonds.pricing import priced

    return (priced(block, rules, basis, columns=columns) for block in blocks)


def _watched(blocks: Iterator[Table], rows: int | None) -> Iterator[Table]:
    """The blocks, and on a terminal how far the work has come."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("pricing", total=rows)
        for block in blocks:
            yield block
            bar.advance(task, len(block))


def _pairs(options: list[str] | None) -> Mapping[str, str]:
    told = [option.partition("=") for option in options or []]
    for figure, equals, name in told:
        if not (figure and equals and name):
            raise MisuseError(expected="FIGURE=NAME", seen=figure, hint="coupon=Zins")
    return {figure.strip(): name.strip() for figure, _, name in told}


def _day(words: str | None, option: str) -> date | None:
    from bookrunner.units import day

    try:
        return None if words is None else day(words)
    except UnreadableError:
        raise MisuseError(
            expected=f"a day after {option}", seen=words or "", hint="write 2025-12-18"
        ) from None
