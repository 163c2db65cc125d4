"""Several documents of one sale: each figure keeps its own citation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bookrunner.cited import Citation, Cited, Problem, Reason
from bookrunner.deals import Deal, Tranche
from bookrunner.deals.join import joined
from bookrunner.errors import MisuseError


def said(value: object, document: str) -> Cited[object]:
    return Cited(value, Citation("", document, 0, str(value), "test"))


def sheet(*tranches: Tranche, document: str = "fwp.htm", **more: object) -> Deal:
    return Deal(deal_id=document, tranches=tranches, documents=(document,), **more)  # type: ignore[arg-type] # keywords of a test


def tranche(document: str = "fwp.htm", **figures: object) -> Tranche:
    cited = {name: said(value, document) for name, value in figures.items()}
    return Tranche(**cited)  # type: ignore[arg-type] # keywords of a test


TERMS = sheet(
    tranche(
        title="3.900% Notes due 2028", coupon=Decimal("0.039"), maturity=date(2028, 11, 20)
    ),
    tranche(
        title="5.550% Notes due 2065", coupon=Decimal("0.0555"), maturity=date(2065, 11, 20)
    ),
)
COVER = sheet(
    tranche("424b5.htm", title="2065 note", price=Decimal("99.474")),
    tranche("424b5.htm", title="2028 note", price=Decimal("99.978")),
    document="424b5.htm",
)


def test_prices_of_one_document_join_the_coupons_of_the_other() -> None:
    deal = joined(TERMS, COVER)
    prices = [each.price for each in deal.tranches]
    assert [p.value for p in prices if p] == [Decimal("99.978"), Decimal("99.474")]
    assert all(isinstance(p, Cited) and p.citation.document == "424b5.htm" for p in prices)
    assert deal.documents == ("fwp.htm", "424b5.htm")
    assert deal.problems == ()


def test_the_order_of_the_documents_does_not_matter() -> None:
    one, other = joined(TERMS, COVER), joined(COVER, TERMS)

    def known(deal: Deal) -> set[tuple[object, object]]:
        return {
            (each.coupon and each.coupon.value, each.price and each.price.value)
            for each in deal.tranches
        }

    assert known(one) == known(other)


def test_two_witnesses_that_disagree_are_reported_and_neither_is_believed() -> None:
    other = sheet(
        tranche("424b5.htm", title="3.9% Notes due 2028", coupon=Decimal("0.038")),
        document="424b5.htm",
    )
    deal = joined(TERMS, other)
    assert deal.tranches[0].coupon is None
    (problem,) = deal.problems
    assert problem.figure == "coupon:1"
    assert problem.reason is Reason.CONFLICT
    assert {each.document for each in problem.seen} == {"fwp.htm", "424b5.htm"}


def test_two_tranches_that_share_a_year_are_not_told_apart_by_it() -> None:
    twins = sheet(
        tranche(title="Floating Rate Notes due 2028", maturity=date(2028, 11, 20)),
        tranche(title="3.900% Notes due 2028", coupon=Decimal("0.039")),
    )
    cover = sheet(tranche("c", title="2028 note", price=Decimal("99.978")), document="c")
    deal = joined(twins, cover)
    floating, fixed = deal.tranches
    assert floating.price is None
    assert (
        fixed.price is not None
    )  # "2028 note" does not say it floats, and only one does not


def test_a_tranche_nothing_identifies_is_named_not_guessed() -> None:
    cover = sheet(tranche("c", title="Series B", price=Decimal(99)), document="c")
    deal = joined(TERMS, cover)
    assert all(each.price is None for each in deal.tranches)
    assert [each.figure for each in deal.problems] == ["tranches"]


def test_a_figure_missing_in_one_document_and_stated_in_the_other_is_no_problem() -> None:
    missing = Problem("price:1", Reason.MISSING, "no price stated")
    deal = joined(replace(TERMS, problems=(missing,)), COVER)
    assert deal.problems == ()


def test_problems_of_the_other_document_are_numbered_by_our_tranches() -> None:
    unread = Problem("cusip:1", Reason.UNREADABLE, "nine characters wanted")
    deal = joined(TERMS, replace(COVER, problems=(unread,)))
    assert [each.figure for each in deal.problems] == ["cusip:2"]


def test_documents_of_two_sales_are_refused() -> None:
    with pytest.raises(MisuseError, match="one sale"):
        joined(
            replace(TERMS, pricing_date=said(date(2025, 11, 17), "a")),  # type: ignore[arg-type] # a test
            replace(COVER, pricing_date=said(date(2025, 11, 18), "b")),  # type: ignore[arg-type] # a test
        )
