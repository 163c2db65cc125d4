"""Witnesses to one figure: agreed, they are one citation; at odds, a problem.

Nothing is chosen because it came first: two values that differ are reported and the
figure stays unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bookrunner.cited import Citation, Cited, Problem, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.deals.rules import Doubt, Found
    from bookrunner.filings import Document, Passage


def cited(found: Found, document: Document) -> Cited[Any]:
    """A figure with its passport."""
    return Cited(found.value, citation(found.passage, found.rule, document))


def citation(passage: Passage, rule: str, document: Document) -> Citation:
    """Where some words stand."""
    return Citation(
        filing=document.filing,
        document=document.name,
        start=passage.start,
        quote=passage.words,
        rule=rule,
    )


def settled(
    witnesses: Sequence[Found], document: Document, where: str = ""
) -> tuple[Cited[Any] | None, list[Problem]]:
    """The figure its witnesses agree on, or None and what they disagree about."""
    if not witnesses:
        return None, []
    values = list(dict.fromkeys(found.value for found in witnesses))
    if len(values) == 1:
        return cited(witnesses[0], document), []
    figure = witnesses[0].figure
    firsts = [
        next(found for found in witnesses if found.value == value) for value in values
    ]
    told = " and ".join(
        f"“{' '.join(found.passage.words.split())[:80]}”" for found in firsts
    )
    seen = tuple(citation(found.passage, found.rule, document) for found in firsts)
    return None, [Problem(f"{figure}{where}", Reason.CONFLICT, f"stated as {told}", seen)]


def doubtful(doubt: Doubt, document: Document, where: str = "") -> Problem:
    """A doubt as a problem of the reading."""
    words = " ".join(doubt.passage.words.split())[:120]
    return Problem(
        f"{doubt.figure}{where}",
        doubt.reason,
        f"{doubt.message}: “{words}”",
        (citation(doubt.passage, f"{doubt.figure}.doubt", document),),
    )
