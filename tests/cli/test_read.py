"""`bookrunner read`: tables, passports, plain lines; one line and a status for errors."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bookrunner.cli import app

SHEETS = Path(__file__).parents[1] / "examples" / "sheets"
GOOD = str(SHEETS / "amzn-2025-11-17-rendered.txt")
DECOY = str(SHEETS / "hpe-2024-09-10-pref-rendered.txt")


def run(*told: str, stdin: bytes = b"") -> tuple[int, str, str]:
    ran = CliRunner().invoke(app, ["read", *told], input=stdin)
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    return ran.exit_code, ran.stdout, ran.stderr


def test_a_deal_is_shown_as_a_table() -> None:
    status, out, err = run(GOOD)
    assert (status, err) == (0, "")
    assert "3.900% Notes due 2028  USD 2,500,000,000  3.900%  2028-11-20" in out
    assert "\x1b" not in out


def test_plain_prints_one_line_a_file_in_order_with_what_went_wrong(tmp_path: Path) -> None:
    pdf, empty = tmp_path / "a.pdf", tmp_path / "b.txt"
    pdf.write_bytes(b"%PDF-1.7")
    empty.write_bytes(b"")
    status, out, err = run("--plain", str(pdf), GOOD, str(empty), DECOY)
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["file"] for line in lines] == [
        "a.pdf",
        Path(GOOD).name,
        "b.txt",
        Path(DECOY).name,
    ]
    assert [len(line["tranches"]) for line in lines] == [0, 6, 0, 0]
    assert [bool(line["problems"]) for line in lines] == [True, False, True, True]
    assert "preferred stock" in lines[3]["problems"][0]
    assert status == 0
    assert len(err.splitlines()) == 2


def test_json_gives_every_figure_a_passport() -> None:
    _, out, _ = run("--json", GOOD)
    (deal,) = json.loads(out)
    coupon = deal["tranches"][0]["coupon"]
    assert (coupon["value"], coupon["unit"], coupon["status"]) == (
        0.039,
        "decimal per year",
        "filed",
    )
    text = Path(GOOD).read_text("utf-8")
    start, quote = coupon["source"]["start"], coupon["source"]["quote"]
    assert text[start : start + len(quote)] == quote
    assert all(unknown(each) or each["source"] for each in deal["tranches"][0].values())


def unknown(figure: dict[str, Any]) -> bool:
    return figure["status"] == "unknown" and bool(figure["why"])


def test_standard_input_is_a_file_called_dash() -> None:
    status, out, _ = run("--plain", "-", stdin=Path(GOOD).read_bytes())
    assert (status, len(json.loads(out)["tranches"])) == (0, 6)


@pytest.mark.parametrize(
    ("name", "data", "status", "told"),
    [
        ("missing.txt", None, 2, "No such file"),
        ("empty.txt", b"", 1, "empty"),
        ("noise.bin", bytes(range(256)) * 20, 1, "binary"),
        ("a.pdf", b"%PDF-1.4 x", 1, "PDF"),
        ("bomb.gz", gzip.compress(bytes(70 * 2**20)), 2, "64 MB"),
        ("deep.htm", b"<html>" + b"<div>" * 1_000_000, 1, "inside one another"),
        ("long.txt", b"x" * (40 * 2**20), 1, "32 MB"),
    ],
)
def test_bad_input_is_one_clear_line_and_a_status(
    name: str, data: bytes | None, status: int, told: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    seen, out, err = run(str(path))
    assert seen == status
    assert told in err
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err + out


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tenk.txt", b"FORM 10-K\nANNUAL REPORT PURSUANT TO SECTION 13\n"),
        ("decoy.txt", b"1,000 shares of 6% Preferred Stock"),
        ("letter.txt", b"Dear shareholders,\n"),
    ],
)
def test_a_document_of_another_kind_says_what_it_is(
    name: str, data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    status, _, err = run(str(path))
    assert status == 1
    assert "not read as a debt term sheet" in err


def test_what_can_be_read_is_given_beside_what_cannot() -> None:
    status, out, err = run("nowhere.txt", GOOD)
    assert status == 2
    assert "3.900% Notes due 2028" in out
    assert len(err.splitlines()) == 1
