"""`bookrunner deals`, run as its user runs it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import duckdb
import pytest

from bookrunner.cited import Assumed
from bookrunner.cli import main
from bookrunner.deals import shipped_deal
from bookrunner.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Deals: TypeAlias = "Callable[..., Done]"
AMAZON = shipped_deal("amzn-2025-11-17")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BOOKRUNNER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def deals(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Deals:
    def run(*options: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["bookrunner", "deals", *options])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    return run


def test_the_library_is_a_table_without_network_or_store(deals: Deals, home: Path) -> None:
    done = deals()
    assert done.returncode == 0
    assert done.stderr == ""
    (amazon,) = (line for line in done.stdout.splitlines() if "amzn-2025-11-17" in line)
    assert amazon.split() == [
        "2025-11-17", "amzn-2025-11-17", "Amazon.com", "$15.00bn", "6", "3-40",
        "A1", "/", "AA", "/", "AA-", "A", "library",
    ]  # fmt: skip
    assert "\x1b" not in done.stdout, "no colour off a terminal"
    assert not home.exists(), "looking makes no store"


def test_what_the_store_holds_is_listed_too(deals: Deals, home: Path) -> None:
    stored = replace(AMAZON, deal_id="mine", ticker="MINE", issuer=Assumed("Mine", "test"))
    with Store.open(home / "bookrunner.duckdb") as store:
        store.keep_deal(stored)
    (row,) = csv.DictReader(io.StringIO(deals("--issuer", "mine", "--csv").stdout))
    assert (row["deal_id"], row["origin"], row["face"]) == ("mine", "store", "15000000000")


def test_json_carries_the_passport_of_every_figure(deals: Deals, home: Path) -> None:
    (row,) = json.loads(deals("--issuer", "AMZN", "--until", "2025", "--json").stdout)
    assert row["face"]["value"] == 15_000_000_000
    assert (row["face"]["unit"], row["face"]["status"]) == ("USD", "reported")
    assert row["face"]["source"]["grade"] == "A"
    assert row["pricing_date"]["value"] == "2025-11-17"
    assert not home.exists()


def test_an_unknown_figure_says_why(deals: Deals, home: Path) -> None:
    (row,) = json.loads(deals("--issuer", "spacex", "--json").stdout)
    assert row["pricing_date"]["status"] == "unknown"
    assert row["pricing_date"]["why"] == "only 2026-06 is known"
    assert not home.exists()


def test_parquet_holds_typed_columns(deals: Deals, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "deals.parquet"
    done = deals("--cohort", "hyperscalers", "--min-size", "15bn", "--parquet", str(path))
    assert (done.returncode, done.stdout) == (0, "")
    with duckdb.connect() as memory:
        asked = (
            "SELECT deal_id, face, pricing_date FROM read_parquet(?) ORDER BY sold, face"
        )
        rows = memory.execute(asked, [str(path)]).fetchall()
    assert next(name for name, *_ in rows) == "orcl-2025-09-24"
    assert [day for name, _, day in rows if name == "meta-2026-04-30"] == [None]
    assert all(face >= 15_000_000_000 for _, face, _ in rows)
    assert [each.name for each in tmp_path.iterdir()] == ["deals.parquet"]
    assert not home.exists()


def test_a_cell_a_spreadsheet_would_run_is_disarmed(deals: Deals, home: Path) -> None:
    hostile = replace(
        AMAZON,
        deal_id="=cmd|' /C calc'!A0",
        issuer=Assumed("@SUM(1+1)", "test"),
        ticker="-2+3",
    )
    with Store.open(home / "bookrunner.duckdb") as store:
        store.keep_deal(hostile)
    (row,) = csv.DictReader(io.StringIO(deals("--issuer", "@SUM", "--csv").stdout))
    assert row["deal_id"].startswith("'=")
    assert row["issuer"].startswith("'@")
    assert row["ticker"] == "'-2+3"


@pytest.mark.parametrize(
    "options",
    [
        ("--rating", "A9"),
        ("--cohort", "everyone"),
        ("--currency", "XAU"),
        ("--tenor", "ten"),
        ("--tenor", "12-7"),
        ("--min-size", "lots"),
        ("--min-size", "-5bn"),
        ("--since", "2025-13"),
        ("--until", "last year"),
        ("--issuer", "Nobody & Sons"),
        ("--colour", "red"),
    ],
)
def test_what_cannot_be_meant_is_one_line_and_status_two(
    deals: Deals, home: Path, options: tuple[str, str]
) -> None:
    done = deals(*options)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert options[1] in done.stderr or options[0] in done.stderr
    assert not home.exists()


def test_nothing_that_fits_is_said_and_is_no_error(deals: Deals, home: Path) -> None:
    done = deals("--since", "2030", "--csv")
    assert done.returncode == 0
    assert done.stdout.count("\n") == 1, "the heading alone"
    assert done.stderr == "bookrunner: no deal at hand is all of that\n"
    assert not home.exists()


def test_a_corrupted_store_is_set_aside_and_the_library_still_listed(
    deals: Deals, home: Path
) -> None:
    home.mkdir()
    (home / "bookrunner.duckdb").write_bytes(b"no database" * 1000)
    done = deals()
    assert done.returncode == 0
    assert "amzn-2025-11-17" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "kept as bookrunner.duckdb.aside-" in done.stderr


def test_a_store_that_is_held_is_said_and_the_library_still_listed(
    deals: Deals, home: Path
) -> None:
    hold = "import sys\nfrom bookrunner.store import Store\n"
    hold += "with Store.open():\n print('held', flush=True)\n sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        done = deals()
        other.kill()
    assert done.returncode == 0
    assert "amzn-2025-11-17" in done.stdout
    assert "only the library is listed" in done.stderr
    assert home.exists()


def test_a_folder_that_cannot_be_written_is_one_line(
    deals: Deals, home: Path, tmp_path: Path
) -> None:
    done = deals("--parquet", str(tmp_path / "nowhere" / "deals.parquet"))
    assert done.returncode == 1
    assert done.stderr.startswith("bookrunner: expected a file that can be written")
    assert done.stderr.count("\n") == 1
    assert not home.exists()


def test_what_the_list_names_can_be_briefed(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open(home / "bookrunner.duckdb") as store:
        store.keep_deal(replace(AMAZON, deal_id="amzn-2025-11-17-113283"))
    monkeypatch.setattr(sys, "argv", ["bookrunner", "brief", "amzn-2025-11-17-113283"])
    with pytest.raises(SystemExit):
        main()
    assert "$15.0" in capsys.readouterr().out
