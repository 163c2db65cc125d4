"""Kinds of bonds: what a row says it is, and that no row is priced as what it is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from bookrunner.bonds import DayCount, accrued, fixed_rate_bonds, yield_from_clean_price
from bookrunner.bonds.pricing import Basis, price_table
from bookrunner.bonds.pricing.kinds import Kind, kinds
from bookrunner.bonds.resets import yield_to_reset
from bookrunner.tables import as_table

SETTLED = Basis(settlement=date(2026, 11, 24))
RESET: dict[str, Any] = {
    "coupon": [5.5] * 3,
    "maturity": ["2037-05-15"] * 3,
    "price": [101.5] * 3,
    "first_reset_date": ["2032-05-15", "2036-05-15", None],
}


def reasons(frame: dict[str, Any]) -> list[Any]:
    table = price_table(frame, SETTLED, columns=["dv01", "reason"])
    told: list[Any] = table.to_dict()["reason"].tolist()
    assert np.isnan(table.floats("dv01")).tolist() == [why is not None for why in told]
    return told


def test_a_bond_with_a_reset_ahead_is_priced_to_it() -> None:
    """The yield to reset of `resets`, and the day said as the workout."""
    bond = fixed_rate_bonds(0.055, "2037-05-15")
    table = price_table(RESET, SETTLED)
    expected = [
        float(yield_to_reset(bond, "2026-11-24", 101.5, "2032-05-15")),
        float(yield_to_reset(bond, "2026-11-24", 101.5, "2036-05-15")),
        float(yield_from_clean_price(bond, "2026-11-24", 101.5)),
    ]
    np.testing.assert_allclose(table.floats("yield_to_maturity"), expected, atol=1e-12)
    workouts = table.days("workout").astype(str).tolist()
    assert workouts == ["2032-05-15", "2036-05-15", "2037-05-15"]


@pytest.mark.parametrize(
    ("reset", "why"),
    [
        ("2026-11-15", "its coupon was set anew on 2026-11-15: what it will pay is not"),
        ("2032-06-15", "reset 2032-06-15 is no coupon date of a bond due 2037-05-15"),
        ("2037-11-15", "reset 2037-11-15 is no coupon date of a bond due 2037-05-15"),
        ("soon", "reset_date 'soon' is no day"),
    ],
)
def test_a_reset_that_cannot_be_is_refused_and_its_neighbours_are_not(
    reset: str, why: str
) -> None:
    first, second, third = reasons(RESET | {"first_reset_date": [None, reset, None]})
    assert (first, third) == (None, None)
    assert second.startswith(why)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("FIXED", None),
        ("Zero Coupon", None),
        ("Floating", "floating rate: what it will pay is not known"),
        ("FRN", "floating rate: what it will pay is not known"),
        ("VARIABLE", "fixed to floating, without a reset_date"),
        ("Fixed-to-Float", "fixed to floating, without a reset_date"),
        ("STEP CPN", "stepped coupons, of which the table gives one"),
        ("Inflation Indexed", "inflation-linked: what it will pay is not known"),
    ],
)
def test_a_coupon_type_decides_what_is_priced(said: str, why: str | None) -> None:
    held = {
        name: column[:2] for name, column in RESET.items() if name != "first_reset_date"
    }
    assert reasons(held | {"Coupon Type": ["Fixed", said]}) == [None, why]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ACME CORP", Kind.FIXED),
        ("VAR ENERGI ASA", Kind.FIXED),
        ("TREASURY WINE ESTATES LTD", Kind.FIXED),
        ("FLOAT GLASS INC 5 1/4 2035", Kind.FIXED),
        ("CASH FUND TREASURY SHARES", Kind.FIXED),
        ("OAK BANK CORP FXD-FRN", Kind.RESET),
        ("OAK BANK OF ELM (FX-FRN) MTN", Kind.RESET),
        ("OAK BANK PLC (FXD TO FLOAT)", Kind.RESET),
        ("Oak Bank Fixed-to-Floating Rate Notes", Kind.RESET),
        ("OAK BANK CORP SR UNSECURED 04/29 VAR", Kind.RESET),
        ("OAK BANK FRN 2029", Kind.FLOATING),
        ("Oak Bank Floating Rate Note", Kind.FLOATING),
        ("TREASURY NOTE (2OLD)", Kind.TREASURY),
        ("US TREASURY N/B", Kind.TREASURY),
        ("United States Treasury Bond", Kind.TREASURY),
        ("TREASURY (CPI) NOTE", Kind.INFLATION_LINKED),
        ("GNMA2 30YR 2019 PRODUCTION", Kind.PASS_THROUGH),
        ("FNMA 30YR", Kind.PASS_THROUGH),
        (None, Kind.FIXED),
    ],
)
def test_a_name_says_what_kind_of_bond_it_is(name: str | None, kind: Kind) -> None:
    held = as_table({"Name": ["ACME", name]})
    assert kinds(held, {}, ["Name"]).tolist() == [Kind.FIXED, kind]


def test_a_future_of_a_fund_is_no_bond() -> None:
    held = {
        "Name": ["ACME CORP", "10YR NOTE DEC 26"],
        "Asset Class": ["Fixed Income", "Futures"],
        "Coupon (%)": [5.0, 6.0],
        "Maturity": ["2035-01-15", "2026-12-21"],
        "Price": [99.0, 112.5],
    }
    assert reasons(held) == [None, "no bond: a derivative or a share"]


def test_a_coupon_type_goes_before_a_name() -> None:
    held = {
        **{name: column[:1] for name, column in RESET.items()},
        "name": ["OAK BANK FRN"],
        "coupon_type": ["fixed to float"],
    }
    assert reasons(held) == [None]


def test_a_treasury_accrues_by_actual_days_and_settles_the_next_day() -> None:
    """From 15 November: 9 of 181 days, and never the three days of corporates in 2016."""
    held = {
        "name": ["TREASURY NOTE", "ACME CORP"],
        "coupon": [4.0, 4.0],
        "maturity": ["2035-11-15"] * 2,
        "price": [99.5, 99.5],
    }
    note = fixed_rate_bonds(0.04, "2035-11-15", day_count=DayCount.ACT_ACT_ICMA)
    table = price_table(held, SETTLED)
    assert table.floats("accrued").tolist() == pytest.approx([2 * 9 / 181, 4 * 9 / 360])
    assert table.floats("accrued")[0] == accrued(note, "2026-11-24")
    days = price_table(held, Basis(pricing_day=date(2016, 3, 1))).days("settlement")
    assert days.astype(str).tolist() == ["2016-03-02", "2016-03-04"]
