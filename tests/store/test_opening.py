"""A broken, foreign, held or refused file: set aside, waited for, or one clear line."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import duckdb
import pytest

from bookrunner.deals import shipped_deal, shipped_deals
from bookrunner.errors import UnavailableError
from bookrunner.store import Store, home

if TYPE_CHECKING:
    from pathlib import Path

AMAZON = shipped_deal("amzn-2025-11-17")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bookrunner.duckdb"


def filled(path: Path) -> Path:
    with Store.open(path) as store:
        store.keep_deal(AMAZON)
    return path


def opened(path: Path) -> list[str]:
    """Open, keep and close; gives what the user was told."""
    told: list[str] = []
    with Store.open(path, tell=told.append) as store:
        store.keep_deal(AMAZON)
        assert store.deals() == (AMAZON,)
    return told


def test_the_folder_is_made_on_first_use(tmp_path: Path) -> None:
    assert opened(tmp_path / "new" / "folder" / "bookrunner.duckdb") == []
    left = [each.name for each in (tmp_path / "new" / "folder").iterdir()]
    assert left == ["bookrunner.duckdb"]


def test_the_user_chooses_the_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BOOKRUNNER_HOME", str(tmp_path / "mine"))
    assert home() == tmp_path / "mine"
    with Store.open():
        assert (tmp_path / "mine" / "bookrunner.duckdb").exists()
    monkeypatch.delenv("BOOKRUNNER_HOME")
    assert home().name == "bookrunner"


@pytest.mark.parametrize(
    "harm",
    [
        lambda whole: b"not a database at all" * len(whole),
        lambda whole: whole[: len(whole) // 3],
        lambda whole: whole[:4096] + b"x" * 4096 + whole[8192:],
        lambda whole: b"\0" * len(whole),
        lambda whole: whole[:8] + b"\xff" * 8 + whole[16:],
    ],
    ids=["text", "cut off", "overwritten", "zeros", "header"],
)
def test_a_corrupted_file_is_set_aside_and_rebuilt(path: Path, harm: object) -> None:
    whole = filled(path).read_bytes()
    assert callable(harm)
    path.write_bytes(harm(whole))
    (line,) = opened(path)
    aside = [each for each in path.parent.iterdir() if "aside" in each.name]
    assert [each.name for each in aside] == [line.rpartition(" ")[2]]
    assert aside[0].read_bytes() == harm(whole), "nothing of the user's is deleted"
    assert opened(path) == [], "and only once"


def test_an_empty_file_is_filled_without_a_word(path: Path) -> None:
    path.touch()
    assert opened(path) == []


def test_damage_met_while_reading_is_told_and_set_aside(path: Path) -> None:
    with Store.open(path) as store, store.together():
        store.add("deals", ([n, *[None] * 6, os.urandom(4000).hex()] for n in range(300)))
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 100] = b"x" * 100
    path.write_bytes(whole)
    with pytest.raises(UnavailableError, match=r"(?i)corrupt|checksum"):  # noqa: SIM117
        with Store.open(path) as store:
            store.run("SELECT max(whole) FROM deals")
    assert opened(path) == []
    assert [each for each in path.parent.iterdir() if "aside" in each.name]


CRASH = """
import os, sys
from dataclasses import replace
from pathlib import Path
from bookrunner.deals import shipped_deal
from bookrunner.store import Store
store = Store.open(Path(sys.argv[1]))
store.keep_deal(replace(shipped_deal("amzn-2025-11-17"), deal_id="last change"))
os._exit(1)
"""


def test_a_damaged_log_costs_the_last_changes_alone(path: Path) -> None:
    filled(path)
    subprocess.run([sys.executable, "-c", CRASH, str(path)], check=False)
    log = path.with_name(f"{path.name}.wal")
    assert log.exists(), "what was committed last stands in the log"
    words = bytearray(log.read_bytes())
    words[len(words) // 2] ^= 1
    log.write_bytes(words)
    (line,) = opened(path)
    assert line.startswith("the last changes to the store could not be used")
    assert path.with_name(line.rpartition(" ")[2]).read_bytes() == words


def test_a_store_of_a_newer_version_is_set_aside(path: Path) -> None:
    with Store.open(path) as store:
        store.run("UPDATE about SET version = 99")
    (line,) = opened(path)
    assert "version 99, this one is 1" in line


def test_a_database_of_another_program_is_set_aside(path: Path) -> None:
    with duckdb.connect(path) as foreign:
        foreign.execute("CREATE TABLE theirs (x INTEGER)")
    (line,) = opened(path)
    assert "not ours" in line


HOLD = """
import sys, time
from pathlib import Path
from bookrunner.store import Store
with Store.open(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def holding(path: Path, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(path), str(seconds)]
    other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert other.stdout
    assert other.stdout.readline() == "held\n"
    return other


def test_a_second_process_waits_its_turn(path: Path) -> None:
    with holding(path, 0.5):
        assert opened(path) == []


def test_one_that_waits_too_long_says_so(path: Path) -> None:
    with holding(path, 20) as other:
        with pytest.raises(UnavailableError, match="another process that holds it"):
            Store.open(path, wait=0.2)
        other.kill()


READ = """
import sys
from pathlib import Path
from bookrunner.store import Store
with Store.open(Path(sys.argv[1]), reading=True, wait=0.2) as store:
    print(len(store.deals()))
"""


def test_those_who_read_share_the_file(path: Path) -> None:
    filled(path)
    with Store.open(path, reading=True) as store:
        told = subprocess.run(
            [sys.executable, "-c", READ, str(path)],
            capture_output=True,
            text=True,
            check=True,
        )
        assert (told.stdout, len(store.deals())) == ("1\n", 1)
        with pytest.raises(UnavailableError, match="read-only"):
            store.keep_deal(AMAZON)


KEEP = """
import sys
from dataclasses import replace
from pathlib import Path
from bookrunner.deals import shipped_deals
from bookrunner.store import Store
for deal in shipped_deals()[:8]:
    name = deal.deal_id + "".join(sys.argv[2:])
    with Store.open(Path(sys.argv[1])) as store:
        store.keep_deal(replace(deal, deal_id=name), filings=[name])
    print(name, flush=True)
"""


def test_three_that_begin_at_once_lose_nothing_and_double_nothing(path: Path) -> None:
    """Each finds no file, and each keeps its own deals."""
    command = [sys.executable, "-c", KEEP, str(path)]
    all_three = [
        subprocess.Popen([*command, *own], stdout=subprocess.DEVNULL)
        for own in (["-one"], ["-two"], [])
    ]
    assert [other.wait(timeout=120) for other in all_three] == [0, 0, 0]
    names = {deal.deal_id for deal in shipped_deals()[:8]}
    with Store.open(path) as store:
        expected = {f"{name}{own}" for name in names for own in ("-one", "-two", "")}
        assert set_of(store) == expected
        assert store.run("SELECT count(*) FROM deals") == [(24,)]
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize(
    "kills", [3, pytest.param(40, marks=pytest.mark.slow)], ids=["thrice", "often"]
)
def test_a_kill_at_any_moment_loses_nothing_that_was_committed(
    path: Path, kills: int
) -> None:
    everything = {deal.deal_id for deal in shipped_deals()[:8]}
    said: set[str] = set()
    moments = random.Random(20251117)  # noqa: S311 - repeatable, no secret
    for _ in range(kills):
        command = [sys.executable, "-c", KEEP, str(path)]
        other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        time.sleep(moments.uniform(0.1, 1.5))
        os.kill(other.pid, signal.SIGKILL)
        said |= set(other.communicate()[0].split())
        told: list[str] = []
        with Store.open(path, tell=told.append) as store:
            assert said <= set_of(store)
        assert told == []
    subprocess.run([sys.executable, "-c", KEEP, str(path)], check=True, capture_output=True)
    with Store.open(path) as store:
        assert set_of(store) == everything
        assert store.run("SELECT count(*) FROM deals") == [(len(everything),)]


def set_of(store: Store) -> set[str]:
    return {deal.deal_id for deal in store.deals()}


FULL = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from bookrunner.deals import shipped_deal
from bookrunner.errors import UnavailableError
from bookrunner.store import Store
where, kept = Path(sys.argv[1]), shipped_deal("amzn-2025-11-17")
with Store.open(where) as store:
    store.keep_deal(kept)
resource.setrlimit(resource.RLIMIT_FSIZE, (where.stat().st_size + 100_000,) * 2)
try:
    with Store.open(where) as store:
        for copy in range(10_000):
            store.add("deals", [[copy, *[None] * 6, str(copy) * 4000]])
except UnavailableError as error:
    print(error)

"""


@pytest.mark.skipif(sys.platform != "linux", reason="file sizes are limited as Linux does")
def test_a_full_disk_is_one_line_and_what_was_kept_is_kept(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=False
    )
    assert "expected a store that can be used" in done.stdout, done.stderr
    assert "space on the disk" in done.stdout
    assert "Traceback" not in done.stderr
    with Store.open(path) as store:
        assert store.deal(AMAZON.deal_id) == AMAZON


def test_a_folder_that_refuses_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, no folder")
    with pytest.raises(UnavailableError, match="BOOKRUNNER_HOME"):
        Store.open(tmp_path / "file" / "bookrunner.duckdb")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_read_only_folder_is_one_clear_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UnavailableError, match="BOOKRUNNER_HOME"):
        Store.open(tmp_path / "bookrunner.duckdb")
