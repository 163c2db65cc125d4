"""The command line: it says, it does not compute.

One file a command; a command's file imports nothing but typer and the standard library
until it runs, so that ``--help`` is as fast as the interpreter.
"""

from __future__ import annotations

import os
import sys
from typing import Final

import typer

from bookrunner.cli.brief import brief
from bookrunner.cli.channels import channels
from bookrunner.cli.deals import deals
from bookrunner.cli.events import events
from bookrunner.cli.explain import explain
from bookrunner.cli.fund import fund
from bookrunner.cli.impact import impact
from bookrunner.cli.issuer import issuer
from bookrunner.cli.price import price
from bookrunner.cli.read import read
from bookrunner.cli.sources import sources
from bookrunner.cli.stage import stage
from bookrunner.cli.supply import supply
from bookrunner.cli.sync import sync
from bookrunner.errors import BookrunnerError

FAULT: Final = 70  # sysexits.h: an internal software error

app = typer.Typer(
    name="bookrunner",
    help="Reads a bond sale and says what it does.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def _bookrunner() -> None:
    """Read a bond sale and say what it does."""


app.command()(brief)
app.command()(channels)
app.command()(events)
app.command()(explain)
app.command()(impact)
app.command()(price)
app.command()(read)
app.command()(stage)
app.command()(supply)
app.command()(deals)
app.command()(issuer)
app.command()(fund)
app.command()(sync)
app.command()(sources)


def main() -> None:
    """Run the command line; an error is one line on stderr and an exit status."""
    try:
        app()
    except BookrunnerError as error:
        sys.stderr.write(f"bookrunner: {error}\n")
        sys.exit(error.exit_status)
    except BrokenPipeError:  # whoever read our output has seen enough
        sys.stderr.close()
        sys.exit(1)
    except Exception as error:
        if os.environ.get("BOOKRUNNER_TRACEBACK"):
            raise
        told = f"{type(error).__name__}: {error}".splitlines()[0]
        hint = "this is a fault of ours: BOOKRUNNER_TRACEBACK=1 shows where"
        sys.stderr.write(f"bookrunner: {told}; {hint}\n")
        sys.exit(FAULT)


__all__ = ["app", "main"]
