"""From the cells of a column to numbers and days, whatever they are written as.

A column may hold numbers, days or words.  Words are read once for each distinct word; a
word that is no such figure gives NaN or NaT and a sentence why, never a guess.  Missing
is missing: an empty cell, ``-``, ``n/a`` and their kin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from bookrunner.errors import UnreadableError
from bookrunner.units import Dates, Floats, day, percent, treasury_price

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bookrunner.tables import Table
    from bookrunner.units import Flags

Whys: TypeAlias = npt.NDArray[np.object_]
"""A sentence a row, None where there is nothing to say."""

Values = TypeVar("Values", Floats, Dates)

_MISSING: Final = {
    *("", "-", "--", "—", ".", "n/a", "#n/a", "na", "n.a.", "nan", "null", "none"),
}
_NUMBER: Final = re.compile(r"(?i)[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?(e[+-]?\d+)?")
_SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")  # the day comes first
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0*)?")
_MOMENT: Final = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ].*)?")
_HYPHENS: Final = re.compile(r"(?<=\d)[-/](?=[A-Za-z])|(?<=[A-Za-z])[-/](?=\d)")


@dataclass(frozen=True, slots=True)
class Cells(Generic[Values]):
    """A column as read: its values, and why a cell has none."""

    values: Values
    whys: Whys | None = None  # None where every cell could be read


def no_whys(rows: int) -> Whys:
    """Nothing to say, for so many rows."""
    return np.full(rows, None, dtype=object)


def silent(whys: Whys) -> Flags:
    """The rows of which nothing is said."""
    nothing: Flags = np.equal(whys, np.array(None, dtype=object)).astype(bool)
    return nothing


def first_why(rows: int, told: Iterable[Whys | None]) -> Whys:
    """What is said first of each row."""
    first = no_whys(rows)
    for whys in told:
        if whys is not None:
            still = silent(first)
            first[still] = whys[still]
    return first


def is_missing(word: str) -> bool:
    """Whether a word says that there is nothing.

    >>> is_missing(" - "), is_missing("5.25")
    (True, False)
    """
    return word.strip().lower() in _MISSING


def number_cells(table: Table, name: str, *, what: str) -> tuple[Cells[Floats], Flags]:
    """A column of numbers, and which cells say percent with a sign of their own.

    Words may carry thousands commas and a percent sign; a Treasury price may be in
    thirty-seconds, ``99-16+``.
    """
    if table.kind(name) == "number":
        column = table.floats(name)
        return Cells(column), np.zeros(len(column), dtype=bool)
    cells = _read(table, name, _number, np.array([np.nan]), f"{what} {{}} is no number")
    words, codes = table.words(name)
    signed = np.array([word.rstrip().endswith("%") for word in words] + [False])
    return cells, signed[codes]


def day_cells(table: Table, name: str, *, what: str, day_first: bool) -> Cells[Dates]:
    """A column of days: as days, as words in any usual style, or as 20350115."""
    if table.kind(name) == "day":
        return Cells(table.days(name))

    def read(word: str) -> Any:
        return _day(word, day_first=day_first)

    missing = np.array(["NaT"], dtype="datetime64[D]")
    return _read(table, name, read, missing, f"{what} {{}} is no day")


def days_come_first(table: Table, name: str) -> bool:
    """Whether ``03/04/2035`` is 3 April in this column.

    It is when some cell can only be read so and none the other way round; a column that
    leaves it open is read as the US writes days, month first.

    >>> from bookrunner.tables import as_table
    >>> days_come_first(as_table({"due": ["03/04/2035", "15/01/2036"]}), "due")
    True
    """
    if table.kind(name) != "words":
        return False
    parts = [_SLASHED.fullmatch(word.strip()) for word in table.words(name)[0]]
    firsts = any(int(found[1]) > 12 for found in parts if found)
    seconds = any(int(found[2]) > 12 for found in parts if found)
    return firsts and not seconds


def _read(
    table: Table, name: str, reader: Callable[[str], Any], missing: Any, told: str
) -> Cells[Any]:
    """Each distinct word read once, then dealt out to its rows; the last is 'missing'."""
    words, codes = table.words(name)
    read = [missing[0]] * len(words)
    whys: list[str | None] = [None] * (len(words) + 1)
    for at, word in enumerate(words):
        if is_missing(word):
            continue
        try:
            read[at] = reader(word.strip())
        except (UnreadableError, ValueError, OverflowError):
            whys[at] = told.format(repr(word if len(word) <= 40 else f"{word[:39]}…"))
    values = np.array([*read, missing[0]], dtype=missing.dtype)
    unread = np.array(whys, dtype=object)[codes] if any(whys) else None
    return Cells(values[codes], unread)


def _number(word: str) -> float:
    if word.endswith("%"):
        return float(percent(word))
    if any(letter.isdigit() for letter in word) and _NUMBER.fullmatch(word):
        return float(word.replace(",", ""))
    return float(treasury_price(word))


def _day(word: str, *, day_first: bool) -> np.datetime64:
    for style in (_MOMENT, _COMPACT):
        if found := style.fullmatch(word):
            return np.datetime64(f"{found[1]}-{found[2]}-{found[3]}", "D")
    day_month_year = _SLASHED if day_first else _DOTTED
    if found := day_month_year.fullmatch(word) or _DOTTED.fullmatch(word):
        return np.datetime64(f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}", "D")
    return np.datetime64(day(_HYPHENS.sub(" ", word)), "D")
