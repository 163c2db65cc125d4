"""Fixtures of the room: the folder of check series, where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of check series, which do not ship; a test without it is skipped."""
    told = os.environ.get("BOOKRUNNER_SHARED")
    folder = Path(told) if told else ROOT.parent / "shared"
    if not (folder / "market").is_dir():
        pytest.skip("the check series do not ship: set BOOKRUNNER_SHARED to their folder")
    return folder
