"""Evidence: every byte once, every fetch for ever, whatever dies when."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.errors import MissingFileError, UnavailableError
from bookrunner.sources.evidence import Evidence, Fetch

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://www.sec.gov/a.htm"
NOW = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
WRITING = """
import pathlib, random, sys
from datetime import UTC, datetime
from bookrunner.sources.evidence import Evidence
store = Evidence(pathlib.Path(sys.argv[1]))
draw = random.Random(int(sys.argv[2]))
while True:
    body = draw.randbytes(draw.choice([10, 1000, 300_000]))
    store.keep(f"https://www.sec.gov/{draw.randrange(50)}", body, at=datetime.now(UTC),
               status=200, headers={"etag": body[:4].hex()})
"""


def keep(store: Evidence, body: bytes, url: str = URL) -> Fetch:
    return store.keep(url, body, at=NOW, status=200, headers={"etag": '"1"'})


def files(folder: Path) -> list[Path]:
    return [each for each in (folder / "sha256").rglob("*") if each.is_file()]


def test_the_same_bytes_are_kept_once_and_every_fetch_has_its_row(tmp_path: Path) -> None:
    store = Evidence(tmp_path)
    keep(store, b"one")
    keep(store, b"one", url="https://www.sec.gov/b.htm")
    assert len(files(tmp_path)) == 1
    assert len(store.addresses()) == 2
    fetch = store.last(URL)
    assert fetch == Fetch(
        url=URL,
        at=NOW,
        status=200,
        sha256=hashlib.sha256(b"one").hexdigest(),
        headers={"etag": '"1"'},
    )


def test_changed_content_is_a_new_row_and_the_old_stays(tmp_path: Path) -> None:
    store = Evidence(tmp_path)
    keep(store, b"old")
    keep(store, b"new")
    history = Evidence(tmp_path).history(URL)
    assert [store.body(each.sha256) for each in history] == [b"old", b"new"]


def test_another_process_sees_what_is_kept_without_opening_anew(tmp_path: Path) -> None:
    one, other = Evidence(tmp_path), Evidence(tmp_path)
    assert other.last(URL) is None
    keep(one, b"fresh")
    assert other.last(URL) is not None


@settings(deadline=None)  # it writes to the disk
@given(body=st.binary(max_size=3000))
def test_what_is_kept_comes_back_to_the_byte(
    tmp_path_factory: pytest.TempPathFactory, body: bytes
) -> None:
    folder = tmp_path_factory.mktemp("evidence")
    fetch = keep(Evidence(folder), body)
    assert Evidence(folder).body(fetch.sha256) == body


def test_evidence_that_was_changed_on_the_disk_is_refused(tmp_path: Path) -> None:
    store = Evidence(tmp_path)
    fetch = keep(store, b"as filed")
    files(tmp_path)[0].write_bytes(b"as faked")
    with pytest.raises(UnavailableError, match="changed or damaged"):
        store.body(fetch.sha256)
    with pytest.raises(MissingFileError):
        store.body("0" * 64)


@pytest.mark.parametrize("half", [b'{"url": "https://w', b"\xff\xfe", b'{"url": 1}', b"[]"])
def test_half_a_row_is_no_row_and_the_next_begins_afresh(
    tmp_path: Path, half: bytes
) -> None:
    keep(Evidence(tmp_path), b"before")
    with (tmp_path / "fetches.jsonl").open("ab") as index:
        index.write(half)
    keep(Evidence(tmp_path), b"after")
    store = Evidence(tmp_path)
    bodies = [store.body(each.sha256) for each in store.history(URL)]
    assert bodies == [b"before", b"after"]


def test_what_died_half_written_is_swept_after_an_hour(tmp_path: Path) -> None:
    keep(Evidence(tmp_path), b"whole")
    part = files(tmp_path)[0].parent / ".part-xyz"
    part.write_bytes(b"half")
    Evidence(tmp_path)
    assert part.exists()
    os.utime(part, (0, 0))
    Evidence(tmp_path)
    assert not part.exists()


def test_two_writers_killed_at_any_moment_leave_a_store_that_reads(tmp_path: Path) -> None:
    draw = random.Random(11)  # noqa: S311  moments to kill at
    rows = 0
    index = tmp_path / "fetches.jsonl"
    for turn in range(6):
        before = index.stat().st_size if index.exists() else 0
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITING, str(tmp_path), str(turn * 2 + each)]
            )
            for each in range(2)
        ]
        while not index.exists() or index.stat().st_size == before:
            time.sleep(0.01)  # until they are at work
        time.sleep(draw.random() * 0.3)
        for writer in writers:
            os.kill(writer.pid, signal.SIGKILL)
            writer.wait()
        store = Evidence(tmp_path)
        history = [fetch for url in store.addresses() for fetch in store.history(url)]
        for fetch in history:
            assert hashlib.sha256(store.body(fetch.sha256)).hexdigest() == fetch.sha256
            assert fetch.headers["etag"] == store.body(fetch.sha256)[:4].hex()
        assert len(history) > rows  # every life adds, none takes away
        rows = len(history)
