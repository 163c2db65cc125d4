"""Bonds by the days they are paid on.

Most bonds of a market are paid on one of some two hundred cycles of coupon dates (the
15th of May and November, the 1st of every third month, ...) and differ in where they
end.  So a cycle's dates are worked out once, for its longest bond::

    order    bonds of the first cycle, longest first | bonds of the second | ...
    dates    dates of the first cycle                | dates of the second | ...
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.bonds.calendar import FAR_PAST, day_numbers, first_of, month_and_day
from bookrunner.bonds.curve import YEAR
from bookrunner.bonds.kernels.cycles import coupon_days, places
from bookrunner.bonds.kernels.run import fill, run
from bookrunner.bonds.payments import terms

if TYPE_CHECKING:
    from typing import Any

    from bookrunner.bonds.curves.zero import Curve
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import DatesLike, Ints, Prices

_KEYS: Final = 2**24  # cycles seen from one day: the first date within 2,700 years
_SHORT: Final = 2**16  # numbers below it are sorted by their digits, without comparing


@dataclass(frozen=True, slots=True)
class Cycles:
    """Bonds in the order of their cycles, and the dates of each cycle."""

    shape: tuple[int, ...]  # of the columns the bonds came in
    order: Ints  # which bond stands at each place
    bonds: Ints  # the first place of each cycle, and the number of places
    dates: Ints  # the first date of each cycle, and the number of dates
    days: Ints  # from settlement to each date
    count: Ints  # payments left of the bond at each place; none where it is dead
    coupon: Prices
    extra: Prices  # of its first payment
    accrued: Prices

    @property
    def widest(self) -> int:
        """Bonds of the largest cycle."""
        return int(np.diff(self.bonds).max(initial=0))

    def inputs(self, curve: Curve) -> tuple[Any, ...]:
        """Cycles and a curve from settlement, as `kernels.cycles` takes them."""
        horizon = np.arange(self.days.max(initial=0) + 1)  # dates stand close together
        logs = curve.log_discount(horizon / YEAR)[self.days]
        paid = (self.count, self.coupon, self.extra)
        return self.bonds, self.dates, self.days, logs, *paid

    def placed(self, column: Any) -> Any:
        """A column of the bonds in the order of their cycles."""
        return np.broadcast_to(column, self.shape).reshape(-1)[self.order]

    def restored(self, column: Any) -> Any:
        """A column in the order of cycles (first axis) as the bonds came."""
        back = np.empty_like(column)
        back[self.order] = column
        return back.reshape(self.shape + column.shape[1:])


def cycles(bonds: Bonds, settlement: DatesLike) -> Cycles:
    """*bonds* on *settlement* by the days they are paid on.

    Bonds that are dead, or off their own coupon dates, stand on a cycle without dates.
    """
    key, count, *paid = run(places, terms(bonds, settlement), 5, scratch=5)
    shape, on = np.shape(key), day_numbers(settlement)
    numbers, left = np.ravel(key).astype(np.int64), np.ravel(count).astype(np.int64)
    since = np.broadcast_to(np.where(on > FAR_PAST, on, 0), shape).reshape(-1)
    if on.ndim:
        numbers += (since - since.min(initial=0)) * _KEYS
    order = _longest_first(numbers, left)
    numbers, left, since = numbers[order], left[order], since[order]
    begins = np.diff(numbers, prepend=-1) != 0
    first = np.flatnonzero(begins)
    dates = np.concatenate(([0], np.cumsum(left[first])))
    return Cycles(
        shape,
        order,
        np.append(first, len(order)),
        dates,
        _days(dates, numbers[first], since[first]),
        left,
        *(np.ravel(each)[order] for each in paid),
    )


def _days(dates: Ints, key: Ints, since: Ints) -> Ints:
    """Days from settlement to the dates of each cycle, see `kernels.cycles.places`."""
    step, day, ahead = key % 16, key // 16 % 32, key % _KEYS // 512
    month = month_and_day(since)[0] + ahead
    origin = int(month.min(initial=0))
    last = int((month + np.diff(dates) * step).max(initial=0))
    firsts, days = first_of(np.arange(origin, last + 2)), np.empty(dates[-1], np.int64)
    inputs = (dates, month - origin, day, step, since, firsts)
    fill(coupon_days, inputs, (days,), size=len(days))
    return days


def _longest_first(key: Ints, count: Ints) -> Ints:
    """Rows in the order of *key*, of one key the longest first."""
    longest = count.max(initial=0)
    place = _numbered(key) * (longest + 1) + longest - count
    small = place.max(initial=0) < _SHORT
    return np.argsort(place.astype(np.uint16) if small else place, kind="stable")


def _numbered(key: Ints) -> Ints:
    """The number of each key among all there are, in their order."""
    last = key.max(initial=0)
    if last >= _SHORT:
        return np.unique(key, return_inverse=True)[1]
    seen = np.zeros(last + 1, np.bool_)
    seen[key] = True
    return np.cumsum(seen)[key] - 1
