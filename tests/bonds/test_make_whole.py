"""Make-whole prices: worked by hand, floored, and either to the par call or to maturity."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.bonds import accrued, fixed_rate_bonds
from bookrunner.bonds.make_whole import (
    make_whole_premium,
    make_whole_price,
    make_whole_yield,
)

NOTE = fixed_rate_bonds(0.055, "2036-05-15", dated="2026-05-15")


def by_hand(rate: float, until: tuple[int, int, int], on: tuple[int, int, int]) -> float:
    """The indenture's words, payment by payment, in 30-day months."""

    def months(end: tuple[int, int, int]) -> float:
        (y, m, d), (a, b, c) = end, on
        return 12 * (y - a) + m - b + (min(d, 30) - min(c, 30)) / 30

    total, (year, month, _) = 0.0, until
    day = (2026, 11, 15)
    while (day[0], day[1]) <= (year, month):
        if months(day) > 0 and day <= until:
            total += 2.75 * (1 + rate / 2) ** (-months(day) / 6)
        day = (day[0] + (day[1] == 11), 5 if day[1] == 11 else 11, 15)
    since = 3 if (month - 5) % 6 == 3 else 0  # months of interest with the redemption
    final = 100 + 5.5 * since / 12
    return float(total + final * (1 + rate / 2) ** (-months(until) / 6))


@pytest.mark.parametrize("rate", [0.0, 0.0415, 0.03])
def test_to_the_par_call_as_the_indenture_says_it(rate: float) -> None:
    worked = by_hand(rate, (2036, 2, 15), (2026, 11, 24)) - accrued(NOTE, "2026-11-24")
    ours = make_whole_price(NOTE, "2026-11-24", rate, until="2036-02-15")
    assert ours == pytest.approx(worked, abs=1e-9)


def test_to_maturity_as_older_indentures_say_it_is_tens_of_cents_apart() -> None:
    to_call, to_end = (
        make_whole_price(NOTE, "2026-11-24", 0.0415, until=until)
        for until in ("2036-02-15", "2036-05-15")
    )
    worked = by_hand(0.0415, (2036, 5, 15), (2026, 11, 24)) - accrued(NOTE, "2026-11-24")
    assert to_end == pytest.approx(worked, abs=1e-9)
    assert 0.1 < to_end - to_call < 0.5


@given(st.floats(0.056, 0.30))
def test_the_price_is_never_below_par(rate: float) -> None:
    assert make_whole_price(NOTE, "2026-11-15", rate, until="2036-02-15") == 100.0


def test_at_its_own_coupon_a_bond_is_made_whole_at_par() -> None:
    price = make_whole_price(NOTE, "2026-11-15", 0.055 - 1e-12, until="2035-11-15")
    assert price == pytest.approx(100.0, abs=1e-9)


@given(st.floats(0.001, 0.05))
def test_price_and_yield_are_each_others_inverse(rate: float) -> None:
    price = make_whole_price(NOTE, "2026-11-24", rate, until="2036-02-15")
    back = make_whole_yield(NOTE, "2026-11-24", price, until="2036-02-15")
    assert back == pytest.approx(rate, abs=1e-10)
    premium = make_whole_premium(NOTE, "2026-11-24", price - 2, rate, until="2036-02-15")
    assert premium == pytest.approx(2.0)


def test_quarterly_coupons_are_still_discounted_twice_a_year() -> None:
    quarterly = fixed_rate_bonds(0.04, "2027-11-15", frequency=4)
    times = np.array([0.5, 1.0, 1.5, 2.0])
    worked = np.sum([1, 1, 1, 101] * 1.015**-times)
    ours = make_whole_price(quarterly, "2026-11-15", 0.03, until="2027-11-15")
    assert ours == pytest.approx(worked)


def test_an_indenture_may_ask_for_three_decimals() -> None:
    rough = make_whole_price(NOTE, "2026-11-24", 0.0415, until="2036-02-15", decimals=3)
    assert rough == round(float(rough), 3)


def test_after_the_par_call_date_and_without_a_rate_there_is_no_price() -> None:
    assert np.isnan(make_whole_price(NOTE, "2036-03-01", 0.04, until="2036-02-15"))
    assert np.isnan(make_whole_price(NOTE, "2026-11-24", np.nan, until="2036-02-15"))
    assert np.isnan(make_whole_price(NOTE, "2020-11-24", 0.04, until="2036-02-15"))
    assert np.isnan(make_whole_yield(NOTE, "2026-11-24", 99.0, until="2036-02-15"))
