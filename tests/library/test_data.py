"""What ships is sourced, dated, graded, free to pass on, and small."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import bookrunner.library
from bookrunner.library import issuers, quarters, tranches

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
    command = [sys.executable, "-m", "scripts.build_library", str(SHARED), str(tmp_path)]
    subprocess.run(command, check=True, cwd=ROOT)
    by_hand = {"claims", "cohorts", "curve_sales", "quarters_added"}
    for path in (path for path in FILES if path.stem not in by_hand):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


@pytest.mark.skipif(not SHARED.is_dir(), reason="the raw facts are not at hand")
def test_every_quarter_that_was_collected_is_here_to_the_dollar() -> None:
    columns = {
        "revenue": "revenue",
        "operating_cash_flow": "operating_cash_flow",
        "capex": "capex",
        "cash_and_marketable_securities": "cash",
        "total_debt": "debt",
        "interest_expense": "interest_expense",
    }
    held = {(t, q.period_end.isoformat()): q for t in issuers() for q in quarters(t)}
    for raw in rows_of(SHARED / "facts" / "issuers_quarterly.csv"):
        quarter = held.get((raw["ticker"], raw["period_end"]))
        for theirs, ours in columns.items():
            if raw[theirs] and quarter:
                assert getattr(quarter, ours).value.amount == int(raw[theirs]) * 10**6


@pytest.mark.skipif(not SHARED.is_dir(), reason="the raw facts are not at hand")
def test_a_figure_of_a_tranche_is_left_out_only_where_it_was_derived() -> None:
    """Benchmark yields that are differences, and cycles that were assumed."""
    columns = {
        "principal": "face",
        "price_pct": "price",
        "yield_pct": "yield_to_maturity",
        "spread_bps": "spread_at_pricing",
        "underwriting_discount_pct": "gross_spread",
        "benchmark_yield_pct": "benchmark_yield",
        "first_coupon": "first_coupon",
        "freq": "frequency",
        "cusip": "cusip",
    }
    seen: Counter[str] = Counter()
    for raw in rows_of(SHARED / "facts" / "tranches.csv"):
        if raw["grade"] not in {"A", "B"}:
            continue
        seen[raw["deal_id"]] += 1
        tranche = tranches(raw["deal_id"])[seen[raw["deal_id"]] - 1]
        lost = {o for t, o in columns.items() if raw[t] and getattr(tranche, o) is None}
        derived = "yield minus spread" in raw["notes"] or "assumed" in raw["notes"]
        allowed = {"benchmark_yield", "first_coupon", "frequency"} if derived else set()
        assert lost <= allowed, (raw["deal_id"], raw["title"])
