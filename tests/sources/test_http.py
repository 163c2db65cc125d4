"""The door against real sockets: every fault of the world, and every trick."""

from __future__ import annotations

import gzip
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bookrunner.errors import (
    MissingFileError,
    MisuseError,
    RefusedError,
    UnavailableError,
)
from bookrunner.sources.bodies import MOST_BYTES
from bookrunner.sources.http import REPLAY, Door
from replay.server import FAULTS
from replay.world import SEC

if TYPE_CHECKING:
    from bookrunner.sources.settings import Settings
    from replay.server import Replay
    from replay.world import World

PAGE = "/page.htm"
URL = f"https://{SEC}{PAGE}"
BODY = b"<html>Notes due 2030</html>" * 40


@pytest.fixture
def door(here: Settings, replay: Replay) -> Door:
    replay.answers[SEC, PAGE] = BODY
    return Door(here)


@pytest.mark.parametrize("fault", FAULTS)
def test_what_passes_is_asked_again_and_comes_whole(
    door: Door, replay: Replay, fault: str
) -> None:
    replay.next = [fault, fault]
    assert door.ask(URL, size=len(BODY)).body == BODY
    assert len(replay.asked) == (1 if fault == "slow" else 3)


@pytest.mark.parametrize("fault", [each for each in FAULTS if each != "slow"])
def test_what_does_not_pass_is_told_in_one_line_after_all_patience(
    here: Settings, door: Door, replay: Replay, fault: str
) -> None:
    del door
    replay.next = [fault] * 3
    with pytest.raises(UnavailableError) as told:
        Door(here, patience=replace(REPLAY, attempts=3)).ask(URL)
    assert "\n" not in str(told.value)
    assert len(replay.asked) == 3


def test_the_door_says_who_asks_and_where_it_wanted_to_go(
    door: Door, replay: Replay
) -> None:
    door.ask(URL)
    asked = replay.asked[0]
    assert asked.headers["user-agent"] == "Jane Doe jane@example.org"
    assert asked.host == SEC


@pytest.mark.parametrize(
    "identity", ["", "Jane Doe", "Jane\r\nX: jane@example.org", "Jané @"]
)
def test_without_a_declared_identity_the_sec_is_not_asked(
    here: Settings, replay: Replay, identity: str
) -> None:
    with pytest.raises(MisuseError):
        Door(replace(here, identity=identity)).ask(URL)
    assert not replay.asked


def test_the_refusal_to_go_without_identity_says_why(here: Settings) -> None:
    with pytest.raises(MisuseError, match=r"EDGAR_IDENTITY.*--identity"):
        Door(replace(here, identity="")).ask(URL)


def test_the_server_is_not_asked_again_before_it_wants_to_be(
    door: Door, replay: Replay
) -> None:
    busy = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"
    replay.raw[SEC, PAGE] = busy
    start = time.monotonic()
    with pytest.raises(UnavailableError, match="429"):
        Door(door._settings, patience=replace(REPLAY, attempts=2)).ask(URL)
    assert time.monotonic() - start >= 1.0
    assert replay.asked[1].at - replay.asked[0].at >= 1.0


def test_a_server_that_wants_an_hour_is_left_alone(door: Door, replay: Replay) -> None:
    busy = b"HTTP/1.1 503 Busy\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n"
    replay.raw[SEC, PAGE] = busy
    with pytest.raises(UnavailableError, match="503"):
        door.ask(URL)
    assert len(replay.asked) == 1


def test_what_is_not_there_is_not_asked_for_twice(door: Door, replay: Replay) -> None:
    with pytest.raises(MissingFileError):
        door.ask(f"https://{SEC}/nowhere.htm")
    assert len(replay.asked) == 1


@pytest.mark.parametrize(
    "location",
    ["https://elsewhere.example/x", "https://data.sec.gov/x", "http://www.sec.gov/x",
     "https://127.0.0.1/x", "//elsewhere.example/x", "file:///etc/passwd", ""],
)  # fmt: skip
def test_a_redirect_off_the_host_is_refused(
    door: Door, replay: Replay, location: str
) -> None:
    head = f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
    replay.raw[SEC, PAGE] = head.encode()
    with pytest.raises(RefusedError) as refused:
        door.ask(URL)
    assert "\n" not in str(refused.value)
    assert {each.host for each in replay.asked} == {SEC}


def test_a_redirect_on_the_host_is_followed_and_counted(door: Door, replay: Replay) -> None:
    moved = b"HTTP/1.1 301 Moved\r\nLocation: /page.htm\r\nContent-Length: 0\r\n\r\n"
    replay.raw[SEC, "/old.htm"] = moved
    answer = door.ask(f"https://{SEC}/old.htm")
    assert (answer.url, answer.body) == (f"https://{SEC}/old.htm", BODY)
    assert len(replay.asked) == 2


def test_a_bomb_in_gzip_is_refused_and_not_asked_for_again(
    door: Door, replay: Replay
) -> None:
    bomb = gzip.compress(b"\0" * 2**20, 9) * 200
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n"
    )
    replay.raw[SEC, PAGE] = head.encode() + bomb
    with pytest.raises(RefusedError, match="at most 64 MiB"):
        door.ask(URL)
    assert len(replay.asked) == 1


def test_an_answer_that_says_it_is_too_large_is_not_received(
    door: Door, replay: Replay
) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {MOST_BYTES + 1}\r\n\r\n"
    replay.raw[SEC, PAGE] = head.encode()
    with pytest.raises(RefusedError, match="at most 64 MiB"):
        door.ask(URL)


def test_an_answer_without_end_is_cut_at_the_bound(door: Door, replay: Replay) -> None:
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
    replay.raw[SEC, PAGE] = head + b"x" * (MOST_BYTES + 1)
    with pytest.raises(RefusedError, match="at most 64 MiB"):
        door.ask(URL)


def test_silence_and_dripping_are_given_up(here: Settings, replay: Replay) -> None:
    replay.answers[SEC, PAGE] = BODY
    replay._slow = 0.6
    replay.next = ["slow"]
    hasty = Door(here, patience=replace(REPLAY, silence=0.2))
    assert hasty.ask(URL).body == BODY
    assert len(replay.asked) == 2
    with pytest.raises(UnavailableError, match="in 0 s"):
        Door(here, patience=replace(REPLAY, whole_answer=0.0, attempts=2)).ask(URL)


def test_a_listing_that_is_wrong_about_a_size_is_not_believed_for_ever(
    door: Door, replay: Replay
) -> None:
    assert door.ask(URL, size=len(BODY) + 1).body == BODY
    assert len(replay.asked) == 2


def test_a_strange_packing_is_told(door: Door, replay: Replay) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx"
    replay.raw[SEC, PAGE] = head
    with pytest.raises(UnavailableError, match="gzip"):
        door.ask(URL)


def test_a_secret_goes_to_the_server_and_nowhere_else(door: Door, replay: Replay) -> None:
    replay.answers[SEC, f"{PAGE}?a=b&key=sesame"] = b"open"
    answer = door.ask(f"{URL}?a=b", unrecorded="&key=sesame")
    assert answer.body == b"open"
    assert "sesame" not in repr(answer)


def test_all_pages_of_a_world_come_as_they_are(
    here: Settings, replay: Replay, world: World
) -> None:
    door = Door(here)
    replay.faults = 0.2
    for (host, target), body in list(world.answers.items())[:60]:
        assert door.ask(f"https://{host}{target}", size=len(body)).body == body
