"""`bookrunner brief` and `explain` as a user runs them: real processes, real files."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BOOKRUNNER = str(Path(sys.executable).parent / "bookrunner")
TERMS = """Example Industries, Inc.
Pricing Term Sheet
Issuer:\tExample Industries, Inc.
Pricing Date:\tNovember 17, 2025
Settlement Date:\tNovember 20, 2025
5.250% Notes due 2035
Principal Amount:\t$500,000,000
Maturity Date:\tNovember 20, 2035
Coupon:\t5.250%
Yield to Maturity:\t5.315%
"""
COVER = """Prospectus Supplement
|	|	Price to Public	|	Underwriting Discount	|	Proceeds, Before Expenses	|
|	Per 2035 note	|	99.500%	|	0.450%	|	99.050%	|
All amounts are in U.S. dollars ($).
"""


def run(
    *words: str, stdin: str = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    home = {"BOOKRUNNER_HOME": str(cwd)} if cwd else {}
    return subprocess.run(
        [BOOKRUNNER, *words], input=stdin, capture_output=True, text=True, cwd=cwd,
        check=False, env=os.environ | home,
    )  # fmt: skip


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    (tmp_path / "terms.txt").write_text(TERMS)
    (tmp_path / "cover.txt").write_text(COVER)
    return tmp_path


def test_one_line_tells_the_amazon_sale() -> None:
    ran = run("brief")
    assert ran.returncode == 0
    assert "14 of 14 figures that can be re-derived agree" in ran.stdout
    assert "\x1b[" not in ran.stdout  # no colour off a terminal


def test_two_documents_of_a_sale_are_joined_and_priced(sheets: Path) -> None:
    ran = run("brief", "terms.txt", "cover.txt", "--json", cwd=sheets)
    (tranche,) = json.loads(ran.stdout)["tranches"]
    assert tranche["price"]["source"]["document"] == "cover.txt"
    assert tranche["coupon"]["source"]["document"] == "terms.txt"
    assert tranche["all_in_yield"]["value"] == pytest.approx(0.05374, abs=1e-5)


def test_a_yield_that_contradicts_its_price_is_said_in_the_brief(sheets: Path) -> None:
    wrong = TERMS.replace("5.315%", "5.351%")
    (sheets / "terms.txt").write_text(wrong)
    ran = run("brief", "terms.txt", "cover.txt", cwd=sheets)
    assert ran.returncode == 0
    assert "5.351% is stated, the other figures give 5.315%" in " ".join(ran.stdout.split())


def test_the_page_is_one_file(sheets: Path) -> None:
    ran = run("brief", "terms.txt", "--html", "brief.html", cwd=sheets)
    assert ran.returncode == 0
    assert (sheets / "brief.html").read_text().count("<svg") >= 1


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["brief", "nowhere.htm"], 2, "check the path"),
        (["brief", "amzn-2025-11-18"], 2, "did you mean amzn-2025-11-17"),
        (["brief", "-"], 1, "expected"),
        (["explain", "nonsense"], 2, "a figure of the brief"),
    ],
)
def test_what_goes_wrong_is_one_line_and_a_status(
    words: list[str], status: int, told: str
) -> None:
    ran = run(*words)
    assert ran.returncode == status
    assert told in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1
    assert not ran.stdout


def test_a_page_that_cannot_be_written_is_said_so(sheets: Path) -> None:
    ran = run("brief", "--html", "no/such/folder/brief.html", cwd=sheets)
    assert ran.returncode == 2
    assert "no/such/folder" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_figure_is_explained_down_to_the_words_filed(sheets: Path) -> None:
    ran = run("explain", "all_in:2035", "terms.txt", "cover.txt", cwd=sheets)
    assert "“99.500%” in cover.txt, characters" in ran.stdout
    assert "“5.250%” in terms.txt, characters" in ran.stdout


def test_a_fault_of_ours_is_one_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from bookrunner import cli

    def broken() -> None:
        int("nobody thought of this")

    told = io.StringIO()
    monkeypatch.setattr(cli, "app", broken)
    monkeypatch.setattr(sys, "stderr", told)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == cli.FAULT
    assert told.getvalue().count("\n") == 1
    assert "nobody thought of this" in told.getvalue()
