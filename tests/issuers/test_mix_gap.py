"""The four real deals: what explains how each was cut."""

from __future__ import annotations

from functools import cache

import pytest

from bookrunner.cited import Problem
from bookrunner.deals import shipped_deal, shipped_deals
from bookrunner.issuers.mix_gap import Borrower, Gap, gap_to_choice, record_of

CASH_FLOWS = {
    "amzn-2025-11-17": 130.7,
    "meta-2025-10-30": 107.6,
    "goog-2025-11-03-usd": 151.4,
    "orcl-2025-09-24": 20.8,
}


@cache
def gap(deal_id: str) -> Gap:
    deal = shipped_deal(deal_id)
    assert deal.pricing_date is not None
    record = record_of(shipped_deals(), deal.pricing_date.value)
    told = gap_to_choice(
        deal, Borrower(owed={}, cash_flow=CASH_FLOWS[deal_id], record=record)
    )
    assert isinstance(told, Gap)
    return told


@pytest.mark.parametrize("deal_id", list(CASH_FLOWS))
def test_named_limits_and_what_is_left_make_up_the_interest_paid(deal_id: str) -> None:
    told = gap(deal_id)
    added = sum(s.value for s in told.steps.values() if not isinstance(s, Problem))
    assert added + told.unexplained.value == pytest.approx(told.chosen_interest.value)
    assert sum(told.best) == pytest.approx(sum(told.chosen))
    assert told.regret.value >= -1e-9, "no choice is cheaper than the best"


def test_amazon_is_explained_to_two_per_cent_of_its_interest() -> None:
    told = gap("amzn-2025-11-17")
    assert told.chosen_interest.value * 1e3 == pytest.approx(710.5, abs=0.1)
    assert abs(told.unexplained.value) < 0.02 * told.chosen_interest.value
    assert told.implied_charge.value == pytest.approx(0.015)


def test_meta_set_the_record_at_every_tenor_it_sold() -> None:
    told = gap("meta-2025-10-30")
    assert told.own_records == 6
    assert told.chosen == told.best, "demand alone explains it, by its own measure"


def test_oracles_maturities_break_a_ladder_of_a_tenth_of_its_cash_flow() -> None:
    step = gap("orcl-2025-09-24").steps["the ladder has room"]
    assert isinstance(step, Problem)
    assert "no split keeps the limit" in step.message


def test_a_deal_without_costs_has_no_gap() -> None:
    deal = shipped_deal("amzn-2026-05-12-chf") if _ships("amzn-2026-05-12-chf") else None
    bare = deal or shipped_deal("amzn-2026-03-10")
    told = gap_to_choice(bare, Borrower(owed={}, cash_flow=1.0, record=()))
    assert isinstance(told, Problem)


def _ships(deal_id: str) -> bool:
    return any(deal.deal_id == deal_id for deal in shipped_deals())
