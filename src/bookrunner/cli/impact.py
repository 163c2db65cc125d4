"""`bookrunner impact`: what a sale, or a year of sales, does to every other price."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bookrunner.cli.output import Csv, Json, say_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bookrunner.briefs.story import Section
    from bookrunner.cited import Problem
    from bookrunner.market.effects import Effect, Impact
    from bookrunner.units import Floats

DEFAULT = "amzn-2025-11-17"
SEED = 20251117

DealName = Annotated[
    str | None, typer.Argument(metavar="[DEAL]", help="A deal.", show_default=DEFAULT)
]
Pipeline = Annotated[
    str | None, typer.Option(help="Instead of a deal, dollars a year: 300e9/year.")
]
Vix = Annotated[float | None, typer.Option(help="Level of the VIX: above 20 is stress.")]
Outstanding = Annotated[
    float | None, typer.Option(help="Dollars the issuer had outstanding on the eve.")
]
RateGiven = Annotated[
    str | None, typer.Option("--rate", help="Dollars a unit: EUR=1.15@2025-11-03.")
]
Evidence = Annotated[
    bool, typer.Option("--evidence", help="The model against the record, row by row.")
]
Matrix = Annotated[
    bool, typer.Option("--matrix", help="What $10bn of each asset does to all of them.")
]
PanelFile = Annotated[
    str | None, typer.Option("--panel", help="A CSV of events: prior against posterior.")
]
Html = Annotated[
    Path | None, typer.Option("--html", help="Write one self-contained page, with charts.")
]
Seed = Annotated[int, typer.Option(help="Seed of the draws.")]

_A_YEAR = re.compile(r"\$?([\d.,]+(?:e\d+)?)\s*/\s*y(?:ea)?r", re.IGNORECASE)
COLUMNS = ("row", "group", "tenor", "day", "unit", "central", "low", "high", "grade")


def impact(
    deal: DealName = None,
    *,
    pipeline: Pipeline = None,
    vix: Vix = None,
    outstanding: Outstanding = None,
    rate: RateGiven = None,
    matrix: Matrix = False,
    evidence: Evidence = False,
    panel: PanelFile = None,
    seed: Seed = SEED,
    html: Html = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Say what a sale does: own curve, peers, sector, index, Treasuries, Bitcoin."""
    from bookrunner.cli.sections import say_section, write_page

    if evidence or panel is not None:
        asked = _evidence(seed) if panel is None else _panel(panel, seed)
        say_section(*asked, json=json, csv=csv)
        return
    stress = 1.0 if vix is None else _stress(vix, seed)
    if pipeline is not None:
        effects, section = _pipeline(dollars_a_year(pipeline), stress, seed)
        problems: Sequence[Problem] = ()
        found = None
    else:
        found, section = _impact(deal or DEFAULT, stress, outstanding, rate, seed)
        effects, problems = found.effects, found.problems
        if matrix:
            say_section(_matrix(found, seed), (), json=json, csv=csv)
            return
    if html is not None:
        write_page([section, *_pictures(effects, found)], problems, html)
    elif csv:
        say_csv(_long(effects), COLUMNS)
    else:
        say_section(section, problems, json=json, csv=False)


def dollars_a_year(words: str) -> float:
    """The amount of ``300e9/year``; other words are refused."""
    from bookrunner.errors import MisuseError

    found = _A_YEAR.fullmatch(words.strip())
    if found is None:
        raise MisuseError(
            expected="dollars a year such as 300e9/year",
            seen=words,
            hint="write billions as e9: 300e9/year",
        )
    return float(found[1].replace(",", ""))


def _impact(
    name: str,
    stress: Floats | float,
    outstanding: float | None,
    rate: str | None,
    seed: int,
) -> tuple[Impact, Section]:
    import numpy as np

    from bookrunner.briefs.impact_view import impact_section
    from bookrunner.cli.rates import given_rate
    from bookrunner.market.effects import impact as effects_of
    from bookrunner.market.inputs import deal_inputs, given_debt

    priced, curve = _priced(name)
    own = None if outstanding is None else given_debt(outstanding)
    inputs = deal_inputs(
        priced, curve, rate=given_rate(rate) if rate else None, own_outstanding=own
    )
    found = effects_of(inputs, np.random.default_rng(seed), stress=stress)
    return found, impact_section(found)


def _priced(name: str) -> tuple[Any, Any]:
    from bookrunner import shelf
    from bookrunner.cli.named import deal_named
    from bookrunner.deals.priced import priced
    from bookrunner.market.inputs import curve_near
    from bookrunner.market.sold import pricing_day

    deal = deal_named([name])
    day = pricing_day(deal)
    own = shelf.curve(day)
    return priced(deal, own), own or curve_near(day)


def _stress(vix: float, seed: int) -> Floats:
    import numpy as np

    from bookrunner.market.draws import COUNT, stress_draws

    return stress_draws(vix, COUNT, np.random.default_rng(seed + 1))


def _pipeline(
    a_year: float, stress: Floats | float, seed: int
) -> tuple[tuple[Effect, ...], Section]:
    import numpy as np

    from bookrunner.briefs.impact_view import pipeline_section
    from bookrunner.market.pipeline import pipeline, segments

    effects = pipeline(a_year, segments(), np.random.default_rng(seed), stress=stress)
    heading = f"${a_year / 1e9:,.0f}bn a year of AI borrowers' bonds"
    return effects, pipeline_section(effects, heading)


def _matrix(found: Impact, seed: int) -> Section:
    import numpy as np

    from bookrunner.briefs.impact_view import matrix_section
    from bookrunner.market.draws import price_draws
    from bookrunner.market.matrix import matrix_intervals

    prices = price_draws(4_000, np.random.default_rng(seed))
    quantiles = matrix_intervals(found.assets, prices, overlap=found.overlap)
    return matrix_section(found, quantiles)


def _evidence(seed: int) -> tuple[Section, Sequence[Problem]]:
    import numpy as np

    from bookrunner.briefs.evidence_view import evidence_section
    from bookrunner.market.evidence import evidence

    return evidence_section(evidence(np.random.default_rng(seed))), ()


def _panel(path: str, seed: int) -> tuple[Section, Sequence[Problem]]:
    """Prior against posterior of every factor in a table of events, and coverage."""
    import numpy as np

    from bookrunner.briefs.evidence_view import update_section
    from bookrunner.market.calibration import learned
    from bookrunner.market.panel import panels
    from bookrunner.sources.files import read_rows

    updates, told, problems = learned(panels(read_rows(path)), np.random.default_rng(seed))
    return update_section(updates, told), problems


def _pictures(effects: Sequence[Effect], found: Impact | None) -> Sequence[Section]:
    """The effects as fans; of a deal also the matrix and the way to Bitcoin."""
    from bookrunner.briefs.market_charts import fan_over_days
    from bookrunner.briefs.market_section import everything_else, pictures
    from bookrunner.briefs.story import Section

    if found is None:
        shown = [each for each in effects if not each.group.is_return][-5:]
        charts = (fan_over_days(shown, "The effect while the bonds flow"),)
        return [Section(key="pictures", heading="Day after day", blocks=charts)]
    drawn = Section(key="pictures", heading="In pictures", blocks=pictures(found))
    return [drawn, everything_else(found)]


def _long(effects: Iterable[Effect]) -> Iterator[dict[str, Any]]:
    for effect in effects:
        unit = "ratio" if effect.group.is_return else "decimal per year"
        for day, figure in zip(effect.days, effect.path, strict=True):
            yield {
                "row": effect.name,
                "group": effect.group.value,
                "tenor": effect.tenor,
                "day": day,
                "unit": unit,
                "central": figure.value,
                "low": figure.low,
                "high": figure.high,
                "grade": figure.grade,
            }
