"""Treasury par curves from a file of the user's: a row a day, or one curve down the page.

::

    date,1M,6M,1Y,2Y,...,30Y            tenor,rate
    2025-12-16,3.80,...                 2,3.52
    2025-12-17,3.79,...                 10,4.15

Tenors are read as the Treasury, FRED and people write them (``10Y``, ``10 Yr``,
``1.5 Month``, ``DGS10``, ``0.25``).  Yields are in percent where any is above 0.30, else
decimals: no par curve is that flat and that low, or that high.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bookrunner.errors import MisuseError, UnreadableError
from bookrunner.sources.table_files import open_table
from bookrunner.units import day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from bookrunner.tables import Table

_DAYS: Final = {"date", "day", "observation_date", "as_of"}
_RATES: Final = {"rate", "yield", "par_yield", "value"}
_TENOR: Final = re.compile(
    r"(?i)(?:DGS|BC_?)?(?P<many>\d+(?:[._]\d+)?)\s*(?P<unit>m|mo|month|mth|y|yr|year)?s?"
)
_HIGHEST_DECIMAL: Final = 0.30


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveRow:
    """The par yields of one day, decimal per year, by tenor in years, rising."""

    day: date | None  # None where the file does not say
    rates: Mapping[float, float]


def open_curves(path: str) -> list[CurveRow]:
    """The curves in a file.

    Raises:
        MissingFileError: there is no such file.
        MisuseError: it holds no curve, or a cell that is no yield.
    """
    rows = [row for block in open_table(path).blocks for row in _rows(block)]
    found = _by_day(rows) if rows and _day_column(rows[0]) else _down_the_page(rows)
    curves = [each for each in found if len(each.rates) > 1]
    if not curves:
        raise MisuseError(
            expected=f"a par curve in {path}",
            seen=", ".join(rows[0]) if rows else "no row",
            hint="columns date,1M,...,30Y or tenor,rate",
        )
    return _in_decimals(curves)


def tenor(words: str) -> float | None:
    """The years a tenor stands for; a bare number is years, None is no tenor.

    >>> [tenor(each) for each in ("1.5 Month", "10Y", "DGS10", "BC_1_5MONTH", "Date")]
    [0.125, 10.0, 10.0, 0.125, None]
    """
    found = _TENOR.fullmatch(words.strip())
    if found is None:
        return None
    many = float(found["many"].replace("_", "."))
    return many / 12 if (found["unit"] or "y").lower().startswith("m") else many


def _rows(block: Table) -> Iterator[dict[str, str]]:
    columns = [block.arrow.column(name).to_pylist() for name in block.names]
    for cells in zip(*columns, strict=True):
        yield {
            name.strip(): "" if cell is None else str(cell).strip()
            for name, cell in zip(block.names, cells, strict=True)
        }


def _day_column(row: Mapping[str, str]) -> str | None:
    return next((name for name in row if name.lower() in _DAYS), None)


def _by_day(rows: Sequence[Mapping[str, str]]) -> Iterator[CurveRow]:
    named = _day_column(rows[0]) or ""
    tenors = {name: years for name in rows[0] if (years := tenor(name)) is not None}
    for row in rows:
        points = {years: _rate(row[name]) for name, years in tenors.items()}
        yield CurveRow(day=day(row[named][:10]), rates=_known(points))


def _down_the_page(rows: Sequence[Mapping[str, str]]) -> Iterator[CurveRow]:
    points: dict[float, float | None] = {}
    for row in rows:
        rate = next((row[name] for name in row if name.lower() in _RATES), "")
        years = tenor(next(iter(row.values())))
        if years is not None:
            points[years] = _rate(rate)
    yield CurveRow(day=None, rates=_known(points))


def _known(points: Mapping[float, float | None]) -> dict[float, float]:
    return {years: rate for years, rate in sorted(points.items()) if rate is not None}


def _rate(words: str) -> float | None:
    if words in {"", ".", "-", "N/A"}:
        return None
    try:
        return float(words.removesuffix("%"))
    except ValueError:
        raise UnreadableError(expected="a par yield such as 4.15", seen=words) from None


def _in_decimals(curves: Sequence[CurveRow]) -> list[CurveRow]:
    highest = max(abs(rate) for curve in curves for rate in curve.rates.values())
    if highest <= _HIGHEST_DECIMAL:
        return list(curves)
    return [
        CurveRow(day=each.day, rates={y: rate / 100 for y, rate in each.rates.items()})
        for each in curves
    ]
