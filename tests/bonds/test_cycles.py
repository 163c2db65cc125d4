"""Bonds by the days they are paid on: every bond once, its dates those of its payments."""

from __future__ import annotations

import numpy as np
import pytest

from bookrunner.bonds import cash_flows, fixed_rate_bonds
from bookrunner.bonds.calendar import day_numbers
from bookrunner.bonds.cycles import cycles
from bookrunner.bonds.payments import payments

SETTLED = "2026-11-24"


def test_bonds_of_one_cycle_stand_together_the_longest_first() -> None:
    due = np.array(["2028-02-15", "2031-05-01", "2036-08-15", "2029-11-01"], "M8[D]")
    on = cycles(fixed_rate_bonds(0.05, due), SETTLED)
    assert on.order.tolist() == [2, 0, 1, 3]  # paid in February before May
    assert on.bonds.tolist() == [0, 2, 4]
    assert on.widest == 2


def motley(size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    due = np.datetime64("2026-06-01") + rng.integers(0, 365 * 30, size)
    return due, rng.uniform(0, 0.09, size), rng.choice([1, 2, 4, 12], size)


@pytest.mark.parametrize("size", [60, 3_000])
def test_the_dates_of_a_cycle_are_those_its_bonds_pay_on(size: int) -> None:
    due, coupon, often = motley(size)
    bonds = fixed_rate_bonds(coupon, due, frequency=often)
    on, flows = cycles(bonds, SETTLED), cash_flows(bonds, SETTLED)
    settled = int(day_numbers(SETTLED))
    for cycle in range(len(on.bonds) - 1):
        dates = on.days[on.dates[cycle] : on.dates[cycle + 1]]
        for place in range(on.bonds[cycle], on.bonds[cycle + 1]):
            bond = on.order[place]
            paid = flows.days[flows.offsets[bond] : flows.offsets[bond + 1]] - settled
            np.testing.assert_array_equal(dates[: on.count[place]], paid)


@pytest.mark.parametrize("size", [60, 3_000])
def test_what_is_put_in_order_comes_back_as_it_was(size: int) -> None:
    due, coupon, often = motley(size)
    bonds = fixed_rate_bonds(coupon, due, frequency=often)
    on, left = cycles(bonds, SETTLED), payments(bonds, SETTLED)
    assert sorted(on.order.tolist()) == list(range(size))
    np.testing.assert_array_equal(on.restored(on.placed(coupon)), coupon)
    np.testing.assert_array_equal(on.restored(on.accrued), left.accrued)
    dead = np.isnan(left.first)
    assert dead.any()
    np.testing.assert_array_equal(on.restored(on.count), np.where(dead, 0, left.count))


def test_days_of_settlement_part_cycles() -> None:
    notes = fixed_rate_bonds(0.05, np.array(["2030-05-15"] * 3, "M8[D]"))
    days = np.array(["2026-11-24", "2026-11-25", "2026-11-24"], "M8[D]")
    on = cycles(notes, days)
    assert on.bonds.tolist() == [0, 2, 3]
    assert (on.days[0] - on.days[on.dates[1]]) == 1


def test_no_bonds_are_on_no_cycle() -> None:
    on = cycles(fixed_rate_bonds(0.05, np.array([], "M8[D]")), SETTLED)
    assert on.bonds.tolist() == [0]
    assert on.widest == 0
