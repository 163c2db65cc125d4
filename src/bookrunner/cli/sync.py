"""`bookrunner sync`: filings, curves and series from their sources into the store."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from bookrunner.cli.output import Json, say_json, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from bookrunner.sources.settings import Settings
    from bookrunner.sources.sync import Step, Sync

Issuers = Annotated[
    list[str] | None, typer.Argument(help="Tickers or CIKs; everybody without them.")
]
Since = Annotated[str | None, typer.Option(help="Filed from this day, 2025-11-17.")]
Until = Annotated[str | None, typer.Option(help="Filed up to this day; today without it.")]
Curves = Annotated[bool, typer.Option("--curves", help="The Treasury's par yield curves.")]
Series = Annotated[list[str] | None, typer.Option(help="A series of FRED, such as DGS10.")]
Coin = Annotated[list[str] | None, typer.Option(help="The price of a coin, such as btc.")]
Fund = Annotated[list[str] | None, typer.Option(help="An iShares fund, such as LQD.")]
Again = Annotated[bool, typer.Option("--again", help="Read anew what was read before.")]
Identity = Annotated[str, typer.Option(help="Who asks: 'Your Name you@example.org'.")]
AllowHost = Annotated[list[str] | None, typer.Option(help="Another host to go to.")]

INTERRUPTED: Final = 130


def sync(
    *,
    issuers: Issuers = None,
    since: Since = None,
    until: Until = None,
    curves: Curves = False,
    series: Series = None,
    coin: Coin = None,
    fund: Fund = None,
    again: Again = False,
    identity: Identity = "",
    allow_host: AllowHost = None,
    json: Json = False,
) -> None:
    """Fetch filings, read them, and store their deals; safe to stop and to run again."""
    from bookrunner.cli import series_sync
    from bookrunner.cli.deal_sync import deal_sync

    settings = _settings(identity, allow_host or [])
    first, last = _span(since, until)
    told: dict[str, Any] = {}
    try:
        if curves:
            told["curves"] = series_sync.curves(settings, first, last)
        if series:
            told["series"] = series_sync.series(settings, series)
        if coin:
            told["coins"] = series_sync.coins(settings, coin)
        if fund:
            told["funds"] = series_sync.funds(settings, fund)
        if issuers or (since and not told):
            run = deal_sync(settings, again=again)
            told["filings"] = _filings(run, issuers or [], first, last)
    except KeyboardInterrupt:
        warn("bookrunner: stopped; what was read is kept, run it again to go on")
        sys.stdout.flush()
        # Lines still open may wait for the world; a death at any moment is safe.
        os._exit(INTERRUPTED)
    if not told:
        _nothing_asked()
    _say(told, as_json=json)
    if told.get("filings", {}).get("failed"):
        raise typer.Exit(1)


def _settings(identity: str, hosts: list[str]) -> Settings:
    from dataclasses import replace

    from bookrunner.sources.settings import settings

    chosen = settings(identity=identity)
    return replace(chosen, hosts=(*chosen.hosts, *(host.lower() for host in hosts)))


def _span(since: str | None, until: str | None) -> tuple[date | None, date]:
    from datetime import UTC, datetime

    from bookrunner.errors import MisuseError
    from bookrunner.units import day

    first = day(since) if since else None
    last = day(until) if until else datetime.now(UTC).date()
    if first and first > last:
        raise MisuseError(expected=f"a day up to {last}", seen=str(first))
    return first, last


def _filings(
    run: Sync, issuers: list[str], first: date | None, last: date
) -> dict[str, Any]:
    """Find, read and store; what came of it."""
    if issuers:
        numbers = [_company(each, run.tickers) for each in issuers]
        ciks = run.find_of(numbers, since=first)
    else:
        ciks = run.find_since(first or last, last)
    before = run.waiting(ciks)
    steps = list(_shown(run.run(ciks), before))
    failed = [step for step in steps if step.failure]
    for step in failed:
        warn(f"bookrunner: {step.company}: {step.failure}")
    return {
        "companies": len(ciks),
        "papers": sum(step.papers for step in steps if not step.failure),
        "deals": sum(len(step.deals) for step in steps),
        "failed": sum(step.papers for step in failed),
    }


def _company(words: str, numbers: Mapping[str, int]) -> int:
    """The CIK of a ticker, or the number itself."""
    from bookrunner.errors import MisuseError
    from bookrunner.sources.filing_names import company_number

    if words.upper() in numbers:
        return numbers[words.upper()]
    if words.removeprefix("CIK").isdigit():
        return company_number(words)
    raise MisuseError(expected="a ticker the SEC lists, or a CIK", seen=words)


def _shown(steps: Iterable[Step], papers: int) -> Iterable[Step]:
    """The steps, with a progress bar for who watches: papers, rate, time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    from bookrunner.cli.progress import RateColumn

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), RateColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("papers", total=papers)
        for step in steps:
            progress.advance(task, step.papers)
            yield step


def _say(told: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        say_json(told)
        return
    for what, counts in told.items():
        words = ", ".join(f"{count} {name}" for name, count in counts.items())
        sys.stdout.write(f"{what}: {words}\n")


def _nothing_asked() -> None:
    from bookrunner.errors import MisuseError

    raise MisuseError(
        expected="what to sync",
        seen="nothing",
        hint="name issuers, or give --since DAY, --curves, --series, --coin or --fund",
    )
