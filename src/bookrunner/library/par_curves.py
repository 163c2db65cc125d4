"""The US Treasury par curve of the days that ship, in the public domain.

Every day since January 2019 on which one was published; taken from the Treasury's daily
par yield curve, and from the Federal Reserve's H.15, which prints the same yields of the
same day, where the Treasury's own file at hand has a hole.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from bookrunner.library.rows import grade_of, rows
from bookrunner.units import percent

if TYPE_CHECKING:
    from decimal import Decimal

    from bookrunner.cited import Grade
    from bookrunner.library.rows import Row

_MONTHS: Final = {"1M": 1.0, "1.5M": 1.5, "2M": 2.0, "3M": 3.0, "4M": 4.0, "6M": 6.0}
_YEARS: Final = {f"{n}Y": float(n) for n in (1, 2, 3, 5, 7, 10, 20, 30)}
_TENORS: Final = {tenor: months / 12 for tenor, months in _MONTHS.items()} | _YEARS


@dataclass(frozen=True, slots=True)
class CurveFacts:
    """The par yields of one day, bond-equivalent, semi-annual."""

    day: date
    tenors: tuple[float, ...]  # years, rising; only those published that day
    rates: tuple[Decimal, ...]  # decimal per year, with the digits published
    source: str
    grade: Grade


def par_curve(day: date) -> CurveFacts | None:
    """The par curve of exactly that day, None where it does not ship.

    >>> curve = par_curve(date(2025, 11, 17))
    >>> dict(zip(curve.tenors, map(str, curve.rates)))[10.0]
    '0.0413'
    """
    return _curve(day) if day in _published() else None


def par_curve_on_or_before(day: date) -> CurveFacts | None:
    """The last par curve that ships up to that day; its own day says how old it is.

    >>> par_curve_on_or_before(date(2020, 3, 15)).day
    datetime.date(2020, 3, 13)
    """
    days = list(_published())
    past = bisect_right(days, day)
    return _curve(days[past - 1]) if past else None


@cache
def _published() -> dict[date, Row]:
    return {date.fromisoformat(row["day"]): row for row in rows("par_curves.csv")}


@cache
def _curve(day: date) -> CurveFacts:
    """A curve becomes figures when it is asked for: there are many."""
    row = _published()[day]
    stated = [(years, row[tenor]) for tenor, years in _TENORS.items() if row[tenor]]
    return CurveFacts(
        day=day,
        tenors=tuple(years for years, _ in stated),
        rates=tuple(percent(cell) for _, cell in stated),
        source=row["source"],
        grade=grade_of(row),
    )
