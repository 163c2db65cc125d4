"""Locks: held alone, shared with nobody, freed by death."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from bookrunner.sources.locks import Claims, locked

if TYPE_CHECKING:
    from pathlib import Path

CLAIMING = """
import pathlib, sys, time
from bookrunner.sources.locks import Claims
claims = Claims(pathlib.Path(sys.argv[1]))
print(claims.take(7), claims.take(8), flush=True)
time.sleep(60)
"""


def test_a_file_is_held_by_one_until_it_is_closed(tmp_path: Path) -> None:
    held = locked(tmp_path / "ticket")
    assert held is not None
    assert locked(tmp_path / "ticket") is None
    held.close()
    again = locked(tmp_path / "ticket")
    assert again is not None
    again.close()


def test_a_claim_is_one_process_own_and_ends_with_it(tmp_path: Path) -> None:
    ours = Claims(tmp_path / "claims")
    assert ours.take(7)
    other = subprocess.Popen(
        [sys.executable, "-c", CLAIMING, str(tmp_path / "claims")], stdout=subprocess.PIPE
    )
    assert other.stdout is not None
    assert other.stdout.readline().split() == [b"False", b"True"]
    assert not ours.take(8)
    other.kill()
    other.communicate()
    assert ours.take(8)
    ours.release(8)
    ours.close()
