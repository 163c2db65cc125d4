"""How a year may arrive: unbiased, as wide as its sales are large, and never negative."""

from __future__ import annotations

import numpy as np
import pytest

from bookrunner.errors import MisuseError
from bookrunner.market.scenarios import fan

SIZES = np.array([5e9, 10e9, 15e9, 20e9, 30e9])


def test_the_middle_of_the_fan_is_the_forecast() -> None:
    drawn = fan("x", 400e9, SIZES, np.random.default_rng(1), count=20_000)
    assert drawn.months[-1].value == pytest.approx(400e9, rel=0.02)
    assert drawn.months[5].value == pytest.approx(200e9, rel=0.03)


def test_few_large_sales_make_a_wider_fan_than_many_small_ones() -> None:
    large, small = (
        fan("x", 400e9, sizes, np.random.default_rng(1)).months[-1]
        for sizes in (SIZES, SIZES / 10)
    )
    assert large.high - large.low > 2.5 * (small.high - small.low)


def test_supply_only_accumulates() -> None:
    drawn = fan("x", 100e9, SIZES, np.random.default_rng(1))
    values = [month.value for month in drawn.months]
    assert values == sorted(values)
    assert all(month.low >= 0 for month in drawn.months)


def test_the_interval_is_that_of_a_compound_poisson_sum() -> None:
    """A slow second opinion: year by year with a loop."""
    rng = np.random.default_rng(3)
    sums = [
        rng.choice(SIZES, rng.poisson(400e9 / SIZES.mean())).sum() for _ in range(6_000)
    ]
    drawn = fan("x", 400e9, SIZES, np.random.default_rng(1), count=20_000).months[-1]
    assert [drawn.low, drawn.high] == pytest.approx(
        np.quantile(sums, [0.05, 0.95]), rel=0.03
    )


@pytest.mark.parametrize(
    ("a_year", "sizes"), [(100e9, SIZES[:3]), (0.0, SIZES), (100e9, SIZES * 0)]
)
def test_what_makes_no_fan_is_refused(
    a_year: float, sizes: np.typing.NDArray[np.float64]
) -> None:
    with pytest.raises(MisuseError):
        fan("x", a_year, sizes, np.random.default_rng(1))
