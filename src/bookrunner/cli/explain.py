"""`bookrunner explain FIGURE`: where one figure of a brief comes from, to the last word."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bookrunner.cli.brief import DEFAULT
from bookrunner.cli.named import deal_named
from bookrunner.cli.output import Json, say_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.briefs.story import Said

Asked = Annotated[
    str,
    typer.Argument(metavar="FIGURE", help="A figure of the brief: yield:2065, proceeds."),
]
Documents = Annotated[
    list[str] | None,
    typer.Argument(metavar="[DEAL|FILE]...", help="The sale.", show_default=DEFAULT),
]


def explain(figure: Asked, documents: Documents = None, *, json: Json = False) -> None:
    """Say where a figure comes from: the function, its inputs, and the words filed."""
    from bookrunner import shelf
    from bookrunner.briefs.page import figures
    from bookrunner.briefs.provenance import family_tree
    from bookrunner.briefs.words import written
    from bookrunner.cited import passport

    told = shelf.brief(deal_named(documents or [DEFAULT]))
    said = _chosen(figure, list(figures(told.story)))
    if json:
        say_json({said.key: passport(said.figure, said.form.unit, said.why)})
        return
    lines = family_tree(said.figure) if said.figure else [f"unknown: {said.why}"]
    sys.stdout.write("\n".join([f"{said.key}  {written(said)}", *lines, ""]))


def _chosen(asked: str, said: Sequence[Said]) -> Said:
    """The figure meant: by its key, or by the start of its name before the colon."""
    from difflib import get_close_matches

    from bookrunner.errors import MisuseError

    name, _, of = asked.partition(":")
    for each in said:
        own, _, place = each.key.partition(":")
        if each.key == asked or (own.startswith(name) and place == of):
            return each
    keys = list(dict.fromkeys(each.key for each in said))
    near = get_close_matches(asked, keys, n=3, cutoff=0.4) or keys[:3]
    raise MisuseError(
        expected="a figure of the brief",
        seen=asked,
        hint=f"did you mean {', '.join(near)}?",
    )
