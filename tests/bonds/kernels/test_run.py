"""One source: a loop gives the same compiled as it stands, and only large ones compile."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bookrunner.bonds import (
    Convention,
    accrued,
    clean_price_from_yield,
    fixed_rate_bonds,
    risk,
    yield_from_clean_price,
)
from bookrunner.bonds.kernels.run import WORTH_COMPILING, fill, run

if TYPE_CHECKING:
    from bookrunner.bonds import Bonds
    from bookrunner.bonds.kernels.run import Table
    from bookrunner.units import Dates

SMALL = """
import numpy as np, sys
from bookrunner.bonds import fixed_rate_bonds, risk, yield_from_clean_price
notes = fixed_rate_bonds(0.05, np.full(100, np.datetime64("2031-05-15")))
rates = yield_from_clean_price(notes, "2026-11-24", 99.0)
risk(notes, "2026-11-24", rates)
print(sorted({"numba", "scipy", "pandas", "pyarrow"} & set(sys.modules)))
"""


def squares(columns: Table, results: Table) -> None:
    for i in range(len(results[0])):
        results[0][i] = columns[0][i] * columns[1][i]


def running(values: list[float], totals: list[float]) -> None:
    total = 0.0
    for i in range(len(values)):
        total += values[i]
        totals[i] = total


def test_columns_broadcast_and_keep_their_shape() -> None:
    down, across = np.arange(3.0)[:, None], np.arange(4.0)
    np.testing.assert_array_equal(run(squares, (down, across), 1)[0], down * across)
    assert run(squares, (2.0, 3.0), 1)[0] == 6.0


def test_past_the_threshold_the_loop_is_compiled_and_gives_the_same() -> None:
    values = np.random.default_rng(1).normal(size=WORTH_COMPILING + 5_000)
    np.testing.assert_array_equal(run(squares, (values, values), 1)[0], values * values)
    plain, compiled = np.empty_like(values), np.empty_like(values)
    fill(running, (values,), (plain,), size=1)
    fill(running, (values,), (compiled,), size=len(values), to_the_bit=True)
    np.testing.assert_array_equal(plain, compiled)


def test_no_rows_give_no_rows() -> None:
    assert run(squares, (np.empty(0), np.empty(0)), 1)[0].shape == (0,)


def test_a_small_batch_never_pays_for_compiling() -> None:
    seen = subprocess.run(
        [sys.executable, "-c", SMALL], capture_output=True, text=True, check=False
    )
    assert seen.stdout.strip() == "[]", seen.stderr


def motley(size: int) -> tuple[Bonds, Dates]:
    """Every day count and frequency, odd first coupons, month ends, the dead and unborn."""
    rng = np.random.default_rng(5)
    due = np.datetime64("2026-06-01") + rng.integers(0, 365 * 40, size)
    ends = (due.astype("M8[M]") + 1).astype("M8[D]") - 1
    due = np.where(rng.random(size) < 0.2, ends, due)
    due[rng.random(size) < 0.02] = np.datetime64("NaT")
    dated = np.datetime64("2024-01-01") + rng.integers(0, 365 * 3, size)
    dated = np.where(rng.random(size) < 0.4, np.datetime64("NaT"), dated)
    bonds = fixed_rate_bonds(
        np.where(rng.random(size) < 0.1, 0.0, rng.uniform(0, 0.12, size)),
        due,
        dated=dated,
        frequency=rng.choice([1, 2, 3, 4, 6, 12], size),
        day_count=rng.integers(0, 8, size),
    )
    return bonds, np.datetime64("2026-11-24") + rng.integers(-30, 30, size)


@pytest.mark.parametrize("convention", Convention)
def test_bonds_of_every_kind_compiled_are_bonds_as_they_stand(
    convention: Convention,
) -> None:
    size = 3 * WORTH_COMPILING
    bonds, on = motley(size)
    prices = np.random.default_rng(6).uniform(5, 180, size)
    prices[::50] = [0.0, -3.0, np.nan, 10_000.0, np.inf] * (size // 250)
    many = figures(bonds, on, prices, convention)
    for start in range(0, size, 500):
        rows = np.arange(start, start + 500)
        few = figures(bonds[rows], on[rows], prices[rows], convention)
        np.testing.assert_array_equal(np.isnan(many[:, rows]), np.isnan(few))
        # A loss of nearly everything, or five times the price, has fewer digits to share.
        sane = np.isnan(few[1]) | ((few[1] > -0.9) & (few[1] < 5))
        np.testing.assert_allclose(
            many[:, rows[sane]], few[:, sane], rtol=1e-11, atol=1e-11
        )


def figures(bonds: Bonds, on: Dates, prices: np.ndarray, how: Convention) -> np.ndarray:
    rates = yield_from_clean_price(bonds, on, prices, convention=how)
    again = clean_price_from_yield(bonds, on, rates, convention=how)
    return np.array(
        [accrued(bonds, on), rates, again, *risk(bonds, on, rates, convention=how)]
    )
