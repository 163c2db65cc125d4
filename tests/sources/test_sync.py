"""A sync over real sockets: what is filed becomes deals, once, whatever happens between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bookrunner.errors import NotATermSheetError, UnavailableError
from bookrunner.sources.archive import LiveArchive
from bookrunner.sources.catalogue import Catalogue
from bookrunner.sources.http import REPLAY, Door
from bookrunner.sources.locks import Claims
from bookrunner.sources.sync import Sync, read_paper
from replay.world import SEC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.deals.deal import Deal
    from bookrunner.sources.archive import Document
    from bookrunner.sources.filing_names import Filing
    from bookrunner.sources.sales import Paper, Sale
    from bookrunner.sources.settings import Settings
    from bookrunner.sources.sync import Reader
    from replay.server import Replay
    from replay.world import World


class Shelf:
    """A keeper that remembers: deals by name, papers by number."""

    def __init__(self) -> None:
        self.deals: dict[str, Deal] = {}
        self.papers: dict[str, Paper] = {}
        self.kept = 0

    def keep(self, papers: Sequence[Paper], sales: Sequence[Sale]) -> None:
        self.papers |= {paper.filing.accession: paper for paper in papers}
        self.deals |= {sale.deal.deal_id: sale.deal for sale in sales}
        self.kept += len(papers)


def a_sync(here: Settings, shelf: Shelf, *, reader: Reader = read_paper) -> Sync:
    hasty = Door(here, patience=replace(REPLAY, attempts=4))
    return Sync(
        archive=LiveArchive(here, door=hasty),
        catalogue=Catalogue(here.folder / "sync", reader="1"),
        claims=Claims(here.folder / "sync" / "claims"),
        reader=reader,
        keeper=shelf.keep,
    )


def whole(sync: Sync, world: World) -> list[int]:
    return sync.find_since(world.first, world.last)


def test_every_sale_of_the_world_becomes_one_deal_from_all_its_papers(
    here: Settings, world: World, replay: Replay
) -> None:
    replay.faults = 0.1
    shelf = Shelf()
    sync = a_sync(here, shelf)
    ciks = whole(sync, world)
    steps = list(sync.run(ciks))
    assert {name[-6:] for name in shelf.deals} == {sale.sheet[-6:] for sale in world.sales}
    assert len(shelf.deals) == len(world.sales)
    for deal in shelf.deals.values():
        sale = next(each for each in world.sales if each.sheet[-6:] == deal.deal_id[-6:])
        assert deal.pricing_date
        assert deal.pricing_date.value == sale.priced
        assert [str(each.cusip.value) for each in deal.tranches if each.cusip] == [
            sold.cusip for sold in sale.tranches
        ]
    assert sum(step.papers for step in steps) == len(world.filed) == len(shelf.papers)
    assert sync.waiting(ciks) == 0


def test_every_paper_is_accounted_for_with_the_reason_why_it_is_no_sale(
    here: Settings, world: World
) -> None:
    shelf = Shelf()
    sync = a_sync(here, shelf)
    list(sync.run(whole(sync, world)))
    for filed in world.filed:
        paper = shelf.papers[filed.accession]
        assert bool(paper.deal) != bool(paper.reason)
    assert any("structured" in paper.reason for paper in shelf.papers.values())


def test_a_second_run_asks_for_news_only_and_stores_nothing(
    here: Settings, world: World, replay: Replay
) -> None:
    first, second = Shelf(), Shelf()
    sync = a_sync(here, first)
    list(sync.run(whole(sync, world)))
    replay.asked.clear()
    again = a_sync(here, second)
    assert list(again.run(whole(again, world))) == []
    assert second.kept == 0
    assert not any("/data/" in each.target for each in replay.asked)
    assert all("if-none-match" in each.headers for each in replay.asked)


def test_a_named_issuer_brings_its_own_papers_only(here: Settings, world: World) -> None:
    cik = world.sales[0].cik
    shelf = Shelf()
    sync = a_sync(here, shelf)
    list(sync.run(sync.find_of([cik])))
    assert {paper.filing.cik for paper in shelf.papers.values()} == {cik}
    assert len(shelf.deals) == sum(sale.cik == cik for sale in world.sales)


def test_reports_are_fetched_only_where_the_company_sold_bonds(
    here: Settings, world: World, replay: Replay
) -> None:
    def nothing(document: Document, filing: Filing) -> Deal:
        raise NotATermSheetError(expected=filing.form, seen=document.name)

    shelf = Shelf()
    sync = a_sync(here, shelf, reader=nothing)
    list(sync.run(whole(sync, world)))
    reports = {each.folder for each in world.filed if each.form == "8-K"}
    assert reports
    assert not any(each.target.rpartition("/")[0] in reports for each in replay.asked)


def test_a_world_that_stops_answering_stops_the_sync_and_loses_nothing(
    here: Settings, world: World, replay: Replay
) -> None:
    shelf = Shelf()
    sync = a_sync(here, shelf)
    ciks = whole(sync, world)
    replay.faults = 1.0
    with pytest.raises(UnavailableError, match="sync again later"):
        list(sync.run(ciks))
    replay.faults = 0.0
    again = a_sync(here, shelf)
    list(again.run(whole(again, world)))
    assert len(shelf.deals) == len(world.sales)


def test_one_paper_that_is_gone_does_not_stop_the_others(
    here: Settings, world: World, replay: Replay
) -> None:
    gone = next(each for each in world.filed if each.form == "8-K")
    del replay.answers[SEC, f"{gone.folder}/index.json"]
    shelf = Shelf()
    sync = a_sync(here, shelf)
    list(sync.run(whole(sync, world)))
    assert "404" in shelf.papers[gone.accession].reason
    assert len(shelf.deals) == len(world.sales)


def test_a_paper_the_reader_breaks_on_is_told_and_the_others_are_read(
    here: Settings, world: World
) -> None:
    broken = world.sales[0].sheet

    def fragile(document: Document, filing: Filing) -> Deal:
        if filing.accession == broken:
            raise ZeroDivisionError(document.name)
        return read_paper(document, filing)

    shelf = Shelf()
    sync = a_sync(here, shelf, reader=fragile)
    list(sync.run(whole(sync, world)))
    assert "ZeroDivisionError" in shelf.papers[broken].reason
    assert len(shelf.deals) == len(world.sales)  # its supplement still tells of the sale


def test_a_company_another_process_works_on_is_waited_for(
    here: Settings, world: World
) -> None:
    class Busy(Claims):
        turns = 2

        def take(self, number: int) -> bool:
            self.turns -= number == world.sales[0].cik
            return self.turns < 0 or number != world.sales[0].cik

    shelf = Shelf()
    sync = a_sync(here, shelf)
    sync.claims = Busy(here.folder / "sync" / "claims")
    list(sync.run(whole(sync, world)))
    assert len(shelf.deals) == len(world.sales)
