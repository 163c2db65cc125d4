"""Bonds revalued under many scenarios at once.

A scenario is a curve, and for each group of bonds a shift of its spread.  What a bond is
worth under it is a sum over its payments, each on its exact day.  Bonds share days, so
the discount factors of the distinct days are worked out once a scenario, and what is
left is a product of a sparse matrix (bonds by days) with a block of factors (days by
scenarios)::

    worth[bond, scenario] = sum over days of
        amount[bond, day] * exp(-spread[bond] * t) * factor[day, scenario]

The same function serves one scenario and a million: they are taken in blocks that fit
the processor's cache, and can be streamed (`revaluations`).  Every scenario is summed by
itself in the order of the payments, so its numbers are the same to the last bit however
scenarios are cut into blocks or shared between workers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner.bonds.calendar import day_numbers, month_and_day
from bookrunner.bonds.cashflows import cash_flows
from bookrunner.bonds.curve import YEAR
from bookrunner.bonds.curves.shapes import FlatForward
from bookrunner.bonds.kernels.run import fill
from bookrunner.bonds.kernels.scenarios import DENSE, discount, worth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bookrunner.bonds.curves.shapes import KnotCurve
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import DatesLike, Floats, Ints, Prices, Spreads, Years

BLOCK: Final = 64  # scenarios


@dataclass(frozen=True, slots=True)
class Book:
    """A portfolio made ready for revaluation: its payments by distinct day and group."""

    offsets: Ints  # payments of each bond, in the order of `place`
    rows: Ints  # the row of each payment
    amounts: Prices  # each payment discounted at its bond's own spread
    place: Ints  # which bond stands at each place: neighbours share their days
    group: Ints  # of each row
    years: Years  # of each row, from settlement

    @property
    def flows(self) -> tuple[Ints, Ints, Prices, Ints]:
        """The payments, as the loop over them takes them."""
        return self.offsets, self.rows, self.amounts, self.place

    @property
    def size(self) -> int:
        """How many bonds."""
        return len(self.place)


def book(
    bonds: Bonds,
    settlement: DatesLike,
    *,
    spreads: Spreads | float = 0.0,
    groups: Ints | int = 0,
) -> Book:
    """A portfolio ready for revaluation on *settlement*.

    *spreads* are over every zero rate, compounded continuously (`spread.z_spread`);
    *groups* number the bonds whose spreads a scenario shifts together, from 0.
    """
    order = _by_coupon_cycle(bonds)
    flows = cash_flows(bonds[order], settlement)
    counts = np.diff(flows.offsets)
    days = flows.days - day_numbers(settlement)
    own = np.repeat(np.broadcast_to(spreads, order.shape)[order], counts)
    group = np.repeat(np.broadcast_to(groups, order.shape)[order], counts)
    span = int(days.max(initial=0)) + 1
    distinct, rows = np.unique(group * span + days, return_inverse=True)
    amounts = flows.amounts * np.exp(-own * days / YEAR)
    return Book(
        flows.offsets, rows, amounts, order, distinct // span, distinct % span / YEAR
    )


def revalue(portfolio: Book, curves: KnotCurve, *, shifts: Spreads | None = None) -> Prices:
    """The dirty price of each bond (first axis) under each scenario (second).

    *curves* has a row a scenario, and *shifts*, where given, a row a scenario and a
    column a group.  A bond that is not alive at settlement is NaN.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> from bookrunner.bonds.curves import FlatForward
    >>> note = fixed_rate_bonds(0.05, np.array(["2032-02-15"], "M8[D]"))
    >>> up_and_down = FlatForward(np.array([1.0]), np.array([[-0.04], [-0.05]]))
    >>> revalue(book(note, "2026-11-24"), up_and_down).round(4).tolist()
    [[105.8433, 101.0743]]
    """
    blocks = [each for _, each in revaluations(portfolio, curves, shifts=shifts)]
    return np.concatenate([np.empty((portfolio.size, 0)), *blocks], axis=1)


def revaluations(
    portfolio: Book, curves: KnotCurve, *, shifts: Spreads | None = None
) -> Iterator[tuple[int, Prices]]:
    """The same in blocks: the first scenario of each, and the dirty prices under it."""
    scenarios = len(np.atleast_2d(curves.log_discounts))
    groups = int(portfolio.group.max(initial=0)) + 1
    dead = portfolio.place[np.diff(portfolio.offsets) == 0]
    standing, room = _standing(portfolio, curves), _Room(portfolio)
    for start in range(0, scenarios, BLOCK):
        width = min(BLOCK, scenarios - start)
        some = slice(start, start + width)
        moved = np.zeros((groups, width)) if shifts is None else shifts[some].T.copy()
        logs, slopes = _logarithms(portfolio, curves, some)
        factors, steps = room.of(width)
        values = np.empty((portfolio.size, width))
        days = (*standing, logs, slopes, moved)
        flows = (*portfolio.flows, factors)
        size = len(portfolio.rows) * width
        _fill(discount, days, (factors, steps), size=size)
        _fill(worth, flows, (values,), size=size)
        values[dead] = np.nan
        yield start, values


_fill = partial(fill, worth=20_000, to_the_bit=True)  # payments times scenarios


class _Room:
    """Working space that every block uses again."""

    def __init__(self, portfolio: Book) -> None:
        self.factors = np.empty(len(portfolio.years) * BLOCK)
        self.steps = np.empty(DENSE * BLOCK)

    def of(self, width: int) -> tuple[Floats, Floats]:
        """Factors and steps for a block of so many scenarios."""
        rows = len(self.factors) // BLOCK
        return (
            self.factors[: rows * width].reshape(rows, width),
            self.steps[: DENSE * width].reshape(DENSE, width),
        )


def _standing(portfolio: Book, curves: KnotCurve) -> tuple[Any, ...]:
    """Where each row lies among the knots of the curves, as `discount` takes it."""
    years, group = portfolio.years, portfolio.group
    if not isinstance(curves, FlatForward):  # each row is a knot of its own
        rows = np.arange(len(years))
        return rows, np.zeros_like(years), group, years, np.zeros_like(rows)
    times = np.append(0.0, curves.tenors)
    knot = np.clip(np.searchsorted(times, years, side="right") - 1, 0, len(times) - 2)
    share = (years - times[knot]) / (times[knot + 1] - times[knot])
    return knot, share, group, years, _gaps(knot, group, years)


def _logarithms(portfolio: Book, curves: KnotCurve, some: slice) -> tuple[Floats, Floats]:
    """The curves at their knots and how they run from each to the next, a row a knot."""
    block = replace(curves, log_discounts=np.atleast_2d(curves.log_discounts)[some])
    origin = np.zeros((1, len(block.log_discounts)))
    if not isinstance(block, FlatForward):
        logs = np.concatenate([block.log_discount(portfolio.years).T, origin])
        return logs, np.zeros_like(logs)
    logs = np.concatenate([origin, block.log_discounts.T])
    widths = np.diff(block.tenors, prepend=0.0)[:, None]
    return logs, np.diff(logs, axis=0) / widths


def _gaps(knot: Ints, group: Ints, years: Years) -> Ints:
    """Days from the row before where a factor can be stepped to, see `discount`.

    Only where rows stand close together is it worth making the steps; now and then a
    factor is worked out again, so that rounding does not add up.
    """
    if not len(years):
        return np.zeros(0, dtype=np.int64)
    part = np.cumsum(np.diff(knot, prepend=-1) + np.diff(group, prepend=-1) != 0) - 1
    dense = np.bincount(part) > 4 * DENSE
    begins = np.diff(part, prepend=-1) > 0
    days = np.rint(np.diff(years, prepend=years[0]) * YEAR).astype(np.int64)
    stepped = dense[part] & ~begins & (days <= DENSE) & (np.arange(len(years)) % 64 > 0)
    return np.where(stepped, days, np.where(begins & dense[part], -1, 0))


def _by_coupon_cycle(bonds: Bonds) -> Ints:
    """Bonds in an order in which neighbours are paid on the same days."""
    due = np.where(np.isnat(bonds.maturity), 0, day_numbers(bonds.maturity))
    month, day = month_and_day(due)
    return np.lexsort((month, month % (12 // bonds.frequency), day, bonds.frequency))
