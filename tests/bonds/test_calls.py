"""Yield to call and to worst: hand-worked, against QuantLib, and their laws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import QuantLib as ql  # noqa: N813 - as its own documentation has it
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds import (
    Calls,
    fixed_rate_bonds,
    par_calls,
    yield_from_clean_price,
    yield_to_call,
    yield_to_worst,
)
from bookrunner.bonds.calls import worst

SETTLED = "2026-11-24"
NOTE = fixed_rate_bonds(0.055, np.array(["2036-05-15"], dtype="M8[D]"))
PAR_CALL = np.array(["2036-02-15"], dtype="M8[D]")


def test_above_par_the_worst_is_the_par_call() -> None:
    """5.5 % due 15 May 2036, par call 15 February 2036, at 104."""
    found = worst(NOTE, SETTLED, 104.0, par_calls(PAR_CALL))
    to_maturity = yield_from_clean_price(NOTE, SETTLED, 104.0)
    assert 100 * to_maturity == pytest.approx([4.965431], abs=5e-7)
    assert 100 * found.yields == pytest.approx([4.955026], abs=5e-7)
    assert found.workouts.tolist() == PAR_CALL.tolist()


def test_below_par_the_worst_is_maturity() -> None:
    found = worst(NOTE, SETTLED, 98.0, par_calls(PAR_CALL))
    assert 100 * found.yields == pytest.approx([5.776797], abs=5e-7)
    assert found.workouts.tolist() == NOTE.maturity.tolist()


def test_a_call_between_coupons_by_hand() -> None:
    """Called 15 February 2036: 19 coupons, then 100 and half a coupon half a period on."""
    rate = float(yield_to_call(NOTE, SETTLED, 104.0, PAR_CALL)[0])
    v, first = 1 / (1 + rate / 2), 171 / 180  # to 15 May 2027
    coupons = sum(2.75 * v ** (first + j) for j in range(18))
    redeemed = (100 + 5.5 * 90 / 360) * v ** (first + 17 + 0.5)
    assert coupons + redeemed == pytest.approx(104 + 5.5 * 9 / 360, abs=1e-10)


def test_a_call_on_a_coupon_date_is_a_shorter_bond() -> None:
    shorter = replace(NOTE, maturity=np.array(["2034-11-15"], dtype="M8[D]"))
    assert yield_to_call(NOTE, SETTLED, 103.0, "2034-11-15") == pytest.approx(
        yield_from_clean_price(shorter, SETTLED, 103.0), abs=1e-14
    )


def test_a_call_premium_agrees_with_quantlib() -> None:
    schedule = ql.Schedule(
        ql.Date(15, 11, 2025),
        ql.Date(15, 11, 2030),
        ql.Period(6, ql.Months),
        ql.NullCalendar(),
        ql.Unadjusted,
        ql.Unadjusted,
        ql.DateGeneration.Backward,
        False,  # noqa: FBT003 - QuantLib takes no keywords
    )
    counter = ql.Thirty360(ql.Thirty360.BondBasis)
    theirs = ql.FixedRateBond(0, 100.0, schedule, [0.055], counter, ql.Unadjusted, 102.0)
    price = ql.BondPrice(104.0, ql.BondPrice.Clean)
    expected = theirs.bondYield(
        price, counter, ql.Compounded, ql.Semiannual, ql.Date(24, 11, 2026), 1e-14, 100
    )
    ours = yield_to_call(NOTE, SETTLED, 104.0, "2030-11-15", call_price=102.0)
    assert ours == pytest.approx([expected], abs=1e-12)


def test_notice_puts_off_a_call_that_could_be_made_today() -> None:
    found = worst(NOTE, SETTLED, 101.0, par_calls(PAR_CALL - 3650, notice=30))
    assert found.workouts.astype(str).tolist() == ["2026-12-24"]
    assert found.yields == yield_to_call(NOTE, SETTLED, 101.0, "2026-12-24")


def test_calls_belong_to_their_own_bonds_and_some_bonds_have_none() -> None:
    three = NOTE[np.array([0, 0, 0])]
    schedule = Calls(
        np.array([0, 2, 2, 3]),
        np.array(["2028-05-15", "2030-05-15", "2031-05-15"], dtype="M8[D]"),
        np.array([102.0, 101.0, 100.0]),
        np.zeros(3, dtype=np.int64),
    )
    found = worst(three, SETTLED, 106.0, schedule)
    assert found.workouts.astype(str).tolist() == ["2028-05-15", "2036-05-15", "2031-05-15"]


@pytest.mark.parametrize("silly", ["2026-11-24", "2020-01-01", "2036-05-16", "NaT"])
def test_a_call_outside_the_life_of_the_bond_has_no_yield(silly: str) -> None:
    assert np.isnan(yield_to_call(NOTE, SETTLED, 101.0, silly)).all()


@settings(deadline=None)
@given(
    price=st.floats(60, 140),
    years=st.lists(st.integers(1, 9), min_size=1, max_size=5, unique=True),
)
def test_the_worst_is_no_better_than_any_ending(price: float, years: list[int]) -> None:
    starts = np.array([f"{2026 + year}-05-15" for year in sorted(years)], dtype="M8[D]")
    premiums = np.linspace(100.0 + len(starts), 100.0, len(starts))
    count = np.array([0, len(starts)])
    calls = Calls(count, starts, premiums, np.zeros(len(starts), dtype=np.int64))
    lowest = yield_to_worst(NOTE, SETTLED, price, calls)[0]
    endings = [yield_from_clean_price(NOTE, SETTLED, price)[0]] + [
        yield_to_call(NOTE, SETTLED, price, start, call_price=premium)[0]
        for start, premium in zip(starts, premiums, strict=True)
    ]
    assert lowest == min(endings)
