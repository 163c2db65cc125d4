"""Effects of a deal from data inputs: signs, order, grades, and the line's end."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bookrunner.deals import shipped_deal
from bookrunner.deals.curves import shipped_curve
from bookrunner.deals.priced import priced
from bookrunner.market.effects import Group, impact
from bookrunner.market.inputs import deal_inputs

if TYPE_CHECKING:
    from bookrunner.market.effects import Impact


@cache
def effects_of(name: str, stress: float = 1.0) -> Impact:
    deal = shipped_deal(name)
    assert deal.pricing_date
    curve = shipped_curve(deal.pricing_date.value)
    assert curve
    inputs = deal_inputs(priced(deal, curve), curve)
    return impact(inputs, np.random.default_rng(1), count=4_000, stress=stress)


def test_data_lower_amazons_ten_year_from_four_basis_points_to_two_and_a_half() -> None:
    """Reference inputs give 4.0; the betas of the holdings are smaller: docs/market.md."""
    ten = effects_of("amzn-2025-11-17").effect("AMZN 2035").first
    assert 1e4 * ten.value == pytest.approx(2.5, abs=0.1)
    assert ten.low < ten.value < ten.high


def test_own_bonds_move_more_than_the_sector_and_the_sector_more_than_the_index() -> None:
    """Of bonds of one tenor; Oracle, with three times the beta, moves as far as Amazon."""
    found = effects_of("amzn-2025-11-17")
    names = ("AMZN 2035", "AI sector", "IG index", "UST 10y")
    moves = [found.effect(name).first.value for name in names]
    assert moves == sorted(moves, reverse=True)


def test_credit_fades_and_rates_stay() -> None:
    found = effects_of("amzn-2025-11-17")
    own, treasury = found.effect("AMZN 2055"), found.effect("UST 30y")
    assert [f.value for f in own.path] == sorted((f.value for f in own.path), reverse=True)
    assert treasury.path[-1].value == pytest.approx(treasury.path[0].value)


def test_bitcoin_and_equities_only_answer() -> None:
    found = effects_of("amzn-2025-11-17")
    assert "Bitcoin" not in found.assets.names
    risk = [each for each in found.effects if each.group.is_return]
    assert [each.name for each in risk] == ["S&P 500", "Bitcoin"]
    assert all(each.first.value < 0 for each in risk)


def test_a_sale_beyond_a_fifth_of_its_segment_says_so() -> None:
    """Amazon's $15bn is 30% of its own debt; Meta's $30bn 104%."""
    told = [p.message for p in effects_of("meta-2025-10-30").problems]
    assert any("104% of META's own bonds" in each for each in told)


def test_stress_moves_everything_further() -> None:
    calm, crisis = (effects_of("amzn-2025-11-17", m) for m in (1.0, 4.0))
    for name in ("AMZN 2035", "ORCL 10y", "IG index", "UST 10y"):
        assert crisis.effect(name).first.value > 3 * calm.effect(name).first.value


def test_every_row_carries_a_grade_and_its_inputs() -> None:
    for each in effects_of("amzn-2025-11-17").effects:
        assert each.group in Group
        assert each.first.grade == each.group.grade
        assert len(each.first.inputs) > 10
