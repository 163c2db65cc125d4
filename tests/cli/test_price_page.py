"""docs/price.md: what it shows is what the command says, and it names every column."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from bookrunner.bonds.pricing import FIGURES, HEADINGS
from bookrunner.bonds.pricing.figures import KEY_RATES
from bookrunner.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "price.md").read_text("utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
FILES = [block for block in BLOCKS if block.startswith("bonds.csv\n")]
EXAMPLES = [block for block in BLOCKS if block.startswith("$ bookrunner price")]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_page_prints_what_the_page_shows(
    example: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    name, _, content = FILES[0].partition("\n")
    (tmp_path / name).write_text(content, "utf-8")
    command, _, shown = example.partition("\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", shlex.split(command.removeprefix("$ ")))
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    assert told(capsys.readouterr().out) == told(shown)


def told(text: str) -> list[str]:
    """Words and numbers, numbers to the digits that no machine rounds otherwise."""
    cells = re.split(r"[\s,]+", text.strip())
    return [f"{float(c):.12g}" if re.fullmatch(r"[\d.]+", c) else c for c in cells]


def test_the_page_names_every_column_that_is_read_or_written() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    written = {figure.name for figure in FIGURES} - set(KEY_RATES)
    assert written | {heading.figure for heading in HEADINGS} <= named
    assert {KEY_RATES[0], KEY_RATES[-1]} <= named
