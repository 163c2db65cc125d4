"""Headings: the names files use, the units in them, and no choosing between two."""

from __future__ import annotations

from typing import Literal

import pytest

from bookrunner.bonds.pricing.headings import (
    HEADINGS,
    Column,
    columns_by_figure,
    the_column,
)
from bookrunner.errors import MisuseError


@pytest.mark.parametrize(
    ("name", "figure", "scale"),
    [
        ("Coupon (%)", "coupon", "percent"),
        ("coupon_pct", "coupon", "percent"),
        ("CPN", "coupon", None),
        ("coupon_rate", "coupon", None),
        ("Coupon Decimal", "coupon", "decimal"),
        ("Maturity", "maturity", None),
        ("maturity_date", "maturity", None),
        ("Price", "clean_price", None),
        ("price_clean", "clean_price", None),
        ("PX_LAST", "clean_price", None),
        ("YTM (%)", "yield_to_maturity", "percent"),
        ("settle_inferred", "settlement", None),
        ("asof_inferred", "pricing_day", None),
        ("Accrual Date", "dated", None),
        ("coupon_frequency", "frequency", None),
        ("Currency", "currency", None),
        ("Coupon (% p.a.)", "coupon", "percent"),
        ("Coupon, %", "coupon", "percent"),
        ("Mkt Price", "clean_price", None),
        ("Price (USD)", "clean_price", None),
        ("Clean Price (% of par)", "clean_price", None),
        ("Maturity (DD/MM/YYYY)", "maturity", None),
        ("Kupon (%)", "coupon", "percent"),
        ("Fälligkeit", "maturity", None),
        ("Next Reset Date", "reset_date", None),
        ("CPN_TYP", "coupon_type", None),
    ],
)
def test_a_heading_is_known_however_it_is_written(
    name: str, figure: str, scale: Literal["percent", "decimal"] | None
) -> None:
    assert columns_by_figure([name]) == {figure: [Column(name, scale)]}


@pytest.mark.parametrize(
    "name",
    ["Market Value", "Real Duration", "YTC (%)", "Price (dirty)", "Effective Date", "%"],
)
def test_other_headings_travel_along_unread(name: str) -> None:
    assert columns_by_figure([name]) == {}


def test_the_currency_of_the_market_counts_where_there_is_no_currency() -> None:
    both = columns_by_figure(["Market Currency", "Currency"])
    assert both == {"currency": [Column("Currency")]}
    assert columns_by_figure(["Market Currency"]) == {
        "currency": [Column("Market Currency")]
    }


def test_no_name_stands_for_two_figures() -> None:
    names = [(name, h.figure) for h in HEADINGS for name in (h.figure, *h.also, *h.failing)]
    assert len({name.replace("_", "") for name, _ in names}) == len(names)


def test_two_columns_for_one_figure_are_refused_until_the_user_says_which() -> None:
    names = ["coupon", "cpn", "maturity"]
    with pytest.raises(MisuseError, match="'coupon' and 'cpn'; say which: coupon=NAME"):
        the_column(columns_by_figure(names), "coupon")
    told = columns_by_figure(names, {"coupon": "cpn"})
    assert the_column(told, "coupon") == Column("cpn")


def test_a_column_the_user_gives_to_one_figure_is_not_read_as_another() -> None:
    found = columns_by_figure(["Price", "Last"], {"yield_to_maturity": "Price"})
    assert set(found) == {"yield_to_maturity"}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"cupon": "a"}, "expected one of coupon"),
        ({"coupon": "b"}, "expected a column 'b' for coupon"),
    ],
)
def test_naming_what_is_not_there_is_refused(told: dict[str, str], words: str) -> None:
    with pytest.raises(MisuseError, match=words):
        columns_by_figure(["a"], told)
