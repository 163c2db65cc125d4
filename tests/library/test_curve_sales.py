"""How others cut their sales: complete, sized, and of a day before they were due."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bookrunner.library import curve_sales

if TYPE_CHECKING:
    from bookrunner.library import CurveSale

TOTALS = {
    ("VZ", 2021): 23.5,  # of $25bn: two tranches float
    ("CVS", 2018): 38.0,  # of $40bn: two tranches float
    ("PFE", 2023): 31.0,
    ("AMGN", 2023): 24.0,
    ("MSFT", 2016): 19.75,
    ("AMZN", 2021): 18.5,
}


def total(sale: CurveSale) -> float:
    return float(sum(each.face.value.amount for each in sale.tranches)) / 1e9


def test_tranches_make_up_the_sales_that_the_press_wrote_of() -> None:
    told = {(sale.ticker, sale.sold.year): total(sale) for sale in curve_sales()}
    assert {key: told[key] for key in TOTALS} == TOTALS


@pytest.mark.parametrize("sale", curve_sales(), ids=lambda s: f"{s.ticker}-{s.sold}")
def test_a_sale_over_the_curve_has_four_tenors_and_four_billion(sale: CurveSale) -> None:
    assert len(sale.tranches) >= 4
    assert total(sale) >= 4.0
    assert all(
        1 <= due - sale.sold.year <= 41 for due in (each.due for each in sale.tranches)
    )
    assert {each.face.grade for each in sale.tranches} == {"A"}


def test_sales_are_in_order_and_each_is_told_once() -> None:
    days = [sale.sold for sale in curve_sales()]
    assert days == sorted(days)
    assert len({(sale.ticker, sale.sold) for sale in curve_sales()}) == len(days)


def test_a_maturity_lies_in_the_year_it_is_listed_under() -> None:
    dated = [each for sale in curve_sales() for each in sale.tranches if each.maturity]
    assert len(dated) > 20
    assert all(each.maturity.value.year == each.due for each in dated if each.maturity)
    assert all(each.coupon for each in dated), "terms are told together or not at all"
