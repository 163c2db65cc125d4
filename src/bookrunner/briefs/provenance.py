"""Where a figure comes from, in a line a reader can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bookrunner.cited import Assumed, Cited, Computed, Estimated, Reported, status
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bookrunner.cited import Figure


def provenance(figure: Figure[Any]) -> str:
    """The passport of a figure as a sentence.

    >>> provenance(Assumed(2, "dollar bonds pay twice a year"))
    'assumed: dollar bonds pay twice a year'
    """
    match figure:
        case Cited(citation=c):
            where = f"{c.filing} {c.document}".strip()
            return f"“{c.quote}” in {where}, characters {c.start} to {c.end}"
        case Reported():
            on = f", {figure.as_of:%Y-%m-%d}" if figure.as_of else ""
            return f"{figure.source}{on} (grade {figure.grade})"
        case Computed():
            return f"{figure.by} of {_inputs(figure.inputs)}{_noted(figure.note)}"
        case Estimated():
            told = f"{figure.by}, evidence {figure.grade}, {figure.level:.0%} interval"
            return f"{told}{_noted(figure.note)}"
        case Assumed():
            return f"assumed: {figure.reason}"


def family_tree(figure: Figure[Any], *, depth: int = 0) -> Iterator[str]:
    """A figure's passport and those of all that went in, a line each, indented."""
    yield f"{'  ' * depth}{status(figure).word}: {_value(figure)} - {provenance(figure)}"
    if isinstance(figure, Computed | Estimated):
        for each in figure.inputs:
            yield from family_tree(each, depth=depth + 1)


def _inputs(inputs: Sequence[Figure[Any]], most: int = 8) -> str:
    told = [_value(each) for each in inputs[:most]]
    more = f" and {len(inputs) - most} more" if len(inputs) > most else ""
    return ", ".join(told) + more


def _value(figure: Figure[Any]) -> str:
    value = figure.value
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, Money):
        return f"{value.currency} {value.amount:,.0f}"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value) if len(str(value)) < 60 else type(value).__name__


def _noted(note: str) -> str:
    return f"; {note}" if note else ""
