"""Cash flows: what is paid, when, and that it is worth the price."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds import cash_flows, dirty_price_from_yield, fixed_rate_bonds
from bookrunner.bonds.calendar import dates_of


def test_a_long_first_coupon_skips_the_coupon_date_inside_it() -> None:
    note = fixed_rate_bonds(
        0.06, "2027-03-15", dated="2026-01-20", first_coupon="2026-09-15"
    )
    flows = cash_flows(note, "2026-02-01")
    assert dates_of(flows.days).astype(str).tolist() == ["2026-09-15", "2027-03-15"]
    assert flows.amounts == pytest.approx([6 * 235 / 360, 103.0])


def test_dead_bonds_pay_nothing_among_the_living() -> None:
    maturities = np.array(["2020-01-15", "2027-01-15", "NaT"], dtype="M8[D]")
    flows = cash_flows(fixed_rate_bonds(0.04, maturities), "2026-11-24")
    assert flows.offsets.tolist() == [0, 0, 1, 1]
    assert flows.bond.tolist() == [1]
    assert flows.amounts.tolist() == [102.0]


@settings(deadline=None)
@given(
    coupon=st.floats(0, 0.15),
    periods=st.lists(st.integers(1, 60), min_size=1, max_size=8),
    frequency=st.sampled_from([1, 2, 4, 12]),
)
def test_undiscounted_they_add_up_to_the_price_at_a_yield_of_zero(
    coupon: float, periods: list[int], frequency: int
) -> None:
    months = np.array(periods) * (12 // frequency)
    due = np.datetime64("2026-03", "M") + months
    bonds = fixed_rate_bonds(
        coupon, due.astype("M8[D]") + 14, dated="2026-03-15", frequency=frequency
    )
    flows = cash_flows(bonds, "2026-03-15")
    totals = np.add.reduceat(flows.amounts, flows.offsets[:-1])
    np.testing.assert_allclose(
        totals, dirty_price_from_yield(bonds, "2026-03-15", 0.0), rtol=1e-12
    )
