"""Files from disk: bounded, unpacked, with errors that say what to do."""

from __future__ import annotations

import gzip
import io
import sys
from typing import TYPE_CHECKING

import pytest

from bookrunner.errors import MissingFileError, MisuseError
from bookrunner.sources import files
from bookrunner.sources.files import read_file

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_its_bytes_and_gzip_is_unpacked(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.txt", tmp_path / "a.txt.gz"
    plain.write_bytes(b"Size: $5\n")
    packed.write_bytes(gzip.compress(b"Size: $5\n"))
    assert read_file(str(plain)) == read_file(str(packed)) == b"Size: $5\n"


def test_standard_input_is_called_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Size: $5\n")))
    assert read_file("-") == b"Size: $5\n"


@pytest.mark.parametrize("path", ["nowhere.txt", ".", "a\0b"])
def test_a_path_that_leads_to_no_file_says_so(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MissingFileError) as missing:
        read_file(path)
    assert missing.value.exit_status == 2
    assert "\n" not in str(missing.value)


def test_a_gzip_bomb_is_stopped_before_it_fills_the_memory(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.gz"
    bomb.write_bytes(gzip.compress(bytes(200 * 2**20), compresslevel=9))
    with pytest.raises(MisuseError, match="more than 64 MB"):
        read_file(str(bomb))


def test_a_file_too_large_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * 11)
    with pytest.raises(MisuseError, match="more than"):
        read_file(str(large))


@pytest.mark.parametrize("cut", [12, 20])
def test_a_damaged_gzip_is_told(tmp_path: Path, cut: int) -> None:
    broken = tmp_path / "broken.gz"
    broken.write_bytes(gzip.compress(b"Size: $5\n" * 50)[:cut] + b"!" * (cut == 12))
    with pytest.raises(MisuseError, match="whole gzip"):
        read_file(str(broken))
