"""The register: whose a source is, how fresh, and nothing asked to say so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bookrunner.errors import UnavailableError
from bookrunner.sources import coinmetrics, fred, treasury
from bookrunner.sources.archive import LiveArchive
from bookrunner.sources.catalogue import Catalogue
from bookrunner.sources.edgar import filings_since
from bookrunner.sources.evidence import Evidence
from bookrunner.sources.ishares import address, holdings
from bookrunner.sources.register import licence, standings

if TYPE_CHECKING:
    from pathlib import Path

    from bookrunner.sources.register import Standing
    from bookrunner.sources.settings import Settings
    from replay.server import Replay
    from replay.world import World


def by_name(found: list[Standing]) -> dict[str, Standing]:
    return {f"{each.source} {each.series}".strip(): each for each in found}


def test_a_source_never_asked_is_named_and_stale(tmp_path: Path) -> None:
    found = standings(
        Evidence(tmp_path), Catalogue(tmp_path / "sync", reader="1"), date(2026, 1, 5)
    )
    assert [each.source for each in found] == [
        "SEC EDGAR",
        "US Treasury",
        "FRED",
        "Coin Metrics",
        "iShares",
    ]
    assert all(each.stale and each.last is None and each.asked is None for each in found)
    assert all(each.licence for each in found)


def test_last_days_come_from_what_is_held_and_grow_stale(
    here: Settings, world: World, replay: Replay
) -> None:
    archive = LiveArchive(here)
    catalogue = Catalogue(here.folder / "sync", reader="1")
    catalogue.add(filings_since(archive, world.first, world.last))
    treasury.par_curves(archive, world.first.year)
    fred.observations(archive, "DGS10")
    fred.observations(archive, "BAMLC0A0CM")
    coinmetrics.prices(archive)
    asked = len(replay.asked)
    last = treasury.par_curves(archive, world.first.year).days.max().item()
    fresh = by_name(standings(archive.evidence, catalogue, last + timedelta(days=3)))
    late = by_name(standings(archive.evidence, catalogue, last + timedelta(days=30)))
    assert len(replay.asked) == asked + 1  # the one question of this test itself
    assert fresh["SEC EDGAR filings"].last == world.last
    for name in ("US Treasury par yield curve", "FRED DGS10", "Coin Metrics asset prices"):
        assert fresh[name].last == last
        assert not fresh[name].stale
        assert late[name].stale
    assert "three years" in fresh["FRED BAMLC0A0CM"].note


def test_a_page_of_apologies_is_evidence_but_no_news(
    here: Settings, replay: Replay
) -> None:
    archive = LiveArchive(here)
    host, target = address("LQD").removeprefix("https://").split("/", 1)
    replay.answers[host, f"/{target}"] = b"<html>We are sorry</html>"
    with pytest.raises(UnavailableError):
        holdings(archive, "LQD")
    catalogue = Catalogue(here.folder / "sync", reader="1")
    found = by_name(standings(archive.evidence, catalogue, date(2026, 1, 5)))
    held = found["iShares fund holdings"]
    assert held.asked is not None
    assert held.last is None
    assert held.stale


@pytest.mark.parametrize(
    ("name", "words"),
    [("DGS10", "public domain"), ("BAMLC0A0CM", "ICE"), ("BAA10Y", "Moody's"),
     ("SP500", "S&P"), ("NFCI", "attribution"), ("XYZ", "see the notes")],
)  # fmt: skip
def test_a_series_says_whose_it_is(name: str, words: str) -> None:
    assert words in licence(name)
