"""What a borrower pays at each tenor."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from bookrunner.bonds import ParCurve
from bookrunner.cited import Assumed, Problem
from bookrunner.deals import shipped_deal, shipped_deals
from bookrunner.issuers.offered import cost_today, curve_on, last_sale, points


def test_amazons_points_are_the_all_in_yields_of_its_tranches() -> None:
    told = points(shipped_deal("amzn-2025-11-17"))
    costs = [round(point.cost.value * 100, 3) for point in told]
    assert costs == [3.944, 4.151, 4.399, 4.706, 5.511, 5.608]


def test_a_coupon_stands_for_a_yield_nobody_states_and_says_so() -> None:
    first = points(shipped_deal("meta-2025-10-30"))[0]
    assert first.cost.value == 0.042
    assert first.years.value == 5.0
    told = first.cost.inputs[0].by  # type: ignore[union-attr] # computed
    assert "the coupon stands for the yield" in told


def test_a_floater_gives_no_point() -> None:
    titles = [p.title for p in points(shipped_deal("goog-2025-11-03-usd"))]
    assert len(titles) == 7
    assert not any("Floating" in title for title in titles)


def test_the_cost_on_the_day_of_the_sale_is_the_mean_of_its_points() -> None:
    deal = shipped_deal("amzn-2025-11-17")
    curve = curve_on(date(2025, 11, 17))
    assert curve is not None
    today = cost_today(deal, curve)
    assert not isinstance(today, Problem)
    at = points(deal)
    mean = np.average(
        [p.cost.value for p in at], weights=[float(p.face.value.amount) for p in at]
    )
    assert today.value == pytest.approx(mean)


def test_treasuries_a_point_higher_make_debt_a_point_dearer() -> None:
    deal = shipped_deal("amzn-2025-11-17")
    curve = curve_on(date(2025, 11, 17))
    assert curve is not None
    dearer = ParCurve(curve.value.day, curve.value.tenors, curve.value.rates + 0.01)
    before, after = cost_today(deal, curve), cost_today(deal, Assumed(dearer, "a test"))
    assert not isinstance(before, Problem)
    assert not isinstance(after, Problem)
    assert after.value - before.value == pytest.approx(0.01)


def test_the_last_sale_is_one_whose_spreads_are_known() -> None:
    deals = shipped_deals()
    last = last_sale("AMZN", date(2026, 9, 1), deals)
    assert last is not None
    assert last.deal_id == "amzn-2025-11-17"
    assert last_sale("AMZN", date(2025, 1, 1), deals) is None
    assert last_sale("MSFT", date(2026, 9, 1), deals) is None
