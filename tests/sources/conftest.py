"""A small world on loopback, and the settings that lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bookrunner.sources.settings import Settings
from replay.server import Replay
from replay.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def world() -> World:
    return World(filings=36)


@pytest.fixture
def replay(world: World) -> Iterator[Replay]:
    with Replay(world.answers) as server:
        yield server


@pytest.fixture
def here(tmp_path: Path, replay: Replay) -> Settings:
    return Settings(
        folder=tmp_path,
        identity="Jane Doe jane@example.org",
        replay=replay.address,
        per_second=400,
    )
