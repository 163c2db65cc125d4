"""`bookrunner brief`: a bond sale taken apart, on a terminal, as a page, or as JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bookrunner.cli.output import Json, say_json, warn

if TYPE_CHECKING:
    from bookrunner.brief import Brief
    from bookrunner.deals import Deal

DEFAULT = "amzn-2025-11-17"

Documents = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[DEAL|FILE]...",
        help="A deal of the library, or the documents of one sale (- is standard input).",
        show_default=DEFAULT,
    ),
]
Html = Annotated[Path | None, typer.Option("--html", help="Write one self-contained page.")]


def brief(documents: Documents = None, *, html: Html = None, json: Json = False) -> None:
    """Say what a bond sale is: tranches, yields, spreads, risk, and whether it adds up."""
    from bookrunner import brief as room
    from bookrunner.deals.curves import shipped_curve

    deal = _deal(documents or [DEFAULT])
    day = deal.pricing_date.value if deal.pricing_date else None
    told = room.brief(deal, shipped_curve(day) if day else None)
    if html is not None:
        _write_page(told, html)
    if json:
        from bookrunner.brief.record import record

        say_json(record(told.story, told.priced, told.checks))
    elif html is None:
        _draw(told)


def _deal(names: list[str]) -> Deal:
    from bookrunner.deals.shipped import shipped_deal

    return shipped_deal(names[0])


def _draw(told: Brief) -> None:
    from rich.console import Console

    from bookrunner.brief.terminal import drawn

    width = None if sys.stdout.isatty() else 120
    console = Console(width=width, highlight=False)
    for block in drawn(told.story):
        console.print(block)


def _write_page(told: Brief, path: Path) -> None:
    from bookrunner.brief.page import page

    path.write_text(page(told.story), encoding="utf-8")
    warn(f"wrote {path}")
