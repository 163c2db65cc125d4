"""What prices rest on where the rows of a table do not say it themselves.

Two days belong to a price: the day it was made, which decides the curve, and the day it
is paid, which decides everything else.  A row that states one of them has the other by
the custom of its market, so many business days away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np

from bookrunner.units import as_dates

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bookrunner.bonds.curve import ParCurve
    from bookrunner.units import Dates

    CurveOf: TypeAlias = Callable[[date], ParCurve | None]
    """The Treasury par curve of a day; None where there is none at hand."""


class Cycle(Protocol):
    """How long a market takes from a trade to its payment; NaT stays NaT."""

    def paid(self, traded: Dates) -> Dates:
        """The days on which trades of these days are paid."""

    def traded(self, paid: Dates) -> Dates:
        """The days of the trades that are paid on these days."""


def _no_curve(_: date) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Days, custom and curve for the rows that state none."""

    settlement: date | None = None
    pricing_day: date | None = None
    today: date | None = None  # the pricing day, where nothing at all says one
    cycle: Cycle | None = None
    curve_of: CurveOf = _no_curve
    curve_day: date | None = None  # of all rows; None to take each row's pricing day


def trade_days(priced_on: Dates, paid_on: Dates, basis: Basis) -> tuple[Dates, Dates]:
    """Pricing day and settlement of every row, from those stated and the basis.

    What a row states goes before everything; then what the basis states; then the one
    day follows from the other by the cycle.
    """
    priced = _filled(priced_on, basis.pricing_day)
    paid = _filled(paid_on, basis.settlement)
    priced = np.where(np.isnat(paid), _filled(priced, basis.today), priced)
    if basis.cycle is not None:
        if np.isnat(paid).any():
            paid = _filled(paid, basis.cycle.paid(priced))
        if np.isnat(priced).any():
            priced = _filled(priced, basis.cycle.traded(paid))
    return priced, paid


def _filled(days: Dates, otherwise: Dates | date | None) -> Dates:
    if otherwise is None:
        return days
    return np.where(np.isnat(days), as_dates(otherwise), days)
