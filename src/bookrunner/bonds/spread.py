"""Spreads over a whole curve, and what a move of the curve costs.

A Z-spread is the constant that, added to every zero rate of a curve, makes what a bond
pays worth its dirty price, each payment on its exact day.  Zero rates and spread are
compounded continuously unless a *frequency* is given (screens quote twice a year for
dollar bonds); time is counted from settlement, days over 365.25, and the curve is taken
to begin at settlement.

Held at its spread a bond loses, relative to its price, its *spread duration* for a unit
more of spread or of every zero rate, and its *key-rate durations* for a unit more of
the zero rates around one tenor.  The moves of the tenors add up to a parallel one, so
key-rate durations add up to the spread duration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from bookrunner.bonds.calendar import FAR_PAST, day_numbers
from bookrunner.bonds.cashflows import cash_flows
from bookrunner.bonds.curve import YEAR
from bookrunner.bonds.cycles import cycles
from bookrunner.bonds.kernels.cycles import ENOUGH, SUMS, cycle_key_rates, cycle_spreads
from bookrunner.bonds.kernels.run import fill
from bookrunner.bonds.kernels.spreads import key_rates, spread_moves, z_spreads
from bookrunner.bonds.payments import payments
from bookrunner.bonds.yields import meant
from bookrunner.units import as_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.bonds.curves.zero import Curve
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import (
        Dates,
        DatesLike,
        Flags,
        Floats,
        Ints,
        Prices,
        PricesLike,
        Spreads,
        Years,
    )

KEY_TENORS: Final = (0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0, 20.0, 25.0, 30.0)
"""Tenors in years between which a key-rate move is spread linearly; flat outside."""


def z_spread(
    bonds: Bonds,
    settlement: DatesLike,
    clean_price: PricesLike,
    curve: Curve,
    *,
    frequency: int | None = None,
) -> Spreads:
    """The spread over every zero rate of *curve* at which a bond is worth its price.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> from bookrunner.bonds.curves import FlatForward
    >>> flat = FlatForward(np.array([1.0]), np.array([-0.04]))
    >>> note = fixed_rate_bonds(0.05, "2032-02-15")
    >>> f"{1e4 * z_spread(note, '2026-11-24', 97.50, flat):.2f}"
    '147.86'
    """
    if frequency is None:
        return _continuous(bonds, settlement, meant(clean_price), curve)
    dirty = meant(clean_price) + payments(bonds, settlement).accrued
    return _compounded(bonds, settlement, dirty, curve, frequency)


def _continuous(
    bonds: Bonds, settlement: DatesLike, clean_price: Prices, curve: Curve
) -> Spreads:
    """Spreads compounded continuously, cycle by cycle; one by one what is too wide."""
    on = cycles(bonds, settlement)
    dirty = on.placed(clean_price) + on.accrued
    spreads, changes = np.full((2, len(dirty)), np.nan)
    room = np.empty((SUMS + 4, on.widest))
    inputs = (*on.inputs(curve), dirty)
    outputs = (spreads, changes, np.empty(len(on.days)), room)
    fill(cycle_spreads, inputs, outputs, size=len(dirty))
    found: Spreads = on.restored(spreads)
    wide = on.restored(~(changes <= ENOUGH) & np.isfinite(dirty))
    if wide.any():
        few, when, paid = _those(wide, bonds, settlement, on.restored(dirty))
        found[wide] = _compounded(few, when, paid, curve, None)
    return found[()]


def _those(
    wanted: Flags, bonds: Bonds, settlement: DatesLike, dirty: Prices
) -> tuple[Bonds, Dates, Prices]:
    """Some of the bonds, with their settlement and their price."""
    few = bonds.each(lambda column: np.broadcast_to(column, wanted.shape)[wanted])
    when = np.broadcast_to(as_dates(settlement), wanted.shape)[wanted]
    return few, when, dirty[wanted]


def _compounded(
    bonds: Bonds,
    settlement: DatesLike,
    dirty: Prices,
    curve: Curve,
    frequency: int | None,
) -> Spreads:
    """Spreads compounded any way, payment by payment."""
    flows = _Flows(bonds, settlement)
    spreads = np.empty(flows.size)
    table = day_table(curve, flows.horizon, frequency)
    fill(z_spreads, flows.at(dirty, *table), (spreads,), size=flows.size)
    return spreads.reshape(flows.shape)[()]


def clean_price_from_z_spread(
    bonds: Bonds,
    settlement: DatesLike,
    spread: Spreads | float,
    curve: Curve,
    *,
    frequency: int | None = None,
) -> Prices:
    """The price of a bond whose payments are discounted at *curve* and *spread*."""
    worth, _ = _spread_moves(bonds, settlement, spread, curve, frequency)
    return worth - payments(bonds, settlement).accrued


def spread_duration(
    bonds: Bonds,
    settlement: DatesLike,
    spread: Spreads | float,
    curve: Curve,
    *,
    frequency: int | None = None,
) -> Years:
    """The relative fall of the dirty price for a rise of the spread.

    It is the effective duration too: for a bond that cannot be called a move of the
    spread and a parallel move of the zero rates are the same.
    """
    return _spread_moves(bonds, settlement, spread, curve, frequency)[1]


def key_rate_durations(  # noqa: PLR0913 - all but four by name
    bonds: Bonds,
    settlement: DatesLike,
    spread: Spreads | float,
    curve: Curve,
    *,
    tenors: Sequence[float] = KEY_TENORS,
    frequency: int | None = None,
) -> Years:
    """The relative fall of the dirty price for a rise of each key rate.

    The first axis counts the tenors.  They add up to the spread duration.
    """
    keys = np.asarray(tenors, dtype=np.float64)
    if frequency is None:
        on = cycles(bonds, settlement)
        durations = np.full((len(on.order), len(keys)), np.nan)
        room = np.empty((SUMS + 1 + len(keys), on.widest))
        inputs = (*on.inputs(curve), on.placed(spread), keys)
        outputs = (durations, np.empty(len(on.days)), room)
        fill(cycle_key_rates, inputs, outputs, size=len(durations))
        return np.moveaxis(on.restored(durations), -1, 0)
    flows = _Flows(bonds, settlement)
    durations = np.empty((len(keys), flows.size))
    table = day_table(curve, flows.horizon, frequency)
    years = np.arange(flows.horizon + 1) / YEAR
    inputs = flows.at(spread, *table, *_shares(keys, years))
    fill(key_rates, inputs, (durations,), size=flows.size)
    return durations.reshape(len(keys), *flows.shape)


class DayTable(NamedTuple):
    """A curve by the day after settlement, see `kernels.spreads`."""

    discount: Floats
    pull: Years
    turn: Years


def day_table(curve: Curve, horizon: int, frequency: int | None = None) -> DayTable:
    """The curve at each of the days from settlement to *horizon*, it included."""
    years = np.arange(horizon + 1) / YEAR
    years[0] = np.nextafter(0, 1)  # over no time there is no rate; nothing is paid there
    logarithm = curve.log_discount(years)
    if frequency is None:
        return DayTable(np.exp(logarithm), years, np.zeros_like(years))
    turn = np.exp(logarithm / (frequency * years)) / frequency
    turn[0] = 1 / frequency
    return DayTable(np.exp(logarithm), frequency * years * turn, turn)


def _spread_moves(
    bonds: Bonds,
    settlement: DatesLike,
    spread: Spreads | float,
    curve: Curve,
    frequency: int | None,
) -> tuple[Prices, Years]:
    """Dirty price and spread duration at a spread."""
    flows = _Flows(bonds, settlement)
    worth, duration = np.empty(flows.size), np.empty(flows.size)
    table = day_table(curve, flows.horizon, frequency)
    fill(spread_moves, flows.at(spread, *table), (worth, duration), size=flows.size)
    dead = np.isnan(duration)
    return np.where(dead, np.nan, worth).reshape(flows.shape)[()], (
        duration.reshape(flows.shape)[()]
    )


def _horizon(bonds: Bonds, settlement: DatesLike) -> int:
    """Days from settlement to the last maturity."""
    due, on = np.broadcast_arrays(day_numbers(bonds.maturity), day_numbers(settlement))
    known = (due > FAR_PAST) & (on > FAR_PAST)
    return int(np.max(np.where(known, due - np.where(known, on, due), 0), initial=0))


def _shares(keys: Years, years: Years) -> tuple[Ints, Floats]:
    """Between which key rates each time lies, and its share of the later one's move."""
    key = np.clip(np.searchsorted(keys, years, side="right") - 1, 0, len(keys) - 2)
    share = (years - keys[key]) / (keys[key + 1] - keys[key])
    return key, np.clip(share, 0.0, 1.0)


class _Flows:
    """Payments as the loops over them take them."""

    def __init__(self, bonds: Bonds, settlement: DatesLike) -> None:
        flows = cash_flows(bonds, settlement)
        self.size = len(flows.offsets) - 1
        on = day_numbers(settlement)
        self.shape = np.broadcast_shapes(bonds.maturity.shape, on.shape)
        self.horizon = _horizon(bonds, settlement)
        self.inputs = (flows.offsets, flows.days, flows.amounts, self._column(on))

    def at(self, column: Floats | float, *shared: Any) -> tuple[Any, ...]:
        """The inputs of a loop that takes one more number a bond."""
        return (*self.inputs, self._column(column), *shared)

    def _column(self, each: Any) -> Any:
        return np.ascontiguousarray(np.broadcast_to(each, self.shape)).reshape(-1)
