"""Charts of a borrower: ladder, coverage, capex against cash flow, funding frontier.

A path wants three points at least: with fewer there is a line that says so instead.
Lines carry their names at their ends; a legend is for bars of two colours alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from bookrunner.briefs.charts import ACCENT, INK, QUIET, SCHEMA
from bookrunner.briefs.story import Chart, Line
from bookrunner.cited import Problem
from bookrunner.issuers.beliefs import RANGES
from bookrunner.issuers.funding_case import Choice, costs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bookrunner.issuers.capex import Lap
    from bookrunner.issuers.credit import Credit
    from bookrunner.issuers.funding import Decision
    from bookrunner.issuers.ladder import Ladder
    from bookrunner.issuers.mix_gap import Gap
    from bookrunner.units import Money

Spec: TypeAlias = dict[str, Any]
Values: TypeAlias = list[dict[str, Any]]

_POINTS: Final = 21
_PATH: Final = 3  # points that make a path
_TEXT: Final = 13  # pixels before a page shrinks the chart to half its width
_LOOK: Final = {
    "view": {"stroke": None},
    "axis": {"gridColor": "#e5e8ef", "labelFontSize": _TEXT, "titleFontSize": _TEXT},
    "legend": {"labelFontSize": _TEXT, "orient": "top"},
}
_COLOURS: Final = {Choice.DEBT: ACCENT, Choice.CASH: INK}


def ladder_chart(ladder: Ladder) -> Chart | Line:
    """What falls due by year: owed before, and the deal on top."""
    bars = [
        {"year": str(year), "billions": _billions(part), "owed": owed, "place": place}
        for year, (before, after) in ladder.by_year().items()
        for place, (owed, part) in enumerate(
            (("before", before.value), ("the deal", after.value - before.value))
        )
        if part.amount
    ]
    if not bars:
        return _no_path("Ladder", "no bond at hand states when it falls due")
    colours = {"before": QUIET, "the deal": ACCENT}
    told = {name: colours[name] for name in colours if any(b["owed"] == name for b in bars)}
    encoding = {
        "x": {
            "field": "year",
            "type": "ordinal",
            "title": "due",
            "axis": {"labelAngle": -90 if len({b["year"] for b in bars}) > 12 else 0},
        },
        "y": _quantity("billions", "face, billions"),
        "color": _legend("owed", told),
        "order": {"field": "place"},  # the deal on top
    }
    spec = _spec([{"data": {"values": bars}, "mark": "bar", "encoding": encoding}])
    return Chart(
        key="ladder", title="Debt falling due, before and with the deal", spec=spec
    )


def coverage_chart(path: Sequence[Credit]) -> Chart | Line:
    """Operating income over interest, quarter by quarter, where both are known."""
    points = [
        {"quarter": at.end.isoformat(), "times": at.coverage.value}
        for at in path
        if not isinstance(at.coverage, Problem)
    ]
    if len(points) < _PATH:
        why = f"interest of four quarters is known at {len(points)} of {len(path)} ends"
        return _no_path("Coverage", f"{why}: no path to draw")
    axes = {"x": _time("quarter"), "y": _quantity("times", "times covered")}
    last = f"{points[-1]['times']:.0f}x"
    spec = _spec(_line(points, axes, INK, words=last))
    return Chart(key="coverage", title="Interest coverage, four quarters", spec=spec)


def capex_chart(race: Sequence[Lap]) -> Chart | Line:
    """Capex as a share of operating cash flow, over four quarters, against all of it."""
    points = [
        {"quarter": lap.end.isoformat(), "percent": 100 * lap.to_cash_flow_trailing.value}
        for lap in race
        if not isinstance(lap.to_cash_flow_trailing, Problem)
    ]
    if len(points) < _PATH:
        why = f"capex and cash flow of four quarters are known at {len(points)} of"
        return _no_path("Capex path", f"{why} {len(race)} ends: no path to draw")
    y = _quantity("percent", "percent of operating cash flow")
    axes = {"x": _time("quarter"), "y": y}
    whole = [{"quarter": points[0]["quarter"], "percent": 100}]
    last = f"{points[-1]['percent']:.0f} %"
    spec = _spec(
        [
            *_rule(whole, axes, over="y", words="all of it"),
            *_line(points, axes, INK, words=last),
        ]
    )
    return Chart(key="capex", title="Capex of four quarters against cash flow", spec=spec)


def frontier_chart(decision: Decision) -> Chart:
    """What debt and cash cost a year, as more or less of last year's growth recurs."""
    axes = {
        "x": _quantity("percent", "of last year's growth that recurs, percent"),
        "y": _quantity("millions", "cost a year after tax, millions"),
    }
    lines = {choice: _frontier(decision, choice) for choice in _COLOURS}
    top = max(values[-1]["millions"] for values in lines.values())
    held = [{"percent": 100 * decision.case.growth_persistence, "millions": top}]
    layers = _rule(held, axes, over="x", words="as believed")
    for choice, values in lines.items():
        layers += _line(values, axes, _COLOURS[choice], words=choice.value)
    title = "Debt against cash, by what is believed"
    return Chart(key="frontier", title=title, spec=_spec(layers))


def _frontier(decision: Decision, choice: Choice) -> Values:
    low, high = RANGES["growth_persistence"]
    steps = [low + (high - low) * n / (_POINTS - 1) for n in range(_POINTS)]
    return [
        {
            "percent": 100 * share,
            "millions": 1000
            * costs(replace(decision.case, growth_persistence=share), choice).total,
        }
        for share in steps
    ]


def cut_chart(gap: Gap) -> Chart:
    """What was sold at each tenor, beside the best split."""
    sides = {"sold": (gap.chosen, ACCENT), "best": (gap.best, INK)}
    bars = [
        {"tenor": f"{years:.0f}", "billions": size, "split": split, "years": years}
        for split, (sizes, _) in sides.items()
        for years, size in zip(gap.years, sizes, strict=True)
    ]
    colours = {split: colour for split, (_, colour) in sides.items()}
    sort = {"field": "years"}
    tenor: Spec = {"field": "tenor", "type": "ordinal", "title": "years", "sort": sort}
    encoding = {
        "x": tenor | {"axis": {"labelAngle": 0}},
        "xOffset": {"field": "split", "sort": list(sides)},
        "y": _quantity("billions", "face, billions"),
        "color": _legend("split", colours),
    }
    spec = _spec([{"data": {"values": bars}, "mark": "bar", "encoding": encoding}])
    return Chart(key="cut", title="The deal as it was cut, and the best split", spec=spec)


def drawn(*charts: Chart | Line) -> tuple[Chart, ...]:
    """Those that could be drawn."""
    return tuple(each for each in charts if isinstance(each, Chart))


def _legend(field: str, colours: Mapping[str, str]) -> Spec:
    """Bars of several colours with a legend; of one colour without."""
    scale = {"domain": list(colours), "range": list(colours.values())}
    legend: Spec | None = {} if len(colours) > 1 else None
    told = {"field": field, "type": "nominal", "scale": scale, "title": None}
    return told | {"legend": legend}


def _no_path(label: str, why: str) -> Line:
    return Line(label=label, sentence=(why,))


def _spec(layers: list[Spec]) -> Spec:
    return {
        "$schema": SCHEMA,
        "width": 560,
        "height": 220,
        "config": _LOOK,
        "layer": layers,
    }


def _line(values: Values, axes: Spec, colour: str, *, words: str) -> list[Spec]:
    """A line with a point for every quarter, and *words* beside its end."""
    mark = {"type": "line", "color": colour, "point": {"color": colour, "size": 20}}
    text = {"type": "text", "text": words, "color": colour, "fontSize": _TEXT}
    text |= {"align": "left", "dx": 6}
    return [
        {"data": {"values": values}, "mark": mark, "encoding": axes},
        {"data": {"values": values[-1:]}, "mark": text, "encoding": axes},
    ]


def _rule(at: Values, axes: Spec, *, over: str, words: str) -> list[Spec]:
    """A quiet line across the chart at one value of x or y, and what it stands for."""
    style = {"type": "rule", "color": QUIET, "strokeDash": [4, 4]}
    text = {"type": "text", "text": words, "color": QUIET, "fontSize": _TEXT}
    text |= {"align": "left", "dx": 4, "dy": -7}
    data = {"data": {"values": at}}
    return [
        {**data, "mark": style, "encoding": {over: axes[over]}},
        {**data, "mark": text, "encoding": axes},
    ]


def _quantity(field: str, title: str) -> Spec:
    return {"field": field, "type": "quantitative", "title": title}


def _time(field: str) -> Spec:
    axis = {"format": "%b %Y", "tickCount": 6}
    return {"field": field, "type": "temporal", "title": "quarter to", "axis": axis}


def _billions(amount: Money) -> float:
    return float(amount.amount) / 1e9
