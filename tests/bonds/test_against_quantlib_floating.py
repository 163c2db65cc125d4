"""QuantLib's opinion on thousands of floating notes, and on SOFR compounded in arrears.

QuantLib has no discount margin.  Its notes give the payments, their days and the rates
its index forecasts; its simple interest discounts period by period, each at its rate and
the margin.  Notes run to 2033: QuantLib takes a Good Friday of 2034 that brings the
employment report as open, our calendar waits for SIFMA to say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import QuantLib as ql  # noqa: N813 - as its own documentation has it

from bookrunner.bonds.compounding import Fixings, compounded_rate
from bookrunner.bonds.curves import FlatForward
from bookrunner.bonds.floaters import (
    discount_margin,
    floater_accrued,
    floater_price,
    floating_rate_notes,
)
from bookrunner.bonds.market_days import Calendar, is_business_day
from examples.random_bonds import (
    EXACT,
    SETTLED,
    SIZES,
    apart,
    drawn,
    their_date,
    their_schedule,
)

TODAY = their_date(SETTLED)
SIFMA = ql.UnitedStates(ql.UnitedStates.GovernmentBond)
DAYS_AHEAD = np.round(np.array([0.25, 0.5, 1, 2, 5, 10, 31]) * 365.25)
ZEROS = np.array([0.043, 0.042, 0.040, 0.037, 0.038, 0.042, 0.046])
CURVE = FlatForward(DAYS_AHEAD / 365.25, -DAYS_AHEAD / 365.25 * ZEROS)
THEIR_CURVE = ql.YieldTermStructureHandle(
    ql.DiscountCurve(
        [TODAY, *(TODAY + int(day) for day in DAYS_AHEAD)],
        [1.0, *np.exp(-DAYS_AHEAD / 365.25 * ZEROS).tolist()],
        ql.Actual36525(),
    )
)
PUBLISHED = np.arange(np.datetime64("2018-04-03"), np.datetime64("2026-11-02"))
PUBLISHED = PUBLISHED[is_business_day(PUBLISHED, Calendar.SOFR)]


@dataclass(frozen=True)
class Note:
    """A random note of QuantLib's, and what is asked of it."""

    margin: float
    current: float  # the running coupon's rate
    wanted: float  # the margin to discount at
    bond: Any

    @property
    def accrued(self) -> float:
        return float(self.bond.accruedAmount(TODAY))

    @property
    def clean(self) -> float:
        """Period by period, from settlement."""
        worth, factor, since = 0.0, 1.0, TODAY
        for flow in self.bond.cashflows():
            if flow.date() <= TODAY:
                continue
            coupon = ql.as_floating_rate_coupon(flow)
            if coupon is not None:
                rate = coupon.indexFixing() + self.wanted
                earning = ql.InterestRate(rate, ql.Actual360(), ql.Simple, ql.Annual)
                factor *= earning.discountFactor(since, flow.date())
                since = flow.date()
            worth += flow.amount() * factor
        return worth - self.accrued


def note(row: int, maturity: np.datetime64, months: int, rng: np.random.Generator) -> Note:
    margin, current, wanted = rng.uniform([0, 0, -0.005], [0.03, 0.08, 0.05])
    index = ql.IborIndex(
        f"note {row}, every {months}",
        ql.Period(months, ql.Months),
        0,
        ql.USDCurrency(),
        SIFMA,
        ql.ModifiedFollowing,
        False,  # noqa: FBT003 - QuantLib takes it by position only
        ql.Actual360(),
        THEIR_CURVE,
    )
    schedule = their_schedule(maturity, months, SETTLED, SIFMA, ql.ModifiedFollowing)
    terms = (schedule, index, ql.Actual360(), ql.ModifiedFollowing, 0)
    bond = ql.FloatingRateBond(0, 100.0, *terms, [1.0], [float(margin)])
    begun = [day for day in schedule if day <= TODAY]
    for day in begun:
        index.addFixing(day, float(current), True)  # noqa: FBT003 - over an earlier run's
    return Note(float(margin), float(current), float(wanted), bond)


@pytest.mark.parametrize("size", SIZES)
def test_notes_at_a_discount_margin(size: int) -> None:
    ql.Settings.instance().evaluationDate = TODAY
    all_of, rng = drawn(size, seed=31, years=7)
    maturities = all_of.bonds.maturity
    for months, rows in each_period(size, rng):
        notes = [note(row, maturities[row], months, rng) for row in rows]
        ours = floating_rate_notes(
            np.array([each.margin for each in notes]),
            maturities[rows],
            dated="2010-01-01",
            frequency=12 // months,
        )
        current = np.array([each.current for each in notes])
        wanted = np.array([each.wanted for each in notes])
        clean = np.array([each.clean for each in notes])
        on, earned = str(SETTLED), [each.accrued for each in notes]
        price = floater_price(ours, on, wanted, curve=CURVE, current_rate=current)
        again = discount_margin(ours, on, clean, curve=CURVE, current_rate=current)
        assert apart(floater_accrued(ours, on, current), earned) < EXACT
        assert apart(price, clean) < EXACT
        assert apart(again, wanted) < EXACT


def each_period(size: int, rng: np.random.Generator) -> list[tuple[int, Any]]:
    """Quarterly notes most of all, some monthly and half-yearly."""
    months = rng.choice([1, 3, 3, 6], size)
    return [(each, np.flatnonzero(months == each)) for each in (1, 3, 6)]


@pytest.mark.parametrize("size", SIZES)
def test_sofr_compounded_in_arrears(size: int) -> None:
    """Periods of up to a year, lookbacks of up to five days, with and without a shift."""
    ql.Settings.instance().evaluationDate = TODAY
    rng = np.random.default_rng(32)
    rates = np.maximum(0.02 + np.cumsum(rng.normal(0, 3e-4, len(PUBLISHED))), -0.005)
    index = ql.Sofr(THEIR_CURVE)
    days = [their_date(day) for day in PUBLISHED]
    index.addFixings(days, rates.tolist(), True)  # noqa: FBT003 - over an earlier run's
    begin = rng.integers(10, len(PUBLISHED) - 260, size)
    end = begin + rng.integers(1, 255, size)
    sofr = Fixings(days=PUBLISHED, rates=rates)
    kinds = rng.integers(0, 6, size), rng.random(size) < 0.5
    for lookback in range(6):
        for shift in (False, True):
            rows = np.flatnonzero((kinds[0] == lookback) & (kinds[1] == shift))
            starts, ends = PUBLISHED[begin[rows]], PUBLISHED[end[rows]]
            ours = compounded_rate(sofr, starts, ends, lookback=lookback, shift=shift)
            spans = zip(starts, ends, strict=True)
            theirs = [their_rate(index, *span, lookback, shift) for span in spans]
            assert apart(ours, theirs) < EXACT
    index.clearFixings()


def their_rate(
    index: Any, start: np.datetime64, end: np.datetime64, lookback: int, shift: Any
) -> float:
    first, last = their_date(start), their_date(end)
    coupon = ql.OvernightIndexedCoupon(
        last,
        100.0,
        first,
        last,
        index,
        1.0,
        0.0,
        ql.Date(),
        ql.Date(),
        ql.Actual360(),
        False,  # noqa: FBT003 - no telescopic formula: every fixing by itself
        ql.RateAveraging.Compound,
        lookback,
        0,
        bool(shift),
    )
    return float(coupon.rate())
