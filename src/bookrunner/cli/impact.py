"""`bookrunner impact`: what a sale, or a year of sales, does to every other price."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bookrunner.cli.output import Csv, Json, say_csv, say_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bookrunner.briefs.story import Section
    from bookrunner.cited import Problem
    from bookrunner.market.effects import Effect, Impact
    from bookrunner.market.sold import Rate

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
Seed = Annotated[int, typer.Option(help="Seed of the draws.")]

_A_YEAR = re.compile(r"\$?([\d.,]+(?:e\d+)?)\s*/\s*y(?:ea)?r", re.IGNORECASE)
COLUMNS = ("row", "group", "tenor", "day", "unit", "central", "low", "high", "grade")


def impact(  # noqa: PLR0913 - the options of a command
    deal: DealName = None,
    *,
    pipeline: Pipeline = None,
    vix: Vix = None,
    outstanding: Outstanding = None,
    rate: RateGiven = None,
    seed: Seed = SEED,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Say what a sale does: own curve, peers, sector, index, Treasuries, Bitcoin."""
    from bookrunner.market.impact import stress_multiplier

    stress = stress_multiplier(vix) if vix is not None else 1.0
    if pipeline is not None:
        effects, section = _pipeline(dollars_a_year(pipeline), stress, seed)
        problems: Sequence[Problem] = ()
    else:
        found, section = _impact(deal or DEFAULT, stress, outstanding, rate, seed)
        effects, problems = found.effects, found.problems
    if csv:
        say_csv(_long(effects), COLUMNS)
    elif json:
        from bookrunner.briefs.record import section_record

        say_json(section_record(section, problems) | {"effects": list(_long(effects))})
    else:
        _draw(section, problems)


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


def given_rate(words: str | None) -> Rate | None:
    """The exchange rate of ``EUR=1.15@2025-11-03``; None without one."""
    from bookrunner.errors import MisuseError
    from bookrunner.market.sold import Rate
    from bookrunner.units import day

    if words is None:
        return None
    found = re.fullmatch(r"([A-Z]{3})=([\d.]+)@(\d{4}-\d{2}-\d{2})", words.strip())
    if found is None:
        raise MisuseError(
            expected="a rate with its date, such as EUR=1.15@2025-11-03", seen=words
        )
    return Rate(currency=found[1], dollars=float(found[2]), day=day(found[3]))


def _impact(
    name: str, stress: float, outstanding: float | None, rate: str | None, seed: int
) -> tuple[Impact, Section]:
    import numpy as np

    from bookrunner.briefs.impact_view import impact_section
    from bookrunner.market.effects import impact as effects_of
    from bookrunner.market.inputs import deal_inputs, given_debt

    priced, curve = _priced(name)
    own = None if outstanding is None else given_debt(outstanding)
    inputs = deal_inputs(priced, curve, rate=given_rate(rate), own_outstanding=own)
    found = effects_of(inputs, np.random.default_rng(seed), stress=stress)
    return found, impact_section(found)


def _priced(name: str) -> tuple[Any, Any]:
    from bookrunner.deals import shipped_deal
    from bookrunner.deals.curves import shipped_curve
    from bookrunner.deals.priced import priced
    from bookrunner.errors import UnavailableError
    from bookrunner.market.sold import pricing_day

    deal = shipped_deal(name)
    day = pricing_day(deal)
    curve = shipped_curve(day)
    if curve is None:
        raise UnavailableError(
            expected=f"the Treasury curve of {day}",
            seen="none that ships",
            hint="`bookrunner sync --curves` fetches it",
        )
    return priced(deal, curve), curve


def _pipeline(
    a_year: float, stress: float, seed: int
) -> tuple[tuple[Effect, ...], Section]:
    import numpy as np

    from bookrunner.briefs.impact_view import pipeline_section
    from bookrunner.market.pipeline import pipeline, segments

    effects = pipeline(a_year, segments(), np.random.default_rng(seed), stress=stress)
    heading = f"${a_year / 1e9:,.0f}bn a year of AI borrowers' bonds"
    return effects, pipeline_section(effects, heading)


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


def _draw(section: Section, problems: Sequence[Problem]) -> None:
    import sys

    from rich.console import Console

    from bookrunner.briefs.terminal import drawn_sections

    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    for block in drawn_sections([section], problems):
        console.print(block)
