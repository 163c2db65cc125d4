"""Whose value is it?  Each part of an entry's value, with the tranches it is told of.

In this order: the column it stands in, the reference before it, the reference behind it,
the block it stands in, its place in a list as long as the deal, and else all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.deals.references import (
    AFTER,
    BEFORE,
    BEFORE_DUE,
    BEFORE_LINE,
    NAMED,
    is_reference,
)
from bookrunner.deals.rules import Found
from bookrunner.deals.tranches import meant, name_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from bookrunner.deals.layout import Entry
    from bookrunner.deals.tranches import Name
    from bookrunner.filings.passage import Passage

    Told = tuple[tuple[int, ...] | None, Passage]  # None: of all, as far as is said


# Figures of which a tranche has one; others are told at length, over lines.
_ONE_EACH: Final = frozenset(
    {"benchmark", "benchmark_quote", "gross_spread", "maturity", "price", "spread",
     "spread_to_midswap", "yield"}
)  # fmt: skip


def told(entry: Entry, names: Sequence[Name]) -> Sequence[Told]:
    """The parts of a value, each with the places of the tranches it holds for."""
    if entry.header and any(len(row) > 1 for row in entry.rows):
        return list(_by_column(entry, names))
    value = entry.whole()
    if value is None:
        return []
    if len(names) == 1:
        return [(None, value)]
    return (
        _by_row(entry, names)
        or _by_reference(value, names)
        or _by_heading(entry, value, names)
        or _by_place(entry, value, names)
        or [(() if _differs_by_line(entry, value) else None, value)]
    )


def _differs_by_line(entry: Entry, value: Passage) -> bool:
    """Whether the lines of a value tell a figure differently, and nothing says of whom."""
    if entry.rule is None or entry.rule.name not in _ONE_EACH:
        return False
    told: dict[str, object] = {}
    for line in value.lines():
        for each in entry.rule.read(line, entry.label):
            if (
                isinstance(each, Found)
                and told.setdefault(each.figure, each.value) != each.value
            ):
                return True
    return False


def _by_heading(entry: Entry, value: Passage, names: Sequence[Name]) -> list[Told]:
    """All of it to the tranche in whose block it stands."""
    place = _heading_place(entry.heading, names) if entry.heading is not None else None
    return [] if place is None else [((place,), value)]


def _heading_place(heading: Passage, names: Sequence[Name]) -> int | None:
    """The tranche that a heading names."""
    asked = name_of(heading)
    for place, name in enumerate(names):
        if name.title.start == heading.start or (asked.title and name.key == asked.key):
            return place
    places = meant(heading.words, names)
    return places[0] if len(places) == 1 else None


def _by_column(entry: Entry, names: Sequence[Name]) -> Iterator[Told]:
    """Each cell goes to the tranche at the head of its column."""
    heads = [(column, _heading_place(passage, names)) for column, passage in entry.header]
    for row in entry.rows:
        if len(row) == len(heads):
            pairs = zip(
                [place for _, place in heads], [passage for _, passage in row], strict=True
            )
            yield from (
                ((place,), passage) for place, passage in pairs if place is not None
            )
        elif len(row) == 1 and len(heads) > 1 and row[0][0] <= heads[0][0]:
            yield None, row[0][1]
        else:
            for column, passage in row:
                at = [place for head, place in heads if head <= column]
                if at and at[-1] is not None:
                    yield (at[-1],), passage


def _by_row(entry: Entry, names: Sequence[Name]) -> list[Told]:
    """Rows whose first cell names a tranche, each with the rows below it."""
    parts: list[tuple[tuple[int, ...], list[Passage]]] = []
    for row in entry.rows:
        first = row[0][1]
        if (
            len(row) > 1
            and is_reference(first.words)
            and (places := meant(first.words, names))
        ):
            parts.append((tuple(places), [passage for _, passage in row[1:]]))
        elif parts:
            parts[-1][1].extend(passage for _, passage in row)
    return [
        (places, cells[0].between(cells[0].start, cells[-1].end)) for places, cells in parts
    ]


def _by_reference(value: Passage, names: Sequence[Name]) -> list[Told]:
    """Parts that follow “2028 Notes:”, or that “for the 2028 Notes” follows.

    A part whose reference fits several tranches or none is told of nobody: ().
    """
    if not value.search(NAMED):
        return []
    patterns = (BEFORE_DUE,) if value.match(BEFORE_DUE) else (BEFORE, BEFORE_LINE)
    for pattern in patterns:
        heads = _resolved(value, pattern, names)
        if len(heads) > 1 or any(places for _, places in heads):
            ends = [match.start() for match, _ in heads[1:]] + [value.end]
            return [
                (places, value.between(match.end(), end))
                for (match, places), end in zip(heads, ends, strict=True)
            ]
    tails = _resolved(value, AFTER, names)
    if not any(places for _, places in tails):
        return []
    starts = [value.start] + [match.end() for match, _ in tails[:-1]]
    return [
        (places, value.between(start, match.start()))
        for (match, places), start in zip(tails, starts, strict=True)
    ]


def _resolved(
    value: Passage, pattern: re.Pattern[str], names: Sequence[Name]
) -> list[tuple[re.Match[str], tuple[int, ...]]]:
    return [(match, tuple(meant(match["who"], names))) for match in value.finditer(pattern)]


def _by_place(entry: Entry, value: Passage, names: Sequence[Name]) -> list[Told]:
    """Lines in the order of the tranches, where each line alone states the figure."""
    lines = value.lines()
    if entry.rule is None or len(lines) != len(names):
        return []
    told = [
        {
            each.figure
            for each in entry.rule.read(line, entry.label)
            if isinstance(each, Found)
        }
        for line in lines
    ]
    if not told[0] or any(figures != told[0] for figures in told):
        return []
    return [((place,), line) for place, line in enumerate(lines)]
