"""The docs say what the product does: examples run, pictures and references are current."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parent.parent
EXAMPLE = re.compile(r"^\$ (bookrunner .*)$", re.MULTILINE)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NEEDS_MORE = re.compile(r"https?:|sync|serve|FILE|FWP|424B|TABLE|\.htm|\.csv|\.json|&&|\|")


def load(script: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(script, ROOT / "scripts" / f"{script}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def examples() -> list[str]:
    """Commands the docs show that need neither network nor a file of the reader's."""
    shown = [line for page in PAGES for line in EXAMPLE.findall(page.read_text("utf-8"))]
    return sorted({line for line in shown if not NEEDS_MORE.search(line)})


@pytest.mark.parametrize("example", examples())
def test_what_the_docs_show_runs(example: str, tmp_path: Path) -> None:
    told = shlex.split(example, comments=True)[1:]
    command = [str(Path(sys.executable).parent / "bookrunner"), *told]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout or ran.stderr


def test_the_picture_and_the_reference_are_what_the_product_draws() -> None:
    docs = load("docs")
    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == docs.commands(), (
        "make docs"
    )
    assert (ROOT / "docs" / "brief.svg").read_text("utf-8") == docs.picture(), "make docs"


def test_the_readme_shows_the_two_lines_and_the_picture() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "pip install uv && uv run bookrunner brief" in readme
    assert "pip install uv && uv run --group test pytest" in readme
    assert "docs/brief.svg" in readme


def test_ci_runs_the_test_command_of_the_readme() -> None:
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "pip install uv\n" in ci
    assert "uv run --group test pytest\n" in ci


def test_no_page_links_to_a_page_that_is_not_there() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
