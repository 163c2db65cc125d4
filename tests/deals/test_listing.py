"""Deals side by side, and which of them are wanted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.cited import Citation, Cited, Computed
from bookrunner.deals import Deal, Tranche, shipped_deal
from bookrunner.deals.listing import Wanted, library_rows, listed, selected
from bookrunner.errors import MisuseError
from bookrunner.units import Money

if TYPE_CHECKING:
    from bookrunner.deals.listing import Listed

AMAZON = shipped_deal("amzn-2025-11-17")
WORDS = Citation("0001104659-25-113283", "fwp.htm", 0, "Amazon.com, Inc.", "issuer")
READ = replace(
    AMAZON, deal_id="0001104659-25-113283", issuer=Cited("Amazon.com, Inc.", WORDS)
)


def names(wanted: Wanted) -> list[str]:
    return [row.deal.deal_id for row in selected(library_rows(), wanted)]


def row_of(deal_id: str) -> Listed:
    (row,) = (row for row in library_rows() if row.deal.deal_id == deal_id)
    return row


def test_the_library_comes_oldest_first() -> None:
    sold = [row.sold for row in library_rows()]
    assert sold == sorted(sold)
    assert (sold[0], len(sold)) == ("2023-05-01", 26)


def test_amazon_as_a_row() -> None:
    row = row_of("amzn-2025-11-17")
    assert row.face
    assert row.face.value == Money(Decimal(15_000_000_000), "USD")
    assert (row.tranches, row.known, row.origin) == (6, "A", "library")
    assert row.tenors == (3.01, 5.01, 7.34, 10.01, 30.01, 40.01)


def test_a_size_nobody_states_is_the_sum_of_the_tranches() -> None:
    """Meta, 1 May 2023: 1.5, 1.0, 1.75, 2.5 and 1.75 billion in its term sheet."""
    face = row_of("meta-2023-05-01").face
    assert isinstance(face, Computed)
    assert face.value == Money(Decimal(8_500_000_000), "USD")
    assert len(face.inputs) == 5


def test_a_size_is_not_summed_from_some_of_the_tranches() -> None:
    row = row_of("amzn-2026-03-10")
    assert (row.face, row.tranches, len(row.deal.tranches)) == (None, 11, 3)
    two = Deal(deal_id="x", tranches=(AMAZON.tranches[0], Tranche()))
    assert [row.face for row in listed([two]) if row.deal is two] == [None]


def test_a_tenor_is_known_to_the_year_where_only_the_title_tells_it() -> None:
    assert row_of("meta-2025-10-30").tenors == (5.0, 7.0, 10.0, 20.0, 30.0, 40.0)


@pytest.mark.parametrize("issuer", ["amazon", "AMZN", "amzn", "Amazon.com"])
def test_an_issuer_is_found_by_name_or_ticker(issuer: str) -> None:
    assert "amzn-2025-11-17" in names(Wanted(issuer=issuer))


def test_days_months_and_years_bound_the_sale() -> None:
    assert names(Wanted(since="2025-11-03", until="2025-11-16")) == [
        "cifr-2025-11",
        "goog-2025-11-03-eur",
        "goog-2025-11-03-usd",
        "apld-2025-11",
    ]
    assert names(Wanted(until="2023")) == ["meta-2023-05-01"]
    assert names(Wanted(since="2026-04")) == ["meta-2026-04-30", "spacex-2026-06"]


def test_a_sale_without_a_day_is_in_no_period() -> None:
    undated = listed([Deal(deal_id="undated")])
    assert undated[-1].sold == "", "they come last"
    assert "undated" not in [
        r.deal.deal_id for r in selected(undated, Wanted(since="1900"))
    ]


def test_size_rating_tenor_currency_and_cohort_narrow_together() -> None:
    wanted = Wanted(
        min_size=Decimal("15e9"),
        rating="A",
        tenor=(39.5, 40.5),
        currency="usd",
        cohort="hyperscalers",
    )
    assert names(wanted) == ["amzn-2025-11-17"]


def test_an_unknown_size_is_not_large_enough() -> None:
    assert "amzn-2026-03-10" not in names(Wanted(min_size=Decimal(1)))


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        (Wanted(issuer="Amazn"), "did you mean Amazon.com"),
        (Wanted(issuer="qqqq"), "there are"),
        (Wanted(cohort="hyperscaler"), "did you mean hyperscalers"),
        (Wanted(currency="XAU"), "there are CHF, EUR, GBP, USD"),
        (Wanted(rating="A7"), "expected a rating"),
    ],
)
def test_what_nobody_has_is_refused_with_a_hint(wanted: Wanted, hint: str) -> None:
    with pytest.raises(MisuseError, match=hint):
        selected(library_rows(), wanted)


def test_a_sale_in_library_and_store_is_shown_once_as_the_store_read_it() -> None:
    for stored in (AMAZON, READ):
        rows = [row for row in listed([stored]) if row.sold == "2025-11-17"]
        assert [(row.deal.deal_id, row.origin) for row in rows] == [
            (stored.deal_id, "store")
        ]
    assert rows[0].known == "filed"


def test_a_paper_that_states_prices_alone_is_filed_too() -> None:
    cover = Deal(deal_id="424b5.htm", tranches=(Tranche(price=Cited(Decimal(99), WORDS)),))
    (row,) = (row for row in listed([cover]) if row.deal is cover)
    assert (row.known, row.tenors) == ("filed", ())


def test_two_sales_of_one_day_stay_two() -> None:
    smaller = replace(READ, total_face=Cited(Money(Decimal(1), "USD"), WORDS))
    assert len(listed([smaller])) == len(library_rows()) + 1


WANTED = st.fixed_dictionaries(
    {},
    optional={
        "issuer": st.sampled_from(["a", "Oracle", "META"]),
        "since": st.sampled_from(["2025", "2025-10", "2025-11-04"]),
        "until": st.sampled_from(["2025", "2025-11", "2026-02-09"]),
        "min_size": st.sampled_from([Decimal("1e9"), Decimal("15e9")]),
        "rating": st.sampled_from(["IG", "A", "Aa2", "HY"]),
        "tenor": st.sampled_from([(4.5, 5.5), (29.5, float("inf"))]),
        "currency": st.sampled_from(["USD", "EUR"]),
        "cohort": st.just("hyperscalers"),
    },
)


@settings(deadline=None)
@given(WANTED)
def test_each_filter_narrows_and_together_they_intersect(asked: dict[str, Any]) -> None:
    together = set(names(Wanted(**asked)))
    alone = [set(names(Wanted(**{key: value}))) for key, value in asked.items()]
    assert together == set(names(Wanted())).intersection(*alone)
