"""Yield to call, and the worst of all the ways a bond can end.

An issuer's call is a right to redeem from a day on at a stated price, after notice.  To
the holder of a bond above its call price the first day is the worst, below it the last:
so of each call its first day counts, and the maturity.  A bond called between two
coupon dates pays what has accrued with the redemption.

Calls stand in one row after another, bond by bond, and `offsets` says where each bond
begins, as in `cashflows`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bookrunner.bonds.yields import (
    Convention,
    meant,
    yield_from_clean_price,
    yield_until,
)
from bookrunner.units import FACE, as_dates

if TYPE_CHECKING:
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import Dates, DatesLike, Ints, Prices, PricesLike, Rates


@dataclass(frozen=True, slots=True)
class Calls:
    """Rights to redeem, bond after bond."""

    offsets: Ints  # one more than there are bonds
    starts: Dates  # first day of each right
    prices: Prices  # redemption per 100 face, without accrued interest
    notice: Ints  # days the holder is told before

    @property
    def bond(self) -> Ints:
        """Which bond each call belongs to."""
        counts = np.diff(self.offsets)
        return np.repeat(np.arange(len(counts)), counts)


@dataclass(frozen=True, slots=True)
class Worst:
    """The lowest yield of a bond, and the day it comes from."""

    yields: Rates
    workouts: Dates


def par_calls(dates: Dates, *, notice: int = 0) -> Calls:
    """One call at par a bond; none where the date is missing."""
    known = ~np.isnat(dates)
    starts = dates[known]
    offsets = np.concatenate(([0], np.cumsum(known)))
    return Calls(offsets, starts, np.full(len(starts), FACE), np.full(len(starts), notice))


def yield_to_call(  # noqa: PLR0913 - all but four by name
    bonds: Bonds,
    settlement: DatesLike,
    clean_price: PricesLike,
    call_date: DatesLike,
    *,
    call_price: PricesLike = FACE,
    convention: Convention = Convention.STREET,
) -> Rates:
    """The yield of a bond bought at *clean_price* and redeemed on *call_date*.

    NaN where the call date is not after settlement, or after maturity.

    5.5 % due 15 May 2036, callable at par from 15 February 2036:

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> note = fixed_rate_bonds(0.055, "2036-05-15")
    >>> f"{yield_to_call(note, '2026-11-24', 104.0, '2036-02-15'):.8f}"
    '0.04955026'
    """
    return yield_until(
        bonds, settlement, clean_price, call_date, call_price, convention=convention
    )


def yield_to_worst(
    bonds: Bonds, settlement: DatesLike, clean_price: PricesLike, calls: Calls
) -> Rates:
    """The lowest of the yields to maturity and to each call that can still be made."""
    return worst(bonds, settlement, clean_price, calls).yields


def worst(
    bonds: Bonds, settlement: DatesLike, clean_price: PricesLike, calls: Calls
) -> Worst:
    """The lowest yield of each bond, and the day its money comes back.

    A call cannot be made before the notice has run from settlement, nor after maturity.
    """
    price = np.broadcast_to(meant(clean_price), bonds.maturity.shape)
    on = np.broadcast_to(as_dates(settlement), bonds.maturity.shape)
    yields, workouts = yield_from_clean_price(bonds, on, price), bonds.maturity.copy()
    counts, bond = np.diff(calls.offsets), calls.bond
    when = _each(on, counts)
    called = np.maximum(calls.starts, when + calls.notice.astype("timedelta64[D]"))
    each = bonds.each(lambda column: _each(column, counts))
    to_call = yield_until(each, when, _each(price, counts), called, calls.prices)
    np.fmin.at(yields, bond, np.where(np.isnan(yields)[bond], np.nan, to_call))
    lowest = to_call == yields[bond]
    workouts[bond[lowest]] = called[lowest]
    return Worst(yields, workouts)


def _each(column: Any, counts: Ints) -> Any:
    """A column of bonds, each said for its calls; one number for all stays one."""
    if column.size and not any(column.strides):
        return np.broadcast_to(column[0], counts.sum())
    return np.repeat(column, counts)
