"""Spreads over a curve: against QuantLib, by hand, and their laws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import QuantLib as ql  # noqa: N813 - as its own documentation has it
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds import (
    accrued,
    cash_flows,
    clean_price_from_z_spread,
    fixed_rate_bonds,
    key_rate_durations,
    spread_duration,
    z_spread,
)
from bookrunner.bonds.calendar import day_numbers
from bookrunner.bonds.curves import FlatForward

if TYPE_CHECKING:
    from bookrunner.bonds import Bonds

SETTLED = "2026-11-24"
KNOTS = np.array([0.5, 1.0, 2.0, 5.0, 10.0, 30.0])
ZEROS = np.array([0.036, 0.035, 0.036, 0.039, 0.043, 0.048])
CURVE = FlatForward(KNOTS, -KNOTS * ZEROS)
NOT_TODAY = False
EPOCH = -25_569  # 1 January 1970, as QuantLib counts days


def random_bonds(size: int, seed: int) -> Bonds:
    """Regular ones, and every third with an odd first coupon still to come."""
    rng = np.random.default_rng(seed)
    years = rng.integers(1, 30, size)
    due = (np.datetime64("2027-03", "M") + 12 * years).astype("M8[D]") + 14
    odd, unknown = np.arange(size) % 3 == 0, np.datetime64("NaT", "D")
    return fixed_rate_bonds(
        rng.uniform(0, 0.09, size),
        due,
        dated=np.where(odd, np.datetime64("2026-11-02"), unknown),
        first_coupon=np.where(odd, np.datetime64("2027-03-15"), unknown),
        frequency=rng.choice([1, 2, 4, 12], size),
    )


@pytest.mark.parametrize("frequency", [None, 2])
def test_z_spreads_agree_with_quantlib(frequency: int | None) -> None:
    """Same payments, same curve, same spread in: the same price out."""
    bonds = random_bonds(30, seed=1)
    prices = np.random.default_rng(2).uniform(70, 120, 30)
    spreads = z_spread(bonds, SETTLED, prices, CURVE, frequency=frequency)
    flows, today = cash_flows(bonds, SETTLED), ql.Date(24, 11, 2026)
    ql.Settings.instance().evaluationDate = today
    curve = their_curve(flows.days)
    kind = (ql.Continuous, ql.NoFrequency)
    if frequency is not None:
        kind = (ql.Compounded, ql.Semiannual)
    for row, (spread, dirty) in enumerate(
        zip(spreads, prices + accrued(bonds, SETTLED), strict=True)
    ):
        own = flows.bond == row
        leg = [
            ql.SimpleCashFlow(amount, their_date(day))
            for amount, day in zip(flows.amounts[own], flows.days[own], strict=True)
        ]
        worth = ql.CashFlows.npv(
            leg, curve, spread, ql.Actual36525(), *kind, NOT_TODAY, today, today
        )
        assert worth == pytest.approx(dirty, abs=1e-9)


def their_date(day: Any) -> Any:
    return ql.Date(int(day) - EPOCH)


def their_curve(days: Any) -> Any:
    """A curve that knows our discount factor on every day on which something is paid."""
    at = np.unique(np.append(days, day_numbers(SETTLED)))
    logs = CURVE.log_discount((at - day_numbers(SETTLED)) / 365.25)
    logs[0] = 0.0
    dates = [their_date(day) for day in at]
    return ql.DiscountCurve(dates, np.exp(logs).tolist(), ql.Actual36525())


@pytest.mark.parametrize("frequency", [None, 1, 2])
def test_price_from_spread_and_back(frequency: int | None) -> None:
    bonds = random_bonds(60, seed=3)
    prices = np.random.default_rng(4).uniform(20, 150, 60)
    spreads = z_spread(bonds, SETTLED, prices, CURVE, frequency=frequency)
    again = clean_price_from_z_spread(bonds, SETTLED, spreads, CURVE, frequency=frequency)
    np.testing.assert_allclose(again, prices, rtol=0, atol=1e-10)


def test_discounting_at_the_curve_alone_is_a_spread_of_nought() -> None:
    bonds = random_bonds(20, seed=5)
    fair = clean_price_from_z_spread(bonds, SETTLED, 0.0, CURVE)
    np.testing.assert_allclose(z_spread(bonds, SETTLED, fair, CURVE), 0.0, atol=1e-14)


@pytest.mark.parametrize("frequency", [None, 2])
def test_spread_duration_is_the_slope_of_the_price(frequency: int | None) -> None:
    bonds, spread, nudge = random_bonds(20, seed=6), 0.012, 1e-6
    ends = [
        clean_price_from_z_spread(bonds, SETTLED, at, CURVE, frequency=frequency)
        for at in (spread - nudge, spread, spread + nudge)
    ]
    dirty = ends[1] + accrued(bonds, SETTLED)
    by_difference = (ends[0] - ends[2]) / (2 * nudge) / dirty
    exact = spread_duration(bonds, SETTLED, spread, CURVE, frequency=frequency)
    np.testing.assert_allclose(exact, by_difference, rtol=1e-8)


@pytest.mark.parametrize("frequency", [None, 2])
@settings(max_examples=20, deadline=None)
@given(spread=st.floats(-0.01, 0.2))
def test_key_rates_add_up_to_the_effective_duration(
    frequency: int | None, spread: float
) -> None:
    bonds = random_bonds(5, seed=7)
    keys = key_rate_durations(bonds, SETTLED, spread, CURVE, frequency=frequency)
    whole = spread_duration(bonds, SETTLED, spread, CURVE, frequency=frequency)
    np.testing.assert_allclose(keys.sum(axis=0), whole, rtol=1e-12)


def test_a_key_rate_is_the_slope_in_that_rate_alone() -> None:
    """Ten years moves by a triangle from seven to fifteen: every payment by hand."""
    note = fixed_rate_bonds(0.05, "2041-11-24")
    keys = key_rate_durations(note, SETTLED, 0.01, CURVE)
    flows = cash_flows(note, SETTLED)
    years = (flows.days - day_numbers(SETTLED)) / 365.25
    worth = flows.amounts * np.exp(CURVE.log_discount(years) - 0.01 * years)
    triangle = np.interp(years, [7.0, 10.0, 15.0], [0.0, 1.0, 0.0])
    expected = (worth * years * triangle).sum() / worth.sum()
    assert keys[7] == pytest.approx(expected, rel=1e-12)


def test_a_shift_of_the_curve_comes_off_the_spread() -> None:
    bonds, shift = random_bonds(20, seed=8), 0.0075
    moved = FlatForward(KNOTS, CURVE.log_discounts - shift * KNOTS)
    before = z_spread(bonds, SETTLED, 95.0, CURVE)
    np.testing.assert_allclose(
        z_spread(bonds, SETTLED, 95.0, moved), before - shift, atol=1e-13
    )


def test_many_bonds_give_what_each_gives_alone() -> None:
    """Past a thousand rows the same loops run compiled."""
    bonds = random_bonds(1_200, seed=9)
    prices = np.random.default_rng(10).uniform(60, 130, 1_200)
    for frequency in (None, 2):
        many = z_spread(bonds, SETTLED, prices, CURVE, frequency=frequency)
        keys = key_rate_durations(bonds, SETTLED, many, CURVE, frequency=frequency)
        few = slice(500, 540)
        alone = z_spread(bonds[few], SETTLED, prices[few], CURVE, frequency=frequency)
        np.testing.assert_allclose(many[few], alone, atol=1e-13)
        np.testing.assert_allclose(
            keys[:, few],
            key_rate_durations(bonds[few], SETTLED, alone, CURVE, frequency=frequency),
            atol=1e-11,
        )


@pytest.mark.parametrize("frequency", [None, 2])
@pytest.mark.parametrize("price", [0.0, -5.0, np.nan, 10_000.0])
def test_a_price_that_cannot_be_meant_has_no_spread(
    frequency: int | None, price: float
) -> None:
    note = fixed_rate_bonds(0.05, np.array(["2032-02-15"], dtype="M8[D]"))
    assert np.isnan(z_spread(note, SETTLED, price, CURVE, frequency=frequency)).all()


@pytest.mark.parametrize("frequency", [None, 2])
def test_a_matured_bond_has_neither_spread_nor_durations(frequency: int | None) -> None:
    """A living bond beside them has both."""
    due = np.array(["2020-02-15", "NaT", "2032-02-15"], dtype="M8[D]")
    bonds, dead = fixed_rate_bonds(0.05, due), [True, True, False]
    spreads = z_spread(bonds, SETTLED, 99.0, CURVE, frequency=frequency)
    assert np.isnan(spreads).tolist() == dead
    assert np.isnan(spread_duration(bonds, SETTLED, 0.01, CURVE)).tolist() == dead
    keys = key_rate_durations(bonds, SETTLED, 0.01, CURVE, frequency=frequency)
    assert np.isnan(keys).tolist() == [dead] * len(keys)


def test_a_zero_worth_nothing_has_no_spread_and_spoils_no_other() -> None:
    due = np.array(["9999-12-31", "2032-12-31"], dtype="M8[D]")
    bonds = fixed_rate_bonds(0.0, due)
    spreads = z_spread(bonds, SETTLED, 90.0, CURVE)
    assert np.isnan(spreads).tolist() == [True, False]
    keys = key_rate_durations(bonds, SETTLED, 0.01, CURVE)
    assert np.isnan(keys).any(axis=0).tolist() == [True, False]


def test_bonds_of_one_cycle_taken_together_are_as_each_alone() -> None:
    """Odd first coupons, month ends, every frequency, the dead and the far too dear."""
    bonds = random_bonds(120, seed=11)
    ends = fixed_rate_bonds(
        0.04, np.array(["2031-08-31", "2036-02-29", "2020-01-01"], "M8[D]")
    )
    for some in (bonds, ends):
        prices = np.random.default_rng(12).uniform(5, 140, len(some))
        together = z_spread(some, SETTLED, prices, CURVE)
        alone = [
            z_spread(some[np.array(row)], SETTLED, price, CURVE)
            for row, price in enumerate(prices)
        ]
        np.testing.assert_allclose(together, alone, rtol=0, atol=1e-13)
        keys = key_rate_durations(some, SETTLED, together, CURVE)
        one = [
            key_rate_durations(some[np.array(row)], SETTLED, spread, CURVE)
            for row, spread in enumerate(together)
        ]
        np.testing.assert_allclose(keys, np.transpose(one), rtol=0, atol=1e-12)


def test_every_bond_may_have_a_settlement_of_its_own() -> None:
    bonds = random_bonds(40, seed=13)
    days = np.datetime64("2026-11-24") - np.arange(40) % 7 * 30
    spreads = z_spread(bonds, days, 98.0, CURVE)
    alone = [z_spread(bonds[np.array(i)], days[i], 98.0, CURVE) for i in range(40)]
    np.testing.assert_allclose(spreads, alone, rtol=0, atol=1e-13)


def test_ten_thousand_compiled_are_as_a_hundred_as_they_stand() -> None:
    bonds, rows = random_bonds(6_000, seed=14), np.arange(0, 6_000, 60)
    prices = np.random.default_rng(15).uniform(3, 140, 6_000)
    spreads = z_spread(bonds, SETTLED, prices, CURVE)
    few = z_spread(bonds[rows], SETTLED, prices[rows], CURVE)
    np.testing.assert_allclose(spreads[rows], few, rtol=1e-11, atol=1e-13)
    keys = key_rate_durations(bonds, SETTLED, spreads, CURVE)
    some = key_rate_durations(bonds[rows], SETTLED, few, CURVE)
    np.testing.assert_allclose(keys[:, rows], some, rtol=0, atol=1e-10)


@pytest.mark.parametrize("days", [SETTLED, np.array(["2026-11-24", "2026-11-25"], "M8[D]")])
def test_a_first_payment_may_be_decades_away(days: Any) -> None:
    """What is paid once, in twenty years, is discounted from then."""
    due = np.array(["2046-11-15", "2046-11-15"], "M8[D]")
    late = fixed_rate_bonds(0.05, due, dated="2026-05-15", first_coupon=due)
    prices = clean_price_from_z_spread(late, days, 0.01, CURVE)
    np.testing.assert_allclose(z_spread(late, days, prices, CURVE), 0.01, atol=1e-12)
    keys = key_rate_durations(late, days, 0.01, CURVE)
    whole = spread_duration(late, days, 0.01, CURVE)
    np.testing.assert_allclose(keys.sum(axis=0), whole, rtol=1e-12)
    assert (whole > 19.9).all()
