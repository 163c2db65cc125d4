"""QuantLib's opinion on thousands of bonds that end or pay otherwise than a plain one.

Called at a premium, repaid in parts, reset to another coupon, made whole: each is built
of QuantLib's own bonds, its conventions set by hand.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import QuantLib as ql  # noqa: N813 - as its own documentation has it

from bookrunner.bonds import (
    Calls,
    DayCount,
    make_whole_price,
    yield_to_call,
    yield_to_worst,
)
from bookrunner.bonds.amortising import (
    Repayments,
    amortising_cash_flows,
    amortising_price_from_yield,
    amortising_yield,
)
from bookrunner.bonds.resets import price_with_reset, yield_with_reset
from examples.random_bonds import (
    EXACT,
    SIZES,
    apart,
    coupon_dates,
    drawn,
    scattered,
    their_date,
    their_frequency,
    their_schedule,
)

if TYPE_CHECKING:
    from bookrunner.units import Dates
    from examples.random_bonds import Drawn


def their_price(bond: Any, all_of: Drawn, row: int, *, single: bool = False) -> float:
    rate = all_of.rate(row, single=single)
    return float(ql.BondFunctions.cleanPrice(bond, rate, their_date(all_of.on[row])))


def their_called(all_of: Drawn, row: int, call: np.datetime64, price: float) -> Any:
    """The bond redeemed at a price on one of its coupon dates."""
    months = 12 // int(all_of.bonds.frequency[row])
    terms = (
        their_schedule(call, months, all_of.on[row]),
        [float(all_of.bonds.coupon[row])],
        all_of.counter(row),
        ql.Unadjusted,
        float(price),
    )
    return ql.FixedRateBond(0, 100.0, *terms)


@pytest.mark.parametrize("size", SIZES)
def test_yields_to_call_and_to_worst(size: int) -> None:
    """Two calls at a premium on coupon dates; the bond is priced off the first."""
    all_of, rng = drawn(size, seed=11)
    calls: list[Dates] = []
    premiums = rng.uniform(100.0, 106.0, (size, 2))
    prices, workouts = np.zeros(size), np.zeros((size, 3))
    for row in all_of.rows:
        dates = coupon_dates(all_of, row)
        calls.append(dates[[len(dates) // 3, len(dates) // 2]])
        first = their_called(all_of, row, calls[row][0], premiums[row, 0])
        prices[row] = their_price(first, all_of, row, single=dates[0] == calls[row][0])
        ends = [*zip(calls[row], premiums[row], strict=True), (dates[-1], 100.0)]
        workouts[row] = [their_yield(all_of, row, prices[row], *end) for end in ends]
    starts = np.concatenate(calls)
    rights = Calls(
        np.arange(0, 2 * size + 1, 2),
        starts,
        premiums.ravel(),
        np.zeros(2 * size, np.int64),
    )
    bonds, on = all_of.bonds, all_of.on
    first = yield_to_call(bonds, on, prices, starts[::2], call_price=premiums[:, 0])
    assert apart(first, all_of.yields) < EXACT
    assert apart(workouts[:, 0], all_of.yields) < EXACT
    worst = yield_to_worst(bonds, on, prices, rights)
    assert apart(worst, workouts.min(axis=1)) < EXACT


def their_yield(
    all_of: Drawn, row: int, price: float, ending: np.datetime64, redemption: float
) -> float:
    single = coupon_dates(all_of, row)[0] == ending
    return float(
        ql.BondFunctions.bondYield(
            their_called(all_of, row, ending, redemption),
            ql.BondPrice(price, ql.BondPrice.Clean),
            all_of.counter(row),
            ql.SimpleThenCompounded if single else ql.Compounded,
            their_frequency(int(all_of.bonds.frequency[row])),
            their_date(all_of.on[row]),
            1e-14,
            200,
            float(all_of.yields[row]),
        )
    )


@pytest.mark.parametrize("size", SIZES)
def test_bonds_repaid_in_parts(size: int) -> None:
    """Sinking funds of up to six repayments, some of them made before settlement."""
    all_of, rng = drawn(size, seed=12)
    bonds = all_of.bonds
    dates, amounts, theirs = [], [], np.zeros(size)
    last = np.zeros(size)
    for row in all_of.rows:
        schedule = all_of.schedule(row)
        whole = [np.datetime64(day.to_date()) for day in schedule]
        inner, most = np.arange(1, len(whole) - 1), min(6, len(whole) - 2)
        some = np.sort(rng.choice(inner, most, replace=False))
        parts = rng.uniform(1.0, 15.0, len(some))
        dates.append(np.array(whole, dtype="M8[D]")[some])
        amounts.append(parts)
        owed = 100.0 - np.cumsum(np.bincount(some, parts, len(whole)))[:-1]
        terms = (owed.tolist(), schedule, [float(bonds.coupon[row])], all_of.counter(row))
        bond = ql.AmortizingFixedRateBond(0, *terms)
        theirs[row] = their_price(
            bond, all_of, row, single=len(coupon_dates(all_of, row)) == 1
        )
        last[row] = bond.cashflows()[-1].amount() / bond.notional(
            their_date(all_of.on[row])
        )
    offsets, parts = scattered(amounts)
    repayments = Repayments(offsets=offsets, dates=np.concatenate(dates), amounts=parts)
    ours = amortising_price_from_yield(bonds, all_of.on, all_of.yields, repayments)
    assert apart(ours, theirs) < EXACT
    again = amortising_yield(bonds, all_of.on, theirs, repayments)
    assert apart(again, all_of.yields) < EXACT
    flows = amortising_cash_flows(bonds, all_of.on, repayments)
    coupon = bonds.coupon / bonds.frequency
    assert apart(flows.amounts[flows.offsets[1:] - 1], 100 * last * (1 + coupon)) < EXACT


@pytest.mark.parametrize("size", SIZES)
def test_bonds_whose_coupon_is_set_anew(size: int) -> None:
    """A fixed-rate bond of QuantLib's with one coupon before the reset, one after."""
    all_of, rng = drawn(size, seed=13)
    bonds, later = all_of.bonds, rng.uniform(0.0, 0.12, size)
    resets, theirs = [], np.zeros(size)
    long = np.array([len(coupon_dates(all_of, row)) > 2 for row in all_of.rows])
    for row in all_of.rows:
        dates, schedule = coupon_dates(all_of, row), all_of.schedule(row)
        resets.append(dates[(len(dates) - 1) // 2])
        before = sum(day < their_date(resets[row]) for day in schedule)
        coupons = [float(bonds.coupon[row])] * before
        coupons += [float(later[row])] * (len(schedule) - 1 - before)
        bond = ql.FixedRateBond(0, 100.0, schedule, coupons, all_of.counter(row))
        theirs[row] = their_price(bond, all_of, row)
    ours = price_with_reset(
        bonds, all_of.on, all_of.yields, reset=np.array(resets), new_coupon=later
    )
    assert apart(ours[long], theirs[long]) < EXACT
    again = yield_with_reset(
        bonds, all_of.on, theirs, reset=np.array(resets), new_coupon=later
    )
    assert apart(again[long], all_of.yields[long]) < EXACT


@pytest.mark.parametrize("size", SIZES)
def test_bonds_made_whole(size: int) -> None:
    """The price at Treasury and spread of a bond due on the par call date, or par."""
    all_of, _ = drawn(size, seed=14, rules=(DayCount.THIRTY_360,))
    all_of = replace(all_of, bonds=replace(all_of.bonds, frequency=np.full(size, 2)))
    calls, theirs = [], np.zeros(size)
    for row in all_of.rows:
        dates = coupon_dates(all_of, row)
        calls.append(dates[max(len(dates) - 2, 0)])
        bond = their_called(all_of, row, calls[row], 100.0)
        theirs[row] = max(100.0, their_price(bond, all_of, row))
    ours = make_whole_price(all_of.bonds, all_of.on, all_of.yields, until=np.array(calls))
    assert apart(ours, theirs) < EXACT
    assert 0 < np.mean(theirs == 100) < 1, "some at the floor, some above"
