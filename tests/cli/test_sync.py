"""`bookrunner sync` and `bookrunner sources`, as their user runs them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from bookrunner.cli import main
from bookrunner.store import Store
from bookrunner.store.packing import packed
from replay.server import Replay
from replay.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMAND = "import sys; from bookrunner.cli import main; sys.argv[0] = 'bookrunner'; main()"


@pytest.fixture(scope="module")
def world() -> World:
    return World(filings=40)


@pytest.fixture
def replay(world: World) -> Iterator[Replay]:
    with Replay(world.answers) as server:
        yield server


class Bookrunner:
    """The command, run against a replay of the world, here or in a process of its own."""

    def __init__(
        self,
        home: Path,
        server: Replay,
        screen: pytest.CaptureFixture[str] | None = None,
        *,
        rate: int = 400,
    ) -> None:
        self.home = home
        self.screen = screen
        self.environment = os.environ | {
            "BOOKRUNNER_HOME": str(home),
            "BOOKRUNNER_REPLAY": server.address,
            "BOOKRUNNER_REQUESTS_PER_SECOND": str(rate),
            "EDGAR_IDENTITY": "Jane Doe jane@example.org",
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", COMMAND, *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run it here: the status, what it said, what it told about the work."""
        assert self.screen is not None
        status = 0
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", ["bookrunner", *arguments])
            for name, value in self.environment.items():
                patch.setenv(name, value)
            try:
                main()
            except SystemExit as end:
                status = int(end.code or 0)
        return status, *self.screen.readouterr()

    def deals(self) -> dict[str, str]:
        with Store.open(self.home / "bookrunner.duckdb") as store:
            return {deal.deal_id: packed(deal) for deal in store.deals()}


@pytest.fixture
def bookrunner(
    tmp_path: Path, replay: Replay, capsys: pytest.CaptureFixture[str]
) -> Bookrunner:
    return Bookrunner(tmp_path, replay, capsys)


def span(world: World) -> list[str]:
    return ["sync", "--since", str(world.first), "--until", str(world.last)]


def test_a_day_of_work_from_lists_to_stored_deals_and_again(
    bookrunner: Bookrunner, world: World
) -> None:
    status, said, told = bookrunner.run(*span(world), "--json")
    assert (status, told) == (0, "")
    counts = json.loads(said)["filings"]
    assert counts["papers"] == len(world.filed)
    assert counts["deals"] == len(world.sales)
    assert {name[-6:] for name in bookrunner.deals()} == {s.sheet[-6:] for s in world.sales}
    with Store.open(bookrunner.home / "bookrunner.duckdb") as store:
        filings = store.filings()
        assert {each.outcome for each in filings} == {"deal", "refused"}
        assert all(each.reason for each in filings if each.outcome == "refused")
        one = next(iter(bookrunner_deals(store)))
        assert len(store.filings_of(one)) == 3
    kept = bookrunner.deals()
    status, said, _ = bookrunner.run(*span(world), "--again", "--json")
    assert json.loads(said)["filings"] == counts
    assert bookrunner.deals() == kept
    status, said, _ = bookrunner.run(*span(world))
    assert (status, said) == (
        0,
        f"filings: {counts['companies']} companies, 0 papers, 0 deals, 0 failed\n",
    )


def bookrunner_deals(store: Store) -> list[str]:
    return [deal.deal_id for deal in store.deals() if len(deal.documents) == 3]


def test_curves_series_and_coins_reach_the_store_and_the_table_of_sources(
    bookrunner: Bookrunner, world: World
) -> None:
    year = ["--since", str(world.first), "--until", str(world.first)]
    asked = ["--curves", "--series", "DGS10", "--series", "BAMLC0A0CM", "--coin", "btc"]
    status, said, told = bookrunner.run("sync", *year, *asked)
    assert status == 0
    assert said.splitlines()[0] == "curves: 14 series, 560 values new or revised"
    assert "last three years" in told
    with Store.open(bookrunner.home / "bookrunner.duckdb") as store:
        names = set(store.series_names())
        assert {"UST_PAR_10Y", "UST_PAR_1.5M", "DGS10", "BTCUSD"} <= names
        ten = store.series("UST_PAR_10Y")
        assert str(ten.values[0]) == "3.77"  # percent, as published
        assert ten.source.startswith("https://home.treasury.gov/")
    status, said, _ = bookrunner.run("sources", "--json")
    rows = {(row["source"], row["series"]): row for row in json.loads(said)}
    assert rows["FRED", "BAMLC0A0CM"]["licence"].startswith("(c) ICE")
    assert rows["US Treasury", "par yield curve"]["last"] == ten.days[-1].isoformat()
    assert rows["SEC EDGAR", "filings"]["stale"]
    status, said, _ = bookrunner.run("sources", "--csv")
    assert said.splitlines()[0] == "source,series,last,asked,stale,licence,note"
    status, said, _ = bookrunner.run("sources")
    assert "never asked" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sync"], "nothing"),
        (["sync", "NOSUCH"], "NOSUCH"),
        (["sync", "../../x"], "../../x"),
        (["sync", "--since", "yesterday"], "yesterday"),
        (["sync", "--since", "2026-02-01", "--until", "2026-01-01"], "2026-02-01"),
        (["sync", "--series", "../x"], "../x"),
        (["sync", "--coin", "BTC&x"], "BTC&x"),
        (["sync", "--fund", "../x"], "../X"),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_line(
    bookrunner: Bookrunner, arguments: list[str], words: str
) -> None:
    status, said, told = bookrunner.run(*arguments)
    assert status in {1, 2}
    assert said == ""
    assert told.count("\n") == 1
    assert words in told


def test_without_identity_the_sec_is_not_asked(
    bookrunner: Bookrunner, replay: Replay
) -> None:
    bookrunner.environment["EDGAR_IDENTITY"] = ""
    status, _, told = bookrunner.run("sync", "--since", "2026-01-05")
    assert status == 2
    assert "EDGAR_IDENTITY" in told
    assert not replay.asked


def test_a_paper_is_read_from_its_address_and_other_hosts_are_refused(
    bookrunner: Bookrunner, world: World, replay: Replay
) -> None:
    sheet = next(each for each in world.filed if each.accession == world.sales[0].sheet)
    url = f"https://www.sec.gov{sheet.folder}/sheet_fwp.htm"
    for _ in range(2):
        status, said, told = bookrunner.run("read", "--plain", url)
        assert (status, told) == (0, "")
        assert json.loads(said)["file"] == "sheet_fwp.htm"
        assert world.sales[0].tranches[0].cusip in said
    assert len(replay.asked) == 1
    _, said, _ = bookrunner.run("read", "--json", url)
    cited = json.loads(said)[0]["tranches"][0]["cusip"]["source"]
    assert cited["filing"] == sheet.accession
    for elsewhere in (
        "https://example.org/fwp.htm",
        "http://www.sec.gov/x",
        "https://10.0.0.1/x",
    ):
        status, said, told = bookrunner.run("read", elsewhere)
        assert (status, said, told.count("\n")) == (2, "", 1)
        assert elsewhere in told
    assert len(replay.asked) == 1


def test_a_stopped_sync_says_so_and_goes_on_where_it_was(
    bookrunner: Bookrunner, world: World, replay: Replay
) -> None:
    running = bookrunner.start(*span(world))
    while not any("/data/" in each.target for each in replay.asked):
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=20)
    assert running.returncode == 130
    assert told == "bookrunner: stopped; what was read is kept, run it again to go on\n"
    assert bookrunner.run(*span(world))[0] == 0
    assert len(bookrunner.deals()) == len(world.sales)


def test_two_syncs_killed_and_started_again_end_with_the_deals_of_a_quiet_one(
    tmp_path: Path, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """The short form of scripts/sync_torture.py."""
    with Replay(world.answers) as quiet:
        undisturbed = Bookrunner(tmp_path / "quiet", quiet, capsys)
        assert undisturbed.run(*span(world))[0] == 0
    with Replay(world.answers, faults=0.1) as server:
        tortured = Bookrunner(tmp_path / "tortured", server)
        for life in range(3):
            pair = [tortured.start(*span(world)) for _ in range(2)]
            before = len(server.asked)
            while len(server.asked) < before + 20 * (life + 1):
                time.sleep(0.01)
            for each in pair:
                each.kill()
                each.communicate()
        pair = [tortured.start(*span(world)) for _ in range(2)]
        assert [each.wait() for each in pair] == [0, 0]
        for each in pair:
            each.communicate()
    assert tortured.deals() == undisturbed.deals()


def test_two_syncs_at_once_stay_within_eight_requests_a_second(
    tmp_path: Path, world: World
) -> None:
    with Replay(world.answers) as server:
        real = Bookrunner(tmp_path, server, rate=8)
        pair = [real.start(*span(world)) for _ in range(2)]
        while not server.asked:
            time.sleep(0.01)
        time.sleep(8)
        for each in pair:
            each.kill()
            each.communicate()
        assert server.busiest_second() <= 8
        assert len(server.asked) > 30  # the limit is used, not only kept
