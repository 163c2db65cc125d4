"""Where others go wrong: each case worked by hand, its rule named.

The numbers are those of the house's table of traps (docs/bonds.md tells the rules).
"""

from __future__ import annotations

import numpy as np
import pytest

from bookrunner.bonds import (
    Convention,
    DayCount,
    accrued,
    clean_price_from_yield,
    fixed_rate_bonds,
    yield_from_clean_price,
)
from bookrunner.bonds.accrual import year_fraction
from bookrunner.bonds.payments import payments


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (DayCount.THIRTY_360, 180),  # SIFMA's February rule, of a bond paying month ends
        (DayCount.BOND_BASIS, 182),  # ISDA 2006 4.16(f)
        (DayCount.THIRTY_E_360, 181),  # ISDA 2006 4.16(g)
    ],
)
def test_from_the_end_of_february_to_the_end_of_august(rule: DayCount, days: int) -> None:
    month_end = fixed_rate_bonds(0.05, "2034-02-28", day_count=rule)
    start, end = "2024-02-29", "2024-08-31"
    assert year_fraction(month_end, start, end) * 360 == pytest.approx(days)


def test_the_february_rule_asks_for_a_bond_that_pays_at_month_ends() -> None:
    """FINRA 11620(b): from a date to the same date of the next month is 30 days."""
    mid_month = fixed_rate_bonds(0.05, "2034-08-15")
    start, end = "2025-02-28", "2025-03-28"
    assert year_fraction(mid_month, start, end) * 360 == pytest.approx(30)


def test_a_bond_due_at_a_month_end_pays_half_its_coupon_each_time() -> None:
    left = payments(fixed_rate_bonds(0.05, "2031-02-28", dated="2026-02-28"), "2026-02-28")
    assert left.coupon == 2.5
    assert left.extra == 0.0
    assert left.count == 10


def test_a_bond_due_on_a_leap_day_accrues_from_the_end_of_august() -> None:
    """31 August to 24 November: 84 days of 360 at 5 %."""
    assert accrued(fixed_rate_bonds(0.05, "2028-02-29"), "2026-11-24") == pytest.approx(
        5 * 84 / 360, abs=1e-12
    )


def test_the_last_coupon_period_discounts_at_simple_interest() -> None:
    """5 % due 15 February 2027 at 99.50: (102.5 / dirty - 1) * 360 / 81 days."""
    note = fixed_rate_bonds(0.05, "2027-02-15")
    dirty = 99.50 + 5 * 99 / 360
    by_hand = (102.5 / dirty - 1) * 360 / 81
    assert by_hand == pytest.approx(0.0715957593, abs=5e-11)
    assert yield_from_clean_price(note, "2026-11-24", 99.50) == pytest.approx(
        by_hand, abs=1e-14
    )


def test_with_more_than_one_coupon_left_street_compounds_and_treasury_does_not() -> None:
    note = fixed_rate_bonds(0.05, "2032-02-15")
    street = yield_from_clean_price(note, "2026-11-24", 97.50)
    treasury = yield_from_clean_price(
        note, "2026-11-24", 97.50, convention=Convention.TREASURY
    )
    assert street == pytest.approx(0.05555951, abs=5e-9)
    assert treasury == pytest.approx(0.05553871, abs=5e-9)


@pytest.mark.parametrize("first_period", Convention)
def test_the_broken_period_by_hand(first_period: Convention) -> None:
    """81 of 180 days to the coupon of 15 February 2027, then ten whole periods."""
    note, rate = fixed_rate_bonds(0.05, "2032-02-15"), 0.0555
    broken, half = 81 / 180, 1 + rate / 2
    at_coupon = sum(2.5 / half**j for j in range(11)) + 100 / half**10
    lead = half**broken if first_period is Convention.STREET else 1 + broken * rate / 2
    expected = at_coupon / lead - 5 * 99 / 360
    price = clean_price_from_yield(note, "2026-11-24", rate, convention=first_period)
    assert price == pytest.approx(expected, abs=1e-12)


def test_on_a_coupon_date_nothing_has_accrued_and_that_coupon_is_not_bought() -> None:
    note = fixed_rate_bonds(0.06, "2028-03-15")
    assert accrued(note, "2027-03-15") == 0.0
    assert payments(note, "2027-03-15").count == 2
    assert payments(note, "2027-03-14").count == 3
    assert clean_price_from_yield(note, "2027-03-15", 0.06) == pytest.approx(100.0)


def test_a_long_first_coupon() -> None:
    """Dated 20 January, first coupon 15 September: 235 days; 154 of them accrued."""
    note = fixed_rate_bonds(
        0.06, "2036-03-15", dated="2026-01-20", first_coupon="2026-09-15"
    )
    left = payments(note, "2026-06-24")
    assert left.coupon + left.extra == pytest.approx(6 * 235 / 360)
    assert accrued(note, "2026-06-24") == pytest.approx(6 * 154 / 360)
    price = clean_price_from_yield(note, "2026-06-24", 0.06)
    assert price == pytest.approx(99.97690881, abs=5e-9)


def test_a_euro_bond_accrues_actual_days_over_the_days_of_its_period() -> None:
    """ICMA rule 251: 188 days of 365."""
    euro = fixed_rate_bonds(
        0.03, "2031-05-20", frequency=1, day_count=DayCount.ACT_ACT_ICMA
    )
    assert accrued(euro, "2026-11-24") == pytest.approx(3 * 188 / 365, abs=1e-12)


def test_a_yen_bond_earns_no_more_than_its_coupon() -> None:
    """2.9 % due 20 May 2028, paid 19 November 2019: 183 days earn 1.45, not 1.453973.

    Japan Securities Dealers Association; dealers' systems owe 145,000 on ten million of
    face (the case of JP1300041009, told in OpenGamma's forum).
    """
    bond = fixed_rate_bonds(0.029, "2028-05-20", day_count=DayCount.ACT_365F)
    assert accrued(bond, "2019-11-19") == pytest.approx(1.45, abs=1e-14)
    assert accrued(bond, "2019-11-18") == pytest.approx(2.9 * 182 / 365)
    first = fixed_rate_bonds(
        0.029,
        "2028-05-20",
        dated="2019-03-20",
        first_coupon="2019-11-20",
        day_count=DayCount.ACT_365F,
    )
    assert accrued(first, "2019-11-19") == pytest.approx(2.9 * 244 / 365)


def test_a_column_of_traps_is_priced_as_its_rows_are() -> None:
    dates = np.array(["2028-02-29", "2027-02-15", "2032-02-15"], dtype="M8[D]")
    together = yield_from_clean_price(fixed_rate_bonds(0.05, dates), "2026-11-24", 99.0)
    alone = [
        yield_from_clean_price(fixed_rate_bonds(0.05, due), "2026-11-24", 99.0)
        for due in dates
    ]
    np.testing.assert_allclose(together, alone, rtol=1e-14)
