"""Rows of bonds: sums as a plain loop has them, and gaps that stay where they are."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.bonds.rows import ranked, running_sums

AMOUNTS = st.lists(st.floats(-100, 100) | st.just(float("nan")), max_size=5)


@given(st.lists(AMOUNTS, min_size=1, max_size=6))
def test_sums_run_within_each_bond_and_a_gap_is_its_own_bonds(
    bonds: list[list[float]],
) -> None:
    offsets = np.concatenate(([0], np.cumsum([len(each) for each in bonds])))
    bond = np.repeat(np.arange(len(bonds)), [len(each) for each in bonds])
    each = np.array([amount for amounts in bonds for amount in amounts], dtype=float)
    slow = [
        np.cumsum(amounts) if np.isfinite(amounts).all() else np.full(len(amounts), np.nan)
        for amounts in bonds
    ]
    found = running_sums(offsets, bond, each)
    np.testing.assert_allclose(found, np.concatenate(slow), atol=1e-10)


def test_ranks_rise_with_the_bond_before_the_day() -> None:
    bond, days = np.array([1, 0, 0, 1]), np.array([-5, 90_000, -90_000, 7])
    assert ranked(bond, days).argsort().tolist() == [2, 1, 0, 3]
