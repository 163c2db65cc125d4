"""Ledgers: lines that are only added, read by anybody, whoever dies."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.errors import UnavailableError
from bookrunner.sources.ledger import Ledger

ROWS = st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=9)), max_size=5)


@settings(deadline=None)  # it writes to the disk
@given(first=ROWS, then=ROWS)
def test_what_is_added_comes_back_once_and_in_order(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[dict[str, str]],
    then: list[dict[str, str]],
) -> None:
    path = tmp_path_factory.mktemp("ledger") / "rows.jsonl"
    reader = Ledger(path)
    Ledger(path).append(*first)
    assert reader.news() == first
    Ledger(path).append(*then)
    assert reader.news() == then
    assert reader.news() == []
    assert Ledger(path).news() == first + then


@settings(deadline=None)  # it writes to the disk
@given(cut=st.integers(1, 30))
def test_a_file_cut_anywhere_loses_no_whole_row_and_takes_new_ones(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    path = tmp_path_factory.mktemp("ledger") / "rows.jsonl"
    Ledger(path).append({"a": 1}, {"b": 2}, {"c": "ü" * 20})
    path.write_bytes(path.read_bytes()[:-cut])
    Ledger(path).append({"d": 4})
    rows = Ledger(path).news()
    assert rows[:2] == [{"a": 1}, {"b": 2}]
    assert rows[-1] == {"d": 4}
    assert len(rows) == (4 if cut == 1 else 3)  # a missing line end alone is no loss


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_a_full_disk_is_told_in_one_line() -> None:
    with pytest.raises(UnavailableError, match="No space left") as told:
        Ledger(Path("/dev/full")).append({"a": 1})
    assert "\n" not in str(told.value)


def test_a_row_that_is_still_being_written_is_read_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    ledger = Ledger(path)
    path.write_bytes(b'{"a": 1}\n{"b"')
    assert ledger.news() == [{"a": 1}]
    with path.open("ab") as file:
        file.write(b": 2}\n")
    assert ledger.news() == [{"b": 2}]
