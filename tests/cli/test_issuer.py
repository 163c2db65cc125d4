"""`bookrunner issuer`, run as its user runs it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from examples.commands import bookrunner
from examples.company_facts import answer, sec_file, to_date

if TYPE_CHECKING:
    from pathlib import Path

    from examples.commands import Done

MATRIX = "from,AA,BBB,D\nAA,90,9.9,0.1\nBBB,5,94,1\n"


def issuer(*options: str) -> Done:
    return bookrunner("issuer", *options)


def record(*options: str) -> dict[str, Any]:
    done = issuer(*options, "--json")
    assert done.status == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def table(told: dict[str, Any], key: str) -> list[list[Any]]:
    tables = [t for section in told["sections"] for t in section["tables"]]
    (found,) = (t for t in tables if t["key"] == key)
    rows: list[list[Any]] = found["rows"]
    return rows


def test_amazon_with_its_deal_on_top() -> None:
    done = issuer("amzn", "--deal", "amzn-2025-11-17")
    assert done.status == 0
    assert done.stderr == ""
    for words in ("quarter to 30 Sep 2025", "$130.69bn", "55.2 %", "$65.74bn", "26.6x"):
        assert words in done.stdout
    assert "\x1b" not in done.stdout, "no colour off a terminal"


def test_every_figure_of_the_json_has_its_passport() -> None:
    told = record("AMZN", "--deal", "amzn-2025-11-17")
    assert told["quarter"] == "2025-09-30"
    figures = [c for row in table(told, "strength") for c in row if isinstance(c, dict)]
    assert figures
    assert all({"value", "unit", "status"} <= figure.keys() for figure in figures)
    assert all("source" in figure or figure["why"] for figure in figures)
    (year,) = (row for row in table(told, "ladder") if row[0] == "2035")
    assert [cell["value"] for cell in year[1:]] == [0, 3_500_000_000]


def test_the_users_own_bonds_shrink_what_is_not_on_the_ladder(tmp_path: Path) -> None:
    own = tmp_path / "mine.csv"
    own.write_text("maturity,face,coupon\n2027-08-22,3500000000,3.150%\n", "utf-8")
    told = record("AMZN", "--as-of", "2025-11-01", "--bonds", str(own))
    (line,) = (each for section in told["sections"] for each in section["lines"]
               if each["label"] == "Not on the ladder")  # fmt: skip
    assert line["figures"]["residual"]["value"] == 27_242_000_000


def test_a_company_facts_file_of_any_filer(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(
        answer(
            {
                "NetCashProvidedByUsedInOperatingActivities": to_date(
                    [10, 20, 30, 40], 2024
                ),
                "PaymentsToAcquirePropertyPlantAndEquipment": to_date(
                    [5, 10, 15, 30], 2024
                ),
            }
        ),
        "utf-8",
    )
    told = record("XYZ", "--facts", str(path))
    assert told["name"] == "A Filer"
    assert [row[0] for row in table(told, "race")] == [
        "2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31",
    ]  # fmt: skip
    assert table(told, "race")[-1][3]["value"] == 1.5


def test_meta_as_it_was_known_in_february_2024(tmp_path: Path) -> None:
    path = tmp_path / "meta.json"
    path.write_bytes(sec_file("meta"))
    told = record("META", "--facts", str(path), "--as-of", "2024-02-10")
    assert table(told, "race")[-1][1]["value"] == 7_665_000_000
    later = record("META", "--facts", str(path), "--as-of", "2025-02-10")
    (same,) = (row for row in table(later, "race") if row[0] == "2023-12-31")
    assert same[1]["value"] == 7_592_000_000
    assert any("net of proceeds" in p["message"] for p in later["problems"])


def test_contracts_with_a_profile_and_a_term() -> None:
    ramp = table(record("ORCL", "--profile", "ramp"), "sells_to")
    assert [row[0] for row in ramp] == ["in all", "2027", "2028", "2029", "2030", "2031"]
    assert [row[1]["value"] // 10**9 for row in ramp] == [300, 20, 40, 60, 80, 100]
    level = table(record("MSFT", "--term", "10"), "sells_to")
    assert level[1][1]["value"] == 25_000_000_000
    assert level[1][1]["status"] == "assumed"


def test_a_party_that_is_no_issuer_has_its_contracts_and_who_hangs_on_it() -> None:
    done = issuer("openai", "--json")
    assert done.status == 0
    told = json.loads(done.stdout)
    (owes,) = told["tables"]
    assert owes["headings"][1:] == [
        "Amazon Web Services", "Oracle", "Microsoft Azure", "CoreWeave",
    ]  # fmt: skip
    shares = {k: f["value"] for line in told["lines"] for k, f in line["figures"].items()}
    assert shares["backlog_share:ORCL:OpenAI"] == pytest.approx(0.5736, abs=1e-4)
    assert shares["backlog_share:AMZN:OpenAI"] == pytest.approx(0.1557, abs=1e-4)


def test_without_a_name_five_race_side_by_side() -> None:
    done = issuer("--json")
    assert done.status == 0
    told = {t["key"]: t for t in json.loads(done.stdout)["tables"]}
    assert told["race"]["headings"] == [
        "capex over cash flow", "AMZN", "GOOGL", "META", "MSFT", "ORCL",
    ]  # fmt: skip
    (third,) = (row for row in told["race"]["rows"] if row[0] == "2025 Q3")
    assert third[1]["value"] == pytest.approx(35_095 / 35_525)
    required = {row[0]: row[2]["value"] for row in told["required_revenue"]["rows"]}
    assert required["assets last 6 years"] // 10**9 == 1913


def test_default_by_every_model(tmp_path: Path) -> None:
    path = tmp_path / "matrix.csv"
    path.write_text(MATRIX, "utf-8")
    told = record(
        "AMZN", "--deal", "amzn-2025-11-17", "--matrix", str(path),
        "--equity-value", "2.4e12", "--equity-volatility", "0.33",
    )  # fmt: skip
    row = table(told, "fair_spreads")[0]
    assert row[1]["value"] == pytest.approx(0.00343, abs=1e-5)
    assert row[2]["status"] == "estimated"
    assert row[2]["low"] < row[2]["value"] < row[2]["high"]


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (["NOPE"], 1, "an issuer whose quarters ship"),
        (["AMZN", "--as-of", "never"], 1, "a day such as"),
        (["AMZN", "--as-of", "1999-01-01"], 1, "no quarter at hand"),
        (["AMZN", "--deal", "nope"], 2, "nope"),
        (["AMZN", "--profile", "wave"], 2, "--profile"),
        (["AMZN", "--facts", "not-there.json"], 2, "not-there.json"),
        (["AMZN", "--bonds", "not-there.csv"], 2, "not-there.csv"),
        (["AMZN", "--deal", "goog-2025-11-03-usd"], 2, "of GOOGL"),
        (["AMZN", "--equity-value", "2e12"], 2, "--equity-volatility"),
        (["AMZN", "--equity-value", "nan", "--equity-volatility", "0.3"], 2, "nan"),
        (["AMZN", "--equity-value", "2e12", "--equity-volatility", "33"], 2, "30 %"),
    ],
)
def test_what_cannot_be_meant_is_one_line(
    options: list[str], status: int, words: str
) -> None:
    done = issuer(*options)
    assert done.status == status
    assert words in done.refusal


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{}", "company facts"),
        (
            '{"cik": 1, "entityName": "N.V.", "facts": {"ifrs-full": {}}}',
            "no figures under US",
        ),
    ],
)
def test_a_file_that_holds_no_us_facts_is_one_line(
    tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "facts.json"
    path.write_text(text, "utf-8")
    done = issuer("X", "--facts", str(path))
    assert done.status == 1
    assert words in done.refusal


@pytest.mark.parametrize(
    ("options", "charts"),
    [
        (["AMZN", "--deal", "amzn-2025-11-17"], 3),
        (["META", "--as-of", "2025-11-01"], 2),
        (["OpenAI"], 0),
        ([], 0),
    ],
)
def test_a_page_holds_the_charts_that_can_be_drawn(
    tmp_path: Path, options: list[str], charts: int
) -> None:
    page = tmp_path / "issuer.html"
    assert issuer(*options, "--html", str(page)).status == 0
    told = page.read_text("utf-8")
    assert told.count("<svg") == charts
    assert "<script" not in told.lower()


def test_the_path_is_a_table_for_programs() -> None:
    rows = list(csv.DictReader(io.StringIO(issuer("AMZN", "--csv").stdout)))
    (third,) = (row for row in rows if row["quarter to"] == "2025-09-30")
    assert third["cash flow, 4 q"] == "130691000000"
    assert float(third["coverage"]) == pytest.approx(76_201 / 2_165)
