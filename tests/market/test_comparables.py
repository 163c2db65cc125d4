"""Comparables: Amazon's 2055 notes, distances, and nothing to choose from."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from bookrunner.deals import shipped_deals
from bookrunner.deals.curves import shipped_curve
from bookrunner.deals.priced import priced
from bookrunner.errors import MisuseError
from bookrunner.market.comparables import (
    candidates,
    comparables,
    distance,
    middle_notch,
)

if TYPE_CHECKING:
    from bookrunner.market.comparables import (
        Candidate,
    )


@cache
def shipped() -> tuple[Candidate, ...]:
    deals = [
        priced(d, shipped_curve(d.pricing_date.value) if d.pricing_date else None)
        for d in shipped_deals()
    ]
    return tuple(candidates(deals))


def amazon(due: str) -> Candidate:
    return next(
        c for c in shipped() if c.deal == "amzn-2025-11-17" and c.title.endswith(due)
    )


def test_amazons_2055_notes_stand_beside_thirty_year_bonds_of_hyperscalers() -> None:
    found = comparables(amazon("2055"), shipped())
    assert len(found) == 5
    for each in found:
        assert 20 <= each.candidate.years <= 45
        assert each.candidate.currency == "USD"
        assert each.reasons
    nearest = {each.candidate.title for each in found}
    assert "5.450% Notes due 2055" in nearest  # Alphabet's, sold two weeks before


def test_a_bond_is_no_distance_from_itself() -> None:
    one = amazon("2055")
    assert distance(one, one) == pytest.approx(0.0)


def test_distance_grows_with_every_difference() -> None:
    one = amazon("2055")
    base = distance(one, one)
    for other in (
        replace(one, years=5.0),
        replace(one, notch=12),
        replace(one, month=one.month + 24),
        replace(one, face=one.face / 10),
        replace(one, ticker="WULF"),
        replace(one, currency="EUR"),
        replace(one, spread=None),
    ):
        assert distance(one, other) > base


def test_bonds_of_the_same_sale_are_no_comparables() -> None:
    assert all(
        each.candidate.deal != "amzn-2025-11-17"
        for each in comparables(amazon("2055"), shipped(), 50)
    )
    with pytest.raises(MisuseError, match="other sales"):
        comparables(amazon("2055"), [amazon("2035")])


@pytest.mark.parametrize(
    ("ratings", "place"),
    [
        (["Aaa"], 1),
        (["A1", "AA", "AA-"], 4),
        (["Baa2", "BBB"], 9),
        ([], None),
        (["NR"], None),
    ],
)
def test_the_middle_rating_is_the_place(ratings: list[str], place: int | None) -> None:
    assert middle_notch(ratings) == place
