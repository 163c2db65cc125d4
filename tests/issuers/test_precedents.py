"""What others had done by a day: shares, tranches, points kept, and whom it leaves out."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from bookrunner.cited import Problem
from bookrunner.deals import shipped_deals
from bookrunner.issuers.precedents import Cut, Precedents, cuts, is_near, precedents


def cut(ticker: str, sold: date, **billions: float) -> Cut:
    """A sale from ``y10=2.0``: two billion of ten years."""
    years = tuple(float(name[1:]) for name in billions)
    return Cut(ticker=ticker, sold=sold, years=years, billions=tuple(billions.values()))


A = cut("A", date(2024, 1, 1), y3=1.0, y5=1.0, y10=1.0, y30=1.0)
B = cut("B", date(2025, 1, 1), y5=2.0, y7=1.0, y10=4.0, y30=3.0)


def of(ticker: str, on: date, *years: float) -> Precedents:
    told = precedents([A, B], ticker, on, years)
    assert isinstance(told, Precedents)
    return told


def test_shares_and_tranches_are_the_largest_of_others() -> None:
    told = of("C", date(2026, 1, 1), 3.0, 10.0)
    np.testing.assert_allclose(told.share, [0.25, 0.4])
    np.testing.assert_allclose(told.largest, [1.0, 4.0])
    assert (told.sales, told.tranches, told.smallest) == (2, 4, 1.0)


def test_a_point_is_kept_where_every_sale_had_it() -> None:
    told = of("C", date(2026, 1, 1), 3.0, 5.0, 10.0, 30.0)
    np.testing.assert_allclose(told.kept, [0.0, 0.2, 0.25, 0.25])


def test_the_borrowers_own_sales_and_later_ones_are_left_out() -> None:
    assert of("A", date(2026, 1, 1), 10.0).share.tolist() == [0.4]
    assert of("C", date(2024, 6, 1), 10.0).share.tolist() == [0.25]


def test_for_a_tenor_nobody_sold_the_nearest_stands_and_is_named() -> None:
    told = of("C", date(2026, 1, 1), 50.0)
    assert told.from_years.tolist() == [30.0]
    assert told.share.tolist() == [0.3]
    assert told.kept.tolist() == [0.0], "what nobody sold is not kept by everybody"


def test_with_nobody_else_there_is_a_problem_and_no_number() -> None:
    told = precedents([A], "A", date(2026, 1, 1), [10.0])
    assert isinstance(told, Problem)
    assert "no sale of another borrower" in told.message


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [(7, 7.33, True), (3, 3.5, True), (40, 50, False), (2, 3, False)],
)
def test_tenors_are_one_within_a_seventh(one: float, other: float, *, near: bool) -> None:
    assert is_near(one, other) is near
    assert is_near(other, one) is near


def test_every_other_large_borrower_kept_ten_and_thirty_years() -> None:
    """In each of 25 sales up to Amazon's, at least a sixth of it or nearly so."""
    told = precedents(cuts(shipped_deals()), "AMZN", date(2025, 11, 17), [5.0, 10.0, 30.0])
    assert isinstance(told, Precedents)
    assert told.sales == 25
    np.testing.assert_allclose(told.kept, [0.0, 0.161, 0.167], atol=0.001)


def test_a_sale_on_the_list_and_in_the_library_counts_once() -> None:
    known = cuts((*shipped_deals(), *shipped_deals()))
    assert len({(each.ticker, each.sold) for each in known}) == len(known)
    assert min(len(each.years) for each in known) >= 4
