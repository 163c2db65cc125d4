"""Papers of one sale: matched by what they state, joined in any order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest

from bookrunner.cited import Citation, Cited
from bookrunner.deals.deal import Deal, Tranche
from bookrunner.sources.filing_names import Filing
from bookrunner.sources.sales import Paper, sales
from bookrunner.units import Money

DAY = date(2025, 11, 17)


def cited(value: Any) -> Cited[Any]:
    return Cited(value, Citation("", "paper.htm", 0, str(value), "test"))


def tranche(
    coupon: str | None, due: int | date, *, size: int = 500, cusip: str = ""
) -> Tranche:
    exact = due if isinstance(due, date) else None
    kind = f"{coupon}%" if coupon else "Floating Rate"
    return Tranche(
        title=cited(f"{kind} Notes due {exact.year if exact else due}"),
        coupon=cited(Decimal(coupon).scaleb(-2)) if coupon else None,
        maturity=cited(exact) if exact else None,
        face=cited(Money(Decimal(size * 10**6), "USD")),
        cusip=cited(cusip) if cusip else None,
    )


def paper(form: str, number: int, *tranches: Tranche, priced: date | None = None) -> Paper:
    filing = Filing(accession=f"0000000001-25-{number:06}", cik=9, form=form, day=DAY)
    deal = Deal(
        deal_id="d",
        pricing_date=cited(priced) if priced else None,
        tranches=tranches,
        documents=(f"{number}.htm",),
    )
    return Paper(filing=filing, deal=deal)


THREE, TEN = tranche("3.900", date(2028, 11, 20)), tranche("4.650", date(2035, 11, 20))
SHEET = paper("FWP", 1, THREE, TEN, priced=DAY)
COVER = paper("424B5", 2, tranche("3.900", 2028), tranche("4.650", 2035))
REPORT = paper("8-K", 3, tranche("4.650", 2035))
OTHER = paper("FWP", 4, tranche("5.100", date(2030, 11, 20)), priced=DAY)
REFUSED = Paper(filing=OTHER.filing, reason="a structured note")


EVERY_ORDER = list(permutations([SHEET, COVER, REPORT, OTHER, REFUSED]))


@pytest.mark.parametrize("papers", EVERY_ORDER)
def test_papers_of_one_sale_are_one_deal_in_whatever_order_they_come(
    papers: tuple[Paper, ...],
) -> None:
    found = sales(papers, ticker="AMZN")
    assert [sale.deal.deal_id for sale in found] == [
        "amzn-2025-11-17-000001",
        "amzn-2025-11-17-000004",
    ]
    assert found[0].deal.documents == ("1.htm", "2.htm", "3.htm")
    assert [each.filing.accession[-1] for each in found[0].papers] == ["1", "2", "3"]
    assert found[0].deal.ticker == "AMZN"


def test_two_witnesses_that_disagree_leave_the_figure_open_and_say_so() -> None:
    cover = paper("424B5", 2, tranche("3.900", 2028, size=600), tranche("4.650", 2035))
    (sale,) = sales([SHEET, cover])
    assert sale.deal.tranches[0].face is None
    assert any("disagree" in problem.message for problem in sale.deal.problems)


def test_identifiers_decide_before_terms() -> None:
    one = paper("FWP", 1, tranche("5.000", 2030, cusip="111111AA1"))
    other = paper("FWP", 2, tranche("5.000", 2030, cusip="222222AA2"))
    cover = paper("424B2", 3, tranche("5.000", 2030, cusip="222222AA2"))
    found = sales([one, other, cover])
    assert [len(sale.papers) for sale in found] == [1, 2]


def test_floating_notes_are_matched_by_the_year_they_are_due() -> None:
    sheet = paper("FWP", 1, tranche(None, date(2028, 11, 20)))
    assert len(sales([sheet, paper("424B5", 2, tranche(None, 2028))])) == 1
    assert len(sales([sheet, paper("424B5", 2, tranche(None, 2029))])) == 2


def test_two_pricing_days_are_two_sales() -> None:
    again = paper("FWP", 2, tranche("3.900", date(2028, 11, 20)), priced=date(2025, 11, 19))
    found = sales([SHEET, again])
    assert [sale.deal.deal_id for sale in found] == [
        "9-2025-11-17-000001",
        "9-2025-11-19-000002",
    ]


def test_papers_without_a_deal_make_no_sale() -> None:
    assert sales([REFUSED]) == []
    assert sales([]) == []


def test_the_same_terms_weeks_apart_are_another_sale() -> None:
    later = replace(COVER, filing=replace(COVER.filing, day=DAY + timedelta(days=30)))
    assert len(sales([SHEET, COVER])) == 1
    assert len(sales([SHEET, later])) == 2
