"""Spread and risk of callable bonds: closed forms, laws, and QuantLib's own options."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
import QuantLib as ql  # noqa: N813 - as its own documents write it
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import norm

from bookrunner.bonds import (
    Calls,
    accrued,
    cash_flows,
    fixed_rate_bonds,
    par_calls,
    z_spread,
)
from bookrunner.bonds.calendar import day_numbers
from bookrunner.bonds.curve import YEAR
from bookrunner.bonds.curves import FlatForward, MonotoneConvex
from bookrunner.bonds.oas import (
    WORTH_COMPILING,
    CallDays,
    ShortRate,
    call_days,
    callable_price,
    effective_risk,
    oas,
)
from bookrunner.errors import MisuseError
from bookrunner.units import as_dates

if TYPE_CHECKING:
    from bookrunner.units import Floats

ON = "2026-11-24"
TENORS = np.array([0.5, 1.0, 2.0, 5.0, 10.0, 30.0])
ZEROS = np.array([0.038, 0.036, 0.035, 0.038, 0.043, 0.048])
CURVE = MonotoneConvex(TENORS, -TENORS * ZEROS)
RATES = ShortRate(curve=CURVE, volatility=0.01, mean_reversion=0.03)
NOTE = fixed_rate_bonds(0.055, "2036-05-15")
PAR_CALL = call_days(NOTE, ON, par_calls(as_dates(np.array(["2036-02-15"]))))
UNCALLED = CallDays(
    offsets=np.array([0, 0]), days=np.array([], dtype=np.int64), prices=np.array([])
)


def once(day: str, price: float = 100.0) -> CallDays:
    """A single day on which a single bond may be called."""
    return CallDays(
        offsets=np.array([0, 1]),
        days=np.array([int(day_numbers(day))]),
        prices=np.array([price]),
    )


@pytest.mark.parametrize("reversion", [0.0, 0.03, 0.15])
@pytest.mark.parametrize("day", ["2036-02-15", "2033-05-15", "2029-11-20", "2027-01-05"])
def test_one_call_day_is_worth_what_the_closed_form_says(
    day: str, reversion: float
) -> None:
    """Jamshidian, Journal of Finance 44 (1989): below one rate every payment is bought."""
    rates = ShortRate(curve=CURVE, volatility=0.01, mean_reversion=reversion)
    with_call, without = (
        callable_price(NOTE, ON, 0.004, calls=calls, rates=rates)
        for calls in (once(day), UNCALLED)
    )
    assert without - with_call == pytest.approx(
        _jamshidian(day, 0.004, reversion), abs=4e-4
    )


def test_a_call_on_a_zero_is_quantlibs_option_on_a_discount_bond() -> None:
    today = ql.Date(24, 11, 2026)
    ql.Settings.instance().evaluationDate = today
    flat = ql.FlatForward(today, 0.04, ql.Actual365Fixed(), ql.Continuous)
    model = ql.HullWhite(ql.YieldTermStructureHandle(flat), 0.05, 0.012)
    zero, calls = fixed_rate_bonds(0.0, "2036-11-24"), once("2031-11-24", 80.0)
    to_call, to_end = (
        (date.fromisoformat(day) - date(2026, 11, 24)).days / YEAR
        for day in ("2031-11-24", "2036-11-24")
    )
    theirs = model.discountBondOption(ql.Option.Call, 80.0 / 100, to_call, to_end)
    level = FlatForward(np.array([1.0]), np.array([-0.04]))
    rates = ShortRate(curve=level, volatility=0.012, mean_reversion=0.05)
    with_call, without = (
        callable_price(zero, ON, 0.0, calls=each, rates=rates) for each in (calls, UNCALLED)
    )
    assert without - with_call == pytest.approx(100 * theirs, abs=2e-4)


def test_a_par_call_agrees_with_quantlibs_tree() -> None:
    """Three call days in the window; QuantLib's tree of 400 steps."""
    days = ["2036-02-15", "2036-03-15", "2036-04-15"]
    calls = CallDays(
        offsets=np.array([0, 3]),
        days=day_numbers(as_dates(np.array(days))),
        prices=np.full(3, 100.0),
    )
    level = FlatForward(np.array([1.0]), np.array([-0.045 * YEAR / 365]))
    rates = ShortRate(curve=level, volatility=0.01, mean_reversion=0.03)
    ours = oas(NOTE, ON, 101.0, calls=calls, rates=rates) * 365 / YEAR
    assert ours == pytest.approx(_quantlib_oas(days, steps=400), abs=2e-6)


def test_without_a_call_it_is_the_z_spread() -> None:
    ours = oas(NOTE, ON, 101.0, calls=UNCALLED, rates=RATES)
    assert ours == pytest.approx(float(z_spread(NOTE, ON, 101.0, CURVE)), abs=1e-11)


@settings(deadline=None, max_examples=25)
@given(
    st.floats(85, 103),
    st.floats(0.001, 0.02),
    st.sampled_from(["2036-02-15", "2030-05-15"]),
)
def test_a_call_never_helps_the_holder(price: float, volatility: float, day: str) -> None:
    rates = ShortRate(curve=CURVE, volatility=volatility, mean_reversion=0.03)
    spread = oas(NOTE, ON, price, calls=once(day), rates=rates)
    assert spread <= z_spread(NOTE, ON, price, CURVE) + 1e-9


@settings(deadline=None, max_examples=15)
@given(st.floats(-0.01, 0.08))
def test_price_and_spread_are_each_others_inverse(spread: float) -> None:
    price = callable_price(NOTE, ON, spread, calls=PAR_CALL, rates=RATES)
    again = oas(NOTE, ON, price, calls=PAR_CALL, rates=RATES)
    assert again == pytest.approx(spread, abs=1e-8)


@pytest.mark.parametrize("move", [-0.01, 0.005, 0.02])
def test_moving_the_curve_moves_the_spread_as_much(move: float) -> None:
    shifted = MonotoneConvex(TENORS, -TENORS * (ZEROS + move))
    moved = ShortRate(curve=shifted, volatility=0.01, mean_reversion=0.03)
    before, after = (oas(NOTE, ON, 99.0, calls=PAR_CALL, rates=r) for r in (RATES, moved))
    assert before - after == pytest.approx(move, abs=1e-9)


def test_rates_that_stand_still_leave_only_a_call_in_the_money() -> None:
    """Forwards lie above 4 %: nobody calls a 2 % bond; a 9 % bond is called at once."""
    still = ShortRate(curve=CURVE, volatility=0.0, mean_reversion=0.0)
    low, high = fixed_rate_bonds(0.02, "2036-05-15"), fixed_rate_bonds(0.09, "2036-05-15")
    calls = once("2031-05-15")
    never = callable_price(low, ON, 0.0, calls=calls, rates=still)
    assert never == pytest.approx(callable_price(low, ON, 0.0, calls=UNCALLED, rates=still))
    surely = callable_price(high, ON, 0.0, calls=calls, rates=still)
    until = fixed_rate_bonds(0.09, "2031-05-15")
    redeemed = callable_price(until, ON, 0.0, calls=UNCALLED, rates=still)
    assert surely == pytest.approx(redeemed, abs=1e-10)


def test_more_call_days_are_worth_more_and_settle() -> None:
    rights = par_calls(as_dates(np.array(["2035-11-15"])))
    prices = [
        float(
            callable_price(
                NOTE, ON, 0.004, calls=call_days(NOTE, ON, rights, steps=n), rates=RATES
            )
        )
        for n in (1, 5, 20, 80)
    ]
    assert prices == sorted(prices, reverse=True)
    assert prices[2] - prices[3] < 3e-3


def test_effective_duration_is_the_slope_and_a_call_shortens_it() -> None:
    risk = effective_risk(NOTE, ON, 0.004, calls=once("2031-05-15"), rates=RATES)
    plain = effective_risk(NOTE, ON, 0.004, calls=UNCALLED, rates=RATES)
    assert risk.duration < plain.duration
    assert risk.convexity < plain.convexity
    dirty = accrued(NOTE, ON) + callable_price(NOTE, ON, 0.004, calls=UNCALLED, rates=RATES)
    flows = cash_flows(NOTE, ON)
    years = (flows.days - int(day_numbers(ON))) / YEAR
    worth = flows.amounts * np.exp(CURVE.log_discount(years) - 0.004 * years)
    assert plain.duration == pytest.approx((years @ worth) / dirty, rel=1e-4)


@pytest.mark.slow
def test_compiled_and_plain_give_the_same() -> None:
    size = WORTH_COMPILING + 5
    many = fixed_rate_bonds(np.linspace(0.03, 0.07, size), "2036-05-15")
    rights = par_calls(np.full(size, np.datetime64("2036-02-15")))
    compiled = oas(many, ON, 99.0, calls=call_days(many, ON, rights), rates=RATES)
    for row in (0, 20, size - 1):
        alone = many[row : row + 1]
        own = call_days(alone, ON, par_calls(np.array([np.datetime64("2036-02-15")])))
        assert oas(alone, ON, 99.0, calls=own, rates=RATES)[0] == pytest.approx(
            compiled[row], abs=1e-12
        )


def test_call_days_follow_the_schedule_the_notice_and_the_maturity() -> None:
    bonds = fixed_rate_bonds(np.array([0.06, 0.06, 0.06]), "2034-11-15")
    rights = Calls(
        np.array([0, 2, 2, 3]),
        as_dates(np.array(["2026-12-01", "2028-11-15", "2034-12-01"])),
        np.array([103.0, 101.5, 100.0]),
        np.array([30, 30, 0]),
    )
    days = call_days(bonds, ON, rights, steps=5)
    assert np.diff(days.offsets).tolist() == [5, 0, 0]
    assert days.days[0] == day_numbers("2026-12-25")
    assert days.prices.tolist() == [103.0, 101.5, 101.5, 101.5, 101.5]
    firsts = call_days(bonds, ON, rights, steps=None)
    assert (
        firsts.days.tolist()
        == day_numbers(as_dates(np.array(["2026-12-25", "2028-11-15"]))).tolist()
    )


@pytest.mark.parametrize("price", [0.0, -5.0, np.nan])
def test_prices_nobody_pays_give_nan(price: float) -> None:
    assert np.isnan(oas(NOTE, ON, price, calls=PAR_CALL, rates=RATES))


def test_a_price_above_a_call_that_can_be_made_now_has_no_spread() -> None:
    now = call_days(NOTE, ON, par_calls(as_dates(np.array(["2020-05-15"]))))
    assert np.isnan(oas(NOTE, ON, 104.0, calls=now, rates=RATES))


def test_a_bond_already_due_gives_nan_and_spoils_no_other() -> None:
    bonds = fixed_rate_bonds(0.05, as_dates(np.array(["2020-01-15", "2036-05-15"])))
    calls = call_days(
        bonds, ON, par_calls(as_dates(np.array(["2019-12-15", "2036-02-15"])))
    )
    spreads = oas(bonds, ON, 99.0, calls=calls, rates=RATES)
    assert np.isnan(spreads).tolist() == [True, False]


def test_a_missing_maturity_gives_nan_and_an_empty_table_nothing() -> None:
    bonds = fixed_rate_bonds(0.05, as_dates(np.array(["NaT", "2036-05-15"])))
    calls = call_days(bonds, ON, par_calls(as_dates(np.array(["2036-02-15"] * 2))))
    spreads = oas(bonds, ON, 99.0, calls=calls, rates=RATES)
    assert np.isnan(spreads).tolist() == [True, False]
    none, no_calls = bonds[:0], call_days(bonds[:0], ON, par_calls(as_dates(np.array([]))))
    assert len(oas(none, ON, np.array([]), calls=no_calls, rates=RATES)) == 0
    risk = effective_risk(none, ON, np.array([]), calls=no_calls, rates=RATES)
    assert len(risk.duration) == 0


def test_two_settlements_and_the_calls_of_other_bonds_are_refused() -> None:
    two = as_dates(np.array([ON, "2026-11-25"]))
    pair = fixed_rate_bonds(0.05, as_dates(np.array(["2036-05-15", "2036-05-15"])))
    with pytest.raises(MisuseError, match="one settlement date"):
        oas(pair, two, 99.0, calls=PAR_CALL, rates=RATES)
    with pytest.raises(MisuseError, match="calls of 2 bonds"):
        oas(pair, ON, 99.0, calls=PAR_CALL, rates=RATES)


def _jamshidian(day: str, spread: float, reversion: float) -> float:
    """The value of one right to call `NOTE` at par, in closed form."""
    today = int(day_numbers(ON))
    flows = cash_flows(NOTE, ON)
    when = (int(day_numbers(day)) - today) / YEAR
    years = (flows.days - today) / YEAR
    late = years > when
    strike = np.array([100 + accrued(NOTE, day)])

    def reach(t: Floats) -> Floats:
        return t if reversion == 0 else -np.expm1(-reversion * t) / reversion

    growth = when if reversion == 0 else np.expm1(2 * reversion * when) / (2 * reversion)
    deviation = 0.01 * np.sqrt(growth)
    times = np.append(years[late], when)
    worth = np.append(flows.amounts[late], -strike) * np.exp(
        CURVE.log_discount(times) - spread * times
    )

    def gain(x: float) -> float:
        bent = -reach(times) * x - reach(times) ** 2 * deviation**2 / 2
        return float(worth @ np.exp(bent))

    edge = brentq(gain, -20 * deviation, 20 * deviation, xtol=1e-16)
    return float(worth @ norm.cdf((edge + reach(times) * deviation**2) / deviation))


def _quantlib_oas(days: list[str], *, steps: int) -> float:
    today = ql.Date(24, 11, 2026)
    ql.Settings.instance().evaluationDate = today
    curve = ql.YieldTermStructureHandle(
        ql.FlatForward(today, 0.045, ql.Actual365Fixed(), ql.Continuous)
    )
    schedule = ql.Schedule(
        ql.Date(15, 5, 2026),
        ql.Date(15, 5, 2036),
        ql.Period(6, ql.Months),
        ql.NullCalendar(),
        ql.Unadjusted,
        ql.Unadjusted,
        ql.DateGeneration.Backward,
        False,  # noqa: FBT003 - QuantLib takes it by position only
    )
    calls = ql.CallabilitySchedule()
    for day in days:
        price = ql.BondPrice(100.0, ql.BondPrice.Clean)
        when = ql.DateParser.parseISO(day)
        calls.append(ql.Callability(price, ql.Callability.Call, when))
    count = ql.Thirty360(ql.Thirty360.BondBasis)
    bond = ql.CallableFixedRateBond(
        0, 100.0, schedule, [0.055], count, ql.Following, 100.0, today, calls
    )
    model = ql.HullWhite(curve, 0.03, 0.01)
    bond.setPricingEngine(ql.TreeCallableFixedRateBondEngine(model, steps))
    years = ql.Actual365Fixed()
    return float(bond.OAS(101.0, curve, years, ql.Continuous, ql.Annual, today))
