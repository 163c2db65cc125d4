"""The tasks of the bars: the same work done our way and QuantLib's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import QuantLib as ql  # noqa: N813 - as its own documentation has it

from benchmarks.clock import Task, timed
from benchmarks.sample import (
    COUNTER,
    CURVE,
    SETTLED,
    TENORS,
    THEIR_DAY,
    ZEROS,
    sample,
    their_bond,
    their_bonds,
    their_curve,
    their_date,
    their_leg,
    their_schedule,
)
from bookrunner.bonds import (
    Calls,
    key_rate_durations,
    par_calls,
    risk,
    yield_from_clean_price,
    yield_to_worst,
    z_spread,
)
from bookrunner.bonds.curves import FlatForward
from bookrunner.bonds.oas import ShortRate, call_days, oas
from bookrunner.bonds.revalue import book, revalue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.clock import Row

_FEW = 100  # bonds the peer is asked for
_NOT_TODAY = False
_ACCURACY = (1e-10, 100)
_KEYS = 12


def rows(turns: int) -> Iterator[Row]:
    """Every task measured, in the order of the bars."""
    for task in (_yield, _risk, _worst, _z, _keys, _scenarios, _oas):
        yield timed(task(), turns)


def _yield() -> Task:
    sold = sample(10_000)
    few = list(zip(their_bonds(sold, _FEW), sold.prices, strict=False))

    def peer() -> None:
        for bond, price in few:
            _their_yield(bond, price)

    return Task(
        name="price -> yield",
        item="bond",
        bar=1_500,
        ours=lambda: yield_from_clean_price(sold.bonds, SETTLED, sold.prices),
        our_items=sold.size,
        peer=peer,
        peer_items=_FEW,
    )


def _their_yield(bond: Any, price: float) -> float:
    clean = ql.BondPrice(float(price), ql.BondPrice.Clean)
    rate = (COUNTER, ql.Compounded, ql.Semiannual)
    return float(bond.bondYield(clean, *rate, THEIR_DAY, *_ACCURACY))


def _risk() -> Task:
    sold = sample(10_000)
    yields = yield_from_clean_price(sold.bonds, SETTLED, sold.prices)
    rates = [
        ql.InterestRate(float(each), COUNTER, ql.Compounded, ql.Semiannual)
        for each in yields[:_FEW]
    ]
    few = list(zip(their_bonds(sold, _FEW), rates, strict=True))

    def peer() -> None:
        for bond, rate in few:
            ql.BondFunctions.duration(bond, rate, ql.Duration.Modified, THEIR_DAY)
            ql.BondFunctions.convexity(bond, rate, THEIR_DAY)
            ql.BondFunctions.basisPointValue(bond, rate, THEIR_DAY)

    return Task(
        name="duration + convexity + DV01",
        item="bond",
        bar=1_000,
        ours=lambda: risk(sold.bonds, SETTLED, yields),
        our_items=sold.size,
        peer=peer,
        peer_items=_FEW,
    )


def _worst() -> Task:
    """Six calls at falling prices, on the last coupon dates, and maturity."""
    sold, few = sample(10_000), 20
    starts = (sold.bonds.maturity[:, None] - np.arange(6, 0, -1) * 365).ravel()
    prices = np.tile([103.0, 102.5, 102.0, 101.5, 101.0, 100.0], sold.size)
    offsets = np.arange(sold.size + 1) * 6
    calls = Calls(offsets, starts, prices, np.zeros(len(starts), dtype=np.int64))
    rows = [
        [
            their_bond(float(sold.bonds.coupon[i]), when, float(price))
            for when, price in zip(
                [*starts[6 * i : 6 * i + 6], sold.bonds.maturity[i]],
                [*prices[6 * i : 6 * i + 6], 100.0],
                strict=True,
            )
            if when > SETTLED
        ]
        for i in range(200)
    ]
    full = [(i, row) for i, row in enumerate(rows) if len(row) == 7][:few]

    def peer() -> None:
        for i, endings in full:
            min(_their_yield(bond, sold.prices[i]) for bond in endings)

    return Task(
        name="yield to worst, seven workouts",
        item="bond",
        bar=1_000,
        ours=lambda: yield_to_worst(sold.bonds, SETTLED, sold.prices, calls),
        our_items=sold.size,
        peer=peer,
        peer_items=few,
    )


def _z() -> Task:
    sold, curve = sample(10_000), their_curve()
    few = list(zip(their_bonds(sold, _FEW), sold.prices, strict=False))
    rate = (ql.Actual36525(), ql.Continuous, ql.NoFrequency)

    def peer() -> None:
        for bond, price in few:
            clean = ql.BondPrice(float(price), ql.BondPrice.Clean)
            ql.BondFunctions.zSpread(bond, clean, curve, *rate, THEIR_DAY, *_ACCURACY)

    return Task(
        name="Z-spread on exact days",
        item="bond",
        bar=250,
        ours=lambda: z_spread(sold.bonds, SETTLED, sold.prices, CURVE),
        our_items=sold.size,
        peer=peer,
        peer_items=_FEW,
    )


def _keys() -> Task:
    """Ours exact, the peer's by moving one of twelve rates and pricing again."""
    sold, few = sample(10_000), 30
    spreads = z_spread(sold.bonds, SETTLED, sold.prices, CURVE)
    moved = [their_curve(ZEROS + 1e-4 * (np.arange(10) == k % 10)) for k in range(_KEYS)]
    rate = (ql.Actual36525(), ql.Continuous, ql.NoFrequency)
    legs = [their_leg(bond) for bond in their_bonds(sold, few)]

    def peer() -> None:
        for leg, spread in zip(legs, spreads, strict=False):
            for curve in moved:
                on = (_NOT_TODAY, THEIR_DAY, THEIR_DAY)
                ql.CashFlows.npv(leg, curve, float(spread), *rate, *on)

    return Task(
        name="twelve key-rate durations",
        item="bond",
        bar=2_000,
        ours=lambda: key_rate_durations(sold.bonds, SETTLED, spreads, CURVE),
        our_items=sold.size,
        peer=peer,
        peer_items=few,
    )


def _scenarios() -> Task:
    sold, few = sample(1_000), 10
    rng = np.random.default_rng(2)
    zeros = ZEROS + rng.normal(0, 0.01, (1_000, 1)) + rng.normal(0, 0.001, (1_000, 10))
    curves, ready = FlatForward(TENORS, -TENORS * zeros), book(sold.bonds, SETTLED)
    legs = [their_leg(bond) for bond in their_bonds(sold, _FEW)]

    def peer() -> None:
        for scenario in zeros[:few]:
            curve = their_curve(scenario)
            for leg in legs:
                ql.CashFlows.npv(leg, curve, _NOT_TODAY, THEIR_DAY, THEIR_DAY)

    return Task(
        name="revaluation, 1,000 bonds x 1,000 scenarios",
        item="bond and scenario",
        bar=400,
        ours=lambda: revalue(ready, curves),
        our_items=sold.size * len(zeros),
        peer=peer,
        peer_items=_FEW * few,
    )


def _oas() -> Task:
    """Par calls in the last three months, a Hull-White lattice of forty steps."""
    sold, few = sample(1_000), 10
    rights = par_calls(sold.bonds.maturity - 91)
    moving = ShortRate(curve=CURVE, volatility=0.01, mean_reversion=0.03)

    def ours() -> None:
        calls = call_days(sold.bonds, SETTLED, rights)
        oas(sold.bonds, SETTLED, sold.prices, calls=calls, rates=moving)

    peer = _their_oas(sold.prices, sold.bonds, few)
    return Task(
        name="OAS of a par-call bond, forty steps",
        item="bond",
        bar=100,
        ours=ours,
        our_items=sold.size,
        peer=peer,
        peer_items=few,
    )


def _their_oas(prices: Any, bonds: Any, few: int) -> Callable[[], None]:
    curve = ql.YieldTermStructureHandle(their_curve())
    engine = ql.TreeCallableFixedRateBondEngine(ql.HullWhite(curve, 0.03, 0.01), 40)
    rate = (ql.Actual36525(), ql.Continuous, ql.NoFrequency)
    long = np.flatnonzero(bonds.maturity - SETTLED > np.timedelta64(1_000, "D"))[:few]
    built = [
        (_their_callable(float(bonds.coupon[i]), bonds.maturity[i], engine), prices[i])
        for i in long
    ]

    def work() -> None:
        for bond, price in built:
            bond.OAS(float(price), curve, *rate, THEIR_DAY)

    return work


def _their_callable(coupon: float, maturity: Any, engine: Any) -> Any:
    """Callable at par on the first day of its last three months."""
    at_par = ql.BondPrice(100.0, ql.BondPrice.Clean)
    right = ql.Callability(at_par, ql.Callability.Call, their_date(maturity) - 91)
    terms = (their_schedule(maturity), [coupon], COUNTER, ql.Unadjusted, 100.0)
    bond = ql.CallableFixedRateBond(0, 100.0, *terms, ql.Date(1, 1, 2026), [right])
    bond.setPricingEngine(engine)
    return bond
