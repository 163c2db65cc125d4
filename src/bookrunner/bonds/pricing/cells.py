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
_GAPS: Final = re.compile(r"(?<=\d)['\u2019 \u00a0\u202f](?=\d{3}(?!\d))")  # 1'234 567
_SYMBOL: Final = re.compile(r"^(?:[$€£¥]\s*)")
_MIRROR: Final = str.maketrans(",.", ".,")
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


def number_cells(
    table: Table, name: str, *, what: str, decimal_comma: bool = False
) -> tuple[Cells[Floats], Flags]:
    """A column of numbers, and which cells say percent with a sign of their own.

    Words may carry thousands commas (points, where the comma is the decimal mark), a
    currency sign before and a percent sign after; a Treasury price may be in
    thirty-seconds, ``99-16+``.
    """

    def read(word: str) -> float:
        return _number(word, decimal_comma=decimal_comma)

    if table.kind(name) == "number":
        column = table.floats(name)
        return Cells(column), np.zeros(len(column), dtype=bool)
    cells = _read(table, name, read, np.array([np.nan]), f"{what} {{}} is no number")
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


def days_come_first(table: Table, name: str) -> bool | None:
    """Whether ``03/04/2035`` is 3 April in this column; None where it leaves it open.

    It is when some cell can only be read so and none the other way round.

    >>> from bookrunner.tables import as_table
    >>> days_come_first(as_table({"due": ["03/04/2035", "15/01/2036"]}), "due")
    True
    """
    if table.kind(name) != "words":
        return None
    parts = [_SLASHED.fullmatch(word.strip()) for word in table.words(name)[0]]
    firsts = any(int(found[1]) > 12 for found in parts if found)
    seconds = any(int(found[2]) > 12 for found in parts if found)
    return firsts and not seconds if firsts or seconds else None


def decimal_comma(table: Table, name: str) -> bool | None:
    """Whether ``4,875`` is less than five in this column; None where it leaves it open.

    It is when some cell can only be read so (``99,5``, ``1.234,56``) and none the other
    way round, or when most cells would be thousands otherwise, as no rate or price is.

    >>> from bookrunner.tables import as_table
    >>> told = as_table({"Kurs": ["99,5", "101,125"], "Kupon": ["4", "5"]})
    >>> decimal_comma(told, "Kurs"), decimal_comma(told, "Kupon")
    (True, None)
    """
    if table.kind(name) != "words":
        return None
    words = [_bare(word) for word in table.words(name)[0] if not is_missing(word)]
    marked = [word for word in words if "," in word or "." in word]
    as_commas = [bool(_NUMBER.fullmatch(word.translate(_MIRROR))) for word in marked]
    as_points = [bool(_NUMBER.fullmatch(word)) for word in marked]
    only = {*zip(as_commas, as_points, strict=True)}
    if {(True, False), (False, True)} & only:
        return (False, True) not in only
    thousands = [word for word in marked if "." not in word]
    return True if 2 * len(thousands) > len(words) else None


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


def _number(word: str, *, decimal_comma: bool) -> float:
    bare = _bare(word)
    told = bare.translate(_MIRROR) if decimal_comma else bare
    if not (any(letter.isdigit() for letter in told) and _NUMBER.fullmatch(told)):
        return float(treasury_price(word))
    number = told.replace(",", "")
    return float(percent(number) if word.endswith("%") else number)


def _bare(word: str) -> str:
    """The number in a cell, without its signs of currency and percent and its gaps."""
    return _GAPS.sub("", _SYMBOL.sub("", word.strip()).removesuffix("%").strip())


def _day(word: str, *, day_first: bool) -> np.datetime64:
    for style in (_MOMENT, _COMPACT):
        if found := style.fullmatch(word):
            return np.datetime64(f"{found[1]}-{found[2]}-{found[3]}", "D")
    day_month_year = _SLASHED if day_first else _DOTTED
    if found := day_month_year.fullmatch(word) or _DOTTED.fullmatch(word):
        return np.datetime64(f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}", "D")
    return np.datetime64(day(_HYPHENS.sub(" ", word)), "D")
