"""The rows of a file that ships, and their cells as figures with passports.

A row is what one source says of one thing, and ends in its passport: where it is said,
the day it speaks of, how good the source is.  Several rows may speak of the same thing;
a figure is taken from the first that states it (`Witnesses`), so its passport is its
own.  The words of a cell are read by the doors of `units`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

from bookrunner.cited import Reported
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bookrunner.cited import Grade

T = TypeVar("T")
Row: TypeAlias = "Mapping[str, str]"

_FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The rows that speak of one thing, the best source first."""

    rows: tuple[Row, ...]

    def figure(self, column: str, read: Callable[[str], T]) -> Reported[T] | None:
        """What the first row that states it says, with that row's passport."""
        stated = next((row for row in self.rows if row[column]), None)
        return None if stated is None else reported(stated, read(stated[column]))

    def day(self, column: str) -> Reported[date] | None:
        """A figure that is a day; a month or a year alone is no day."""
        whole = Witnesses(tuple(r for r in self.rows if _FULL_DAY.fullmatch(r[column])))
        return whole.figure(column, date.fromisoformat)

    def words(self, column: str) -> Reported[str] | None:
        """A figure that is words."""
        return self.figure(column, str)

    def money(self, column: str, currency: str, scale: int = 0) -> Reported[Money] | None:
        """A figure that is an amount, stated in ten to the *scale* of its currency."""
        return self.figure(column, lambda cell: amount(cell, currency, scale))


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Every row of the file *name*, in its order."""
    path = files("bookrunner.library").joinpath("data", name)
    return tuple(csv.DictReader(path.read_text("utf-8").splitlines()))


@cache
def witnesses(name: str, *keys: str) -> Mapping[tuple[str, ...], Witnesses]:
    """The rows of the file *name* by the thing they speak of."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows(name):
        found.setdefault(tuple(row[key] for key in keys), []).append(row)
    return {key: Witnesses(tuple(about)) for key, about in found.items()}


def reported(row: Row, value: T) -> Reported[T]:
    """A value with the passport of the row that states it."""
    as_of = row["as_of"]
    day = date.fromisoformat(as_of) if _FULL_DAY.fullmatch(as_of) else None
    return Reported(value, row["source"], day, grade_of(row), row.get("note", ""))


def grade_of(row: Row) -> Grade:
    """How good the source of a row is; the library ships A and B only."""
    return cast("Grade", row["grade"])


def amount(cell: str, currency: str, scale: int = 0) -> Money:
    """An amount in units of its currency, keeping the digits it was stated in.

    >>> amount("35095", "USD", 6).amount
    Decimal('3.5095E+10')
    """
    return Money(Decimal(cell).scaleb(scale), currency)
