"""Kill a sync again and again: is every deal there in the end, and none twice?

    uv run --group test python scripts/sync_torture.py --write docs/sources.md
    uv run --group test python scripts/sync_torture.py --at-once 2 --write docs/sources.md

A replay of the SEC on loopback serves a made-up world of filings whose sales are known.
An undisturbed sync gives the deals to compare with.  Then one sync, or two at once, meet
random faults and are killed with SIGKILL at random moments and started again until all
kills are spent; each time the syncs end, their deals must be those of the undisturbed
run, to the byte.  The server counts what it is asked in any second.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from bookrunner.store import Store
from bookrunner.store.packing import packed
from replay.server import Replay
from replay.world import World

_SYNC = "import sys; from bookrunner.cli import main; sys.argv[0] = 'bookrunner'; main()"


@dataclass(kw_only=True)
class Outcome:
    """What a torture showed."""

    kills: int = 0
    ends: int = 0
    lost: int = 0
    double: int = 0
    other: int = 0  # deals that differ from those of the undisturbed run
    requests: int = 0
    busiest: int = 0
    faults: int = 0
    seconds: float = 0.0
    papers_at_kills: list[int] = field(default_factory=list)

    @property
    def right(self) -> bool:
        """Whether nothing was lost, doubled or different."""
        return not (self.lost or self.double or self.other)


def start(server: Replay, home: Path, world: World, rate: int) -> subprocess.Popen[bytes]:
    """A sync of the whole world into *home*."""
    environment = os.environ | {
        "BOOKRUNNER_HOME": str(home),
        "BOOKRUNNER_REPLAY": server.address,
        "BOOKRUNNER_REQUESTS_PER_SECOND": str(rate),
        "EDGAR_IDENTITY": "Sync Torture torture@example.org",
    }
    span = ["--since", str(world.first), "--until", str(world.last)]
    return subprocess.Popen(
        [sys.executable, "-c", _SYNC, "sync", *span],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def deals(home: Path) -> dict[str, str]:
    """Every deal in the store of *home*, with all its passports."""
    with Store.open(home / "bookrunner.duckdb") as store:
        return {deal.deal_id: packed(deal) for deal in store.deals()}


def papers(home: Path) -> int:
    """How many papers are stored, killed store or not."""
    if not (home / "bookrunner.duckdb").exists():
        return 0
    with Store.open(home / "bookrunner.duckdb") as store:
        return len(store.filings())


def undisturbed(world: World, rate: int) -> dict[str, str]:
    """The deals of a sync that nobody disturbs, checked against the world's own truth."""
    with tempfile.TemporaryDirectory() as folder, Replay(world.answers) as server:
        sync = start(server, Path(folder), world, rate)
        _, told = sync.communicate()
        if sync.returncode:
            raise SystemExit(told.decode())
        found = deals(Path(folder))
    sheets = Counter(name[-6:] for name in found)
    truth = Counter(sale.sheet[-6:] for sale in world.sales)
    if sheets != truth:
        msg = f"undisturbed: {(sheets - truth)} beside {(truth - sheets)}"
        raise SystemExit(msg)
    return found


@dataclass(kw_only=True)
class Torture:
    """Syncs of one world, killed and started again until all kills are spent."""

    world: World
    right: dict[str, str]  # the deals of an undisturbed run
    kills: int
    at_once: int
    rate: int
    draw: random.Random
    told: Outcome = field(default_factory=Outcome)

    def run(self, faults: int) -> Outcome:
        """As many rounds as it takes, compared at the end of each."""
        begun = time.monotonic()
        with Replay(self.world.answers, faults=0.1, seed=faults) as server:
            while self.told.kills < self.kills:
                with tempfile.TemporaryDirectory() as folder:
                    self._round(server, Path(folder))
                    self._compare(deals(Path(folder)))
            self.told.requests = len(server.asked)
            self.told.busiest = server.busiest_second()
            self.told.faults = sum(many for fault, many in server.met.items() if fault)
        self.told.seconds = time.monotonic() - begun
        return self.told

    def _round(self, server: Replay, home: Path) -> None:
        """One folder, from nothing to the end of syncs that were not killed."""
        syncs = [start(server, home, self.world, self.rate) for _ in range(self.at_once)]
        while syncs:
            self._wait(server, syncs)
            victim = next(
                (s for s in syncs if s.poll() is not None), self.draw.choice(syncs)
            )
            if victim.poll() is None:
                os.kill(victim.pid, signal.SIGKILL)
                victim.communicate()
                self.told.kills += 1
                self.told.papers_at_kills.append(papers(home))
                syncs[syncs.index(victim)] = start(server, home, self.world, self.rate)
                continue
            _, words = victim.communicate()
            if victim.returncode:
                raise SystemExit(words.decode())
            self.told.ends += 1
            syncs.remove(victim)

    def _wait(self, server: Replay, syncs: list[subprocess.Popen[bytes]]) -> None:
        """Until the next kill, or until a sync ends when all kills are spent."""
        if self.told.kills >= self.kills:
            syncs[0].wait()
            return
        # Requests, not seconds: a busy machine must not change what is tested.
        _until_asked(server, syncs, self.draw.randrange(300))
        with suppress(subprocess.TimeoutExpired):
            syncs[0].wait(self.draw.uniform(0, 0.5))

    def _compare(self, found: dict[str, str]) -> None:
        """Count what is lost, double (two deals of one sheet) or different."""
        sheets = Counter(name[-6:] for name in found)
        told, right = self.told, self.right
        told.lost += len(right.keys() - found.keys())
        told.double += sum(many - 1 for many in sheets.values())
        told.other += len(found.keys() - right.keys())
        told.other += sum(
            found[name] != right[name] for name in found.keys() & right.keys()
        )


def _until_asked(
    server: Replay, syncs: list[subprocess.Popen[bytes]], requests: int
) -> None:
    """Wait for so many requests more, while all syncs run and ask."""
    before, quiet_since, seen = len(server.asked), time.monotonic(), 0
    while len(server.asked) < before + requests and all(s.poll() is None for s in syncs):
        if len(server.asked) > seen:
            seen, quiet_since = len(server.asked), time.monotonic()
        if time.monotonic() - quiet_since > 60:
            return
        time.sleep(0.01)


def at_the_real_limit(world: World, at_once: int, seconds: float) -> tuple[int, float]:
    """Syncs at eight requests a second: the busiest second, and the rate on average."""
    with tempfile.TemporaryDirectory() as folder, Replay(world.answers) as server:
        syncs = [start(server, Path(folder), world, 8) for _ in range(at_once)]
        while not server.asked:
            time.sleep(0.05)
        time.sleep(seconds)
        for sync in syncs:
            sync.kill()
            sync.communicate()
        span = server.asked[-1].at - server.asked[0].at
        return server.busiest_second(), (len(server.asked) - 1) / span


def figures(scene: str, told: Outcome, *, at_once: int, rate: int) -> list[str]:
    """What a torture showed, as lines of a page."""
    syncs = "One sync" if at_once == 1 else f"{at_once} syncs at once"
    return [
        f"{syncs}; {scene}; one request in ten meets a fault:",
        "",
        "| | |",
        "|---|---|",
        f"| killed with SIGKILL and started again | {told.kills} |",
        f"| ran to the end | {told.ends} |",
        f"| deals lost | {told.lost} |",
        f"| deals double | {told.double} |",
        f"| deals that differ | {told.other} |",
        f"| requests, of which met a fault | {told.requests:,}, {told.faults:,} |",
        f"| most requests in a second, at the server (limit {rate}) | {told.busiest} |",
    ]


def written(lines: list[str], path: Path, at_once: int) -> None:
    """Put the figures between their marks on a page."""
    page = path.read_text("utf-8")
    first, last = (f"<!-- {end}sync_torture {at_once} -->" for end in ("", "/"))
    marked = re.compile(f"{first}.*?{last}", re.DOTALL)
    path.write_text(marked.sub("\n".join([first, *lines, last]), page), "utf-8")


def main() -> None:
    """Torture one sync, or several at once; these are measured at the real limit too."""
    options = argparse.ArgumentParser(description="Torture `bookrunner sync`.")
    options.add_argument("--filings", type=int, default=2000)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--at-once", type=int, default=1)
    options.add_argument("--rate", type=int, default=400)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--write", type=Path)
    chosen = options.parse_args()
    world = World(filings=chosen.filings)
    right = undisturbed(world, chosen.rate)
    told = Torture(
        world=world,
        right=right,
        kills=chosen.kills,
        at_once=chosen.at_once,
        rate=chosen.rate,
        draw=random.Random(chosen.seed),  # noqa: S311  moments, no secret
    ).run(chosen.seed)
    scene = f"{chosen.filings:,} filings, {len(right):,} sales"
    lines = figures(scene, told, at_once=chosen.at_once, rate=chosen.rate)
    busiest, rate = at_the_real_limit(world, chosen.at_once, 12)
    lines.append(
        f"| most requests in a second at the real limit of 8, over 12 s; on average "
        f"| {busiest}; {rate:.1f} |"
    )
    print("\n".join(lines), told, sep="\n")
    if chosen.write:
        written(lines, chosen.write, chosen.at_once)
    sys.exit(0 if told.right and told.busiest <= chosen.rate and busiest <= 8 else 1)


if __name__ == "__main__":
    main()
