"""Floating-rate notes: laws, a textbook's margin, and a plain loop."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds.curve import YEAR
from bookrunner.bonds.curves import FlatForward, MonotoneConvex
from bookrunner.bonds.floaters import (
    discount_margin,
    first_forward,
    floater_accrued,
    floater_price,
    floating_rate_notes,
)
from bookrunner.units import as_dates

TENORS = np.array([0.5, 1.0, 2.0, 5.0, 10.0])
CURVE = MonotoneConvex(TENORS, -TENORS * np.array([0.041, 0.039, 0.037, 0.039, 0.042]))
NOTE = floating_rate_notes(0.0075, "2029-11-15", dated="2026-08-17")


@settings(deadline=None, max_examples=25)
@given(st.floats(-0.01, 0.05))
def test_on_a_reset_date_a_note_earns_its_margin_at_par(margin: float) -> None:
    note = floating_rate_notes(margin, "2029-11-15", dated="2026-11-16")
    rate = first_forward(note, "2026-11-16", CURVE)
    price = floater_price(note, "2026-11-16", margin, curve=CURVE, current_rate=rate)
    assert price == pytest.approx(100.0, abs=1e-10)
    found = discount_margin(note, "2026-11-16", 100.0, curve=CURVE, current_rate=rate)
    assert found == pytest.approx(margin, abs=1e-12)


@settings(deadline=None, max_examples=25)
@given(st.floats(-0.02, 0.20))
def test_price_and_margin_are_each_others_inverse(margin: float) -> None:
    price = floater_price(NOTE, "2026-10-01", margin, curve=CURVE, current_rate=0.043)
    again = discount_margin(NOTE, "2026-10-01", price, curve=CURVE, current_rate=0.043)
    assert again == pytest.approx(margin, abs=1e-10)


def test_a_flat_curve_gives_the_textbooks_margin() -> None:
    """Every later coupon held at the current rate; discounted period by period."""
    dates = [date(2026, 11, 16), date(2027, 2, 16), date(2027, 5, 17), date(2027, 8, 16)]
    dates.append(date(2027, 11, 15))
    note = floating_rate_notes(0.01, "2027-11-15", dated="2026-11-16")
    days = [(after - before).days for before, after in pairwise(dates)]
    knots = np.cumsum(days) / YEAR
    at_current = FlatForward(knots, -np.cumsum(np.log1p(0.05 * np.array(days) / 360)))
    grown, worth = 1.0, 0.0
    for length in days:
        grown *= 1 + (0.05 + 0.012) * length / 360
        worth += 100 * (0.05 + 0.01) * length / 360 / grown
    price = floater_price(note, "2026-11-16", 0.012, curve=at_current, current_rate=0.05)
    assert price == pytest.approx(worth + 100 / grown, abs=1e-10)


def test_interest_runs_from_the_day_the_last_payment_moved_to() -> None:
    """15 November 2026 is a Sunday: the period began on Monday the 16th."""
    note = floating_rate_notes(0.0075, "2029-11-15", dated="2025-11-17")
    earned = floater_accrued(note, "2026-12-01", 0.04)
    assert earned == pytest.approx(100 * 0.0475 * 15 / 360)


def test_a_wider_margin_is_a_lower_price() -> None:
    margins = np.linspace(-0.01, 0.05, 13)
    prices = [
        float(floater_price(NOTE, "2026-10-01", m, curve=CURVE, current_rate=0.043))
        for m in margins
    ]
    assert np.all(np.diff(prices) < 0)


def test_a_column_gives_what_its_rows_give() -> None:
    maturities = as_dates(np.array(["2028-02-15", "2029-11-15", "2031-08-15"]))
    margins = np.array([0.004, 0.0075, 0.012])
    notes = floating_rate_notes(margins, maturities, dated="2026-08-17")
    together = discount_margin(notes, "2026-10-01", 99.5, curve=CURVE, current_rate=0.043)
    for row in range(3):
        alone = floating_rate_notes(margins[row], str(maturities[row]), dated="2026-08-17")
        own = discount_margin(alone, "2026-10-01", 99.5, curve=CURVE, current_rate=0.043)
        assert together[row] == pytest.approx(own, abs=1e-13)


@pytest.mark.parametrize("price", [0.0, -1.0, np.nan])
def test_prices_nobody_pays_give_nan_and_spoil_no_other(price: float) -> None:
    two = floating_rate_notes(np.full(2, 0.0075), "2029-11-15", dated="2026-08-17")
    paid, on = np.array([price, 99.5]), "2026-10-01"
    found = discount_margin(two, on, paid, curve=CURVE, current_rate=0.043)
    alone = discount_margin(NOTE, on, 99.5, curve=CURVE, current_rate=0.043)
    assert np.isnan(found).tolist() == [True, False]
    assert found[1] == pytest.approx(float(alone), abs=1e-13)


@pytest.mark.parametrize("dead", ["2026-08-16", "2029-11-15", "2035-01-01"])
def test_outside_its_life_a_note_has_no_price(dead: str) -> None:
    assert np.isnan(floater_price(NOTE, dead, 0.01, curve=CURVE, current_rate=0.04))
    assert np.isnan(floater_accrued(NOTE, dead, 0.04))
