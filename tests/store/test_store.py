"""What is kept comes back as it was, once, and in every vintage."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.deals import Deal, shipped_deal, shipped_deals
from bookrunner.errors import UnavailableError
from bookrunner.store import Fact, Filing, Run, Stage, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AMAZON = shipped_deal("amzn-2025-11-17")
META = shipped_deal("meta-2025-10-30")
FRESH = itertools.count()
MORNING = datetime(2025, 11, 18, 9, tzinfo=UTC)
FILING = Filing(
    accession="0001104659-25-113283",
    cik="1018724",
    company="AMAZON COM INC",
    form="FWP",
    filed=date(2025, 11, 18),
    url="https://www.sec.gov/Archives/edgar/data/1018724/000110465925113283/",
    outcome="deal",
    documents=(("fwp.htm", "https://www.sec.gov/fwp.htm", "00ff"),),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "bookrunner.duckdb") as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("shared") / "bookrunner.duckdb") as opened:
        yield opened


def test_every_shipped_deal_comes_back_with_its_passports(store: Store) -> None:
    for deal in shipped_deals():
        store.keep_deal(deal)
    for deal in shipped_deals():
        assert store.deal(deal.deal_id) == deal


def test_a_deal_kept_twice_is_one_deal(store: Store) -> None:
    store.keep_deal(AMAZON, filings=[FILING.accession])
    store.keep_deal(AMAZON, filings=[FILING.accession])
    assert store.deals() == (AMAZON,)
    assert store.run("SELECT count(*) FROM tranches") == [(6,)]
    assert store.run("SELECT count(*) FROM deal_filings") == [(1,)]


def test_a_filing_belongs_to_one_deal(store: Store) -> None:
    """The supplement arrives, and the deal read from the sheet alone gives way."""
    store.keep_deal(replace(AMAZON, deal_id="fwp.htm"), filings=["sheet"])
    store.keep_deal(AMAZON, filings=["sheet", "supplement"])
    assert store.deals() == (AMAZON,)
    assert store.filings_of("amzn-2025-11-17") == ("sheet", "supplement")


def test_columns_for_filtering_say_what_the_deal_says(store: Store) -> None:
    """A positive exponent, 14926E6, must not shrink on its way into a column."""
    store.keep_deal(replace(AMAZON, total_face=AMAZON.net_proceeds))
    assert store.run("SELECT issuer, pricing_date, face FROM deals") == [
        ("Amazon.com", date(2025, 11, 17), Decimal(14_926_000_000))
    ]
    assert store.run("SELECT coupon, price, maturity FROM tranches ORDER BY number")[5] == (
        0.0555,
        99.474,
        date(2065, 11, 20),
    )


def test_deals_are_found_by_issuer_and_day(store: Store) -> None:
    for deal in (AMAZON, META, replace(META, deal_id="undated", pricing_date=None)):
        store.keep_deal(deal)
    assert [d.deal_id for d in store.deals(ticker="META")] == ["meta-2025-10-30", "undated"]
    assert store.deals(since=date(2025, 11, 1)) == (AMAZON,)
    assert store.deals(until=date(2025, 10, 30)) == (META,)
    assert store.deals(ticker="NOBODY") == ()
    assert store.deal("nobody") is None


def test_problems_of_a_deal_can_be_counted(store: Store) -> None:
    store.keep_deal(META)
    counted = store.run("SELECT reason, count(*) FROM problems GROUP BY reason")
    assert counted == [("missing", 6)]


def test_a_filing_comes_back_with_its_documents_and_its_reading(store: Store) -> None:
    refused = replace(FILING, accession="other", outcome="refused", documents=())
    store.keep_filing(FILING, AMAZON)
    store.keep_filing(FILING, AMAZON)
    store.keep_filing(refused)
    assert store.filings() == (FILING, refused)
    assert store.filings(outcome="refused") == (refused,)
    assert store.readings([FILING.accession, "other"]) == {FILING.accession: AMAZON}


def test_a_revised_observation_is_a_vintage_beside_the_old_one(store: Store) -> None:
    days = [date(2025, 11, 17), date(2025, 11, 18)]
    first = store.keep_series(
        "DGS10", days, [Decimal("4.13"), Decimal("4.12")], source="h15", fetched_at=MORNING
    )
    evening = MORNING + timedelta(hours=9)
    again = store.keep_series(
        "DGS10", days, [Decimal("4.13"), Decimal("4.11")], source="h15", fetched_at=evening
    )
    assert (first, again) == (2, 1)
    assert store.series("DGS10").values == (Decimal("4.13"), Decimal("4.11"))
    known = store.series("DGS10", known_by=MORNING)
    assert known.values == (Decimal("4.13"), Decimal("4.12"))
    assert store.series("DGS10").fetched_at == evening


def test_what_a_source_no_longer_serves_is_still_there(store: Store) -> None:
    old, new = date(2020, 1, 2), date(2025, 11, 17)
    for day in (old, new):
        store.keep_series("OAS", [day], [Decimal(1)], source="s", fetched_at=MORNING)
    assert store.series("OAS").days == (old, new)
    assert store.series_names() == ("OAS",)


def test_one_day_across_the_series_is_its_last_vintage(store: Store) -> None:
    day, evening = date(2025, 11, 17), MORNING + timedelta(hours=9)
    for name, value, at in [
        ("UST_PAR_10Y", "4.12", MORNING),
        ("UST_PAR_10Y", "4.13", evening),
        ("UST_PAR_2Y", "3.60", MORNING),
        ("DGS10", "4.13", MORNING),
    ]:
        store.keep_series(name, [day], [Decimal(value)], source=name, fetched_at=at)
    assert store.on(day, "UST_PAR_") == {
        "UST_PAR_10Y": (Decimal("4.13"), "UST_PAR_10Y"),
        "UST_PAR_2Y": (Decimal("3.60"), "UST_PAR_2Y"),
    }
    assert store.on(date(2025, 11, 18)) == {}


def test_a_series_nobody_kept_is_empty(store: Store) -> None:
    assert store.series("DGS10").days == ()
    assert store.series("DGS10").fetched_at is None
    assert store.keep_series("DGS10", [], [], source="s", fetched_at=MORNING) == 0


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.dates(date(2020, 1, 1), date(2020, 1, 9)),
            st.decimals(-9, 9, places=2),
            max_size=5,
        ),
        max_size=5,
    )
)
def test_the_series_is_what_a_dictionary_updated_in_turn_holds(
    shared: Store, fetches: list[dict[date, Decimal]]
) -> None:
    held: dict[date, Decimal] = {}
    name = f"series {next(FRESH)}"
    for hour, fetched in enumerate(fetches):
        at = MORNING + timedelta(hours=hour)
        days, values = list(fetched), list(fetched.values())
        shared.keep_series(name, days, values, source="s", fetched_at=at)
        held |= fetched
    found = shared.series(name)
    assert dict(zip(found.days, found.values, strict=True)) == held


def test_facts_are_kept_once_and_never_replaced(store: Store) -> None:
    filed = Fact(
        cik="1018724",
        concept="us-gaap:NetCashProvidedByUsedInOperatingActivities",
        unit="USD",
        period_start=date(2025, 7, 1),
        period_end=date(2025, 9, 30),
        value=Decimal(35_525_000_000),
        accession="10-Q",
        form="10-Q",
        filed=date(2025, 10, 31),
    )
    restated = replace(filed, value=Decimal(35_000_000_000), accession="10-K", form="10-K")
    balance = replace(filed, concept="us-gaap:Assets", period_start=None)
    assert store.keep_facts([filed, balance]) == 2
    assert store.keep_facts([filed, restated, balance]) == 1
    assert set(store.facts("1018724")) == {filed, restated, balance}
    assert store.facts("0") == ()


def test_a_stage_told_again_by_its_source_replaces_itself(store: Store) -> None:
    talk = Stage(
        deal_id=AMAZON.deal_id,
        stage="talk",
        quantity="spread",
        tranche="longest",
        value=Decimal("0.0115"),
        unit="decimal per year",
        source="typed in",
        as_of=date(2025, 11, 17),
    )
    store.keep_stage(talk)
    store.keep_stage(replace(talk, value=Decimal("0.0110")))
    store.keep_stage(replace(talk, source="another desk"))
    told = {(s.source, s.value) for s in store.stages(AMAZON.deal_id)}
    assert told == {("typed in", Decimal("0.0110")), ("another desk", Decimal("0.0115"))}


def test_runs_come_back_in_their_order(store: Store) -> None:
    late = Run(command="sync", started=MORNING, ended=MORNING, outcome="done")
    early = replace(late, started=MORNING - timedelta(days=1), outcome="interrupted")
    store.keep_run(late)
    store.keep_run(early)
    assert store.runs() == (early, late)


def test_what_fails_half_way_is_not_kept(store: Store) -> None:
    with pytest.raises(UnavailableError, match="nowhere"):
        keep_until_it_fails(store)
    assert store.deals() == ()
    store.keep_deal(META)
    assert store.deals() == (META,)


NAMES = st.sampled_from(["a", "b", "c"])
PAPERS = st.lists(st.sampled_from(["1", "2", "3", "4"]), max_size=3, unique=True)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(NAMES, PAPERS), max_size=3),
    st.lists(st.tuples(NAMES, PAPERS), max_size=4),
)
def test_many_at_once_leave_what_one_by_one_leaves(
    shared: Store, before: list[tuple[str, list[str]]], now: list[tuple[str, list[str]]]
) -> None:
    left = []
    for at_once in (False, True):
        shared.run("DELETE FROM deals")
        shared.run("DELETE FROM deal_filings")
        for name, papers in before:
            shared.keep_deal(Deal(deal_id=name), filings=papers)
        named = [(Deal(deal_id=name), papers) for name, papers in now]
        if at_once:
            shared.keep_deals(named)
        else:
            for deal, papers in named:
                shared.keep_deal(deal, filings=papers)
        left.append({d.deal_id: shared.filings_of(d.deal_id) for d in shared.deals()})
    assert left[0] == left[1]


def keep_until_it_fails(store: Store) -> None:
    with store.together():
        store.keep_deal(AMAZON)
        with store.together():
            store.keep_deal(META)
        store.run("INSERT INTO nowhere VALUES (1)")
