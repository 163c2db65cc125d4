"""The market's commands as a user runs them: tables, JSON, CSV, and one line of error."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from bookrunner.cli import main
from bookrunner.deals import shipped_deal
from bookrunner.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Told:
    returncode: int
    stdout: str
    stderr: str


def run(*words: str, home: Path) -> Told:
    """The command in this process: a user's words in, what he sees out."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setattr(sys, "argv", ["bookrunner", *words])
        patch.setenv("BOOKRUNNER_HOME", str(home))
        try:
            main()
        except SystemExit as done:
            status = done.code if isinstance(done.code, int) else 0
    return Told(status, out.getvalue(), err.getvalue())


def test_impact_says_every_row_with_its_interval_and_grade(tmp_path: Path) -> None:
    told = run("impact", "--csv", home=tmp_path)
    assert told.returncode == 0
    rows = list(csv.DictReader(io.StringIO(told.stdout)))
    assert {row["group"] for row in rows} >= {"own curve", "peers", "index", "Bitcoin"}
    for row in rows:
        assert float(row["low"]) <= float(row["central"]) <= float(row["high"])
        assert row["grade"]


def test_impact_in_json_carries_passports(tmp_path: Path) -> None:
    told = json.loads(run("impact", "--json", home=tmp_path).stdout)
    table = next(each for each in told["tables"] if each["key"] == "effects")
    first = table["rows"][0][1]
    assert first["status"] == "estimated"
    assert first["grade"] == "B"
    assert first["low"] < first["value"] < first["high"]
    assert any("30% of AMZN's own bonds" in p["message"] for p in told["problems"])


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("impact", "--pipeline", "300bn"), 2, "300e9/year"),
        (("impact", "--pipeline", "300/year"), 2, "dollars a year between"),
        (("impact", "goog-2025-11-03-eur"), 2, "EUR=1.15@2025-11-03"),
        (("impact", "goog-2025-11-03-eur", "--rate", "1.15"), 2, "a rate with its date"),
        (("impact", "--vix", "-3"), 2, "VIX above zero"),
        (("impact", "--outstanding", "50"), 2, "in billions"),
        (("impact", "meta-2026-04-30"), 1, "the pricing day"),
        (("impact", "nosuch"), 2, "a deal of the library"),
        (("supply", "mood"), 2, "one of volumes"),
        (("supply", "--by", "mood"), 2, "one of month"),
        (("supply", "--table", "none.csv"), 2, "a file that can be read"),
        (("supply", "scenarios", "--year", "1999"), 1, "a forecast of hyperscaler supply"),
        (("supply", "comparables", "--of", "amzn"), 2, "DEAL:YEAR"),
        (("stage", "amzn-2025-11-17", "talk"), 2, "a stage, a quantity and a value"),
        (("channels", "nowhere"), 2, "a folder of CSV files"),
    ],
)
def test_what_cannot_be_meant_is_one_line_on_stderr(
    tmp_path: Path, words: tuple[str, ...], status: int, told: str
) -> None:
    found = run(*words, home=tmp_path)
    assert found.returncode == status, found.stderr
    assert told in found.stderr
    assert found.stderr.count("\n") == 1
    assert found.stdout == ""


def test_a_stage_typed_in_is_kept_and_shown(tmp_path: Path) -> None:
    words = ("guidance", "spread", "90bp", "--tranche", "longest", "--source", "IFR")
    kept = run("stage", "amzn-2025-11-17", *words, "--on", "2025-11-17", home=tmp_path)
    assert kept.returncode == 0, kept.stderr
    shown = run("stage", "amzn-2025-11-17", home=tmp_path).stdout
    assert "guidance" in shown
    assert "+90 bp" in shown
    assert "5.3x" in shown


def test_a_table_of_stages_is_loaded(tmp_path: Path) -> None:
    table = tmp_path / "stages.csv"
    table.write_text(
        "stage,quantity,tranche,value,source,on,status\n"
        "launch,size,,$15bn,IFR,2025-11-17,confirmed\n"
        "final,order_book,,$41bn,IFR,2025-11-17,\n"
    )
    kept = run("stage", "amzn-2025-11-17", "--load", str(table), home=tmp_path)
    assert "kept 2 figures" in kept.stderr
    assert "launch" in run("stage", "amzn-2025-11-17", home=tmp_path).stdout


@pytest.mark.parametrize(
    "view", ["banks", "shares", "forecasts", "comparables", "diary", "volumes"]
)
def test_every_view_of_supply_is_a_table_of_passports(tmp_path: Path, view: str) -> None:
    told = run("supply", view, "--year", "2025", "--json", home=tmp_path)
    assert told.returncode == 0, told.stderr
    (table,) = json.loads(told.stdout)["tables"]
    cells = [cell for row in table["rows"] for cell in row if isinstance(cell, dict)]
    assert cells
    assert all(cell["status"] for cell in cells)


def test_supply_takes_a_users_own_table(tmp_path: Path) -> None:
    table = tmp_path / "sales.csv"
    table.write_text("issuer,day,face,maturity\nACME,2025-03-14,1.5e9,2035-03-14\n")
    told = run("supply", "--table", str(table), "--csv", home=tmp_path).stdout
    rows = list(csv.DictReader(io.StringIO(told)))
    assert [(row["month"], row["gross"]) for row in rows] == [
        ("2025-03", "1500000000"),
        ("2035-03", "0"),
    ]


def test_supply_counts_the_sales_the_store_keeps(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOOKRUNNER_HOME", str(tmp_path))
        with Store.open() as store:
            amazon = shipped_deal("amzn-2025-11-17")
            store.keep_deal(replace(amazon, deal_id="mine", ticker="ACME"))
            store.keep_deal(replace(amazon, deal_id="the same sale again"))
    told = run("supply", "issuers", "--csv", home=tmp_path).stdout
    sales = {row["issuer"]: row["sales"] for row in csv.DictReader(io.StringIO(told))}
    assert (sales["ACME"], sales["AMZN"]) == ("1", "1")


def test_channels_are_estimated_anew_from_a_folder(tmp_path: Path) -> None:
    days = [f"2024-{month:02d}-{day:02d}" for month in range(1, 7) for day in range(1, 29)]
    lines = [f"{day},{1 + n % 7 / 100},{100 + n % 5}" for n, day in enumerate(days)]
    (tmp_path / "mine.csv").write_text("day,DFII10,BTC_USD\n" + "\n".join(lines) + "\n")
    told = run("channels", str(tmp_path), "--csv", home=tmp_path)
    assert told.returncode == 0, told.stderr
    rows = list(csv.DictReader(io.StringIO(told.stdout)))
    assert {row["link"] for row in rows} == {"Bitcoin on the ten-year real yield"}


def test_conflicting_values_of_a_day_are_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("day,DFII10\n2024-01-02,1.5\n")
    (tmp_path / "b.csv").write_text("day,DFII10\n2024-01-02,1.6\n")
    told = run("channels", str(tmp_path), home=tmp_path)
    assert told.returncode == 2
    assert "one value of real_yield a day" in told.stderr


def test_pages_stand_alone_with_their_pictures(tmp_path: Path) -> None:
    for words in (
        ("impact",),
        ("impact", "--pipeline", "300e9/year"),
        ("supply", "scenarios"),
    ):
        path = tmp_path / "page.html"
        told = run(*words, "--html", str(path), home=tmp_path)
        assert told.returncode == 0, told.stderr
        text = path.read_text("utf-8")
        assert "<svg" in text
        assert "<script" not in text


def test_a_series_is_studied_around_days_and_after_shocks(tmp_path: Path) -> None:
    days = [f"2024-{m:02d}-{d:02d}" for m in range(1, 13) for d in range(1, 29)]
    series, shocks, when = (tmp_path / n for n in ("oas.csv", "shock.csv", "days.csv"))
    series.write_text("day,OAS\n" + "\n".join(f"{d},{n % 9}" for n, d in enumerate(days)))
    shocks.write_text("day,S\n" + "\n".join(f"{d},{n % 4}" for n, d in enumerate(days)))
    when.write_text("day\n" + "\n".join(days[30:320:40]))
    told = run("events", str(series), "--days", str(when), "--csv", home=tmp_path)
    assert told.returncode == 0, told.stderr
    rows = list(csv.DictReader(io.StringIO(told.stdout)))
    assert [row["flocks"] for row in rows] == ["8", "8", "8"]
    shocked = run("events", str(series), "--shock", str(shocks), home=tmp_path)
    assert "after one unit of S" in shocked.stdout


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--window=5:-5",), 2, "begin before they end"),
        (("--window=week",), 2, "a window such as -5:5"),
        ((), 1, "withheld: so few say nothing"),
    ],
)
def test_a_study_that_cannot_be_made_is_one_line(
    tmp_path: Path, words: tuple[str, ...], status: int, told: str
) -> None:
    series = tmp_path / "oas.csv"
    series.write_text("day,OAS\n" + "\n".join(f"2024-01-{d:02d},{d}" for d in range(1, 29)))
    found = run("events", str(series), *words, home=tmp_path)
    assert found.returncode == status
    assert told in found.stderr
    assert found.stderr.count("\n") == 1
