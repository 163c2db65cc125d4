"""What ships is sourced, dated, graded, free to pass on, and small."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

import bookrunner.library

DATA = Path(bookrunner.library.__file__).parent / "data"
ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("BOOKRUNNER_SHARED", ROOT.parent / "shared"))
FILES = sorted(DATA.glob("*.csv"))
RESTRICTED = ("BAML", "moodys", "SP500", "NASDAQ", "VIX", "DXY", "yahoo", "ishares", "BTC")


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_names_its_source_and_its_day(path: Path) -> None:
    for line, row in enumerate(rows_of(path), 2):
        assert None not in row, f"{path.name}:{line} has more cells than columns"
        assert row["source"], f"{path.name}:{line}"
        assert row["as_of"][:2] in {"19", "20"}, f"{path.name}:{line}"


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.stem != "claims"], ids=lambda path: path.stem
)
def test_leads_of_grade_c_do_not_ship(path: Path) -> None:
    for line, row in enumerate(rows_of(path), 2):
        assert row["grade"] in {"A", "B"}, f"{path.name}:{line}"
        addresses = row["source"].split(" ; ")
        assert all(part.startswith("http") for part in addresses), f"{path.name}:{line}"


def test_no_series_that_may_not_be_passed_on_ships() -> None:
    assert {path.suffix for path in DATA.iterdir()} == {".csv"}
    for path in FILES:
        assert not [word for word in RESTRICTED if word.lower() in path.name.lower()]
    sources = {row["source"].split("/")[2] for row in rows_of(DATA / "par_curves.csv")}
    assert sources == {"home.treasury.gov", "www.federalreserve.gov"}


def test_the_library_stays_small() -> None:
    assert sum(path.stat().st_size for path in FILES) < 1_000_000


@pytest.mark.skipif(not SHARED.is_dir(), reason="the raw facts are not at hand")
def test_the_library_is_what_the_script_makes_of_the_raw_facts(tmp_path: Path) -> None:
    script = ROOT / "scripts" / "build_library.py"
    subprocess.run([sys.executable, script, SHARED, tmp_path], check=True)
    by_hand = {"claims", "cohorts"}
    for path in (path for path in FILES if path.stem not in by_hand):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name
