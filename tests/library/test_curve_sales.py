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
    return float(sum(face.value.amount for face in sale.faces.values())) / 1e9


def test_tranches_make_up_the_sales_that_the_press_wrote_of() -> None:
    told = {(sale.ticker, sale.sold.year): total(sale) for sale in curve_sales()}
    assert {key: told[key] for key in TOTALS} == TOTALS


@pytest.mark.parametrize("sale", curve_sales(), ids=lambda s: f"{s.ticker}-{s.sold}")
def test_a_sale_over_the_curve_has_four_tenors_and_four_billion(sale: CurveSale) -> None:
    assert len(sale.faces) >= 4
    assert total(sale) >= 4.0
    assert all(1 <= due - sale.sold.year <= 41 for due in sale.faces)
    assert {face.grade for face in sale.faces.values()} == {"A"}


def test_sales_are_in_order_and_each_is_told_once() -> None:
    days = [sale.sold for sale in curve_sales()]
    assert days == sorted(days)
    assert len({(sale.ticker, sale.sold) for sale in curve_sales()}) == len(days)
