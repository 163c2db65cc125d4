"""When a trade is paid: so many business days on, by the custom of its time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.units import Dates, Ints

# SEC rule 15c6-1: from when on a trade is paid how many business days later.
_CYCLES: Final = (("1900-01-01", 3), ("2017-09-05", 2), ("2024-05-28", 1))
_STARTS: Final = np.array([start for start, _ in _CYCLES], dtype="datetime64[D]")
_LENGTHS: Final = np.array([length for _, length in _CYCLES])
_MARKETS: Final = {"sifma": "XSIF", "nyse": "XNYS"}  # financial calendars of `holidays`
_NONE: Final = "weekends"
_ROLL: Final[Mapping[int, Literal["forward", "backward"]]] = {1: "forward", -1: "backward"}


@dataclass(frozen=True, slots=True)
class SettlementCycle:
    """The cycle of the US bond market, by the holidays of *calendar*.

    SIFMA recommends the holidays of the bond market; ``nyse`` is the stock exchange,
    and ``weekends`` knows no holiday.

    >>> over_thanksgiving = np.array(["2025-11-26"], dtype="datetime64[D]")
    >>> print(SettlementCycle().paid(over_thanksgiving))
    ['2025-11-28']

    Raises:
        MisuseError: a calendar we do not know.
    """

    calendar: str = "sifma"

    def __post_init__(self) -> None:
        if self.calendar not in {*_MARKETS, _NONE}:
            raise MisuseError(
                expected=f"a calendar of {', '.join(_MARKETS)} or {_NONE}",
                seen=repr(self.calendar),
            )

    def paid(self, traded: Dates) -> Dates:
        """The days on which trades of these days are paid; NaT stays NaT."""
        return self._moved(traded, 1)

    def traded(self, paid: Dates) -> Dates:
        """The days of the trades that are paid on these days; NaT stays NaT."""
        return self._moved(paid, -1)

    def _moved(self, days: Dates, way: int) -> Dates:
        known = ~np.isnat(days)
        if not known.any():
            return days
        stated, moved = days[known], days.copy()
        first, last = (edge.item().year for edge in (stated.min(), stated.max()))
        moved[known] = np.busday_offset(
            stated,
            way * _cycle(stated),
            roll=_ROLL[way],
            holidays=_holidays(self.calendar, first - 1, last + 1),
        )
        return moved


def _cycle(days: Dates) -> Ints:
    """Business days from trade to payment, on each day."""
    return np.asarray(_LENGTHS[np.searchsorted(_STARTS, days, side="right") - 1])


@lru_cache(maxsize=64)
def _holidays(calendar: str, first: int, last: int) -> Dates:
    """The weekdays on which the market rests, from one year to another."""
    from holidays import financial_holidays

    if calendar == _NONE:
        return np.array([], dtype="datetime64[D]")
    closed = financial_holidays(_MARKETS[calendar], years=range(first, last + 1))
    return np.array(sorted(closed), dtype="datetime64[D]")
