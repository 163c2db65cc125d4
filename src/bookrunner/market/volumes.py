"""Gross, maturing and net supply, grouped: the sums over rows of issuance.

In dollars, in duration dollars (dollars times years), and in ten-year equivalents (those
over the duration of a par ten-year Treasury).  A row without a duration counts in
dollars alone, and the sum says how many there were.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner.cited import Computed
from bookrunner.errors import MisuseError
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bookrunner.cited import Figure
    from bookrunner.market.supply import Issuance
    from bookrunner.units import Dates, Flags

TEN_YEAR_DURATION: Final = 8.1  # of a par ten-year Treasury near 4.1%


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """The supply of one group."""

    group: str  # "2025-11", "hyperscalers", "15-35 years"
    rows: int
    gross: Computed[Money]
    maturing: Computed[Money]  # of the rows at hand, by the same grouping of due days
    net: Computed[Money]
    duration_dollars: Computed[float] | None  # dollar-years
    ten_year_equivalents: Computed[Money] | None
    without_duration: int  # rows that count in dollars alone


def volumes(rows: Issuance, by: str) -> tuple[Volume, ...]:
    """Supply by month, week, quarter, rating, sector, tenor, currency, cohort or issuer.

    What falls due is grouped by the day it does when the grouping is of time, and
    otherwise left out of it: a tenor does not fall due in a band.

    Raises:
        MisuseError: a grouping that is none.
    """
    if by not in GROUPINGS:
        raise MisuseError(expected=f"one of {', '.join(GROUPINGS)}", seen=by)
    labels = np.array(GROUPINGS[by](rows), object)
    due = _due(rows, by)
    names = sorted({*labels.tolist(), *due.tolist()} - {""}, key=_in_order)
    return tuple(_volume(rows, name, labels == name, due == name) for name in names)


def _in_order(name: str) -> tuple[int, str]:
    """Bands by their first year, other names as words."""
    first = name.split("-", maxsplit=1)[0].split(" ", maxsplit=1)[0]
    return (int(first) if "year" in name and first.isdigit() else 0, name)


def _volume(rows: Issuance, name: str, sold: Flags, due: Flags) -> Volume:
    gross = _sum(rows, sold, "sum of faces sold")
    maturing = _sum(rows, due, "sum of faces that fall due")
    known = sold & np.isfinite(rows.duration)
    years = float(np.sum(rows.face[known] * rows.duration[known]))
    inputs = gross.inputs
    return Volume(
        group=name,
        rows=int(sold.sum()),
        gross=gross,
        maturing=maturing,
        net=Computed(gross.value - maturing.value, "gross - maturing", (gross, maturing)),
        duration_dollars=Computed(years, "sum of face x duration", inputs)
        if known.any()
        else None,
        ten_year_equivalents=Computed(
            _dollars(years / TEN_YEAR_DURATION), "dollar-years / 8.1 years", inputs
        )
        if known.any()
        else None,
        without_duration=int((sold & ~known).sum()),
    )


def _sum(rows: Issuance, which: Flags, by: str) -> Computed[Money]:
    at = np.flatnonzero(which)
    figures: dict[int, Figure[Any]] = {id(rows.figures[n]): rows.figures[n] for n in at}
    return Computed(_dollars(float(rows.face[at].sum())), by, tuple(figures.values()))


def _dollars(amount: float) -> Money:
    return Money(Decimal(round(amount)), "USD")


def _months(days: Dates) -> list[str]:
    return ["" if np.isnat(each) else str(each)[:7] for each in days]


def _weeks(days: Dates) -> list[str]:
    """ISO weeks, "2025-W47"."""
    told = []
    for each in days:
        when = None if np.isnat(each) else each.astype("datetime64[D]").item()
        year, week = when.isocalendar()[:2] if when else (0, 0)
        told.append(f"{year}-W{week:02d}" if when else "")
    return told


def _quarters(months: Dates) -> list[str]:
    return [f"{m[:4]}Q{(int(m[5:7]) + 2) // 3}" if m else "" for m in _months(months)]


GROUPINGS: Final[Mapping[str, Callable[[Issuance], Sequence[str]]]] = {
    "month": lambda rows: _months(rows.month),
    "week": lambda rows: _weeks(rows.day),
    "quarter": lambda rows: _quarters(rows.month),
    "rating": lambda rows: rows.rating,
    "sector": lambda rows: rows.sector,
    "tenor": lambda rows: rows.tenor_band,
    "currency": lambda rows: rows.currency,
    "cohort": lambda rows: rows.cohort,
    "issuer": lambda rows: rows.issuer,
}
_DUE: Final[Mapping[str, Callable[[Dates], list[str]]]] = {
    "month": _months,
    "week": _weeks,
    "quarter": _quarters,
}


def _due(rows: Issuance, by: str) -> Any:
    labels = _DUE[by](rows.maturity) if by in _DUE else [""] * len(rows)
    return np.array(labels, object)
