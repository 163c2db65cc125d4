"""Pictures of the market as data: fans, the matrix, and the way from a sale to Bitcoin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bookrunner.briefs.charts import ACCENT, INK, QUIET, SCHEMA
from bookrunner.briefs.story import Chart
from bookrunner.market.impact import impact_matrix
from bookrunner.market.priors import PRICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bookrunner.market.effects import Effect, Impact
    from bookrunner.market.scenarios import Fan
    from bookrunner.market.waterfall import Bar

BILLION: Final = 1e9
_LOOK: Final = {"view": {"stroke": None}, "axis": {"gridColor": "#e5e8ef", "domain": False}}


def fan_over_days(effects: Sequence[Effect], title: str) -> Chart:
    """Effects in basis points, day after day: a line each, in its interval."""
    values = [
        {
            "row": effect.name,
            "day": day,
            "central": 1e4 * figure.value,
            "low": 1e4 * figure.low,
            "high": 1e4 * figure.high,
        }
        for effect in effects
        for day, figure in zip(effect.days, effect.path, strict=True)
    ]
    spec = _fan(values, "day", "trading days after the sale", "basis points")
    return Chart(key="fan", title=title, spec=spec)


def fan_over_months(fans: Iterable[Fan], year: str) -> Chart:
    """Cumulative supply in billions, month after month, a fan a forecast."""
    values = [
        {
            "row": fan.name,
            "month": month,
            "central": figure.value / BILLION,
            "low": figure.low / BILLION,
            "high": figure.high / BILLION,
        }
        for fan in fans
        for month, figure in enumerate(fan.months, start=1)
    ]
    spec = _fan(values, "month", f"month of {year}", "billions of dollars")
    return Chart(key="supply_fan", title=f"How {year} may arrive", spec=spec)


def matrix_view(impact: Impact) -> Chart:
    """The matrix at the centre of the priors: rows answer, columns are sold.

    A cell is the rise of the row's yield, in basis points, for a billion dollars of the
    column.  Rows of equities and Bitcoin have no column: nothing of theirs can be sold.
    """
    assets = impact.assets
    prices = {kind: prior.central for kind, prior in PRICES.items()}
    matrix = impact_matrix(assets, prices, overlap=impact.overlap)
    values = [
        {
            "row": row,
            "column": column,
            "bp": 1e4 * BILLION * matrix[n, m] / assets.duration[n],
        }
        for n, row in enumerate(assets.names)
        for m, column in enumerate(assets.names)
    ]
    names = list(assets.names)
    spec = {
        "$schema": SCHEMA,
        "width": 460,
        "height": 420,
        "config": _LOOK,
        "data": {"values": values},
        "mark": "rect",
        "encoding": {
            "x": {"field": "column", "type": "nominal", "sort": names, "title": "sold"},
            "y": {"field": "row", "type": "nominal", "sort": names, "title": "answers"},
            "color": {
                "field": "bp",
                "type": "quantitative",
                "title": "bp a $bn",
                "scale": {"type": "sqrt", "scheme": "blues"},
            },
        },
    }
    return Chart(key="matrix", title="What a billion of one does to all", spec=spec)


def to_bitcoin(bars: Sequence[Bar]) -> Chart:
    """The way from the sale to Bitcoin: each bar starts where the last ended."""
    values = _steps(bars)
    order = [bar.name for bar in bars]
    flat = {"labelAngle": 0}
    channel = {
        "field": "channel",
        "type": "nominal",
        "sort": order,
        "title": None,
        "axis": flat,
    }
    axis = {"type": "quantitative", "title": "Bitcoin, percent"}
    bars_layer = {
        "mark": {"type": "bar", "color": INK, "size": 34},
        "encoding": {"x": channel, "y": {"field": "from", **axis}, "y2": {"field": "to"}},
    }
    whiskers = {
        "mark": {"type": "rule", "color": ACCENT, "strokeWidth": 2},
        "encoding": {"x": channel, "y": {"field": "low", **axis}, "y2": {"field": "high"}},
    }
    spec = {
        "$schema": SCHEMA,
        "width": 460,
        "height": 240,
        "config": _LOOK,
        "data": {"values": values},
        "layer": [bars_layer, whiskers],
    }
    return Chart(key="to_bitcoin", title="From the sale to Bitcoin", spec=spec)


def _steps(bars: Sequence[Bar]) -> list[dict[str, Any]]:
    """Where each bar begins and ends, in percent; the last, their sum, from zero."""
    values: list[dict[str, Any]] = []
    running = 0.0
    for bar in bars:
        start = 0.0 if bar.name == "together" else running
        step = 100 * bar.figure.value
        values.append(
            {
                "channel": bar.name,
                "from": start,
                "to": start + step,
                "low": start + 100 * bar.figure.low,
                "high": start + 100 * bar.figure.high,
            }
        )
        running = start + step
    return values


def _fan(values: list[dict[str, Any]], across: str, x: str, y: str) -> dict[str, Any]:
    """A band and a line for each row, sharing their colours."""
    horizontal = {"field": across, "type": "quantitative", "title": x}
    colour = {
        "field": "row",
        "type": "nominal",
        "title": None,
        "sort": None,
        "scale": {"range": [ACCENT, INK, "#2a9d8f", "#e9c46a"]},
        "legend": {"symbolOpacity": 1, "symbolType": "stroke"},
    }
    band = {
        "mark": {"type": "area", "opacity": 0.18},
        "encoding": {
            "x": horizontal,
            "y": {"field": "low", "type": "quantitative", "title": y},
            "y2": {"field": "high"},
            "color": colour,
        },
    }
    line = {
        "mark": {"type": "line", "strokeWidth": 2},
        "encoding": {
            "x": horizontal,
            "y": {"field": "central", "type": "quantitative", "title": y},
            "color": colour,
        },
    }
    zero = {"mark": {"type": "rule", "color": QUIET}, "encoding": {"y": {"datum": 0}}}
    return {
        "$schema": SCHEMA,
        "width": 560,
        "height": 220,
        "config": _LOOK,
        "data": {"values": values},
        "layer": [zero, band, line],
    }
