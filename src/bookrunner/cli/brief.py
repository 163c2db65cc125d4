"""`bookrunner brief`: a bond sale taken apart, on a terminal, as a page, or as JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bookrunner.cli.named import deal_named
from bookrunner.cli.output import Json, say_json, warn

if TYPE_CHECKING:
    from bookrunner.briefs import Brief

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
    from bookrunner import shelf

    told = shelf.brief(deal_named(documents or [DEFAULT]))
    if html is not None:
        _write_page(told, html)
    if json:
        from bookrunner.briefs.record import record

        say_json(record(told.story, told.priced, told.checks))
    elif html is None:
        _draw(told)


def _draw(told: Brief) -> None:
    from rich.console import Console

    from bookrunner.briefs.terminal import drawn

    width = None if sys.stdout.isatty() else 120
    console = Console(width=width, highlight=False)
    for block in drawn(told.story):
        console.print(block)


def _write_page(told: Brief, path: Path) -> None:
    from bookrunner.briefs.page import page
    from bookrunner.errors import MisuseError

    try:
        path.write_text(page(told.story), encoding="utf-8")
    except OSError as error:
        expected = f"a file that can be written, {path}"
        raise MisuseError(expected=expected, seen=error.strerror or str(error)) from error
    warn(f"wrote {path}")
