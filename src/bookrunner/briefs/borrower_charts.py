"""Charts of a borrower: ladder, coverage, capex against cash flow, funding frontier."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from bookrunner.briefs.charts import ACCENT, INK, QUIET, SCHEMA
from bookrunner.briefs.story import Chart
from bookrunner.cited import Problem
from bookrunner.issuers.beliefs import RANGES
from bookrunner.issuers.funding_case import Choice, costs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bookrunner.issuers.capex import Lap
    from bookrunner.issuers.credit import Credit
    from bookrunner.issuers.funding import Decision
    from bookrunner.issuers.ladder import Ladder
    from bookrunner.units import Money

_POINTS: Final = 21


def ladder_chart(ladder: Ladder) -> Chart:
    """What falls due by year: owed before, and the deal on top."""
    bars = [
        {"year": str(year), "billions": _billions(part), "owed": owed}
        for year, (before, after) in ladder.by_year().items()
        for owed, part in (
            ("before", before.value),
            ("the deal", after.value - before.value),
        )
        if part.amount
    ]
    encoding = {
        "x": {
            "field": "year",
            "type": "ordinal",
            "title": "due",
            "axis": {"labelAngle": 0},
        },
        "y": _quantity("billions", "face, billions"),
        "color": _colours("owed", {"before": QUIET, "the deal": ACCENT}),
    }
    spec = _spec(bars, {"type": "bar"}, encoding)
    return Chart(
        key="ladder", title="Debt falling due, before and with the deal", spec=spec
    )


def coverage_chart(path: Sequence[Credit]) -> Chart:
    """Operating income over interest, quarter by quarter, where both are known."""
    points = [
        {"quarter": at.end.isoformat(), "times": at.coverage.value}
        for at in path
        if not isinstance(at.coverage, Problem)
    ]
    encoding = {"x": _time("quarter"), "y": _quantity("times", "times covered")}
    spec = _spec(points, {"type": "line", "point": True, "color": INK}, encoding)
    return Chart(key="coverage", title="Interest coverage, four quarters", spec=spec)


def capex_chart(race: Sequence[Lap]) -> Chart:
    """Capex as a share of operating cash flow, over four quarters."""
    points = [
        {"quarter": lap.end.isoformat(), "percent": 100 * lap.to_cash_flow_trailing.value}
        for lap in race
        if not isinstance(lap.to_cash_flow_trailing, Problem)
    ]
    encoding = {
        "x": _time("quarter"),
        "y": _quantity("percent", "capex, percent of operating cash flow"),
    }
    spec = _spec(
        points, {"type": "area", "line": True, "color": INK, "opacity": 0.4}, encoding
    )
    return Chart(key="capex", title="Capex against operating cash flow", spec=spec)


def frontier_chart(decision: Decision) -> Chart:
    """What debt and cash cost a year, as more or less of last year's growth recurs."""
    low, high = RANGES["growth_persistence"]
    steps = [low + (high - low) * n / (_POINTS - 1) for n in range(_POINTS)]
    points = [
        {
            "percent": 100 * share,
            "millions": 1000
            * costs(replace(decision.case, growth_persistence=share), choice).total,
            "choice": choice.value,
        }
        for share in steps
        for choice in (Choice.DEBT, Choice.CASH)
    ]
    encoding = {
        "x": _quantity("percent", "of last year's growth that recurs, percent"),
        "y": _quantity("millions", "cost a year after tax, millions"),
        "color": _colours("choice", {"debt": ACCENT, "cash": INK}),
    }
    spec = _spec(points, {"type": "line"}, encoding)
    return Chart(key="frontier", title="Debt against cash, by what is believed", spec=spec)


def _spec(
    values: list[dict[str, Any]], mark: Mapping[str, Any], encoding: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "$schema": SCHEMA,
        "width": 560,
        "height": 180,
        "config": {"view": {"stroke": None}, "axis": {"gridColor": "#e5e8ef"}},
        "data": {"values": values},
        "mark": mark,
        "encoding": encoding,
    }


def _quantity(field: str, title: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "title": title}


def _time(field: str) -> dict[str, Any]:
    return {"field": field, "type": "temporal", "title": "quarter to"}


def _colours(field: str, colours: Mapping[str, str]) -> dict[str, Any]:
    scale = {"domain": list(colours), "range": list(colours.values())}
    return {"field": field, "type": "nominal", "scale": scale, "title": None}


def _billions(amount: Money) -> float:
    return float(amount.amount) / 1e9
