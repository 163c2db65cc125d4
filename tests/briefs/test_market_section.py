"""The market's part of the brief: lines, pictures, and why where it cannot be told."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bookrunner.briefs.market_charts import fan_over_months, to_bitcoin
from bookrunner.briefs.market_section import market_sections
from bookrunner.briefs.story import Chart, Line
from bookrunner.briefs.words import spoken
from bookrunner.cited import Estimated
from bookrunner.deals import shipped_deal
from bookrunner.deals.curves import shipped_curve
from bookrunner.deals.priced import priced
from bookrunner.market.scenarios import fan
from bookrunner.market.waterfall import Bar

if TYPE_CHECKING:
    from bookrunner.briefs.story import Section


@cache
def amazon() -> tuple[Section, ...]:
    curve = shipped_curve(date(2025, 11, 17))
    return market_sections(priced(shipped_deal("amzn-2025-11-17"), curve), curve)


def lines(section: Section) -> dict[str, str]:
    found = [block for block in section.blocks if isinstance(block, Line)]
    return {line.label: spoken(line.sentence) for line in found}


def test_amazons_sale_is_told_in_a_few_lines() -> None:
    market, other = amazon()
    told = lines(market)
    assert "tightened (longest) +30 bp" in told["How it sold"]
    assert "covered at peak 5.3x" in told["How it sold"]
    assert "bp (90 %: " in told["Its own curve"]
    assert "at 10 years" in told["Its own curve"]
    assert "ORCL 10y" in told["Peers"]
    assert "of a ten-year auction" in told["Set against"]
    assert "30% of AMZN's own bonds" in told["Mind"]
    assert "not distinguishable from zero" in lines(other)["Bitcoin"]


def test_the_pictures_hold_their_numbers_and_fetch_nothing() -> None:
    charts = [b for section in amazon() for b in section.blocks if isinstance(b, Chart)]
    assert {chart.key for chart in charts} == {"fan", "matrix", "to_bitcoin"}
    for chart in charts:
        assert chart.spec["data"]["values"]
        assert "url" not in str(chart.spec["data"])


def test_the_pictures_can_be_drawn() -> None:
    import vl_convert

    for section in amazon():
        for block in section.blocks:
            if isinstance(block, Chart):
                drawn = vl_convert.vegalite_to_svg(dict(block.spec))
                assert drawn.startswith("<svg")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("meta-2026-04-30", "no Treasury curve"),
        ("goog-2025-11-03-eur", "a stated rate and its date"),
        ("goog-2026-02-10-chf", "the tranches of"),
    ],
)
def test_what_cannot_be_told_says_why_and_claims_nothing(name: str, why: str) -> None:
    deal = shipped_deal(name)
    day = deal.pricing_date
    curve = shipped_curve(day.value) if day else None
    (section,) = market_sections(priced(deal, curve), curve)
    assert why in lines(section)["Withheld"]


def test_bars_of_the_waterfall_start_where_the_last_ended() -> None:
    def bar(name: str, value: float) -> Bar:
        figure = Estimated(value, value - 0.001, value + 0.001, "made up", "C")
        return Bar(name=name, figure=figure, sentence="")

    chart = to_bitcoin([bar("a", -0.01), bar("b", 0.004), bar("together", -0.006)])
    told = [(v["from"], v["to"]) for v in chart.spec["data"]["values"]]
    assert told == [
        (0.0, pytest.approx(-1.0)),
        (pytest.approx(-1.0), pytest.approx(-0.6)),
        (0.0, pytest.approx(-0.6)),
    ]


def test_a_years_fan_has_a_band_a_month() -> None:
    sizes = np.array([5e9, 10e9, 15e9, 20e9, 30e9])
    chart = fan_over_months([fan("x", 100e9, sizes, np.random.default_rng(1))], "2026")
    values = chart.spec["data"]["values"]
    assert [v["month"] for v in values] == list(range(1, 13))
    assert all(v["low"] <= v["central"] <= v["high"] for v in values)
