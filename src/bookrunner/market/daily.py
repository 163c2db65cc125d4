"""Series of numbers over days, as estimates take them: checked before they are used.

Days ascend, each once.  Two different values of one day are refused, for no rule says
which is right; a hole longer than a series of its kind should have is refused too, and
so is a sample shorter than a model needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.errors import MisuseError, UnavailableError
from bookrunner.units import as_dates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bookrunner.units import Dates, Floats

HOLIDAYS: Final = 10  # days that any series may rest
PACES: Final = 2.5  # of its own usual step, beyond which a rest is a hole


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """One quantity over days, in the units of its source."""

    name: str
    days: Dates
    values: Floats

    def __len__(self) -> int:
        """How many days."""
        return len(self.days)

    def between(self, start: date | None, end: date | None) -> Daily:
        """The days from *start* up to but not including *end*."""
        kept = np.ones(len(self), bool)
        if start is not None:
            kept &= self.days >= np.datetime64(start)
        if end is not None:
            kept &= self.days < np.datetime64(end)
        return Daily(name=self.name, days=self.days[kept], values=self.values[kept])


def daily(name: str, points: Iterable[tuple[date, float]]) -> Daily:
    """A series from its points, in any order; a missing value is left out.

    Raises:
        MisuseError: two values of one day, or a hole.

    >>> from datetime import date
    >>> daily("x", [(date(2025, 1, 2), 2.0), (date(2025, 1, 1), 1.0)]).values.tolist()
    [1.0, 2.0]
    """
    found: dict[date, float] = {}
    for day, value in points:
        if not np.isfinite(value):
            continue
        if found.setdefault(day, value) != value:
            raise MisuseError(
                expected=f"one value of {name} a day",
                seen=f"{found[day]:g} and {value:g} on {day}",
                hint="say which is right, and drop the other",
            )
    days = as_dates(np.array(sorted(found), "datetime64[D]"))
    _refuse_holes(name, days)
    values = np.array([found[day] for day in sorted(found)], float)
    return Daily(name=name, days=days, values=values)


def aligned(*series: Daily) -> tuple[Dates, list[Floats]]:
    """The days all series have, and each one's values on them."""
    days = series[0].days
    for each in series[1:]:
        days = np.intersect1d(days, each.days)
    return days, [each.values[np.searchsorted(each.days, days)] for each in series]


def at_ends(series: Daily, unit: str) -> Daily:
    """The last value of each week or month ("W" or "M"), dated at its own day."""
    if unit == "W":  # weeks end on Friday: shift so that a block of seven days does
        blocks = (series.days.astype(np.int64) + 5) // 7
    else:
        blocks = series.days.astype("datetime64[M]").astype(np.int64)
    last = np.append(blocks[1:] != blocks[:-1], True)
    return Daily(name=series.name, days=series.days[last], values=series.values[last])


def enough(name: str, have: int, needed: int) -> None:
    """Refuse a sample shorter than the model needs.

    Raises:
        UnavailableError: fewer than *needed*.
    """
    if have < needed:
        raise UnavailableError(
            expected=f"at least {needed} observations for {name}",
            seen=str(have),
            hint="give longer series",
        )


def _refuse_holes(name: str, days: Dates) -> None:
    if len(days) < 2:
        return
    gaps = np.diff(days).astype(np.int64)
    most = max(HOLIDAYS, PACES * float(np.median(gaps)))
    if gaps.max() > most:
        at = days[int(gaps.argmax())]
        raise MisuseError(
            expected=f"{name} without a hole longer than {most:.0f} days",
            seen=f"{gaps.max()} days after {at}",
            hint="give the missing days, or a series that starts later",
        )
