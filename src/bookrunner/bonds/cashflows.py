"""The payments themselves, on their days.

Many bonds pay on many days, each its own number of times, so the payments stand in one
row after another, bond by bond, and `offsets` says where each bond begins::

    offsets  0        3     5              bond 0 pays amounts[0:3] on days[0:3]
    days     d d d    d d   ...            bond 1 pays amounts[3:5] on days[3:5]
    amounts  a a a    a a   ...

Days are the coupon dates as the bond states them; a payment moved by a holiday carries
no more interest and is priced on its own date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bookrunner.bonds.kernels.run import fill
from bookrunner.bonds.kernels.spreads import pay
from bookrunner.bonds.payments import payments
from bookrunner.bonds.schedule import grid

if TYPE_CHECKING:
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import DatesLike, Ints, Prices


@dataclass(frozen=True, slots=True)
class CashFlows:
    """What bonds pay and when, bond after bond."""

    offsets: Ints  # one more than there are bonds; the payments of bond i follow
    days: Ints  # day numbers, see `calendar`
    amounts: Prices  # per 100 face

    @property
    def bond(self) -> Ints:
        """Which bond each payment belongs to."""
        counts = np.diff(self.offsets)
        return np.repeat(np.arange(len(counts)), counts)


def cash_flows(bonds: Bonds, settlement: DatesLike) -> CashFlows:
    """What *bonds* pay to who buys them for *settlement*, earliest first.

    Bonds that are not alive, or whose first coupon lies off their own coupon dates, pay
    nothing.  A single bond without an axis is taken as a column of one.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> from bookrunner.bonds.calendar import dates_of
    >>> flows = cash_flows(fixed_rate_bonds(0.05, "2028-02-29"), "2026-11-24")
    >>> dates_of(flows.days).astype(str).tolist()
    ['2027-02-28', '2027-08-31', '2028-02-29']
    >>> flows.amounts.tolist()
    [2.5, 2.5, 102.5]
    """
    left, dates = payments(bonds, settlement), grid(bonds, settlement)
    counts = np.atleast_1d(np.where(np.isnan(left.first), 0, left.count)).astype(np.int64)
    offsets = np.concatenate(([0], np.cumsum(counts)))
    days, amounts = np.zeros(offsets[-1], np.int64), np.zeros(offsets[-1])
    each = (dates.month, dates.day, dates.step, left.coupon, left.extra)
    columns = [np.ascontiguousarray(np.broadcast_to(c, counts.shape)) for c in each]
    fill(pay, (offsets, *columns, dates.firsts), (days, amounts), size=len(counts))
    return CashFlows(offsets, days, amounts)
