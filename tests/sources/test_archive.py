"""Archives: asked once, kept for ever, news noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bookrunner.errors import MissingFileError, UnavailableError
from bookrunner.sources.archive import FakeArchive, LiveArchive
from replay.world import SEC

if TYPE_CHECKING:
    from bookrunner.sources.settings import Settings
    from replay.server import Replay

PAGE = "/list.json"
URL = f"https://{SEC}{PAGE}"


def test_a_settled_document_is_asked_for_once_in_any_life(
    here: Settings, replay: Replay
) -> None:
    replay.answers[SEC, PAGE] = b"as filed"
    first = LiveArchive(here).document(URL, settled=True)
    again = LiveArchive(here).document(URL, settled=True)
    assert first == again
    assert len(replay.asked) == 1


def test_a_list_is_asked_for_news_only_and_old_answers_stay(
    here: Settings, replay: Replay
) -> None:
    archive = LiveArchive(here)
    replay.answers[SEC, PAGE] = b"one"
    bodies = [archive.document(URL).body, archive.document(URL).body]
    replay.answers[SEC, PAGE] = b"two"
    bodies += [archive.document(URL).body, archive.document(URL).body]
    assert bodies == [b"one", b"one", b"two", b"two"]
    history = archive.evidence.history(URL)
    assert [each.status for each in history] == [200, 304, 200, 304]
    assert [archive.evidence.body(each.sha256) for each in history] == bodies
    assert "if-none-match" not in replay.asked[0].headers
    assert "if-none-match" in replay.asked[3].headers


def test_evidence_that_was_damaged_is_fetched_again(here: Settings, replay: Replay) -> None:
    replay.answers[SEC, PAGE] = b"as filed"
    archive = LiveArchive(here)
    kept = archive.document(URL, settled=True)
    (here.evidence / "sha256" / kept.sha256[:2] / kept.sha256).write_bytes(b"as faked")
    assert archive.document(URL, settled=True).body == b"as filed"
    assert archive.evidence.body(kept.sha256) == b"as filed"


def test_a_secret_is_in_no_file(here: Settings, replay: Replay) -> None:
    replay.answers[SEC, f"{PAGE}?a=b&key=sesame"] = b"open"
    LiveArchive(here).document(f"{URL}?a=b", unrecorded="&key=sesame")
    files = [each for each in here.folder.rglob("*") if each.is_file()]
    assert files
    assert not any(b"sesame" in each.read_bytes() for each in files)


def test_a_server_that_says_not_changed_to_a_stranger_is_not_believed(
    here: Settings, replay: Replay
) -> None:
    replay.raw[SEC, PAGE] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    with pytest.raises(UnavailableError):
        LiveArchive(here).document(URL)


def test_a_fake_world_answers_what_it_holds_and_nothing_else() -> None:
    archive = FakeArchive({URL: b"here"})
    assert archive.document(URL).name == "list.json"
    with pytest.raises(MissingFileError):
        archive.document(f"{URL}.gz")
    assert archive.asked == [URL, f"{URL}.gz"]
