"""Write the parts of the docs that the product writes: `make docs`.

The picture of the first screen (docs/brief.svg) and the reference of commands
(docs/commands.md).  `tests/test_docs.py` fails where they are out of date.
"""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import typer.main
from rich.console import Console

import bookrunner as br
from bookrunner.briefs.terminal import drawn
from bookrunner.cli import app

DOCS = Path(__file__).parent.parent / "docs"


def picture() -> str:
    """The first screen of the brief of Amazon's sale, as it is drawn."""
    console = Console(record=True, width=116, file=StringIO(), force_terminal=True)
    for block in drawn(br.brief(br.deal("amzn-2025-11-17")).story):
        console.print(block)
    drawing = console.export_svg(title="bookrunner brief", unique_id="bookrunner")
    drawing = re.sub(r"@font-face \{.*?\}", "", drawing, flags=re.DOTALL)  # fetch nothing
    return "\n".join(line.rstrip() for line in drawing.splitlines()) + "\n"


def commands() -> str:
    """Every command with its arguments and options, from the commands themselves."""
    group = typer.main.get_command(app)
    told = ["# Commands", "", "Written by `make docs` from the commands themselves."]
    for name, command in sorted(group.commands.items()):  # type: ignore[attr-defined] # a group
        told += ["", f"## `bookrunner {name}`", "", (command.help or "").strip(), ""]
        told += [
            f"- `{_spelling(each)}` {(each.help or '').strip()}".rstrip()
            for each in command.params
            if each.name != "help"
        ]
    return "\n".join(told) + "\n"


def _spelling(parameter: typer.models.ParameterInfo | object) -> str:
    options = getattr(parameter, "opts", [])
    if getattr(parameter, "param_type_name", "") == "argument":
        return str(getattr(parameter, "metavar", None) or options[0].upper())
    return ", ".join(options)


def main() -> None:
    """Write both."""
    (DOCS / "brief.svg").write_text(picture(), "utf-8")
    (DOCS / "commands.md").write_text(commands(), "utf-8")


if __name__ == "__main__":
    main()
