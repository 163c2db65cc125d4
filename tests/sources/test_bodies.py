"""Bodies: whole and bounded, or refused."""

from __future__ import annotations

import gzip
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.errors import RefusedError
from bookrunner.sources.bodies import PassingError, unpacked


@given(st.lists(st.binary(max_size=200), max_size=4))
def test_what_was_packed_comes_out_whole_also_in_several_members(
    parts: list[bytes],
) -> None:
    assert unpacked(b"".join(map(gzip.compress, parts))) == b"".join(parts)


@given(st.binary(min_size=1, max_size=500), st.data())
def test_a_packed_body_cut_anywhere_is_never_taken_for_whole(
    body: bytes, data: st.DataObject
) -> None:
    wire = gzip.compress(body)
    cut = data.draw(st.integers(1, len(wire) - 1))
    with pytest.raises(PassingError):
        unpacked(wire[:cut])


@given(st.binary(min_size=1, max_size=200))
def test_bytes_that_are_no_gzip_are_damage_and_nothing_else(noise: bytes) -> None:
    try:
        body = unpacked(noise)
    except PassingError:
        return
    assert zlib.decompress(noise, 47) == body


def test_a_bomb_is_refused_at_the_bound_in_little_time_and_memory() -> None:
    """A kilobyte of gzip for each megabyte of nothing: 1 GiB in 1 MiB."""
    bomb = gzip.compress(b"\0" * 2**20, 9) * 1024
    start = time.perf_counter()
    with pytest.raises(RefusedError, match="64 MiB"):
        unpacked(bomb)
    assert time.perf_counter() - start < 5
    with pytest.raises(RefusedError, match="1 MiB"):
        unpacked(gzip.compress(b"\0" * (2**20 + 1)), most=2**20)
