"""Price and yield: round trips, laws, and silence where there is no answer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds import (
    Convention,
    DayCount,
    accrued,
    clean_price_from_yield,
    dirty_price_from_yield,
    fixed_rate_bonds,
    yield_from_clean_price,
    yield_from_dirty_price,
)

SETTLED = "2026-11-24"
CONVENTIONS = st.sampled_from(Convention)
TERMS = {
    "coupon": st.floats(0, 0.15),
    "months": st.integers(1, 600),
    "frequency": st.sampled_from([1, 2, 4, 12]),
    "rule": st.sampled_from(DayCount),
}


@settings(deadline=None, max_examples=200)
@given(rate=st.floats(-0.02, 0.6), terms=st.fixed_dictionaries(TERMS), how=CONVENTIONS)
def test_yield_to_price_and_back(
    rate: float, terms: dict[str, Any], how: Convention
) -> None:
    months = np.datetime64("2026-11", "M") + terms["months"]
    note = fixed_rate_bonds(
        terms["coupon"],
        months.astype("M8[D]") + 19,
        frequency=terms["frequency"],
        day_count=terms["rule"],
    )
    dirty = dirty_price_from_yield(note, SETTLED, rate, convention=how)
    if 1e-3 < dirty < 999:
        again = yield_from_dirty_price(note, SETTLED, dirty, convention=how)
        assert again == pytest.approx(rate, rel=1e-10, abs=1e-12)


@settings(deadline=None)
@given(
    low=st.floats(-0.05, 0.5), step=st.floats(1e-6, 0.2), coupon=st.floats(0, 0.15),
    years=st.integers(1, 60),
)  # fmt: skip
def test_the_price_falls_as_the_yield_rises(
    low: float, step: float, coupon: float, years: int
) -> None:
    note = fixed_rate_bonds(coupon, f"{2026 + years}-12-15")
    first = clean_price_from_yield(note, SETTLED, low)
    assert clean_price_from_yield(note, SETTLED, low + step) < first


@settings(deadline=None)
@given(coupon=st.floats(0.001, 0.2), years=st.integers(1, 90), frequency=TERMS["frequency"])
def test_on_a_coupon_date_a_par_bond_yields_its_coupon(
    coupon: float, years: int, frequency: int
) -> None:
    par = fixed_rate_bonds(coupon, f"{2026 + years}-11-24", frequency=frequency)
    assert yield_from_clean_price(par, SETTLED, 100.0) == pytest.approx(coupon, rel=1e-11)


def test_a_yield_of_nought_is_nothing_special() -> None:
    note = fixed_rate_bonds(0.05, "2031-11-24")
    undiscounted = 100 + 5 * 5.0
    assert dirty_price_from_yield(note, SETTLED, 0.0) == pytest.approx(undiscounted)
    near = [
        yield_from_clean_price(note, SETTLED, undiscounted + d) for d in (-1e-9, 0, 1e-9)
    ]
    assert near == pytest.approx([0.0] * 3, abs=1e-11)
    assert near[0] > near[1] > near[2]


@pytest.mark.parametrize("price", [0.5, 3.0, 20.0, 400.0, 900.0])
@pytest.mark.parametrize("due", ["2026-12-01", "2028-05-15", "2126-05-15"])
def test_distressed_and_absurd_prices_still_find_their_yield(
    price: float, due: str
) -> None:
    note = fixed_rate_bonds(0.09, due)
    rate = yield_from_dirty_price(note, SETTLED, price)
    if not np.isnan(rate):
        assert dirty_price_from_yield(note, SETTLED, rate) == pytest.approx(price, rel=1e-9)


def test_where_there_is_no_answer_there_is_nan_and_its_neighbours_are_spared() -> None:
    due = np.full(9, np.datetime64("2031-05-15"))
    due[5], due[6] = np.datetime64("2026-11-24"), np.datetime64("NaT")
    dated = np.full(9, np.datetime64("2020-05-15"))
    dated[7] = np.datetime64("2027-01-01")
    prices = np.array([99.0, 0.0, -5.0, np.nan, 10_000.0, 99.0, 99.0, 99.0, 101.0])
    rates = yield_from_clean_price(
        fixed_rate_bonds(0.05, due, dated=dated), SETTLED, prices
    )
    assert np.isnan(rates).tolist() == [False, *[True] * 7, False]


@pytest.mark.parametrize("rate", [-1.0, -1.5, np.nan])
def test_a_loss_of_more_than_everything_has_no_price(rate: float) -> None:
    assert np.isnan(
        clean_price_from_yield(fixed_rate_bonds(0.05, "2031-05-15"), SETTLED, rate)
    )


def test_a_first_coupon_off_the_coupon_dates_is_not_priced() -> None:
    odd = fixed_rate_bonds(
        0.05, "2031-05-15", dated="2026-11-20", first_coupon="2027-04-01"
    )
    assert np.isnan(yield_from_clean_price(odd, SETTLED, 99.0))


def test_clean_is_dirty_less_what_has_accrued() -> None:
    note = fixed_rate_bonds(0.05, "2031-05-20")
    dirty = dirty_price_from_yield(note, SETTLED, 0.06)
    clean = clean_price_from_yield(note, SETTLED, 0.06)
    assert dirty - clean == pytest.approx(accrued(note, SETTLED))


def test_a_zero_worth_next_to_nothing_has_its_yield() -> None:
    strip = fixed_rate_bonds(0.0, "2075-08-15")
    price = clean_price_from_yield(strip, SETTLED, 0.19140625)
    assert 0 < price < 0.02
    np.testing.assert_allclose(yield_from_clean_price(strip, SETTLED, price), 0.19140625)
