"""`bookrunner events SERIES`: what a series did around sales, or after a shock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bookrunner.cli.output import Csv, Json

if TYPE_CHECKING:
    from datetime import date

    from bookrunner.briefs.story import Section
    from bookrunner.market.daily import Daily

SeriesFile = Annotated[str, typer.Argument(metavar="SERIES", help="A CSV: day, value.")]
Control = Annotated[
    str | None, typer.Option(help="A CSV of what it would have done anyway: taken off.")
]
Days = Annotated[
    str | None,
    typer.Option("--days", help="A CSV with a column day; else the sales that ship."),
]
Window = Annotated[
    list[str] | None, typer.Option("--window", help="Days before and after: -5:5.")
]
Shock = Annotated[
    str | None, typer.Option(help="A CSV of shocks instead of events: local projections.")
]
Seed = Annotated[int, typer.Option(help="Seed of the placebo dates.")]

WINDOWS = ("-1:1", "-5:5", "0:10")
HORIZONS = (0, 1, 5, 10, 20)


def events(
    series: SeriesFile,
    *,
    control: Control = None,
    days: Days = None,
    window: Window = None,
    shock: Shock = None,
    seed: Seed = 2025,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Study a series around sales (windows, control, placebo) or after shocks."""
    from bookrunner.cli.sections import say_section

    if shock is not None:
        section = _projected(series, shock)
    else:
        windows = [_window(words) for words in window or WINDOWS]
        section = _studied(series, control, _days(days), windows, seed)
    say_section(section, (), json=json, csv=csv)


def _studied(
    series: str,
    control: str | None,
    days: list[date],
    windows: list[tuple[int, int]],
    seed: int,
) -> Section:
    import numpy as np

    from bookrunner.briefs.events_view import events_section
    from bookrunner.market.events import event_study

    own = _series(series)
    other = None if control is None else _series(control)
    generator = np.random.default_rng(seed)
    found = event_study(own, other, days, windows, generator)
    return events_section(found, own.name, other.name if other else "")


def _projected(series: str, shock: str) -> Section:
    from bookrunner.briefs.events_view import projections_section
    from bookrunner.market.projections import local_projections

    outcome, impulse = _series(series), _series(shock)
    found = local_projections(outcome, impulse, HORIZONS)
    return projections_section(found, outcome.name, impulse.name)


def _series(path: str) -> Daily:
    from bookrunner.market.series_names import one_series
    from bookrunner.sources.files import read_rows

    return one_series(read_rows(path), path)


def _days(path: str | None) -> list[date]:
    """The days of a table, or of the dollar sales of the five AI borrowers that ship."""
    from bookrunner.errors import MisuseError
    from bookrunner.market.outstanding import days_of_sales
    from bookrunner.sources.files import read_rows
    from bookrunner.units import day

    if path is None:
        return list(days_of_sales())
    rows = read_rows(path)
    if "day" not in rows[0]:
        raise MisuseError(expected="a column day", seen=", ".join(rows[0]))
    return [day(row["day"]) for row in rows]


def _window(words: str) -> tuple[int, int]:
    from bookrunner.errors import MisuseError

    before, _, after = words.partition(":")
    try:
        return int(before), int(after)
    except ValueError:
        raise MisuseError(expected="a window such as -5:5", seen=words) from None
