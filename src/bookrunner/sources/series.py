"""Series of numbers over days, and curves over days and tenors, as sources give them.

Days ascend, each once; what a source leaves empty is NaN.  A series keeps the units of
its source and names them, since only the source knows; curves are decimals per year.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bookrunner.errors import UnavailableError, UnreadableError
from bookrunner.units import as_dates, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from bookrunner.units import Dates, Floats, Rates, Years


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One quantity over days."""

    name: str  # "DGS10"
    days: Dates
    values: Floats  # in the units of the source
    source: str  # the address it came from


@dataclass(frozen=True, slots=True, kw_only=True)
class ParCurves:
    """Par yields over days and tenors: a row a day, a column a tenor."""

    days: Dates
    tenors: Years
    yields: Rates  # semiannual, bond-equivalent
    source: str


def series(name: str, points: Mapping[date, float], *, source: str) -> Series:
    """A series from its points."""
    days = sorted(points)
    return Series(
        name=name,
        days=as_dates(np.array(days, dtype="datetime64[D]")),
        values=np.array([points[each] for each in days], dtype=np.float64),
        source=source,
    )


def joined(earlier: Series | None, later: Series) -> Series:
    """One series of both; where both speak of a day, the later answer counts.

    What a source stops serving is kept from what it served before.
    """
    if earlier is None:
        return later
    points = dict(zip(earlier.days.tolist(), earlier.values.tolist(), strict=True))
    points |= dict(zip(later.days.tolist(), later.values.tolist(), strict=True))
    return series(later.name, points, source=later.source)


def curves(rows: Iterable[tuple[date, Mapping[float, float]]], *, source: str) -> ParCurves:
    """Curves from their points, a mapping of tenor in years to yield a day."""
    by_day = dict(rows)
    days = sorted(by_day)
    tenors = sorted({tenor for points in by_day.values() for tenor in points})
    yields = [[by_day[each].get(tenor, np.nan) for tenor in tenors] for each in days]
    return ParCurves(
        days=as_dates(np.array(days, dtype="datetime64[D]")),
        tenors=np.array(tenors, dtype=np.float64),
        yields=np.array(yields, dtype=np.float64).reshape(len(days), len(tenors)),
        source=source,
    )


def table(body: bytes, *, first: Sequence[str], source: str) -> list[dict[str, str]]:
    """The rows of a CSV whose first column is called one of *first*.

    Any other page is refused: a server in trouble answers with apologies and status 200.
    """
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig", "replace"))))
    heads = [head.strip() for head in rows[0]] if rows else []
    if not heads or heads[0] not in first:
        raise UnavailableError(
            expected=f"a table that begins with {' or '.join(first)} from {source}",
            seen=",".join(heads[:3]) or "nothing",
        )
    if damaged := [row for row in rows[1:] if row and len(row) != len(heads)]:
        raise UnavailableError(
            expected=f"{len(heads)} columns in every row from {source}",
            seen=",".join(damaged[0]),
        )
    return [dict(zip(heads, row, strict=True)) for row in rows[1:] if row]


def number(words: str) -> float:
    """A number, or NaN where the source says it has none.

    >>> number("4.13"), number("."), number("N/A")
    (4.13, nan, nan)
    """
    if words.strip() in {"", ".", "N/A", "NaN", "null"}:
        return float("nan")
    try:
        return float(words)
    except ValueError as error:
        raise UnreadableError(expected="a number", seen=words) from error


def day_of(words: str) -> date:
    """The day of a moment or a day, as the sources write both.

    >>> day_of("2025-11-17T00:00:00")
    datetime.date(2025, 11, 17)
    """
    return day(words.partition("T")[0])
