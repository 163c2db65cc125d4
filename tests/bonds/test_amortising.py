"""Amortising bonds: a level mortgage, plain loops, and schedules that cannot be."""

from __future__ import annotations

import numpy as np
import pytest
import QuantLib as ql  # noqa: N813 - as its own documents write it
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds import cash_flows, clean_price_from_yield, fixed_rate_bonds
from bookrunner.bonds.amortising import (
    Repayments,
    amortising_cash_flows,
    amortising_price_from_yield,
    amortising_yield,
    average_life,
)
from bookrunner.units import as_dates

ON = "2026-11-24"
NOTE = fixed_rate_bonds(0.06, "2029-11-15")
DATES = as_dates(
    np.array(["2027-05-15", "2027-11-15", "2028-05-15", "2028-11-15", "2029-05-15"])
)


def repaying(*amounts: float) -> Repayments:
    """Repayments of a single bond on its first coupon dates."""
    size = len(amounts)
    return Repayments(
        offsets=np.array([0, size]), dates=DATES[:size], amounts=np.array(amounts)
    )


def test_a_level_debt_pays_the_same_every_half_year() -> None:
    """An annuity at 6 %: the payment is 100 * 0.03 / (1 - 1.03**-6) (any textbook)."""
    level, owed, parts = 100 * 0.03 / (1 - 1.03**-6), 100.0, []
    for _ in range(5):
        parts.append(level - 0.03 * owed)
        owed -= parts[-1]
    flows = amortising_cash_flows(NOTE, ON, repaying(*parts))
    np.testing.assert_allclose(flows.amounts, level, atol=1e-12)
    price = amortising_price_from_yield(NOTE, "2026-11-15", 0.06, repaying(*parts))
    assert price == pytest.approx(100.0)


def test_without_repayments_it_is_a_plain_bond() -> None:
    plain, ours = cash_flows(NOTE, ON), amortising_cash_flows(NOTE, ON, repaying())
    np.testing.assert_array_equal(plain.amounts, ours.amounts)
    price = amortising_price_from_yield(NOTE, ON, 0.052, repaying())
    assert price == pytest.approx(float(clean_price_from_yield(NOTE, ON, 0.052)), abs=1e-10)


@settings(deadline=None, max_examples=20)
@given(st.floats(-0.05, 0.5))
def test_price_and_yield_are_each_others_inverse(rate: float) -> None:
    parts = repaying(10.0, 20.0, 0.0, 30.0)
    price = amortising_price_from_yield(NOTE, ON, rate, parts)
    assert amortising_yield(NOTE, ON, price, parts) == pytest.approx(rate, abs=1e-10)


def test_what_was_repaid_before_settlement_is_owed_no_more() -> None:
    """Half repaid in May 2027: the rest is quoted per 100 of itself."""
    flows = amortising_cash_flows(NOTE, "2027-06-01", repaying(50.0, 25.0))
    np.testing.assert_allclose(flows.amounts, [3 + 50, 1.5, 1.5, 1.5, 1.5 + 50])


def test_agrees_with_quantlibs_amortising_bond() -> None:
    when = ql.Date(24, 11, 2026)
    ql.Settings.instance().evaluationDate = when
    schedule = ql.Schedule(
        ql.Date(15, 11, 2026),
        ql.Date(15, 11, 2029),
        ql.Period(6, ql.Months),
        ql.NullCalendar(),
        ql.Unadjusted,
        ql.Unadjusted,
        ql.DateGeneration.Backward,
        False,  # noqa: FBT003 - QuantLib takes it by position only
    )
    count = ql.Thirty360(ql.Thirty360.BondBasis)
    owed = [100.0, 90.0, 70.0, 70.0, 40.0, 40.0]
    bond = ql.AmortizingFixedRateBond(0, owed, schedule, [0.06], count)
    price = ql.BondFunctions.cleanPrice(
        bond, 0.055, count, ql.Compounded, ql.Semiannual, when
    )
    ours = amortising_price_from_yield(NOTE, ON, 0.055, repaying(10.0, 20.0, 0.0, 30.0))
    assert ours == pytest.approx(price, abs=1e-10)


def test_the_average_life_weighs_years_by_what_is_repaid() -> None:
    years = (np.append(DATES[0], np.datetime64("2029-11-15")) - as_dates(ON)).astype(float)
    expected = (0.25 * years[0] + 0.75 * years[1]) / 365.25
    assert average_life(NOTE, ON, repaying(25.0)) == pytest.approx(expected)


def test_a_schedule_that_cannot_be_gives_nan_and_spoils_no_other() -> None:
    coupons = np.array([0.06, 0.06, 0.06, np.nan, 0.06, 0.06])
    bonds = fixed_rate_bonds(coupons, "2029-11-15")
    dates = ["2027-06-15", "2027-05-15", "2027-05-15", "2027-05-15", "2027-05-15"]
    parts = Repayments(
        offsets=np.array([0, 1, 2, 3, 4, 5, 5]),
        dates=as_dates(np.array(dates)),
        amounts=np.array([10.0, 110.0, np.nan, 10.0, 10.0]),
    )
    dead = [True] * 4 + [False] * 2
    assert np.isnan(amortising_yield(bonds, ON, 99.0, parts)).tolist() == dead
    price = amortising_price_from_yield(bonds, ON, 0.05, parts)
    assert np.isnan(price).tolist() == dead
    assert price[4] == amortising_price_from_yield(NOTE, ON, 0.05, repaying(10.0))
    assert price[5] == amortising_price_from_yield(NOTE, ON, 0.05, repaying())


def test_after_maturity_and_at_no_price_there_is_no_yield() -> None:
    assert np.isnan(amortising_yield(NOTE, "2030-01-01", 99.0, repaying()))
    assert np.isnan(amortising_yield(NOTE, ON, 0.0, repaying()))
    assert np.isnan(average_life(NOTE, "2030-01-01", repaying()))
