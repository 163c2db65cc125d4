"""A deal worked out: Amazon's sale of 17 November 2025, and what is left open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bookrunner.cited import Assumed, Status, status
from bookrunner.deals import Kind
from bookrunner.deals.priced import priced
from bookrunner.deals.terms import terms
from examples.amazon import CURVE, amazon, filed

if TYPE_CHECKING:
    from bookrunner.cited import Figure


def rounded(figures: list[Figure[float] | None], scale: float, digits: int) -> list[float]:
    return [round(float(each.value) * scale, digits) for each in figures if each]


def test_yields_follow_from_prices_to_three_decimals() -> None:
    bare = [replace(each, yield_to_maturity=None) for each in amazon().tranches]
    deal = priced(replace(amazon(), tranches=tuple(bare)), CURVE)
    found = rounded([each.yield_to_maturity for each in deal.tranches], 100, 3)
    assert found == [3.908, 4.124, 4.375, 4.681, 5.483, 5.583]


def test_risk_and_spreads_are_those_worked_out_by_hand() -> None:
    deal = priced(amazon(), CURVE)
    durations = rounded([each.modified_duration for each in deal.tranches], 1, 2)
    spreads = rounded([each.g_spread for each in deal.tranches], 1e4, 0)
    all_in = rounded([each.all_in_yield for each in deal.tranches], 100, 3)
    assert durations == [2.81, 4.48, 6.22, 7.92, 14.66, 15.95]
    assert spreads == [31, 40, 45, 55, 75, 85]
    assert all_in == [3.944, 4.151, 4.399, 4.706, 5.511, 5.608]


def test_money_is_exact_to_the_dollar() -> None:
    deal = priced(amazon(), CURVE)
    assert deal.proceeds is not None
    assert deal.fees is not None
    assert deal.first_year_interest is not None
    assert deal.proceeds.value.amount == 14_926_190_000
    assert deal.fees.value.amount == 34_750_000
    assert deal.first_year_interest.value.amount == Decimal(702500000)


def test_the_deal_is_as_long_as_sixteen_billion_of_ten_year_treasuries() -> None:
    deal = priced(amazon(), CURVE)
    assert deal.ten_year_equivalents is not None
    assert deal.dollar_dv01 is not None
    assert float(deal.ten_year_equivalents.value.amount) == pytest.approx(16.08e9, rel=1e-3)
    assert float(deal.dollar_dv01.value.amount) == pytest.approx(13.06e6, rel=1e-3)


def test_what_was_computed_from_filed_figures_and_rules_is_computed() -> None:
    tranche = priced(amazon(), CURVE).tranches[5]
    assert tranche.yield_to_maturity is not None
    assert status(tranche.yield_to_maturity) is Status.COMPUTED


def test_a_first_coupon_nobody_states_is_assumed_and_taints_what_rests_on_it() -> None:
    bare = tuple(replace(each, first_coupon=None) for each in amazon().tranches)
    deal = replace(amazon(), tranches=bare)
    inferred = [each.first_coupon for each in terms(deal).conventions]
    assert all(isinstance(each, Assumed) for each in inferred)
    assert [f"{each.value:%Y-%m-%d}" for each in inferred][2] == "2026-03-20"
    worked_out = priced(deal, CURVE).tranches[5]
    assert worked_out.modified_duration is not None
    assert status(worked_out.modified_duration) is Status.ASSUMED


def test_a_floater_has_a_size_but_no_yield_and_says_why() -> None:
    floater = replace(amazon().tranches[0], kind=filed(Kind.FLOATING), coupon=None)
    deal = replace(amazon(), tranches=(floater, *amazon().tranches[1:]))
    first = priced(deal, CURVE).tranches[0]
    assert first.modified_duration is None
    assert "floating" in first.why["yield_to_maturity"]
    assert first.fee is not None


def test_a_sum_of_some_is_no_total() -> None:
    first = replace(amazon().tranches[0], gross_spread=None)
    deal = priced(replace(amazon(), tranches=(first, *amazon().tranches[1:])), CURVE)
    assert deal.fees is None
    assert "mislead" in deal.why["fees"]
    assert deal.total_face is not None


def test_without_a_curve_there_is_no_spread_and_the_reason_is_given() -> None:
    tranche = priced(amazon(), None).tranches[0]
    assert tranche.g_spread is None
    assert "curve" in tranche.why["g_spread"]
    assert tranche.modified_duration is not None


def test_a_deal_without_settlement_is_not_priced() -> None:
    deal = priced(replace(amazon(), settlement_date=None), CURVE)
    assert all(each.accrued is None for each in deal.tranches)
    assert "settlement date" in deal.tranches[0].why["yield_to_maturity"]


def test_a_first_period_under_a_month_joins_the_next_unless_it_is_stated() -> None:
    """Meta, May 2023: settled 3 May, due 15 May 2028, 4.600 % at 99.976 yields 4.605 %."""
    meta = replace(
        amazon().tranches[0],
        coupon=filed(Decimal("0.04600")),
        maturity=filed(date(2028, 5, 15)),
        price=filed(Decimal("99.976")),
        yield_to_maturity=None,
        first_coupon=None,
    )
    deal = replace(amazon(), settlement_date=filed(date(2023, 5, 3)), tranches=(meta,))
    (how,) = terms(deal).conventions
    assert how.first_coupon.value == date(2023, 11, 15)
    assert rounded([priced(deal, None).tranches[0].yield_to_maturity], 100, 3) == [4.605]
