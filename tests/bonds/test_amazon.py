"""Amazon's sale of 17 November 2025: our figures against the filed ones.

Prices, coupons and dates are those of the pricing term sheet (SEC accession
0001104659-25-113283); the yields are the five it states, the sixth is computed.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from bookrunner.bonds import (
    ParCurve,
    dv01,
    fixed_rate_bonds,
    g_spread,
    modified_duration,
    ten_year_equivalents,
    yield_from_clean_price,
)

SETTLED = "2025-11-20"
DUE = ["2028-11-20", "2030-11-20", "2033-03-20", "2035-11-20", "2055-11-20", "2065-11-20"]
FIRST = ["2026-05-20", "2026-05-20", "2026-03-20", "2026-05-20", "2026-05-20", "2026-05-20"]
NOTES = fixed_rate_bonds(
    np.array([0.0390, 0.0410, 0.0435, 0.0465, 0.0545, 0.0555]),
    np.array(DUE, dtype="M8[D]"),
    dated=SETTLED,
    first_coupon=np.array(FIRST, dtype="M8[D]"),
)
PRICES = np.array([99.978, 99.893, 99.850, 99.755, 99.517, 99.474])
FACE_IN_BILLIONS = np.array([2.5, 2.5, 1.5, 3.5, 3.0, 2.0])
TREASURIES = ParCurve(
    date(2025, 11, 17),
    np.array([3.0, 5.0, 7.0, 10.0, 30.0]),
    np.array([0.0360, 0.0372, 0.0390, 0.0413, 0.0473]),
)


def test_the_yields_follow_from_the_prices_to_three_decimals() -> None:
    percent = 100 * yield_from_clean_price(NOTES, SETTLED, PRICES)
    assert percent == pytest.approx([3.908, 4.124, 4.375, 4.681, 5.483, 5.583], abs=5e-4)


def test_modified_durations() -> None:
    yields = yield_from_clean_price(NOTES, SETTLED, PRICES)
    durations = modified_duration(NOTES, SETTLED, yields)
    assert durations == pytest.approx([2.81, 4.48, 6.22, 7.92, 14.66, 15.95], abs=0.005)


def test_g_spreads_to_the_treasury_curve_of_the_day() -> None:
    yields = yield_from_clean_price(NOTES, SETTLED, PRICES)
    spreads = 1e4 * g_spread(NOTES, SETTLED, yields, TREASURIES)
    assert spreads == pytest.approx([31, 40, 45, 55, 75, 85], abs=0.5)


def test_the_deal_is_thirteen_million_dollars_a_basis_point() -> None:
    """And 16.1 billion of ten-year notes: DV01 over DV01, at a par yield of 4.13 %."""
    yields = yield_from_clean_price(NOTES, SETTLED, PRICES)
    risk = dv01(NOTES, SETTLED, yields)
    assert (risk * FACE_IN_BILLIONS).sum() * 10 == pytest.approx(13.1, abs=0.05)
    tens = ten_year_equivalents(FACE_IN_BILLIONS, risk, TREASURIES).sum()
    assert tens == pytest.approx(16.08, abs=0.005)
