# ruff: noqa: E501 - the sheets stand here as sheets do
"""`read --json`: every figure with value, unit, status and source; problems beside them."""

from __future__ import annotations

import json
from dataclasses import fields

from bookrunner.deals import Tranche
from bookrunner.deals.passports import UNITS, deal_passports
from examples.reading import reading

SHEET = "Issuer: Quill plc\nTitle: 5.250% Notes due 2035\nPrice to Public: 99.5%\nYield: ____%\n"


def test_a_figure_says_what_it_is_and_where_it_stands() -> None:
    read = reading(SHEET)
    (tranche,) = deal_passports(read.value, read.problems)["tranches"]
    assert tranche["price"] == {
        "value": 99.5,
        "unit": "per 100 face",
        "status": "filed",
        "source": {
            "filing": "",
            "document": "sheet.txt",
            "start": SHEET.index("99.5%"),
            "quote": "99.5%",
            "rule": "price.stated",
        },
    }


def test_a_figure_that_is_not_there_says_why() -> None:
    read = reading(SHEET)
    written = deal_passports(read.value, read.problems)
    assert written["tranches"][0]["maturity"]["status"] == "unknown"
    assert "not stated" in str(written["tranches"][0]["maturity"])
    assert {each["figure"] for each in written["problems"]} == {
        problem.figure for problem in read.problems
    }


def test_every_figure_of_a_tranche_has_its_unit() -> None:
    assert set(UNITS) == {each.name for each in fields(Tranche)}


def test_what_is_written_is_json() -> None:
    read = reading(SHEET)
    assert json.loads(json.dumps(deal_passports(read.value, read.problems)))
