"""EDGAR over an archive: companies, days, folders, papers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bookrunner.errors import MissingFileError, RefusedError
from bookrunner.sources import edgar
from bookrunner.sources.archive import FakeArchive
from bookrunner.sources.filing_names import Filing

if TYPE_CHECKING:
    from bookrunner.sources.settings import Settings
    from replay.server import Replay
    from replay.world import World


@pytest.fixture
def fake(world: World) -> FakeArchive:
    return FakeArchive({f"https://{h}{t}": body for (h, t), body in world.answers.items()})


def test_every_filing_of_a_company_is_found_older_ones_too(
    world: World, fake: FakeArchive
) -> None:
    cik = world.sales[0].cik
    filed = {each.accession for each in world.filed if each.cik == cik}
    assert {each.accession for each in edgar.filings_of(fake, cik)} == filed
    assert any("submissions-001" in url for url in fake.asked)


def test_older_files_are_left_alone_where_they_hold_nothing_wanted(
    world: World, fake: FakeArchive
) -> None:
    cik = world.sales[0].cik
    last = max(each.day for each in world.filed if each.cik == cik)
    found = edgar.filings_of(fake, cik, since=last)
    assert {each.day for each in found} == {last}
    assert not any("submissions-001" in url for url in fake.asked)


def test_everybodys_filings_are_found_day_by_day(world: World, fake: FakeArchive) -> None:
    found = list(edgar.filings_since(fake, world.first, world.last))
    ours = [each for each in found if each.form != "4"]
    assert {each.accession for each in ours} == {each.accession for each in world.filed}


def test_days_without_an_index_are_not_asked_for(world: World, fake: FakeArchive) -> None:
    list(edgar.filings_since(fake, world.first, world.last + timedelta(days=400)))
    assert all("idx" not in url or url in fake._documents for url in fake.asked)


def test_a_filings_paper_is_the_one_it_filed(world: World, fake: FakeArchive) -> None:
    for each in world.filed[:12]:
        filing = Filing(
            accession=each.accession, cik=each.cik, form=each.form, day=each.day
        )
        paper = edgar.main_document(fake, filing)
        assert paper.body == next(iter(each.papers.values()))


def test_a_filing_without_a_paper_is_told(fake: FakeArchive) -> None:
    filing = Filing(
        accession="0000000001-26-000001", cik=5, form="FWP", day=date(2026, 1, 5)
    )
    empty = FakeArchive({f"{filing.folder}/index.json": b'{"directory": {"item": []}}'})
    with pytest.raises(MissingFileError, match="0000000001-26-000001"):
        edgar.main_document(empty, filing)
    with pytest.raises(MissingFileError):
        edgar.main_document(fake, filing)


def test_tickers_lead_to_companies(world: World, fake: FakeArchive) -> None:
    cik = world.sales[0].cik
    assert edgar.tickers(fake)[f"T{cik}"] == cik


def test_one_address_is_fetched_once_and_kept(
    world: World, here: Settings, replay: Replay
) -> None:
    filed = world.filed[0]
    url = f"https://www.sec.gov{filed.folder}/{next(iter(filed.papers))}"
    first = edgar.fetch(url, within=here)
    assert first.body == next(iter(filed.papers.values()))
    assert edgar.fetch(url, within=here) == first
    assert len(replay.asked) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/fwp.htm",
        "https://fred.stlouisfed.org/x",
        "http://www.sec.gov/x",
    ],
)
def test_other_hosts_are_not_edgar(here: Settings, replay: Replay, url: str) -> None:
    with pytest.raises(RefusedError):
        edgar.fetch(url, within=here)
    assert not replay.asked
