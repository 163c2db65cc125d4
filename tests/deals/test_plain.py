"""The plain form: percent, basis points and days, as the scorer of sheets counts them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bookrunner.cited import Assumed, Problem, Reason
from bookrunner.deals import Deal, Kind, Tranche
from bookrunner.deals.plain import plain
from bookrunner.units import Money


def test_units_move_and_digits_stay() -> None:
    tranche = Tranche(
        coupon=Assumed(Decimal("0.05250"), "x"),
        margin=Assumed(Decimal("0.00255"), "x"),
        face=Assumed(Money(Decimal(1500000000), "USD"), "x"),
        maturity=Assumed(date(2035, 5, 20), "x"),
        kind=Assumed(Kind.FIXED_TO_FLOATING, "x"),
        interest_dates=Assumed(("05-20", "11-20"), "x"),
    )
    problem = Problem("coupon:2", Reason.MISSING, "left blank")
    flat = plain(Deal(deal_id="d", tranches=(tranche,)), "d.txt", [problem])
    seen = flat["tranches"][0]
    assert (seen["coupon_pct"], seen["margin_bps"], seen["principal"]) == (
        5.25,
        25.5,
        1500000000,
    )
    assert (seen["maturity"], seen["kind"]) == ("2035-05-20", "fixed-to-floating")
    assert (seen["interest_dates"], seen["cusip"]) == (["05-20", "11-20"], None)
    assert flat["problems"] == ["coupon:2: left blank"]
    assert flat["file"] == "d.txt"
