"""How every command speaks: tables for people, JSON and CSV for programs.

Tables and prose go to stdout, everything about the work itself (progress, warnings,
errors) to stderr, and colour only to a terminal.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv: TypeAlias = Annotated[bool, typer.Option("--csv", help="Print CSV.")]

_FORMULA: Final = {"=", "+", "-", "@", "\t", "\r"}  # what a spreadsheet takes for a formula
_NUMBER: Final = re.compile(r"(?i)[+-](\d[\d,]*(\.\d*)?|\.\d+)(e[+-]?\d+)?%?")


def say_json(value: Any) -> None:
    """One JSON document on stdout; NaN is written as null, for JSON has none."""
    json.dump(finite(value), sys.stdout, ensure_ascii=False, indent=1, allow_nan=False)
    sys.stdout.write("\n")


def say_json_line(value: Any) -> None:
    """One JSON document on one line of stdout."""
    sys.stdout.write(json.dumps(finite(value), ensure_ascii=False, allow_nan=False) + "\n")


def say_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Rows as CSV on stdout; cells a spreadsheet would run as formulas are disarmed."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([harmless(row.get(column)) for column in columns] for row in rows)


def warn(line: str) -> None:
    """One line about the work, on stderr."""
    sys.stderr.write(f"{line}\n")


def harmless(cell: Any) -> Any:
    """A cell of CSV: nothing for what is missing, and no word that runs as a formula."""
    if isinstance(cell, str):
        run = cell[:1] in _FORMULA and not _NUMBER.fullmatch(cell)
        return f"'{cell}" if run else cell
    return "" if cell is None or cell != cell else cell  # noqa: PLR0124 - only NaN differs


def finite(value: Any) -> Any:
    """A value as JSON can hold it: NaN and infinity are null."""
    if isinstance(value, float):
        return value if abs(value) < float("inf") else None
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [finite(item) for item in value]
    return value
