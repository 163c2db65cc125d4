"""Floating-rate notes: price and discount margin.

A note pays an overnight rate compounded in arrears, or a term rate, plus its margin.
Coupons not yet fixed are taken from a curve of that rate, at simple interest over the
period; the running coupon is what is known or assumed of it now (the *current coupon*),
for in arrears it is settled only at its end.  The discount margin is what an investor
earns above the same rates at a price; each period discounts at its rate plus the
margin::

    settlement   first payment
        |------------|-------------------|------ ... ------|
          current rate + margin   forward + margin      ... + 100

With a flat curve at the current rate this is the textbook's discount margin, which holds
every later coupon at the current one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.bonds.accrual import DayCount, accrued
from bookrunner.bonds.calendar import dates_of, day_numbers
from bookrunner.bonds.cashflows import cash_flows
from bookrunner.bonds.curve import YEAR
from bookrunner.bonds.curves.zero import discount_factor
from bookrunner.bonds.market_days import Calendar, rolled
from bookrunner.bonds.rows import running_sums
from bookrunner.bonds.terms import fixed_rate_bonds
from bookrunner.bonds.yields import meant
from bookrunner.units import FACE

if TYPE_CHECKING:
    from bookrunner.bonds.curves.zero import Curve
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import (
        DatesLike,
        Floats,
        Ints,
        Prices,
        PricesLike,
        Rates,
        RatesLike,
        Spreads,
    )

_DAYS_OF_YEAR: Final = 360
_NEWTON_STEPS: Final = 40
_SETTLED: Final = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Floaters:
    """Floating-rate notes; row *i* of every column is note *i*.

    Payment days that are no business days move to the next one of the month, and the
    interest with them.
    """

    schedule: Bonds  # the periods; its coupon is not read
    margin: Spreads  # over the rate
    calendar: Calendar = Calendar.SIFMA


def floating_rate_notes(
    margin: Spreads | float, maturity: DatesLike, *, dated: DatesLike, frequency: int = 4
) -> Floaters:
    """Notes that pay *frequency* times a year, ACT/360, as US floaters do."""
    schedule = fixed_rate_bonds(
        np.zeros(np.shape(margin)),
        maturity,
        dated=dated,
        frequency=frequency,
        day_count=DayCount.ACT_360,
    )
    shape = schedule.maturity.shape
    return Floaters(schedule=schedule, margin=np.broadcast_to(np.asarray(margin), shape))


def floater_accrued(
    notes: Floaters, settlement: DatesLike, current_rate: RatesLike
) -> Prices:
    """Interest of the running period so far, at the current rate and the margin."""
    elapsed = _periods(notes, settlement).elapsed.reshape(notes.margin.shape)
    return (FACE * (current_rate + notes.margin) * elapsed)[()]


def floater_price(
    notes: Floaters,
    settlement: DatesLike,
    discount_margin: Spreads | float,
    *,
    curve: Curve,
    current_rate: RatesLike,
) -> Prices:
    """The clean price at a discount margin; NaN outside the life of a note.

    A note discounted at its own margin is worth par on a day its rate is set:

    >>> from bookrunner.bonds.curves import FlatForward
    >>> flat = FlatForward(np.array([1.0]), np.array([-0.04]))
    >>> note = floating_rate_notes(0.006, "2029-11-15", dated="2026-11-16")
    >>> rate = first_forward(note, "2026-11-16", flat)
    >>> price = floater_price(note, "2026-11-16", 0.006, curve=flat, current_rate=rate)
    >>> f"{price:.6f}"
    '100.000000'
    """
    periods = _periods(notes, settlement)
    rates = _rates(periods, curve, _column(current_rate, notes))
    worth, _ = _worth(
        periods, rates, _column(notes.margin, notes), _column(discount_margin, notes)
    )
    dirty = worth.reshape(notes.margin.shape)[()]
    return dirty - floater_accrued(notes, settlement, current_rate)


def discount_margin(
    notes: Floaters,
    settlement: DatesLike,
    clean_price: PricesLike,
    *,
    curve: Curve,
    current_rate: RatesLike,
) -> Spreads:
    """The margin over the rates of *curve* that a buyer at *clean_price* earns.

    NaN for prices nobody pays and outside the life of a note.
    """
    periods = _periods(notes, settlement)
    rates = _rates(periods, curve, _column(current_rate, notes))
    dirty = meant(clean_price) + floater_accrued(notes, settlement, current_rate)
    target, margin = _column(dirty, notes), _column(notes.margin, notes)
    found, step = margin, np.full(target.shape, np.inf)
    with np.errstate(all="ignore"):  # of notes that have no margin
        for _ in range(_NEWTON_STEPS):
            worth, slope = _worth(periods, rates, margin, found)
            step = worth * np.log(worth / target) / slope
            found = found + step
            if not np.any(np.abs(step) > _SETTLED):
                break
    settled = np.abs(step) < np.sqrt(_SETTLED)
    return np.where(settled, found, np.nan).reshape(notes.margin.shape)[()]


def first_forward(notes: Floaters, settlement: DatesLike, curve: Curve) -> Rates:
    """The rate the curve gives from settlement to the first payment: a current rate."""
    periods = _periods(notes, settlement)
    paying = np.diff(periods.offsets) > 0
    first = periods.offsets[:-1][paying]
    rates = np.full(paying.shape, np.nan)
    grown = 1 / discount_factor(curve, periods.years[first]) - 1
    rates[paying] = grown / periods.accruals[first]
    return rates.reshape(notes.margin.shape)[()]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Periods:
    """What is left of the interest periods after settlement, note after note."""

    offsets: Ints
    note: Ints  # which note a period belongs to
    years: Floats  # to the payment
    accruals: Floats  # years of interest, ACT/360, from settlement or the last payment
    elapsed: Floats  # of each note: years of interest before settlement


def _periods(notes: Floaters, settlement: DatesLike) -> _Periods:
    flows = cash_flows(notes.schedule, settlement)
    on = np.broadcast_to(day_numbers(settlement), notes.schedule.maturity.shape).ravel()
    ends = _rolled(flows.days, notes.calendar)
    starts = np.concatenate((on[:1], ends[:-1]))
    first = flows.offsets[:-1][np.diff(flows.offsets) > 0]
    starts[: len(ends)][first] = on[flows.bond[first]]
    unit = replace(notes.schedule, coupon=np.ones_like(notes.schedule.coupon))
    since = np.ravel(accrued(unit, settlement)) / FACE * _DAYS_OF_YEAR
    begun = _rolled(on - np.nan_to_num(np.round(since)).astype(np.int64), notes.calendar)
    elapsed = np.where(np.isnan(since), np.nan, (on - begun) / _DAYS_OF_YEAR)
    return _Periods(
        offsets=flows.offsets,
        note=flows.bond,
        years=(ends - on[flows.bond]) / YEAR,
        accruals=(ends - starts[: len(ends)]) / _DAYS_OF_YEAR,
        elapsed=elapsed,
    )


def _rolled(days: Ints, calendar: Calendar) -> Ints:
    return day_numbers(rolled(dates_of(days), calendar, roll="modifiedfollowing"))


def _column(value: RatesLike, notes: Floaters) -> Floats:
    """One number a note."""
    return np.broadcast_to(np.asarray(value, dtype=np.float64), notes.margin.shape).ravel()


def _rates(periods: _Periods, curve: Curve, current: Rates) -> Rates:
    """The rate of each period: the current one first, then the curve's forwards."""
    discounts = discount_factor(curve, periods.years)
    before = np.concatenate((np.ones(1), np.atleast_1d(discounts)[:-1]))[
        : len(periods.note)
    ]
    rates = np.asarray((before / discounts - 1) / periods.accruals)
    first = periods.offsets[:-1][np.diff(periods.offsets) > 0]
    rates[first] = current[periods.note[first]]
    return rates


def _worth(
    periods: _Periods, rates: Rates, margin: Spreads, wanted: Spreads
) -> tuple[Prices, Prices]:
    """The dirty price of each note at a wanted margin, and its fall per unit of it."""
    note, count = periods.note, len(periods.offsets) - 1
    grown = 1 + (rates + wanted[note]) * periods.accruals
    discount = np.exp(-running_sums(periods.offsets, note, np.log(grown)))
    fall = running_sums(periods.offsets, note, periods.accruals / grown)
    interest = periods.accruals.copy()
    first, last = periods.offsets[:-1], periods.offsets[1:] - 1
    paying = last >= first
    interest[first[paying]] += periods.elapsed[paying]
    paid = FACE * (rates + margin[note]) * interest
    paid[last[paying]] += FACE
    worth = np.bincount(note, paid * discount, count)
    slope = np.bincount(note, paid * discount * fall, count)
    return np.where(paying, worth, np.nan), np.where(paying, slope, np.nan)
