"""What the market issued, is expected to issue, and what it charged, by scope.

No two series are alike: each names its own scope, and figures of two scopes are never
added or compared as if they were one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bookrunner.library.rows import amount, reported, rows
from bookrunner.units import bps, percent

if TYPE_CHECKING:
    from decimal import Decimal

    from bookrunner.cited import Reported
    from bookrunner.library.rows import Row
    from bookrunner.units import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyFacts:
    """One figure of one institution about one series."""

    series: str  # names its scope: "Hyperscaler (5) USD IG issuance"
    period: str  # as stated: "2025", "2025 to end Oct", "2026-2028"
    unit: str  # "money", "ratio" or "decimal per year"
    kind: str  # "actual" or "forecast"
    institution: str
    figure: Reported[Money | Decimal]


@cache
def supply() -> tuple[SupplyFacts, ...]:
    """Every figure about the market's supply and spreads that ships.

    >>> [s.period for s in supply() if s.series == "US corporate issuance (all)"]
    ['2025', '2026']
    """
    return tuple(map(_supply, rows("supply.csv")))


def _supply(row: Row) -> SupplyFacts:
    value, unit = _measured(row["value"], row["unit"])
    return SupplyFacts(
        series=row["series"],
        period=row["period"],
        unit=unit,
        kind=row["kind"],
        institution=row["institution"],
        figure=reported(row, value),
    )


def _measured(cell: str, unit: str) -> tuple[Money | Decimal, str]:
    match unit:
        case "percent":
            return percent(cell), "ratio"
        case "bps":
            return bps(cell), "decimal per year"
        case _:
            return amount(cell, unit), "money"
