"""A deal is the same after it was packed, whatever its figures and passports."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.cited import (
    Assumed,
    Citation,
    Cited,
    Computed,
    Estimated,
    Problem,
    Reason,
    Reported,
)
from bookrunner.deals import Deal, Kind, Tranche
from bookrunner.store.packing import packed, unpacked
from bookrunner.units import Money

if TYPE_CHECKING:
    from bookrunner.cited import (
        Figure,
    )

WORDS = st.text(max_size=20)
CITATIONS = st.builds(Citation, WORDS, WORDS, st.integers(0, 10**9), WORDS, WORDS)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
DAYS = st.dates()


def figures(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Figure[Any] | None]:
    stated = st.one_of(
        st.builds(Cited, values, CITATIONS),
        st.builds(Reported, values, WORDS, st.none() | DAYS, st.sampled_from("AB"), WORDS),
        st.builds(Assumed, values, WORDS),
    )
    inputs = st.lists(stated, max_size=2).map(tuple)
    return st.none() | st.one_of(
        stated,
        st.builds(Computed, values, WORDS, inputs, st.none() | DAYS, WORDS),
        st.builds(Estimated, values, values, values, WORDS, st.just("B")),
    )


TRANCHES = st.builds(
    Tranche,
    title=figures(WORDS),
    kind=figures(st.sampled_from(Kind)),
    face=figures(st.builds(Money, DECIMALS, st.sampled_from(["USD", "EUR"]))),
    coupon=figures(DECIMALS),
    maturity=figures(DAYS),
    interest_dates=figures(st.lists(WORDS, max_size=3).map(tuple)),
    frequency=figures(st.integers(1, 12)),
)
PROBLEMS = st.builds(
    Problem,
    WORDS,
    st.sampled_from(Reason),
    WORDS,
    st.lists(CITATIONS, max_size=2).map(tuple),
)
DEALS = st.builds(
    Deal,
    deal_id=WORDS,
    ticker=st.none() | WORDS,
    pricing_date=figures(DAYS),
    ratings=st.dictionaries(
        st.sampled_from(["Moody's", "S&P", "Fitch"]), figures(WORDS).filter(bool)
    ),
    bookrunners=figures(st.lists(WORDS, max_size=3).map(tuple)),
    tranches=st.lists(TRANCHES, max_size=2).map(tuple),
    documents=st.lists(WORDS, max_size=2).map(tuple),
    problems=st.lists(PROBLEMS, max_size=2).map(tuple),
)


@settings(max_examples=40, deadline=None)
@given(DEALS)
def test_nothing_is_lost_or_changed(deal: Deal) -> None:
    assert unpacked(packed(deal)) == deal


def test_digits_are_kept_as_stated() -> None:
    stated = Assumed(Money(Decimal("14926E6"), "USD"), "test")
    deal = unpacked(packed(Deal(deal_id="x", net_proceeds=stated)))
    assert deal.net_proceeds
    assert deal.net_proceeds.value.amount.as_tuple().exponent == 6


def test_a_deal_is_one_line() -> None:
    quote = Citation("", "fwp.htm", 0, "two\nlines", "rule")
    deal = Deal(deal_id="x", issuer=Cited("two\nlines", quote))
    assert "\n" not in packed(deal)


@pytest.mark.parametrize("line", ["[]", "{}", '"deal"', '{"is":"Decimal","words":"1"}'])
def test_what_is_no_deal_is_refused(line: str) -> None:
    with pytest.raises(TypeError):
        unpacked(line)


def test_only_the_kinds_of_the_house_are_packed_and_read() -> None:
    with pytest.raises(TypeError):
        packed(Deal(deal_id="x", issuer=Assumed(object(), "test")))  # type: ignore[arg-type] # misuse
    with pytest.raises(KeyError):
        unpacked('{"is":"Path","words":"/etc/passwd"}')


def test_a_day_is_a_day() -> None:
    priced = Assumed(date(2025, 11, 17), "test")
    deal = unpacked(packed(Deal(deal_id="x", pricing_date=priced)))
    assert deal.pricing_date == priced
