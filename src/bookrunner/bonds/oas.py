"""Spread and risk of bonds that their issuer may call.

The option-adjusted spread is what a bond earns over the curve once the issuer's right
to call is paid for.  Rates move as Hull and White's do, around the curve they start
from; how much is the caller's assumption, `ShortRate`.  A right to call never helps
whoever holds the bond, so the spread is at most the Z-spread; of a bond that cannot be
called, and of one whose rates stand still above its call, it is the Z-spread.

Spreads and rates here are compounded continuously; a day is 1/365.25 of a year, and
today is the settlement date, on which the curve begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from bookrunner.bonds.accrual import accrued
from bookrunner.bonds.calendar import FAR_PAST, day_numbers
from bookrunner.bonds.cashflows import cash_flows
from bookrunner.bonds.curve import YEAR
from bookrunner.bonds.kernels import lattice
from bookrunner.bonds.kernels.run import compiled
from bookrunner.errors import MisuseError
from bookrunner.units import FACE

if TYPE_CHECKING:
    from collections.abc import Callable

    from bookrunner.bonds.curves.zero import Curve
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import (
        DatesLike,
        Floats,
        Ints,
        Prices,
        PricesLike,
        Spreads,
        SquareYears,
        Years,
    )

    Pieces: TypeAlias = tuple[Ints, Ints, Floats]

WORTH_COMPILING: Final = 50  # bonds
_SHIFT: Final = 0.0025  # of the curve, for duration and convexity


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortRate:
    """How the short rate moves: an assumption, not a fact of the bond."""

    volatility: float  # of the short rate in a year, 0.01 is 100 basis points
    mean_reversion: float  # a year; 0.03 halves a move in 23 years


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDays:
    """The days on which bonds may be called and at what price, bond after bond."""

    offsets: Ints  # one more than there are bonds; the days of bond i follow
    days: Ints  # day numbers, rising
    prices: Prices  # without accrued interest, per 100 face


def par_call_days(
    bonds: Bonds,
    settlement: DatesLike,
    par_call_date: DatesLike,
    *,
    notice_days: int = 0,
    price: float = FACE,
    steps: int = 40,
) -> CallDays:
    """Days from the par call date to maturity on which a bond may be called.

    The right can be used on any day from the par call date, but not before *notice_days*
    have passed; *steps* days stand for all of them, evenly spread, the first included.
    A bond whose par call date is missing cannot be called.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> from bookrunner.bonds.calendar import dates_of
    >>> note = fixed_rate_bonds(0.055, "2036-05-15")
    >>> calls = par_call_days(note, "2026-11-24", "2036-02-15", steps=4)
    >>> dates_of(calls.days).astype(str).tolist()
    ['2036-02-15', '2036-03-15', '2036-04-14', '2036-05-14']
    """
    maturity = np.atleast_1d(day_numbers(bonds.maturity))
    stated = np.broadcast_to(day_numbers(par_call_date), maturity.shape)
    earliest = np.maximum(stated, day_numbers(settlement) + notice_days)
    last = maturity - 1
    window = np.where(stated > FAR_PAST, last - earliest, -1)
    counts = np.clip(window + 1, 0, steps)
    offsets = np.concatenate(([0], np.cumsum(counts)))
    bond = np.repeat(np.arange(len(counts)), counts)
    nth = np.arange(offsets[-1]) - offsets[bond]
    days = earliest[bond] + window[bond] * nth // np.maximum(counts[bond] - 1, 1)
    return CallDays(
        offsets=offsets,
        days=days,
        prices=np.full(len(days), price),
    )


def oas(
    bonds: Bonds,
    settlement: DatesLike,
    clean_price: PricesLike,
    *,
    curve: Curve,
    calls: CallDays,
    rates: ShortRate,
) -> Spreads:
    """The option-adjusted spread over *curve*, compounded continuously.

    NaN outside the life of a bond and at a price that no spread gives, which any price
    above its call is where the bond may be called at once.

    Raises:
        MisuseError: more than one settlement date, or calls of another number of bonds.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> from bookrunner.bonds.curves import FlatForward
    >>> note = fixed_rate_bonds(0.055, "2036-05-15")
    >>> flat = FlatForward(np.array([1.0]), np.array([-0.045]))
    >>> calls = par_call_days(note, "2026-11-24", "2036-02-15")
    >>> moving = ShortRate(volatility=0.01, mean_reversion=0.03)
    >>> spread = oas(note, "2026-11-24", 101.0, curve=flat, calls=calls, rates=moving)
    >>> f"{1e4 * spread:.2f} bp"
    '78.01 bp'
    """
    market = _market(bonds, settlement, curve, rates)
    dirty = np.atleast_1d(clean_price + accrued(bonds, settlement))
    told = np.full(dirty.shape, np.nan)
    _run(lattice.option_adjusted_spreads, bonds, settlement, calls, market, dirty, told)
    return told.reshape(np.shape(bonds.maturity))[()]


def callable_price(
    bonds: Bonds,
    settlement: DatesLike,
    spread: Spreads | float,
    *,
    curve: Curve,
    calls: CallDays,
    rates: ShortRate,
) -> Prices:
    """The clean price at an option-adjusted spread; the inverse of `oas`."""
    dirty = _dirty_prices(bonds, settlement, [spread], curve, calls, rates)[0]
    return dirty - accrued(bonds, settlement)


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveRisk:
    """How a callable bond's price moves with the curve, its spread kept."""

    duration: Years
    convexity: SquareYears


def effective_risk(
    bonds: Bonds,
    settlement: DatesLike,
    spread: Spreads | float,
    *,
    curve: Curve,
    calls: CallDays,
    rates: ShortRate,
) -> EffectiveRisk:
    """Effective duration and convexity, as a share of the dirty price.

    By repricing with every zero rate 25 basis points up and down and the spread kept.
    Rates of this model are as volatile at any level, so a move of the curve is a move of
    the spread: the effective duration is the spread duration too.
    """
    spreads = [np.asarray(spread) + move for move in (0.0, _SHIFT, -_SHIFT)]
    now, down, up = _dirty_prices(bonds, settlement, spreads, curve, calls, rates)
    return EffectiveRisk(
        duration=(up - down) / (2 * _SHIFT * now),
        convexity=(up - 2 * now + down) / (_SHIFT**2 * now),
    )


def _dirty_prices(
    bonds: Bonds,
    settlement: DatesLike,
    spreads: list[Any],
    curve: Curve,
    calls: CallDays,
    rates: ShortRate,
) -> Floats:
    market = _market(bonds, settlement, curve, rates)
    shape = np.shape(bonds.maturity)
    asked = np.array([np.broadcast_to(each, shape).reshape(-1) for each in spreads])
    told = np.full(asked.shape, np.nan)
    _run(lattice.callable_prices, bonds, settlement, calls, market, asked, told)
    return told.reshape(-1, *shape)


def _market(
    bonds: Bonds, settlement: DatesLike, curve: Curve, rates: ShortRate
) -> tuple[Floats, ...]:
    """By day from settlement: logarithm of discount, years, and the rate's h and v."""
    today = day_numbers(settlement)
    if today.ndim and np.any(today != today.flat[0]):
        raise MisuseError(
            expected="one settlement date",
            seen=f"{len(np.unique(today))} of them",
            hint="price the bonds of each date with the curve of that date",
        )
    horizon = np.max(day_numbers(bonds.maturity), initial=0) - np.min(today, initial=10**9)
    years = np.arange(max(horizon, 0) + 1) / YEAR
    pull = rates.mean_reversion
    reach = -np.expm1(-pull * years) / pull if pull else years
    growth = np.expm1(2 * pull * years) / (2 * pull) if pull else years
    variance = rates.volatility**2 * growth
    return curve.log_discount(years), years, reach, variance


def _run(
    loop: Callable[..., None],
    bonds: Bonds,
    settlement: DatesLike,
    calls: CallDays,
    market: tuple[Floats, ...],
    asked: Floats,
    told: Floats,
) -> None:
    """Run a loop of `kernels.lattice` over bonds, compiled if they are many."""
    today = int(np.ravel(day_numbers(settlement))[0])
    flows = cash_flows(bonds, settlement)
    count, calls_of = len(flows.offsets) - 1, np.diff(calls.offsets)
    if len(calls_of) != count:
        raise MisuseError(
            expected=f"the calls of {count} bonds", seen=f"of {len(calls_of)}"
        )
    paid = (flows.offsets, flows.days, flows.amounts)
    clean = (calls.offsets, calls.days, calls.prices)
    strikes = _through(
        lattice.call_prices, count, _terms(bonds), today, paid, clean, calls.prices * 0
    )
    longest = int(np.max(np.diff(flows.offsets), initial=0))
    most = int(np.max(calls_of, initial=0))
    room = tuple(np.zeros(shape) for shape in lattice.room_for(longest, most))
    payments = (flows.offsets, flows.days - today, flows.amounts)
    rights = (calls.offsets, calls.days - today, strikes)
    told[...] = _through(loop, count, payments, rights, market, asked, room, told)


def _terms(bonds: Bonds) -> tuple[Any, ...]:
    columns = (
        bonds.day_count,
        day_numbers(bonds.maturity),
        12 // bonds.frequency,
        bonds.end_of_month,
        day_numbers(bonds.dated),
        day_numbers(bonds.first_coupon),
        bonds.coupon,
    )
    return tuple(np.array(column, ndmin=1) for column in columns)


def _through(loop: Callable[..., None], bonds: int, *columns: Any) -> Any:
    """What a loop writes into the last column, as it stands or compiled if worth it."""
    if bonds >= WORTH_COMPILING:
        compiled(loop)(*columns)
        return columns[-1]
    plain = [_plain(each) for each in columns]
    loop(*plain)
    return plain[-1]


def _plain(column: Any) -> Any:
    if isinstance(column, tuple):
        return tuple(_plain(each) for each in column)
    return column.tolist() if isinstance(column, np.ndarray) else column
