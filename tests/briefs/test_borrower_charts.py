"""Charts of a borrower: their data, and what stands in place of one that is no path."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from bookrunner.briefs.borrower_charts import (
    capex_chart,
    coverage_chart,
    cut_chart,
    frontier_chart,
    ladder_chart,
)
from bookrunner.briefs.story import Chart, Line
from bookrunner.cited import Problem
from bookrunner.deals import shipped_deal, shipped_deals
from bookrunner.issuers.beliefs import Prices
from bookrunner.issuers.from_library import financials_from_library
from bookrunner.issuers.funding import Decision, decision
from bookrunner.issuers.offered import curve_on
from bookrunner.issuers.report import Sources, report
from bookrunner.units import money
from examples.mixes import gap

if TYPE_CHECKING:
    from bookrunner.issuers.report import Report

AMAZON = shipped_deal("amzn-2025-11-17")


def told(ticker: str, end: date, *, with_deal: bool = False) -> Report:
    new = AMAZON if with_deal else None
    return report(
        financials_from_library(ticker), end, Sources(deals=shipped_deals(), new=new)
    )


def layers(chart: Chart | Line) -> list[dict[str, Any]]:
    assert isinstance(chart, Chart)
    json.dumps(chart.spec, allow_nan=False)
    return list(chart.spec["layer"])


def words(chart: Chart | Line) -> list[str]:
    return [
        layer["mark"]["text"]
        for layer in layers(chart)
        if isinstance(layer["mark"], dict) and layer["mark"]["type"] == "text"
    ]


def test_the_ladder_lays_the_deal_on_what_was_owed_before() -> None:
    (bars,) = layers(ladder_chart(told("AMZN", date(2025, 9, 30), with_deal=True).ladder))
    by_side: dict[str, float] = {}
    for bar in bars["data"]["values"]:
        by_side[bar["owed"]] = by_side.get(bar["owed"], 0.0) + bar["billions"]
    assert by_side == pytest.approx({"before": 22.75, "the deal": 15.0})
    assert bars["encoding"]["color"]["legend"] == {}


def test_a_ladder_of_one_colour_has_no_legend_and_of_no_bonds_is_a_line() -> None:
    (bars,) = layers(ladder_chart(told("AMZN", date(2025, 9, 30)).ladder))
    assert bars["encoding"]["color"]["legend"] is None
    bare = ladder_chart(told("AAPL", date(2025, 9, 27)).ladder)
    assert isinstance(bare, Line)


def test_a_path_wants_three_points() -> None:
    path = told("META", date(2026, 3, 31)).path
    known = [at for at in path if not isinstance(at.coverage, Problem)]
    drawn = coverage_chart([*known, *known])
    assert layers(drawn)[0]["data"]["values"][0].keys() == {"quarter", "times"}
    too_few = coverage_chart(known[:2])
    assert isinstance(too_few, Line)
    assert "known at 2 of 2 ends" in str(too_few.sentence[0])


def test_capex_is_drawn_against_all_of_cash_flow_and_ends_in_its_last_value() -> None:
    amazon = told("AMZN", date(2025, 9, 30))
    chart = capex_chart(amazon.race)
    assert words(chart) == ["all of it", "92 %"]
    assert len(layers(chart)[2]["data"]["values"]) == 12
    assert isinstance(capex_chart(amazon.race[:2]), Line)


def test_the_cut_lays_sold_beside_best_for_every_tenor() -> None:
    told = gap("amzn-2025-11-17")
    (bars,) = layers(cut_chart(told))
    values = bars["data"]["values"]
    assert len(values) == 2 * len(told.years)
    for split, sizes in (("sold", told.chosen), ("best", told.best)):
        assert [v["billions"] for v in values if v["split"] == split] == list(sizes)


def test_debt_and_cash_cross_where_the_break_even_is() -> None:
    books = financials_from_library("AMZN")
    on = date(2025, 11, 17)
    prices = Prices(sale=AMAZON, curve=curve_on(on))
    made = decision(books, date(2025, 9, 30), money("12000000000", "USD"), prices=prices)
    assert isinstance(made, Decision)
    chart = frontier_chart(made)
    assert words(chart) == ["as believed", "debt", "cash"]
    debt, cash = (
        {v["percent"]: v["millions"] for v in layer["data"]["values"]}
        for layer in layers(chart)
        if layer["mark"]["type"] == "line"
    )
    assert len(debt) == 21
    even = made.break_even["growth_persistence"]
    assert not isinstance(even, Problem)
    cheaper = [share for share in debt if debt[share] < cash[share]]
    assert min(cheaper) == pytest.approx(100 * even.value, abs=5)
