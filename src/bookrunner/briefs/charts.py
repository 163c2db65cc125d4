"""Charts as data: Vega-Lite specifications with their numbers inside.

A priced deal and a curve come in, plain dictionaries go out; drawing is elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bookrunner.briefs.story import Chart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bookrunner.bonds import ParCurve
    from bookrunner.cited import Figure
    from bookrunner.deals.priced import PricedDeal

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"
INK: Final = "#1d3557"
ACCENT: Final = "#c8553d"
QUIET: Final = "#8d99ae"


def yields_against_curve(priced: PricedDeal, curve: Figure[ParCurve] | None) -> Chart:
    """Each tranche's yield at its maturity, over the Treasury par curve of the day."""
    points = [
        {"years": each.years.value, "percent": 100 * float(each.yield_to_maturity.value)}
        for each in priced.tranches
        if each.years and each.yield_to_maturity
    ]
    layers = [_marks("point", points, ACCENT, filled=True, size=70)]
    layers += [_label(points[-1:], ACCENT, "this sale")]
    if curve is not None:
        nodes = list(_nodes(curve.value))
        layers = [
            _marks("line", nodes, QUIET),
            _label(nodes[-1:], QUIET, "Treasuries"),
            *layers,
        ]
    spec = _spec({"layer": layers}, height=220)
    return Chart(key="yields", title="Yield by maturity, over Treasuries", spec=spec)


def faces_by_maturity(priced: PricedDeal) -> Chart:
    """The size of each tranche, by the year it falls due."""
    bars = [
        {
            "due": f"{each.tranche.maturity.value:%Y}",
            "billions": float(each.tranche.face.value.amount) / 1e9,
        }
        for each in priced.tranches
        if each.tranche.maturity and each.tranche.face
    ]
    encoding = {
        "x": {"field": "due", "type": "ordinal", "title": "due", "axis": {"labelAngle": 0}},
        "y": {"field": "billions", "type": "quantitative", "title": "face, billions"},
    }
    mark = {"type": "bar", "color": INK, "size": 26}
    spec = _spec({"data": {"values": bars}, "mark": mark, "encoding": encoding}, height=160)
    return Chart(key="faces", title="Size by maturity", spec=spec)


def _nodes(curve: ParCurve) -> Iterator[dict[str, float]]:
    for years, rate in zip(curve.tenors, curve.rates, strict=True):
        yield {"years": float(years), "percent": 100 * float(rate)}


def _marks(
    kind: str, values: list[dict[str, float]], colour: str, **style: Any
) -> dict[str, Any]:
    return {
        "data": {"values": values},
        "mark": {"type": kind, "color": colour, **style},
        "encoding": {
            "x": {"field": "years", "type": "quantitative", "title": "years to maturity"},
            "y": {
                "field": "percent",
                "type": "quantitative",
                "title": "yield, percent",
                "scale": {"zero": False},
            },
        },
    }


def _label(at: list[dict[str, float]], colour: str, words: str) -> dict[str, Any]:
    """A name beside a line's end, instead of a legend."""
    style = {"text": words, "align": "right", "dy": -10, "fontSize": 11}
    return _marks("text", at, colour, **style)


def _spec(body: Mapping[str, Any], *, height: int) -> dict[str, Any]:
    look = {"view": {"stroke": None}, "axis": {"gridColor": "#e5e8ef", "domain": False}}
    return {"$schema": SCHEMA, "width": 560, "height": height, "config": look, **body}
