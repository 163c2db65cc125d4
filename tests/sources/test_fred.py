"""FRED: two headers, two ways in, and series that are served in part."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bookrunner.errors import MisuseError, UnavailableError
from bookrunner.sources import fred
from bookrunner.sources.archive import FakeArchive, LiveArchive
from bookrunner.sources.evidence import Evidence

if TYPE_CHECKING:
    from pathlib import Path

    from bookrunner.sources.settings import Settings
    from replay.server import Replay

NEW = b"observation_date,DGS10\n2026-01-05,4.10\n2026-01-06,\n2026-01-07,4.12\n"
OLD = b"DATE,DGS10\n2026-01-05,4.10\n2026-01-06,.\n2026-01-07,4.12\n"


@pytest.mark.parametrize("body", [NEW, OLD, b"\xef\xbb\xbf" + NEW])
def test_both_headers_and_both_ways_to_say_nothing_are_read(body: bytes) -> None:
    found = fred.from_csv(body, name="DGS10", source="here")
    assert found.days.tolist() == [date(2026, 1, d) for d in (5, 6, 7)]
    np.testing.assert_array_equal(found.values, [4.10, np.nan, 4.12])


def test_the_open_table_and_the_keyed_api_tell_the_same(
    here: Settings, replay: Replay
) -> None:
    target = "/fred/series/observations?series_id=DGS10&file_type=json"
    replay.answers["api.stlouisfed.org", f"{target}&api_key=k"] = replay.answers[
        "api.stlouisfed.org", target
    ]
    archive = LiveArchive(here)
    table = fred.observations(archive, "DGS10")
    keyed = fred.observations(archive, "DGS10", key="k")
    np.testing.assert_array_equal(table.days, keyed.days)
    np.testing.assert_array_equal(table.values, keyed.values)


def test_what_fred_stops_serving_is_kept_from_what_it_served(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    url = fred.graph_address("BAMLC0A0CM")
    for hour, body in enumerate(
        [
            b"DATE,BAMLC0A0CM\n1996-12-31,0.60\n2026-01-05,0.80\n",
            b"<html>We are sorry</html>",
            b"observation_date,BAMLC0A0CM\n2026-01-05,0.81\n2026-01-06,0.82\n",
        ]
    ):
        at = datetime(2026, 5, 1, hour, tzinfo=UTC)
        evidence.keep(url, body, at=at, status=200, headers={})
    whole = fred.kept(evidence, "BAMLC0A0CM")
    assert whole
    assert whole.days.tolist() == [date(1996, 12, 31), date(2026, 1, 5), date(2026, 1, 6)]
    assert whole.values.tolist() == [0.60, 0.81, 0.82]  # the later answer counts
    assert fred.kept(evidence, "DGS10") is None


def test_the_user_is_told_where_fred_serves_a_part_only() -> None:
    assert "last three years" in fred.coverage("BAMLC0A0CM")
    assert not fred.coverage("DGS10")


@pytest.mark.parametrize("name", ["", "dgs10", "DGS10&id=X", "../X", "A B"])
def test_what_is_no_series_is_never_asked_for(name: str) -> None:
    archive = FakeArchive({})
    with pytest.raises(MisuseError):
        fred.observations(archive, name)
    assert not archive.asked


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"",
        b"observation_date,OTHER\n2026-01-05,1\n",
        b"DATE,DGS10\n2026-01-05\n",
    ],
)
def test_an_answer_about_something_else_is_refused(body: bytes) -> None:
    with pytest.raises(UnavailableError):
        fred.from_csv(body, name="DGS10", source="here")


def test_an_error_of_the_api_is_told_in_its_words() -> None:
    with pytest.raises(UnavailableError, match="Bad Request"):
        fred.from_json(b'{"error_message": "Bad Request"}', name="DGS10", source="here")
