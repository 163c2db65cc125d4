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
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner.bonds.accrual import accrued
from bookrunner.bonds.calendar import day_numbers
from bookrunner.bonds.cashflows import cash_flows
from bookrunner.bonds.curve import YEAR
from bookrunner.bonds.kernels import called, lattice
from bookrunner.bonds.kernels.run import compiled
from bookrunner.bonds.rows import ranked
from bookrunner.bonds.yields import meant
from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bookrunner.bonds.calls import Calls
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


WORTH_COMPILING: Final = 500  # bonds; compiling takes ten seconds, once a machine
_SHIFT: Final = 0.0025  # of the curve, for duration and convexity


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortRate:
    """How the short rate moves around a curve: an assumption, not a fact of the bond."""

    curve: Curve  # beginning on the settlement date
    volatility: float  # of the short rate in a year, 0.01 is 100 basis points
    mean_reversion: float  # a year; 0.03 halves a move in 23 years


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDays:
    """The days on which bonds may be called and at what price, bond after bond."""

    offsets: Ints  # one more than there are bonds; the days of bond i follow
    days: Ints  # day numbers, rising
    prices: Prices  # without accrued interest, per 100 face


def call_days(
    bonds: Bonds, settlement: DatesLike, calls: Calls, *, steps: int | None = 40
) -> CallDays:
    """The days on which a lattice lets each bond be called.

    A right can be used on any day from its first, once its notice has passed, until the
    next right takes over or the bond is due.  *steps* days stand for all of them, evenly
    spread, the first and the last included; without steps each right can be used on its
    first day alone.

    >>> from bookrunner.bonds import fixed_rate_bonds, par_calls
    >>> from bookrunner.bonds.calendar import dates_of
    >>> note = fixed_rate_bonds(0.055, "2036-05-15")
    >>> rights = par_calls(np.array(["2036-02-15"], dtype="datetime64[D]"))
    >>> dates_of(call_days(note, "2026-11-24", rights, steps=4).days).astype(str).tolist()
    ['2036-02-15', '2036-03-15', '2036-04-14', '2036-05-14']
    """
    today, right_of = day_numbers(settlement), calls.bond
    last = np.atleast_1d(np.maximum(day_numbers(bonds.maturity), today)) - 1
    starts = np.maximum(day_numbers(calls.starts), today + 1 + calls.notice)
    usable = starts <= last[right_of]
    if steps is None:
        taken = np.bincount(right_of[usable], minlength=len(last))
        return CallDays(
            offsets=np.concatenate(([0], np.cumsum(taken))),
            days=starts[usable],
            prices=calls.prices[usable],
        )
    has = np.diff(calls.offsets) > 0
    first = np.full(len(last), np.max(last, initial=0) + 1)
    first[has] = starts[calls.offsets[:-1][has]]
    window = last - first
    counts = np.clip(window + 1, 0, steps)
    offsets = np.concatenate(([0], np.cumsum(counts)))
    bond = np.repeat(np.arange(len(counts)), counts)
    nth = np.arange(offsets[-1]) - offsets[bond]
    days = first[bond] + window[bond] * nth // np.maximum(counts[bond] - 1, 1)
    in_force = np.searchsorted(ranked(right_of, starts), ranked(bond, days), "right") - 1
    return CallDays(offsets=offsets, days=days, prices=calls.prices[in_force])


def oas(
    bonds: Bonds,
    settlement: DatesLike,
    clean_price: PricesLike,
    *,
    calls: CallDays,
    rates: ShortRate,
) -> Spreads:
    """The option-adjusted spread over the curve of *rates*, compounded continuously.

    NaN outside the life of a bond and at a price that no spread gives, which any price
    above its call is where the bond may be called at once.

    Raises:
        MisuseError: more than one settlement date, or calls of another number of bonds.

    >>> from bookrunner.bonds import fixed_rate_bonds, par_calls
    >>> from bookrunner.bonds.curves import FlatForward
    >>> note = fixed_rate_bonds(0.055, "2036-05-15")
    >>> flat = FlatForward(np.array([1.0]), np.array([-0.045]))
    >>> rights = par_calls(np.array(["2036-02-15"], dtype="datetime64[D]"))
    >>> calls = call_days(note, "2026-11-24", rights)
    >>> moving = ShortRate(curve=flat, volatility=0.01, mean_reversion=0.03)
    >>> spread = oas(note, "2026-11-24", 101.0, calls=calls, rates=moving)
    >>> f"{1e4 * spread:.2f} bp"
    '77.08 bp'
    """
    dirty = np.array(meant(clean_price) + accrued(bonds, settlement), ndmin=1)
    answers = _answers(called.option_adjusted_spreads, bonds, settlement, calls, rates)
    return answers(dirty).reshape(np.shape(bonds.maturity))[()]


def callable_price(
    bonds: Bonds,
    settlement: DatesLike,
    spread: Spreads | float,
    *,
    calls: CallDays,
    rates: ShortRate,
) -> Prices:
    """The clean price at an option-adjusted spread; the inverse of `oas`."""
    dirty: Prices = _dirty_prices(bonds, settlement, [spread], calls, rates)[0]
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
    calls: CallDays,
    rates: ShortRate,
) -> EffectiveRisk:
    """Effective duration and convexity, as a share of the dirty price.

    By repricing with every zero rate 25 basis points up and down and the spread kept.
    Rates of this model are as volatile at any level, so a move of the curve is a move of
    the spread: the effective duration is the spread duration too.
    """
    spreads = [np.asarray(spread) + move for move in (0.0, _SHIFT, -_SHIFT)]
    now, down, up = _dirty_prices(bonds, settlement, spreads, calls, rates)
    return EffectiveRisk(
        duration=(up - down) / (2 * _SHIFT * now),
        convexity=(up - 2 * now + down) / (_SHIFT**2 * now),
    )


def _dirty_prices(
    bonds: Bonds,
    settlement: DatesLike,
    spreads: list[Any],
    calls: CallDays,
    rates: ShortRate,
) -> Floats:
    shape = np.shape(bonds.maturity)
    asked = np.array([np.broadcast_to(each, shape).reshape(-1) for each in spreads])
    answers = _answers(called.callable_prices, bonds, settlement, calls, rates)
    return answers(asked).reshape(len(asked), *shape)


def _answers(
    loop: Callable[..., None],
    bonds: Bonds,
    settlement: DatesLike,
    calls: CallDays,
    rates: ShortRate,
) -> Callable[[Floats], Floats]:
    """What a loop of `kernels.called` answers, for whatever is asked of each bond."""
    today = _one_day(settlement)
    flows = cash_flows(bonds, settlement)
    count, most = len(flows.offsets) - 1, np.diff(calls.offsets)
    if len(most) != count:
        raise MisuseError(expected=f"the calls of {count} bonds", seen=f"of {len(most)}")
    paid = (flows.offsets, flows.days, flows.amounts)
    clean = (calls.offsets, calls.days, calls.prices)
    strikes = np.empty(len(calls.days))
    strikes = _through(called.call_prices, _terms(bonds), today, paid, clean, strikes)
    longest = np.max(np.diff(flows.offsets), initial=0)
    sizes = lattice.room_for(int(longest), int(np.max(most, initial=0)))
    room = tuple(np.zeros(size) for size in sizes)
    payments = (flows.offsets, flows.days - today, flows.amounts)
    rights = (calls.offsets, calls.days - today, strikes)
    market = _market(rates, int(np.max(payments[1], initial=0)))

    def answers(asked: Floats) -> Floats:
        told = np.full(asked.shape, np.nan)
        return np.asarray(_through(loop, payments, rights, market, asked, room, told))

    return answers


def _one_day(settlement: DatesLike) -> int:
    days = np.unique(day_numbers(settlement))
    if len(days) != 1:
        raise MisuseError(
            expected="one settlement date",
            seen=f"{len(days)} of them",
            hint="price the bonds of each date with the curve of that date",
        )
    return int(days[0])


def _market(rates: ShortRate, last: int) -> tuple[Floats, ...]:
    """By day to the *last*: logarithm of discount, years, and the rate's h and v."""
    years, pull = np.arange(last + 1) / YEAR, rates.mean_reversion
    reach = -np.expm1(-pull * years) / pull if pull else years
    growth = np.expm1(2 * pull * years) / (2 * pull) if pull else years
    variance = rates.volatility**2 * growth
    return rates.curve.log_discount(years), years, reach, variance


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


def _through(loop: Callable[..., None], bonds: tuple[Any, ...], *columns: Any) -> Any:
    """What a loop writes into the last column, as it stands or compiled if worth it.

    The first element of *bonds* has one entry a bond, or one more.
    """
    if len(bonds[0]) > WORTH_COMPILING:
        compiled(loop)(bonds, *columns)
        return columns[-1]
    plain = [_plain(each) for each in (bonds, *columns)]
    loop(*plain)
    return np.array(plain[-1])


def _plain(column: Any) -> Any:
    """Arrays as lists, which a loop that runs as it stands reads faster."""
    if isinstance(column, tuple):
        return tuple(_plain(each) for each in column)
    return column.tolist() if isinstance(column, np.ndarray) else column
