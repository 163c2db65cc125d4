"""Settings: three layers, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookrunner.errors import MisuseError
from bookrunner.sources.settings import PER_SECOND, Settings, settings


def written(tmp_path: Path, told: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(told, "utf-8")
    return path


def test_the_environment_wins_over_the_file_and_an_argument_over_both(
    tmp_path: Path,
) -> None:
    config = written(tmp_path, 'identity = "File f@example.org"\nfred_key = "k"\n')
    told = {"EDGAR_IDENTITY": "Env e@example.org", "BOOKRUNNER_HOME": str(tmp_path)}
    assert settings(told, config=config).identity == "Env e@example.org"
    assert settings({}, config=config).identity == "File f@example.org"
    assert settings(told, config=config, identity="Arg a@b.c").identity == "Arg a@b.c"
    assert settings(told, config=config).fred_key == "k"


def test_hosts_are_a_list_in_the_file_and_words_with_commas_outside(tmp_path: Path) -> None:
    config = written(tmp_path, 'hosts = ["A.example.org"]\n')
    assert settings({}, config=config).hosts == ("a.example.org",)
    told = {"BOOKRUNNER_HOSTS": "b.example.org, c.example.org"}
    assert settings(told, config=config).hosts == ("b.example.org", "c.example.org")


@pytest.mark.parametrize("rate", ["9", "0", "-1", "many", "1000000"])
def test_no_setting_makes_the_world_be_asked_faster_than_eight_a_second(rate: str) -> None:
    with pytest.raises(MisuseError):
        settings({"BOOKRUNNER_REQUESTS_PER_SECOND": rate}, config=Path("/nowhere"))


def test_a_replay_on_this_machine_may_be_asked_faster() -> None:
    told = {
        "BOOKRUNNER_REQUESTS_PER_SECOND": "400",
        "BOOKRUNNER_REPLAY": "http://127.0.0.1:1",
    }
    assert settings(told, config=Path("/nowhere")).per_second == 400
    assert settings({}, config=Path("/nowhere")).per_second == PER_SECOND


@pytest.mark.parametrize("told", ["identity = ", "secrets = 1\n"])
def test_a_file_that_cannot_be_meant_is_told_in_one_line(tmp_path: Path, told: str) -> None:
    with pytest.raises(MisuseError) as refused:
        settings({}, config=written(tmp_path, told))
    assert "\n" not in str(refused.value)


def test_the_tickets_of_the_world_lie_in_one_place_whatever_the_folder(
    tmp_path: Path,
) -> None:
    one, other = Settings(folder=tmp_path / "a"), Settings(folder=tmp_path / "b")
    assert one.rate == other.rate
    assert not one.rate.is_relative_to(tmp_path)
