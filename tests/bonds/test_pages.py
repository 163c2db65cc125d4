"""The pages about the room say what it does: their examples run."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", ["bonds.md", "curves.md", "price.md"])
def test_the_examples_of_a_page_run(page: str) -> None:
    told = doctest.testfile(str(DOCS / page), module_relative=False)
    assert told.attempted > 0
    assert told.failed == 0
