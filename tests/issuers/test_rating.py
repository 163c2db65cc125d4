"""The rating estimate: our thresholds, between them straight lines, and its record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.cited import Problem, Reason
from bookrunner.deals import shipped_deals
from bookrunner.issuers.credit import credit
from bookrunner.issuers.from_library import financials_from_library
from bookrunner.issuers.known import missing
from bookrunner.issuers.rating import (
    ENOUGH,
    SCALE,
    estimate_from,
    highest_leverage,
    rating_estimate,
    record,
)
from bookrunner.issuers.report import rating_record

COVERAGE = st.floats(0.1, 100)
LEVERAGE = st.floats(0.05, 12)
REVENUE = st.floats(1e7, 1e12)


@pytest.mark.parametrize(
    ("measures", "rating"),
    [((30, 0.3, 500e9), "AAA"), ((8, 2.0, 20e9), "A"), ((0.5, 12, 1e7), "CCC")],
)
def test_on_a_threshold_the_estimate_is_its_rating(
    measures: tuple[float, float, float], rating: str
) -> None:
    assert estimate_from(*measures).rating == rating


def test_coverage_alone_would_flatter_oracle() -> None:
    """4.9 times covered is near an A; with four turns of debt it is not."""
    oracle = estimate_from(4.9, 4.25, 59e9)
    assert SCALE[round(oracle.coverage)] in {"A-", "BBB+"}
    assert oracle.notch > oracle.coverage + 0.5
    assert oracle.rating == "BBB"


@given(COVERAGE, LEVERAGE, REVENUE)
def test_more_debt_never_makes_a_better_rating(c: float, debt: float, size: float) -> None:
    before, after = estimate_from(c, debt, size), estimate_from(c, debt * 1.3, size)
    assert after.notch >= before.notch - 1e-12
    assert estimate_from(c * 1.3, debt, size).notch <= before.notch + 1e-12


@given(COVERAGE, LEVERAGE, REVENUE)
def test_headroom_ends_where_the_estimate_falls(c: float, debt: float, size: float) -> None:
    notch = estimate_from(c, debt, size).notch + 0.2
    most = highest_leverage(notch, c, size)
    if 0.5 < most < 9.0:
        assert estimate_from(c, most, size).notch == pytest.approx(notch, abs=1e-6)


def test_what_is_missing_is_said() -> None:
    amazon = credit(financials_from_library("AMZN"), date(2025, 9, 30))
    told = rating_estimate(replace(amazon, interest=missing("interest", "not stated")))
    assert isinstance(told, Problem)
    assert told.message == "no estimate: not stated"


def test_a_hit_rate_of_few_issuers_is_withheld_with_their_number() -> None:
    told = record([("A", "AA", "AA"), ("B", "BBB", "BB")])
    assert told.issuers == 2
    assert isinstance(told.within_one, Problem)
    assert told.within_one.reason is Reason.UNSUPPORTED
    assert "2 issuers" in told.within_one.message


def test_a_hit_rate_of_enough_issuers_counts_one_notch_as_a_hit() -> None:
    hits = [("A", "AA", "AA-")] * (ENOUGH - 5)
    misses = [("B", "AA", "A+")] * 5
    told = record([*hits, *misses, ("C", "AA", "NR")])
    assert told.issuers == ENOUGH
    assert told.within_one == pytest.approx(1 - 5 / ENOUGH)


def test_the_record_on_the_issuers_that_ship_is_reported_and_withheld() -> None:
    told = rating_record(("AMZN", "GOOGL", "META", "MSFT", "ORCL"), shipped_deals())
    assert told.pairs == (
        ("AMZN", "AA+", "AA"),
        ("GOOGL", "AAA", "AA+"),
        ("META", "AAA", "AA-"),
    )
    assert isinstance(told.within_one, Problem)
