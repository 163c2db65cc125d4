"""When a trade is paid: so many business days on, by the custom of its time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.units import Dates, Ints

# Rule 15c6-1: three business days until 4 September 2017, two until 27 May 2024, then one.
_CYCLES: Final = (("1900-01-01", 3), ("2017-09-05", 2), ("2024-05-28", 1))
_MARKETS: Final = {"sifma": "XSIF", "nyse": "XNYS"}  # financial calendars of `holidays`
_NONE: Final = "weekends"
_ROLL: Final[Mapping[int, Literal["forward", "backward"]]] = {1: "forward", -1: "backward"}


@dataclass(frozen=True, slots=True)
class SettlementCycle:
    """So many business days from a trade to its payment, by the holidays of a calendar.

    Raises:
        MisuseError: a calendar we do not know.
    """

    calendar: str

    def __post_init__(self) -> None:
        if self.calendar not in {*_MARKETS, _NONE}:
            raise MisuseError(
                expected=f"a calendar of {', '.join(_MARKETS)} or {_NONE}",
                seen=repr(self.calendar),
            )

    def paid(self, traded: Dates) -> Dates:
        """The days on which trades of these days are paid."""
        return self._moved(traded, 1)

    def traded(self, paid: Dates) -> Dates:
        """The days of the trades that are paid on these days."""
        return self._moved(paid, -1)

    def _moved(self, days: Dates, way: int) -> Dates:
        import numpy as np

        known = ~np.isnat(days)
        moved, closed = days.copy(), _holidays(self.calendar, days[known])
        moved[known] = np.busday_offset(
            days[known], way * _cycle(days[known]), roll=_ROLL[way], holidays=closed
        )
        return moved


def _cycle(days: Dates) -> Ints:
    import numpy as np

    starts = np.array([start for start, _ in _CYCLES], dtype="datetime64[D]")
    lengths = np.array([length for _, length in _CYCLES])
    return np.asarray(lengths[np.searchsorted(starts, days, side="right") - 1])


def _holidays(calendar: str, days: Dates) -> Dates:
    import numpy as np
    from holidays import financial_holidays

    if calendar == _NONE or not len(days):
        return np.array([], dtype="datetime64[D]")
    first, last = (
        edge.astype("datetime64[Y]").item().year for edge in (days.min(), days.max())
    )
    closed = financial_holidays(_MARKETS[calendar], years=range(first - 1, last + 2))
    return np.array(sorted(closed), dtype="datetime64[D]")
