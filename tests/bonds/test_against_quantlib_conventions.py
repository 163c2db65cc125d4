"""QuantLib's opinion on thousands of bonds of other markets, and on zeros and spreads.

Where QuantLib counts otherwise its parts are put together by hand, and it is said: it
pays a coupon of ACT/365 by the days of its period, where bonds pay the same each time.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import QuantLib as ql  # noqa: N813 - as its own documentation has it

from bookrunner.bonds import (
    DayCount,
    accrued,
    clean_price_from_yield,
    clean_price_from_z_spread,
    dirty_price_from_yield,
    modified_duration,
    yield_from_clean_price,
    z_spread,
)
from bookrunner.bonds.curves import FlatForward
from bookrunner.bonds.markets import (
    MARKETS,
    accrued_in_market,
    clean_price_in_market,
    yield_in_market,
)
from examples.random_bonds import (
    COUNTERS,
    EXACT,
    SIZES,
    apart,
    coupon_dates,
    drawn,
    their_date,
    their_frequency,
)

if TYPE_CHECKING:
    from examples.random_bonds import Drawn

ACTUAL = {DayCount.ACT_360: ql.Actual360(), DayCount.ACT_365F: ql.Actual365Fixed()}
ISMA = COUNTERS[DayCount.ACT_ACT_ICMA]
_NOT_TODAY = False  # a payment due on the settlement date is not bought


def their_bond(all_of: Drawn, row: int, counter: Any, *more: Any) -> Any:
    coupons = [float(all_of.bonds.coupon[row])]
    return ql.FixedRateBond(0, 100.0, all_of.schedule(row), coupons, counter, *more)


@pytest.mark.parametrize("size", SIZES)
def test_actual_days_over_360_and_365(size: int) -> None:
    """Level coupons: QuantLib's bond by ISMA, its accrued interest by the other count."""
    all_of, _ = drawn(size, seed=21, rules=tuple(ACTUAL))
    bonds, on = all_of.bonds, all_of.on
    dirty, earned, duration = (np.zeros(size) for _ in range(3))
    for row in all_of.rows:
        bond, settled = their_bond(all_of, row, ISMA), their_date(on[row])
        single = len(coupon_dates(all_of, row)) == 1
        kind = ql.SimpleThenCompounded if single else ql.Compounded
        often = their_frequency(int(bonds.frequency[row]))
        rate = ql.InterestRate(float(all_of.yields[row]), ISMA, kind, often)
        dirty[row] = ql.CashFlows.npv(bond.cashflows(), rate, _NOT_TODAY, settled, settled)
        begun = bond.previousCashFlowDate(settled)
        counter = ACTUAL[DayCount(int(bonds.day_count[row]))]
        years = counter.yearFraction(begun, settled)
        if bonds.day_count[row] == DayCount.ACT_365F:  # a coupon at the most
            years = min(years, 1 / bonds.frequency[row])
        earned[row] = 100 * bonds.coupon[row] * years
        kinds = (rate, ql.Duration.Modified, settled)
        duration[row] = ql.BondFunctions.duration(bond, *kinds)
    assert apart(dirty_price_from_yield(bonds, on, all_of.yields), dirty) < EXACT
    assert apart(accrued(bonds, on), earned) < EXACT
    assert apart(modified_duration(bonds, on, all_of.yields), duration) < EXACT
    again = yield_from_clean_price(bonds, on, dirty - earned)
    assert apart(again, all_of.yields) < EXACT


@pytest.mark.parametrize("size", SIZES)
def test_zeros(size: int) -> None:
    """QuantLib's zero-coupon bond, whose time is its day count's from settlement."""
    thirty = (DayCount.THIRTY_360, DayCount.BOND_BASIS, DayCount.THIRTY_E_360)
    all_of, _ = drawn(size, seed=22, rules=thirty)
    bonds = replace(all_of.bonds, coupon=np.zeros(size))
    theirs = np.zeros(size)
    for row in all_of.rows:
        due, settled = their_date(bonds.maturity[row]), their_date(all_of.on[row])
        zero = ql.ZeroCouponBond(0, ql.NullCalendar(), 100.0, due)
        rate = all_of.rate(row, single=len(coupon_dates(all_of, row)) == 1)
        theirs[row] = ql.BondFunctions.cleanPrice(zero, rate, settled)
    assert apart(clean_price_from_yield(bonds, all_of.on, all_of.yields), theirs) < EXACT
    again = yield_from_clean_price(bonds, all_of.on, theirs)
    assert apart(again, all_of.yields) < EXACT


@pytest.mark.parametrize("size", SIZES)
def test_gilts_on_both_sides_of_the_ex_dividend_date(size: int) -> None:
    """Half of them settle within a fortnight of a coupon."""
    all_of, rng = drawn(size, seed=23, rules=(DayCount.ACT_ACT_ICMA,))
    bonds = replace(all_of.bonds, frequency=np.full(size, 2))
    all_of = replace(all_of, bonds=bonds)
    following = np.array([coupon_dates(all_of, row)[0] for row in all_of.rows])
    near = np.maximum(following - rng.integers(1, 15, size), all_of.on)
    all_of = replace(all_of, on=np.where(rng.random(size) < 0.5, near, all_of.on))
    on, london = all_of.on, ql.UnitedKingdom()
    theirs, earned = np.zeros(size), np.zeros(size)
    for row in all_of.rows:
        often = ql.Unadjusted, 100.0, ql.Date(1, 1, 2020), ql.NullCalendar()
        ex = ql.Period(7, ql.Days), london, ql.Preceding
        bond, settled = their_bond(all_of, row, ISMA, *often, *ex), their_date(on[row])
        rate = all_of.rate(row, single=len(coupon_dates(all_of, row)) == 1)
        earned[row] = bond.accruedAmount(settled)
        theirs[row] = ql.BondFunctions.cleanPrice(bond, rate, settled)
    gilts = MARKETS["gilt"]
    assert apart(accrued_in_market(bonds, on, gilts), earned) < EXACT
    assert apart(clean_price_in_market(bonds, on, all_of.yields, gilts), theirs) < EXACT
    assert apart(yield_in_market(bonds, on, theirs, gilts), all_of.yields) < EXACT
    assert 0.1 < np.mean(earned < 0) < 0.5


@pytest.mark.parametrize("size", SIZES)
def test_euro_and_sterling_corporates(size: int) -> None:
    """Yearly, ACT/ACT (ICMA): QuantLib's bond as it stands."""
    all_of, _ = drawn(size, seed=24, rules=(DayCount.ACT_ACT_ICMA,))
    all_of = replace(all_of, bonds=replace(all_of.bonds, frequency=np.full(size, 1)))
    clean, earned = np.zeros(size), np.zeros(size)
    for row in all_of.rows:
        bond, settled = their_bond(all_of, row, ISMA), their_date(all_of.on[row])
        rate = all_of.rate(row, single=len(coupon_dates(all_of, row)) == 1)
        earned[row] = bond.accruedAmount(settled)
        clean[row] = ql.BondFunctions.cleanPrice(bond, rate, settled)
    for name in ("euro corporate", "sterling corporate"):
        found = accrued_in_market(all_of.bonds, all_of.on, MARKETS[name])
        assert apart(found, earned) < EXACT
        again = yield_in_market(all_of.bonds, all_of.on, clean, MARKETS[name])
        assert apart(again, all_of.yields) < EXACT


@pytest.mark.parametrize("size", SIZES)
def test_z_spreads(size: int) -> None:
    """QuantLib's payments of a bond on its own curve, a spread above it."""
    all_of, rng = drawn(size, seed=25)
    bonds, on = all_of.bonds, "2026-11-24"
    today, tenors = ql.DateParser.parseISO(on), np.array([0.5, 1, 2, 5, 10, 31.0])
    zeros = np.array([0.038, 0.036, 0.035, 0.038, 0.043, 0.048])
    days = np.round(tenors * 365.25)
    curve = ql.DiscountCurve(
        [today, *(today + int(day) for day in days)],
        [1.0, *np.exp(-days / 365.25 * zeros).tolist()],
        ql.Actual36525(),
    )
    ours = FlatForward(days / 365.25, -days / 365.25 * zeros)
    spreads, theirs = rng.uniform(-0.01, 0.08, size), np.zeros(size)
    kind = ql.Actual36525(), ql.Continuous, ql.NoFrequency
    for row in all_of.rows:
        leg = their_bond(all_of, row, all_of.counter(row)).cashflows()
        above = (float(spreads[row]), *kind, _NOT_TODAY, today, today)
        theirs[row] = ql.CashFlows.npv(leg, curve, *above)
    clean = theirs - accrued(bonds, on)
    assert apart(clean_price_from_z_spread(bonds, on, spreads, ours), clean) < EXACT
    assert apart(z_spread(bonds, on, clean, ours), spreads) < EXACT
