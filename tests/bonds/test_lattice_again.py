"""The lattice again, bond by bond in whole columns of nodes: a plain second opinion.

QuantLib's tree stands on other nodes, and agrees as far as two trees can (`test_oas`).
Here the same lattice is written a second time, from its description in
`bonds.kernels.lattice` and not from its loops, and thousands of random bonds with up to
eight call days each must come out the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from bookrunner.bonds import accrued, cash_flows
from bookrunner.bonds.calendar import dates_of, day_numbers
from bookrunner.bonds.curve import YEAR
from bookrunner.bonds.curves import MonotoneConvex
from bookrunner.bonds.oas import CallDays, ShortRate, callable_price, oas
from examples.random_bonds import EXACT, SETTLED, apart, drawn

if TYPE_CHECKING:
    from bookrunner.bonds import Bonds
    from bookrunner.units import Floats

ON = str(SETTLED)
TENORS = np.array([0.5, 1.0, 2.0, 5.0, 10.0, 30.0])
CURVE = MonotoneConvex(TENORS, -TENORS * [0.038, 0.036, 0.035, 0.038, 0.043, 0.048])
SIZES = [60, pytest.param(10_000, marks=pytest.mark.slow)]


@dataclass(frozen=True)
class Option:
    """One bond's right to be called, over a curve and a short rate."""

    rates: ShortRate
    spread: float
    paid: tuple[Floats, Floats]  # years and amounts of the bond's payments
    called: tuple[Floats, Floats]  # years of the call days, and what calling costs

    def bent(self, years: Floats) -> Floats:
        """Hagan's h: how much a payment's worth bends with the state."""
        pull = self.rates.mean_reversion
        return (1 - np.exp(-pull * years)) / pull if pull else years

    def variance(self, years: Any) -> Any:
        """Of the state, at a time."""
        pull = self.rates.mean_reversion
        grown = (np.exp(2 * pull * years) - 1) / (2 * pull) if pull else years
        return self.rates.volatility**2 * grown

    def by_node(self, years: Floats, amounts: Floats, when: float) -> Floats:
        """What payments are worth at every node at a time, each in a column."""
        worth = amounts * np.exp(self.rates.curve.log_discount(years) - self.spread * years)
        h = self.bent(years)
        at = np.exp(-np.outer(self.nodes, h) - h**2 * self.variance(when) / 2)
        return np.asarray(at @ worth)

    @property
    def width(self) -> float:
        return float(5.5 * np.sqrt(self.variance(self.called[0][-1])) / 32)

    @property
    def nodes(self) -> Floats:
        return np.asarray(self.width * np.arange(-32, 34), dtype=np.float64)

    def worth(self) -> float:
        """Today, of calling on the best of the days."""
        (years, amounts), (days, costs) = self.paid, self.called
        value, until = np.zeros(66), days[-1]
        for day, cost in zip(days[::-1], costs[::-1], strict=True):
            steps = int(np.ceil(3 * self.variance_between(day, until) / self.width**2))
            share = self.variance_between(day, until) / (2 * self.width**2 * max(steps, 1))
            for _ in range(steps - 1):
                value = back(value, share)
            late = years > day
            taken = self.by_node(years[late], amounts[late], day)
            taken = taken - self.by_node(np.array([day]), np.array([cost]), day)
            value, until = called_or_held(back(value, share), taken), day
        return self.today(value, self.variance(days[0]))

    def variance_between(self, start: float, end: float) -> float:
        return float(self.variance(end) - self.variance(start))

    def today(self, value: Floats, variance: float) -> float:
        """Over the density of the first call day, or step by step if that is narrow."""
        if variance >= self.width**2:
            density = np.exp(-(self.nodes**2) / (2 * variance))
            return float(density @ value * self.width / np.sqrt(2 * np.pi * variance))
        steps = int(np.ceil(3 * variance / self.width**2))
        for _ in range(steps):
            value = back(value, variance / (2 * self.width**2 * steps))
        return float(value[32])


def back(value: Floats, share: float) -> Floats:
    """A step back: the mean over a node and its neighbours; the ends stay."""
    earlier = value.copy()
    earlier[1:-1] += share * (value[:-2] - 2 * value[1:-1] + value[2:])
    return earlier


def called_or_held(held: Floats, taken: Floats) -> Floats:
    """The better of the two at every node, and what the kink between two is worth.

    The gain is a curve through four nodes that crosses zero between the middle two; the
    sum over nodes misses f'(z)/2 (z**2 - z + 1/6) of it, z the place in the cell.
    """
    gain, best = taken - held, np.maximum(taken, held)
    best[0], best[-1] = best[1], best[-2]
    calls = int((gain[1:-1] > 0).sum())
    if 1 < calls < 62 and gain[calls] > 0 >= gain[calls + 1]:
        place = gain[calls] / (gain[calls] - gain[calls + 1])
        falls = (gain[calls - 1 : calls + 1] - gain[calls + 1 : calls + 3]) / 2
        slope = (1 - place) * falls[0] + place * falls[1]
        missed = slope / 2 * (place**2 - place + 1 / 6)
        best[calls : calls + 2] += missed * np.array([1 - place, place])
    return best


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("volatility", "reversion"), [(0.01, 0.03), (0.006, 0.0)])
def test_thousands_of_callable_bonds(
    size: int, volatility: float, reversion: float
) -> None:
    all_of, rng = drawn(size, seed=41)
    bonds, spreads = all_of.bonds, rng.uniform(-0.01, 0.05, size)
    rates = ShortRate(curve=CURVE, volatility=volatility, mean_reversion=reversion)
    calls = random_calls(bonds, rng)
    flows, today = cash_flows(bonds, ON), int(day_numbers(ON))
    dirty = np.zeros(size)
    for row in range(size):
        own = slice(flows.offsets[row], flows.offsets[row + 1])
        years, amounts = (flows.days[own] - today) / YEAR, flows.amounts[own]
        mine = slice(calls.offsets[row], calls.offsets[row + 1])
        days, rows = calls.days[mine], np.full(mine.stop - mine.start, row)
        costs = calls.prices[mine] + accrued(bonds[rows], dates_of(days))
        called = (days - today) / YEAR, costs
        right = Option(rates, float(spreads[row]), (years, amounts), called)
        plain = amounts * np.exp(CURVE.log_discount(years) - spreads[row] * years)
        dirty[row] = plain.sum() - right.worth()
    clean = dirty - accrued(bonds, ON)
    ours = callable_price(bonds, ON, spreads, calls=calls, rates=rates)
    assert apart(ours, clean) < EXACT
    again = oas(bonds, ON, clean, calls=calls, rates=rates)
    back_to_price = callable_price(bonds, ON, again, calls=calls, rates=rates)
    priced = np.isfinite(again)
    assert priced.mean() > 0.98, "but for bonds whose price stands still at their call"
    off = np.abs(back_to_price[priced] / clean[priced] - 1)
    assert np.quantile(off, 0.98) < EXACT
    assert off.max() < 1e-6, "where the price hardly moves with the spread"


def random_calls(bonds: Bonds, rng: np.random.Generator) -> CallDays:
    """One to eight days between settlement and maturity, at par or a premium."""
    today = int(day_numbers(ON))
    days = [
        np.unique(rng.integers(today + 1, last, rng.integers(1, 9)))
        for last in day_numbers(bonds.maturity).tolist()
    ]
    count = [len(each) for each in days]
    premiums = np.maximum(rng.uniform(-5, 5, sum(count)), 0)  # half of them none
    offsets = np.concatenate(([0], np.cumsum(count)))
    return CallDays(offsets=offsets, days=np.concatenate(days), prices=100 + premiums)
