"""When a trade is paid: so many business days on, by the custom of its time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from bookrunner.bonds.pricing.quotes import SettlementRule
    from bookrunner.units import Dates, Ints

# Rule 15c6-1: three business days until 4 September 2017, two until 27 May 2024, then one.
_CYCLES: Final = (("1900-01-01", 3), ("2017-09-05", 2), ("2024-05-28", 1))
_MARKETS: Final = {"sifma": "XSIF", "nyse": "XNYS"}  # financial calendars of `holidays`
_NONE: Final = "weekends"


def settlement_rule(calendar: str) -> SettlementRule:
    """The day a trade of each day is paid, by the holidays of *calendar*.

    Raises:
        MisuseError: a calendar we do not know.
    """
    import numpy as np

    if calendar not in {*_MARKETS, _NONE}:
        raise MisuseError(
            expected=f"a calendar of {', '.join(_MARKETS)} or {_NONE}", seen=repr(calendar)
        )

    def settle(days: Dates) -> Dates:
        known = ~np.isnat(days)
        paid = days.copy()
        traded = days[known]
        holidays = _holidays(calendar, traded)
        paid[known] = np.busday_offset(
            np.busday_offset(traded, 0, roll="forward", holidays=holidays),
            _cycle(traded),
            holidays=holidays,
        )
        return paid

    return settle


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
    closed = financial_holidays(_MARKETS[calendar], years=range(first, last + 2))
    return np.array(sorted(closed), dtype="datetime64[D]")
