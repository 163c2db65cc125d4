"""I-spread and asset-swap spread: by hand, laws, and QuantLib's asset swap."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds import ParCurve, clean_price_from_z_spread, fixed_rate_bonds
from bookrunner.bonds.curves import MonotoneConvex
from bookrunner.bonds.swap_spreads import asset_swap_spread, i_spread
from bookrunner.units import as_dates

ON = "2026-11-25"
TENORS = np.array([0.5, 1.0, 2.0, 5.0, 10.0, 30.0])
CURVE = MonotoneConvex(
    TENORS, -TENORS * np.array([0.038, 0.036, 0.035, 0.037, 0.040, 0.042])
)
SWAPS = ParCurve(
    date(2026, 11, 24), np.array([2.0, 5.0, 10.0]), np.array([0.035, 0.037, 0.04])
)
NOTE = fixed_rate_bonds(0.05, "2034-05-25")


def test_the_i_spread_reads_the_swap_rate_between_two_quotes() -> None:
    years = (date(2034, 5, 25) - date(2026, 11, 25)).days / 365.25
    swap = 0.037 + (0.04 - 0.037) * (years - 5) / 5
    assert i_spread(NOTE, ON, 0.0512, SWAPS) == pytest.approx(0.0512 - swap)


@pytest.mark.parametrize("maturity", ["2027-11-15", "2046-05-15"])
def test_beyond_the_quotes_there_is_no_i_spread(maturity: str) -> None:
    assert np.isnan(i_spread(fixed_rate_bonds(0.05, maturity), ON, 0.05, SWAPS))


def test_a_bond_worth_its_price_on_the_curve_has_no_asset_swap_spread() -> None:
    fair = clean_price_from_z_spread(NOTE, ON, 0.0, CURVE)
    assert asset_swap_spread(NOTE, ON, fair, curve=CURVE) == pytest.approx(0.0, abs=1e-12)


@settings(deadline=None, max_examples=20)
@given(st.floats(60, 140))
def test_buyer_and_dealer_both_come_out_even(price: float) -> None:
    """Price paid and payments passed on, against 100 in the dealer's floating rate."""
    spread = asset_swap_spread(NOTE, ON, price, curve=CURVE, frequency=2)
    times = np.arange(1, 16) / 2
    coupons = np.array([2.5] * 15)
    exact = np.array([(date(2034, 5, 25) - date(2026, 11, 25)).days / 365.25])
    legs = exact - times[::-1] + 0.5
    legs = np.append(legs[legs > 0], exact)
    discounts = np.exp(CURVE.log_discount(np.unique(legs)))
    assert len(coupons) == len(discounts)
    lengths = np.diff(np.unique(legs), prepend=0.0)
    received = 100 * spread * np.sum(lengths * discounts)
    fair = clean_price_from_z_spread(NOTE, ON, 0.0, CURVE)
    assert received == pytest.approx(fair - price, abs=1e-8)


def test_a_column_gives_what_its_rows_give_and_nan_after_maturity() -> None:
    bonds = fixed_rate_bonds(
        np.array([0.03, 0.05, 0.07]),
        as_dates(np.array(["2029-11-15", "2034-05-25", "2020-01-15"])),
    )
    together = asset_swap_spread(bonds, ON, np.array([98.0, 101.0, 100.0]), curve=CURVE)
    assert together[1] == pytest.approx(asset_swap_spread(NOTE, ON, 101.0, curve=CURVE))
    assert np.isnan(together).tolist() == [False, False, True]
    assert np.isnan(asset_swap_spread(NOTE, ON, -1.0, curve=CURVE))
