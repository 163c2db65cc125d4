"""The named limits: forwards, refinancings, and how limits come on."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from bookrunner import bonds
from bookrunner.issuers.mix_gap import unlimited
from bookrunner.issuers.mix_limits import HORIZON, Limit, refinancings, rolled_at_forwards
from bookrunner.issuers.offered import curve_on
from bookrunner.issuers.tranche_mix import Limits

YEARS = np.array([3.0, 10.0, 30.0, 40.0])


def test_money_is_found_again_as_often_as_it_falls_due_before_the_horizon() -> None:
    """Ten-year money for thirty years: sold once, found again at ten and at twenty."""
    np.testing.assert_allclose(30 * refinancings(YEARS), [9.0, 2.0, 0.0, 0.0])


def test_rolled_at_forwards_every_tenor_costs_the_yield_of_the_horizon() -> None:
    curve = curve_on(date(2025, 11, 17))
    assert curve
    par = bonds.par_yield(curve.value, YEARS)
    charge = rolled_at_forwards(curve.value, YEARS)
    whole = float(bonds.par_yield(curve.value, np.array(HORIZON.value)))
    np.testing.assert_allclose((par + charge)[:3], whole)
    assert charge[3] == 0.0, "past the horizon nothing is rolled"


def test_a_limit_never_loosens_another() -> None:
    tenors, limits = unlimited(YEARS, np.full(4, 0.05)), Limits(size=10)
    tight = Limit(name="tight", columns={"most": np.array([1.0, 2, 3, 4])})
    loose = Limit(name="loose", columns={"most": np.full(4, 3.0)})
    one, _ = tight.on(*loose.on(tenors, limits))
    other, _ = loose.on(*tight.on(tenors, limits))
    np.testing.assert_array_equal(one.most, [1, 2, 3, 3])
    np.testing.assert_array_equal(one.most, other.most)


def test_charges_add_up_and_rules_are_set() -> None:
    tenors, limits = unlimited(YEARS, np.full(4, 0.05)), Limits(size=10)
    half = Limit(
        name="half", columns={"charge": np.full(4, 0.005)}, rules={"shortest": 7.0}
    )
    tenors, limits = half.on(*half.on(tenors, limits))
    assert tenors.charge == pytest.approx(np.full(4, 0.01))
    assert limits.shortest == 7.0
