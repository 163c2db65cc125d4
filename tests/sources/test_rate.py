"""The gate: never more requests in a second than tickets, whoever asks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from bookrunner.sources.locks import locked
from bookrunner.sources.rate import Gate

if TYPE_CHECKING:
    from pathlib import Path

ASKING = """
import sys, time, pathlib
from bookrunner.sources.rate import Gate
gate = Gate(pathlib.Path(sys.argv[1]), per_second=int(sys.argv[2]))
print("ready", flush=True)
end = time.monotonic() + float(sys.argv[3])
while time.monotonic() < end:
    with gate.ticket():
        print(time.monotonic(), flush=True)
"""
HOLDING = """
import sys, time, pathlib
from bookrunner.sources.rate import Gate
with Gate(pathlib.Path(sys.argv[1]), per_second=1).ticket():
    print("held", flush=True)
    time.sleep(60)
"""


def busiest(moments: list[float]) -> int:
    return max(sum(start <= each < start + 1 for each in moments) for start in moments)


def test_two_processes_and_four_threads_share_the_tickets(tmp_path: Path) -> None:
    asking = [
        subprocess.Popen(
            [sys.executable, "-c", ASKING, str(tmp_path), "20", "2.5"],
            stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    gate, ours = Gate(tmp_path, per_second=20), []

    def ask() -> None:
        end = time.monotonic() + 2
        while time.monotonic() < end:
            with gate.ticket():
                ours.append(time.monotonic())

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    theirs = [each.communicate()[0].split()[1:] for each in asking]
    for thread in threads:
        thread.join()
    moments = [*ours, *(float(each) for lines in theirs for each in lines)]
    assert busiest(moments) <= 20
    assert len(moments) > 40  # the limit is used, not only kept
    assert min(len(ours), *(len(lines) for lines in theirs)) > 2  # and nobody starves


def test_a_ticket_rests_from_the_answer_not_from_the_question(tmp_path: Path) -> None:
    gate = Gate(tmp_path, per_second=1)
    with gate.ticket():
        time.sleep(0.3)
        answered = time.monotonic()
    with gate.ticket():
        assert time.monotonic() - answered >= 1.0


def test_a_ticket_whose_holder_was_killed_rests_and_comes_back(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path)], stdout=subprocess.PIPE
    )
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    assert locked(next(tmp_path.iterdir())) is None
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    killed = time.monotonic()
    with Gate(tmp_path, per_second=1).ticket():
        assert 1.0 <= time.monotonic() - killed < 3.0


@pytest.mark.parametrize("damage", [b"x", b"\x00" * 3, b"\xff" * 8])
def test_a_damaged_ticket_rests_a_second_and_no_longer(
    tmp_path: Path, damage: bytes
) -> None:
    (tmp_path / "ticket-000").write_bytes(damage)
    start = time.monotonic()
    with Gate(tmp_path, per_second=1).ticket():
        assert time.monotonic() - start < 3.0
