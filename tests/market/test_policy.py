"""Taylor's rule: the published case, and its slopes."""

from __future__ import annotations

import pytest

from bookrunner.market.policy import gap_for, taylor_rate


def test_at_target_with_no_gap_the_rate_is_four_percent() -> None:
    """Taylor 1993: two percent real and two percent inflation."""
    assert taylor_rate(0.02, 0.0, 0.02) == pytest.approx(0.04)


def test_inflation_is_answered_more_than_one_for_one() -> None:
    assert taylor_rate(0.03, 0.0, 0.02) - taylor_rate(0.02, 0.0, 0.02) == pytest.approx(
        0.015
    )


def test_the_gap_a_move_needs_moves_the_rule_by_it() -> None:
    moved = taylor_rate(0.02, gap_for(25.0), 0.02) - taylor_rate(0.02, 0.0, 0.02)
    assert moved == pytest.approx(25e-4)
