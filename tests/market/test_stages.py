"""The sale as it unfolds: Amazon's figures, contradictions, and what is typed in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bookrunner.cited import Reason, Reported, grade
from bookrunner.errors import MisuseError, UnreadableError
from bookrunner.library import StageFacts, stages
from bookrunner.market.stages import unfolding
from bookrunner.market.typed_stages import as_facts, typed
from bookrunner.units import Money

AMAZON = "amzn-2025-11-17"
TALK = {
    "stage": "talk",
    "quantity": "spread",
    "value": "+115 bp",
    "tranche": "longest",
    "source": "IFR",
    "on": "2025-11-17",
    "status": "initial",
}


def told(stage: str, quantity: str, value: Any, tranche: str = "") -> StageFacts:
    figure = Reported(value, "a newspaper", date(2025, 11, 17), "B")
    return StageFacts(
        deal_id="x", stage=stage, quantity=quantity, tranche=tranche, figure=figure
    )


def dollars(amount: float) -> Money:
    return Money(Decimal(amount), "USD")


def test_amazon_tightened_by_thirty_and_lost_half_its_book() -> None:
    """Talk +115 to +85; book $80bn on $15bn, 5.3 times, half gone; $12bn to $15bn."""
    found = unfolding(AMAZON, stages(AMAZON))
    assert found.tightening["longest"].value == Decimal("0.0030")
    assert found.cover_at_peak
    assert found.cover_at_peak.value == pytest.approx(Decimal(80) / 15)
    assert found.cover_at_end
    assert found.cover_at_end.value == pytest.approx(Decimal(40) / 15)
    assert found.attrition
    assert found.attrition.value == Decimal("0.5")
    assert found.upsizing
    assert found.upsizing.value == Decimal("0.25")
    assert grade(found.cover_at_peak) == "B"
    assert not found.problems


def test_what_nobody_told_is_not_known() -> None:
    found = unfolding("x", [told("final", "size", dollars(1e9))])
    assert found.cover_at_peak is None
    assert found.attrition is None
    assert found.upsizing is None
    assert found.tightening == {}


def test_attrition_follows_from_two_books() -> None:
    books = [
        told("peak", "order_book", dollars(100e9)),
        told("final", "order_book", dollars(60e9)),
        told("final", "size", dollars(20e9)),
    ]
    found = unfolding("x", books)
    assert found.attrition
    assert float(found.attrition.value) == pytest.approx(0.4)
    assert found.cover_at_end
    assert found.cover_at_end.value == 3


def test_two_sources_that_differ_give_no_move_but_a_problem() -> None:
    twice = [
        told("talk", "spread", Decimal("0.0115"), "longest"),
        told("talk", "spread", Decimal("0.0120"), "longest"),
        told("final", "spread", Decimal("0.0085"), "longest"),
    ]
    found = unfolding("x", twice)
    assert found.tightening == {}
    assert [p.reason for p in found.problems] == [Reason.CONFLICT]
    assert "0.0115 and 0.0120" in found.problems[0].message


def test_a_book_in_another_currency_covers_nothing() -> None:
    mixed = [
        told("peak", "order_book", Money(Decimal(30), "GBP")),
        told("final", "size", dollars(10)),
    ]
    assert unfolding("x", mixed).cover_at_peak is None


def test_what_is_typed_is_of_grade_c_and_keeps_its_words() -> None:
    cells = typed(AMAZON, TALK)
    key = (AMAZON, "talk", "spread", "longest")
    fact = as_facts(key, cells["value"], cells["unit"], ("IFR", cells["as_of"], "initial"))
    assert fact.figure.value == Decimal("0.0115")
    assert fact.figure.grade == "C"
    assert fact.figure.note == "initial"


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ({"quantity": "order_book", "value": "$80bn"}, Decimal(80_000_000_000), "USD"),
        ({"quantity": "size", "value": "$15,000,000,000"}, Decimal(15_000_000_000), "USD"),
        ({"quantity": "attrition", "value": "50%"}, Decimal("0.50"), "ratio"),
    ],
)
def test_each_quantity_has_its_unit(
    words: dict[str, str], value: Decimal, unit: str
) -> None:
    cells = typed(AMAZON, TALK | words)
    assert (cells["value"], cells["unit"]) == (value, unit)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ({"stage": "rumour"}, MisuseError),
        ({"quantity": "mood"}, MisuseError),
        ({"source": ""}, MisuseError),
        ({"on": ""}, MisuseError),
        ({"value": "115"}, None),
        ({"value": "wide"}, UnreadableError),
        ({"value": "9000 bp"}, UnreadableError),
        ({"quantity": "attrition", "value": "150%"}, UnreadableError),
        ({"on": "yesterday"}, UnreadableError),
    ],
)
def test_what_cannot_be_meant_is_refused(
    words: dict[str, str], error: type[Exception] | None
) -> None:
    if error is None:
        assert typed(AMAZON, TALK | words)["value"] == Decimal("0.0115")
        return
    with pytest.raises(error):
        typed(AMAZON, TALK | words)
