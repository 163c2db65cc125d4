"""The deals of the library, as `Deal`s."""

from __future__ import annotations

import pytest

from bookrunner.cited import Reason, Status, status
from bookrunner.deals import Kind, shipped_deal, shipped_deals
from bookrunner.deals.check import Verdict, check_deal
from bookrunner.errors import MisuseError


def test_amazon_comes_with_its_six_tranches_and_no_problem() -> None:
    deal = shipped_deal("amzn-2025-11-17")
    assert [tranche.title.value for tranche in deal.tranches if tranche.title] == [
        "3.900% Notes due 2028",
        "4.100% Notes due 2030",
        "4.350% Notes due 2033",
        "4.650% Notes due 2035",
        "5.450% Notes due 2055",
        "5.550% Notes due 2065",
    ]
    assert deal.problems == ()
    assert deal.ticker == "AMZN"
    assert len(deal.documents) == 2


def test_every_figure_of_a_shipped_deal_is_reported() -> None:
    for deal in shipped_deals():
        for tranche in deal.tranches:
            for figure in (tranche.coupon, tranche.face, tranche.price, tranche.kind):
                assert figure is None or status(figure) is Status.REPORTED


def test_a_floater_has_a_margin_and_no_coupon() -> None:
    floater = shipped_deal("orcl-2025-01-30").tranches[0]
    assert floater.kind
    assert floater.margin
    assert floater.floating_index
    assert floater.kind.value is Kind.FLOATING
    assert (floater.coupon, str(floater.margin.value)) == (None, "0.00760")
    assert floater.floating_index.value == "SOFR"


def test_a_maturity_known_to_the_year_is_a_problem_not_a_guess() -> None:
    deal = shipped_deal("meta-2025-10-30")
    told = {p.figure: p for p in deal.problems}
    assert told["maturity:6"].reason is Reason.MISSING
    assert told["maturity:6"].message == "only 2065 is known, not the day"


def test_tranches_nobody_describes_are_a_problem() -> None:
    (told,) = (
        p for p in shipped_deal("amzn-2026-03-10").problems if p.figure == "tranches"
    )
    assert told.message == "11 tranches were sold, the sources at hand describe 3"


def test_an_unknown_name_is_refused_with_a_hint() -> None:
    with pytest.raises(MisuseError, match=r"did you mean amzn-2025-11-17\?"):
        shipped_deal("AMZN-2025-11-18")
    with pytest.raises(MisuseError, match="bookrunner deals"):
        shipped_deal("zzzz")


def test_names_are_unique() -> None:
    names = [deal.deal_id for deal in shipped_deals()]
    assert len(names) == len(set(names)) == 26


def test_every_stated_yield_re_derives_from_its_price() -> None:
    """Five tranches of Amazon 2025, five each of Meta 2023 and 2024, two of Oracle."""
    found = [
        (deal.deal_id, check.key, check.verdict)
        for deal in shipped_deals()
        for check in check_deal(deal)
        if check.what == "yield from price" and check.verdict is not Verdict.IMPOSSIBLE
    ]
    assert len(found) == 17
    assert {verdict for *_, verdict in found} == {Verdict.AGREES}


def test_no_two_figures_of_the_library_disagree() -> None:
    wrong = [
        (deal.deal_id, check.key, check.message)
        for deal in shipped_deals()
        for check in check_deal(deal)
        if check.verdict is Verdict.DISAGREES
    ]
    assert wrong == []
