"""Scales: percent or decimal, told, said or seen, and never both in one column."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.bonds.pricing.scales import scale_of
from bookrunner.errors import MisuseError

COUPONS = st.lists(st.integers(1, 120).map(lambda eighths: eighths / 8), min_size=1)


@given(COUPONS)
def test_coupons_in_percent_and_in_decimals_are_told_apart(coupons: list[float]) -> None:
    column = np.array([*coupons, 4.0, 5.0, 6.0])  # a real column has an ordinary middle
    column = np.concatenate([column, column * 0 + np.median(column)])
    percent = scale_of("coupon", column, told=None, said=None)
    decimal = scale_of("coupon", column / 100, told=None, said=None)
    assert (percent.name, decimal.name) == ("percent", "decimal")
    np.testing.assert_allclose(column * percent.factor, column / 100 * decimal.factor)


@pytest.mark.parametrize(
    ("figure", "column", "name"),
    [
        ("coupon", [5.25, 4.875], "percent"),
        ("coupon", [0.0525, 0.04875, 0.0], "decimal"),
        ("coupon", [0.625, 0.75], "percent"),
        ("coupon", [0.0, 0.0], "percent"),
        ("yield_to_maturity", [-0.4, -0.5], "percent"),
        ("yield_to_maturity", [-0.004, 0.001], "decimal"),
        ("clean_price", [99.5, 101.0, 23.0], "per 100"),
        ("clean_price", [0.995, 1.01, 0.23], "fraction"),
        ("clean_price", [-5.0, 0.0, 10_000.0], "per 100"),
        ("clean_price", [np.nan], "per 100"),
    ],
)
def test_the_middle_of_a_column_shows_its_scale(
    figure: str, column: list[float], name: str
) -> None:
    assert scale_of(figure, np.array(column), told=None, said=None).name == name


def test_the_user_goes_before_the_heading_and_the_heading_before_the_values() -> None:
    decimals = np.array([0.05, 0.06])
    said = scale_of("coupon", decimals, told=None, said="percent")
    told = scale_of("coupon", decimals, told="decimal", said="percent")
    assert (said.name, said.known) == ("percent", "said by its heading")
    assert (told.name, told.known) == ("decimal", "told")


@pytest.mark.parametrize(
    ("column", "suspect"),
    [
        ([5.25, 4.0, 0.0525], [False, False, True]),
        ([0.0525, 0.04, 5.25], [False, False, True]),
        ([5.25, 0.0, 0.125, np.nan], [False, False, False, False]),
    ],
)
def test_the_odd_ones_in_a_mixed_column_are_suspect(
    column: list[float], suspect: list[bool]
) -> None:
    numbers = np.array(column)
    scale = scale_of("coupon", numbers, told=None, said=None)
    assert scale.suspect(numbers).tolist() == suspect


def test_nothing_is_suspect_where_the_user_told_the_scale() -> None:
    scale = scale_of("coupon", np.array([0.05]), told="percent", said=None)
    assert not scale.suspect(np.array([0.05, 5.0])).any()


def test_a_scale_the_figure_does_not_have_is_refused() -> None:
    with pytest.raises(MisuseError, match="expected coupon in percent or decimal"):
        scale_of("coupon", np.array([5.0]), told="bps", said=None)
