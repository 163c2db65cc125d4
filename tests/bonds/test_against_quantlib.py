"""A second opinion on thousands of random bonds: QuantLib, its conventions set by hand.

Every kind of bond we know: three day counts with their yield conventions, five
frequencies, regular, short and long first coupons, zeros, bonds in their last period.
Left out is only where QuantLib is wrong or means something else, and why:

- coupon dates at month ends, where it pays 2.4722 for a half-yearly 2.5
  (`test_exactness` has the hand-worked case);
- the Treasury convention in a long first period, which it compounds from the start,
  where 31 CFR 356, appendix B, takes simple interest to the next quasi-coupon date;
- settlement on the 31st of a month within a first period dated the 30th or 31st: it
  counts from the dated date, the street from the quasi-coupon date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import QuantLib as ql  # noqa: N813 - as its own documentation has it

from bookrunner.bonds import (
    Convention,
    DayCount,
    accrued,
    cash_flows,
    clean_price_from_yield,
    convexity,
    dirty_price_from_yield,
    dv01,
    fixed_rate_bonds,
    modified_duration,
    yield_from_clean_price,
)
from bookrunner.bonds.calendar import dates_of

if TYPE_CHECKING:
    from bookrunner.bonds import Bonds
    from bookrunner.units import Floats

KINDS = {
    DayCount.THIRTY_360: ql.Thirty360(ql.Thirty360.BondBasis),
    DayCount.BOND_BASIS: ql.Thirty360(ql.Thirty360.BondBasis),
    DayCount.THIRTY_E_360: ql.Thirty360(ql.Thirty360.European),
    DayCount.ACT_ACT_ICMA: ql.ActualActual(ql.ActualActual.ISMA),
}
EXACT = 1e-10
_NOT_TODAY = False  # a payment due on the settlement date is not bought


@dataclass(frozen=True)
class Case:
    """One random bond, ours in a row of columns, theirs built."""

    rule: DayCount
    coupon: float
    frequency: int
    dated: date
    first: date
    maturity: date
    settlement: date
    rate: float

    def theirs(self) -> Any:
        dates = [self.dated, *self._coupons()]
        schedule = ql.Schedule(
            [_ql(each) for each in dates],
            ql.NullCalendar(),
            ql.Unadjusted,
            ql.Unadjusted,
            ql.Period(12 // self.frequency, ql.Months),
            ql.DateGeneration.Backward,
            False,  # noqa: FBT003 - QuantLib takes no keywords
            [False] + [True] * (len(dates) - 2),
        )
        counter = KINDS[self.rule]
        return ql.FixedRateBond(0, 100.0, schedule, [self.coupon], counter), counter

    def _coupons(self) -> list[date]:
        coupons, back = [self.maturity], 0
        while coupons[-1] > self.first:
            back += 12 // self.frequency
            coupons.append(_months_before(self.maturity, back))
        return coupons[::-1]


def random_case(rng: np.random.Generator) -> Case:
    frequency = int(rng.choice([1, 2, 4, 12, 2, 2]))
    step = 12 // frequency
    maturity = date(2026, 12, 1) + timedelta(int(rng.integers(0, 365 * 35)))
    maturity = maturity.replace(day=min(maturity.day, 28))
    if (maturity.month, maturity.day) == (2, 28):
        maturity = maturity.replace(day=27)
    settlement = date(2026, 1, 1) + timedelta(int(rng.integers(0, 330)))
    periods = 1
    while _months_before(maturity, step * periods) > settlement:
        periods += 1
    first_in = int(rng.integers(0, 4))  # coupon dates between settlement and the first
    first = _months_before(maturity, step * max(periods - 1 - first_in, 0))
    if rng.random() < 0.3 or first <= settlement:  # long past its first coupon
        first = _months_before(maturity, step * (periods + 5))
    quasi = _months_before(first, step)
    shape = rng.choice(["regular", "short", "long"])
    moved = {"regular": 0, "short": 1, "long": -1}[shape]
    dated = quasi + timedelta(moved * int(rng.integers(1, 25 * step)))
    dated = min(dated, settlement)
    rule = DayCount(int(rng.choice(list(KINDS))))
    coupon = 0.0 if rng.random() < 0.05 else float(rng.uniform(0.001, 0.12))
    rate = float(rng.uniform(-0.01, 0.15))
    return Case(rule, coupon, frequency, dated, first, maturity, settlement, rate)


def comparable(case: Case) -> bool:
    """Whether QuantLib and the street mean the same (see the module)."""
    ends = {case.settlement.day, case.dated.day} & {29, 30, 31}
    return not (ends and case.settlement < case.first and case.rule != 6)


def columns(cases: list[Case]) -> Bonds:
    return fixed_rate_bonds(
        np.array([c.coupon for c in cases]),
        np.array([c.maturity for c in cases], dtype="M8[D]"),
        dated=np.array([c.dated for c in cases], dtype="M8[D]"),
        first_coupon=np.array([c.first for c in cases], dtype="M8[D]"),
        frequency=np.array([c.frequency for c in cases]),
        day_count=np.array([c.rule for c in cases]),
    )


def their_figures(case: Case) -> list[float]:
    """Accrued, clean price, modified duration, convexity, DV01, yield, Treasury price."""
    bond, counter = case.theirs()
    on = _ql(case.settlement)
    single = _months_before(case.maturity, 12 // case.frequency) <= case.settlement
    rates = [
        ql.InterestRate(case.rate, counter, kind, _frequency(case.frequency))
        for kind in (ql.Compounded, ql.SimpleThenCompounded)
    ]
    street, treasury = (rates[1] if single else rates[0]), rates[1]
    leg, long_first = bond.cashflows(), _months_before(case.first, 12 // case.frequency)
    simple = street if case.settlement < long_first else treasury
    clean = ql.BondFunctions.cleanPrice(bond, street, on)
    duration = ql.BondFunctions.duration(bond, street, ql.Duration.Modified, on)
    dirty = clean + bond.accruedAmount(on)
    return [
        bond.accruedAmount(on),
        clean,
        duration,
        ql.BondFunctions.convexity(bond, street, on),
        dirty * duration / 1e4,
        case.rate,
        ql.CashFlows.npv(leg, simple, _NOT_TODAY, on, on) - bond.accruedAmount(on),
    ]


def our_figures(cases: list[Case]) -> Floats:
    bonds = columns(cases)
    on = np.array([c.settlement for c in cases], dtype="M8[D]")
    rates = np.array([c.rate for c in cases])
    clean = clean_price_from_yield(bonds, on, rates)
    treasury = clean_price_from_yield(bonds, on, rates, convention=Convention.TREASURY)
    step = (12 // bonds.frequency).astype("m8[M]")
    quasi = bonds.first_coupon.astype("M8[M]") - step
    days_in = bonds.first_coupon - bonds.first_coupon.astype("M8[M]")
    long_first = on < quasi.astype("M8[D]") + days_in
    return np.array(
        [
            accrued(bonds, on),
            clean,
            modified_duration(bonds, on, rates),
            convexity(bonds, on, rates),
            dv01(bonds, on, rates),
            yield_from_clean_price(bonds, on, clean),
            np.where(long_first, clean, treasury),
        ]
    ).T


def differences(size: int, seed: int) -> Floats:
    rng = np.random.default_rng(seed)
    cases: list[Case] = []
    while len(cases) < size:
        case = random_case(rng)
        if comparable(case):
            cases.append(case)
    theirs = np.array([their_figures(case) for case in cases])
    apart: Floats = np.abs(our_figures(cases) - theirs) / np.maximum(1.0, np.abs(theirs))
    return apart


def test_three_hundred_random_bonds_agree_with_quantlib() -> None:
    assert differences(300, seed=1).max() < EXACT


@pytest.mark.slow
def test_ten_thousand_random_bonds_agree_with_quantlib() -> None:
    """Among them bonds that pay yearly, quarterly and monthly, and zeros."""
    assert differences(10_000, seed=2).max() < EXACT


def test_cash_flows_are_quantlibs_cash_flows() -> None:
    rng = np.random.default_rng(3)
    cases = [random_case(rng) for _ in range(50)]
    for case in cases:
        flows = cash_flows(columns([case]), case.settlement)
        bond, _ = case.theirs()
        paid: dict[date, float] = {}
        for each in bond.cashflows():
            if each.date() > _ql(case.settlement):
                day = each.date().to_date()
                paid[day] = paid.get(day, 0.0) + each.amount()
        assert dates_of(flows.days).tolist() == sorted(paid)
        assert flows.amounts == pytest.approx([paid[d] for d in sorted(paid)], abs=1e-12)


def test_dirty_is_clean_and_accrued() -> None:
    rng = np.random.default_rng(4)
    cases = [random_case(rng) for _ in range(50)]
    on = np.array([c.settlement for c in cases], dtype="M8[D]")
    rates, bonds = np.array([c.rate for c in cases]), columns(cases)
    np.testing.assert_allclose(
        dirty_price_from_yield(bonds, on, rates),
        clean_price_from_yield(bonds, on, rates) + accrued(bonds, on),
        rtol=1e-14,
    )


def _ql(day: date) -> Any:
    return ql.Date(day.day, day.month, day.year)


def _frequency(a_year: int) -> int:
    return int({1: ql.Annual, 2: ql.Semiannual, 4: ql.Quarterly, 12: ql.Monthly}[a_year])


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, day.day)
