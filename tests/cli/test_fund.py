"""`bookrunner fund`, run as its user runs it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from bookrunner.cli.fund import beliefs_given, dollars
from bookrunner.errors import MisuseError
from examples.commands import bookrunner

if TYPE_CHECKING:
    from pathlib import Path

    from examples.commands import Done

AMAZON = ("AMZN", "--amount", "12e9", "--as-of", "2025-11-17")


def fund(*options: str) -> Done:
    return bookrunner("fund", *options)


def record(*options: str) -> dict[str, Any]:
    done = fund(*options, "--json")
    assert done.status == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def section(told: dict[str, Any], key: str) -> dict[str, Any]:
    (found,) = (each for each in told["sections"] if each["key"] == key)
    return dict(found)


def test_why_amazon_borrows_in_ten_lines_with_the_break_even() -> None:
    told = record(*AMAZON)
    lines = section(told, "why")["lines"]
    assert len(lines) == 10
    assert lines[-1]["label"] == "Break-even"
    assert lines[-1]["figures"]["break_even:growth_persistence"]["value"] == pytest.approx(
        0.526, abs=0.001
    )


def test_every_belief_says_why_it_is_held() -> None:
    told = record(*AMAZON)
    (beliefs,) = (t for t in section(told, "beliefs")["tables"] if t["key"] == "beliefs")
    held = {row[0]: row[1] for row in beliefs["rows"]}
    assert held["tax"]["status"] == "assumed"
    assert held["tax"]["source"]["reason"].startswith("the federal rate")
    assert held["debt yield"]["value"] == pytest.approx(0.04737, abs=1e-5)
    assert all(row[2] for row in beliefs["rows"])


def test_a_belief_set_by_the_user_changes_the_answer() -> None:
    assert record(*AMAZON)["cheapest"] == "cash"
    assert record(*AMAZON, "--believe", "growth_persistence=0.8")["cheapest"] == "debt"


def test_the_split_of_the_deal_beside_the_best() -> None:
    mix = section(record(*AMAZON), "mix")
    (limits,) = (t for t in mix["tables"] if t["key"] == "mix_gap")
    added = sum(row[1]["value"] for row in limits["rows"])
    told = {line["label"]: line for line in mix["lines"]}
    left = told["Left over"]["figures"]
    assert left["interest"]["value"] - added == pytest.approx(
        -left["interest_left"]["value"], abs=9
    ), "Amazon pays less interest than the best split, for more risk"
    assert "less than the best split" in told["Left over"]["text"]
    assert told["A refinancing"]["figures"]["refinancing"]["value"] == pytest.approx(0.03)


def test_what_a_refinancing_is_believed_to_cost_moves_the_best_split() -> None:
    told = section(record(*AMAZON, "--believe", "market_shut=0.08"), "mix")
    (line,) = (each for each in told["lines"] if each["label"] == "A refinancing")
    assert line["figures"]["refinancing"]["value"] == pytest.approx(0.012)
    assert line["figures"]["implied_refinancing"]["value"] == pytest.approx(0.012)


def test_a_page_stands_alone_with_the_frontier_and_the_cut(tmp_path: Path) -> None:
    page = tmp_path / "fund.html"
    done = fund(*AMAZON, "--html", str(page))
    assert done.status == 0
    told = page.read_text("utf-8")
    assert told.count("<svg") == 2
    assert "Why borrow? AMZN" in told
    assert "<script" not in told.lower()


def test_on_a_terminal_it_is_text_without_colour() -> None:
    done = fund(*AMAZON)
    assert done.status == 0
    assert "The need" in done.stdout
    assert "What each choice costs" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (["AMZN", "--amount", "lots"], 2, "12e9"),
        (["AMZN", "--amount", "0"], 2, "12e9"),
        (["NOPE", "--amount", "1e9"], 1, "NOPE"),
        (["MSFT", "--amount", "1e9"], 1, "--believe debt_yield=VALUE"),
        (["AMZN", "--amount", "1e9", "--believe", "tax=a lot"], 2, "tax=0.25"),
        (["AMZN", "--amount", "1e9", "--believe", "mood=1"], 2, "mood"),
        (["AMZN", "--amount", "1e9", "--believe", "tax=2"], 2, "tax from 0 to 0.99"),
        (["AMZN", "--amount", "1e9", "--believe", "tax=nan"], 2, "saw nan"),
        (["AMZN", "--amount", "1e9", "--believe", "cash=inf"], 2, "cash from 0"),
        (["AMZN", "--amount", "1e9", "--believe", "market_shut=-1"], 2, "market_shut"),
        (["AMZN", "--amount", "1e30"], 2, "ten trillion"),
        (["AMZN", "--amount", "1e9", "--as-of", "2019-01-01"], 1, "no quarter"),
    ],
)
def test_what_cannot_be_meant_is_one_line(
    options: list[str], status: int, words: str
) -> None:
    done = fund(*options)
    assert done.status == status
    assert words in done.refusal


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("12e9", 12e9),
        ("$12bn", 12e9),
        ("12,500m", 12.5e9),
        ("1", 1.0),
        ("12 billion", 12e9),
        ("12B", 12e9),
    ],
)
def test_amounts_as_people_write_them(words: str, amount: float) -> None:
    assert dollars(words) == pytest.approx(amount)


def test_beliefs_are_names_and_numbers() -> None:
    assert beliefs_given(["tax=0.25", "market-shut = 0.1"]) == {
        "tax": 0.25,
        "market_shut": 0.1,
    }
    with pytest.raises(MisuseError):
        beliefs_given(["tax"])


def test_break_evens_are_a_table_for_programs() -> None:
    rows = list(csv.DictReader(io.StringIO(fund(*AMAZON, "--csv").stdout)))
    held = {row["belief"]: (row["held"], row["the same at"]) for row in rows}
    now, even = held["share of last year's growth that recurs"]
    assert (float(now), round(float(even), 3)) == (0.5, 0.526)
