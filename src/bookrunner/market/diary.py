"""What settles and what falls due, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from bookrunner.cited import Computed
from bookrunner.units import Money

if TYPE_CHECKING:
    from datetime import date

    from bookrunner.market.supply import Issuance
    from bookrunner.units import Dates, Flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One sale on one day: all its tranches of that day together."""

    day: date
    what: str  # "priced", "settles" or "falls due"
    deal: str
    face: Computed[Money]  # dollars


def diary(rows: Issuance, start: date, end: date) -> tuple[Entry, ...]:
    """Everything from *start* up to but not including *end*, in order."""
    columns = {"priced": rows.day, "settles": rows.settles, "falls due": rows.maturity}
    groups: dict[tuple[date, str, str], list[int]] = {}
    for what, days in columns.items():
        for n in np.flatnonzero(_between(days, start, end)).tolist():
            groups.setdefault((days[n].item(), what, rows.deal[n]), []).append(n)
    return tuple(
        Entry(day=day, what=what, deal=deal, face=_together(rows, at))
        for (day, what, deal), at in sorted(groups.items())
    )


def _together(rows: Issuance, at: list[int]) -> Computed[Money]:
    figures = tuple(rows.figures[n] for n in at)
    amount = Money(Decimal(round(float(rows.face[at].sum()))), "USD")
    return Computed(amount, "sum of faces", figures)


def _between(days: Dates, start: date, end: date) -> Flags:
    first, last = np.datetime64(start), np.datetime64(end)
    return (days >= first) & (days < last)
