"""What prices rest on where the rows of a table do not say it themselves.

Two days belong to a price: the day it was made, which decides the curve, and the day it
is paid, which decides everything else.  A row that states one of them has the other by
the cycle of its market, so many business days away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bookrunner.bonds.market_days import add_business_days
from bookrunner.bonds.markets import settlement_date
from bookrunner.units import as_dates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from bookrunner.bonds.curve import ParCurve
    from bookrunner.bonds.market_days import Calendar
    from bookrunner.bonds.markets import Market
    from bookrunner.units import Dates, Flags

    CurveOf: TypeAlias = Callable[[date], ParCurve | None]
    """The Treasury par curve of a day; None where there is none at hand."""


def _no_curve(_: date) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Days, calendar and curve for the rows that state none."""

    settlement: date | None = None
    pricing_day: date | None = None
    today: date | None = None  # the pricing day, where nothing at all says one
    calendar: Calendar | None = None  # of settlement; None for each market's own
    curve_of: CurveOf = _no_curve
    curve_day: date | None = None  # of all rows; None to take each row's pricing day


def trade_days(
    priced_on: Dates, paid_on: Dates, basis: Basis, markets: Iterable[tuple[Market, Flags]]
) -> tuple[Dates, Dates]:
    """Pricing day and settlement of every row, from those stated and the basis.

    What a row states goes before everything; then what the basis states; then the one
    day follows from the other by the cycle of the row's market.
    """
    priced = _filled(priced_on, basis.pricing_day)
    paid = _filled(paid_on, basis.settlement)
    priced = np.where(np.isnat(paid), _filled(priced, basis.today), priced)
    for market, rows in markets:
        unpaid, unpriced = rows & np.isnat(paid), rows & np.isnat(priced)
        if unpaid.any():
            paid[unpaid] = settlement_date(priced[unpaid], market)
        if unpriced.any():
            priced[unpriced] = _traded(paid[unpriced], market)
    return priced, paid


def _traded(paid: Dates, market: Market) -> Dates:
    """The day of the trade that is paid on a day."""
    starts = as_dates(np.array([start for start, _ in market.cycles]))
    days = np.array([days for _, days in market.cycles])
    cycle = days[np.searchsorted(starts, paid, side="right") - 1]
    return add_business_days(paid, -cycle, market.calendar)


def _filled(days: Dates, otherwise: date | None) -> Dates:
    """A copy of the days, with one in the place of those missing."""
    unknown = as_dates("NaT" if otherwise is None else otherwise)
    return np.where(np.isnat(days), unknown, days)
