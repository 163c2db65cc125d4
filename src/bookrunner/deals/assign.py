"""Whose value is it?  Each part of an entry's value, with the tranches it is told of.

In this order: the columns it stands in, the reference before it, the reference behind it,
the block it stands in, its place in a list as long as the deal, and else all of them.
"""

from __future__ import annotations

import re
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
    from collections.abc import Iterator, Sequence

    from bookrunner.deals.layout import Entry
    from bookrunner.deals.rows import Cells
    from bookrunner.deals.tranches import Name
    from bookrunner.filings.passage import Passage

    Told = tuple[tuple[int, ...] | None, Passage]  # None: of all, as far as is said
    Heads = Sequence[tuple[range, int | None]]  # columns, and the tranche they name


_LISTED: Final = re.compile(r";|\s/\s")
# Figures of which a tranche has one; others are told at length, over lines.
_ONE_EACH: Final = frozenset(
    {"benchmark", "benchmark_quote", "gross_spread", "maturity", "price", "spread",
     "spread_to_midswap", "yield"}
)  # fmt: skip


def told(entry: Entry, names: Sequence[Name]) -> Sequence[Told]:
    """The parts of a value, each with the places of the tranches it holds for."""
    if entry.header and any(_in_a_column(row, entry) for row in entry.rows):
        return [part for row in entry.rows for part in _by_column(row, entry, names)]
    value = entry.whole()
    if value is None:
        return []
    if len(names) == 1:
        return [(None, value)]
    return (
        _by_row(entry, names)
        or _by_reference(value, names)
        or _by_heading(entry, value, names)
        or _by_place(entry, value, range(len(names)))
        or [(() if _differs(entry, value) else None, value)]
    )


def _differs(entry: Entry, value: Passage) -> bool:
    """Whether the parts of a value tell a figure differently, and nothing says of whom."""
    if entry.rule is None or entry.rule.name not in _ONE_EACH:
        return False
    told: dict[str, object] = {}
    for piece in [piece for pieces in _pieces(value) for piece in pieces]:
        for each in entry.rule.read(piece, entry.label):
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


def _in_a_column(row: Cells, entry: Entry) -> bool:
    """Whether a row tells its columns apart: one of all tranches begins with the first."""
    first, *others = [columns for columns, _ in entry.header]
    return len(row) > 1 or (
        first.start > 0 and row[0][0].start in {each.start for each in others}
    )


def _by_column(row: Cells, entry: Entry, names: Sequence[Name]) -> Iterator[Told]:
    """Each cell goes to the tranche at the head of its column, or columns."""
    heads = [(columns, _heading_place(passage, names)) for columns, passage in entry.header]
    if len(row) == len(heads):
        for (_, place), (_, passage) in zip(heads, row, strict=True):
            if place is not None:
                yield (place,), passage
    elif len(row) == 1 and len(heads) > 1 and row[0][0].start <= heads[0][0].start:
        yield None, row[0][1]
    else:
        for columns, passage in row:
            yield from _in_order(entry, passage, _under(heads, columns), names)


def _under(heads: Heads, columns: range) -> list[int]:
    """The tranches at the head of a cell's columns; else the last before it."""
    over = [place for head, place in heads if _overlap(head, columns)]
    before = [place for head, place in heads if head.start <= columns.start]
    return [place for place in over or before[-1:] if place is not None]


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _in_order(
    entry: Entry, value: Passage, places: Sequence[int], names: Sequence[Name]
) -> Sequence[Told]:
    """One value to all of some tranches; as many as they are, to each in order."""
    if not places:
        return []
    if len(places) == 1:
        return [((places[0],), value)]
    if told := _by_reference(value, names) or _by_place(entry, value, places):
        return told
    return [(() if _differs(entry, value) else tuple(places), value)]


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


def _by_place(entry: Entry, value: Passage, places: Sequence[int]) -> list[Told]:
    """Parts in the order of the tranches, where each part alone states the figure."""
    for pieces in _pieces(value):
        if len(pieces) == len(places) and _alike(entry, pieces):
            return [((place,), part) for place, part in zip(places, pieces, strict=True)]
    return []


def _pieces(value: Passage) -> Iterator[list[Passage]]:
    """A value by its lines, and by what stands between its semicolons and strokes."""
    yield value.lines()
    parted = list(value.finditer(_LISTED))
    starts = [value.start, *(match.end() for match in parted)]
    pieces = zip(starts, [*(match.start() for match in parted), value.end], strict=True)
    yield [piece for start, end in pieces if (piece := value.between(start, end))]


def _alike(entry: Entry, pieces: Sequence[Passage]) -> bool:
    """Whether each piece alone states the same figures."""
    if entry.rule is None:
        return False
    told = [
        {
            each.figure
            for each in entry.rule.read(piece, entry.label)
            if isinstance(each, Found)
        }
        for piece in pieces
    ]
    return bool(told[0]) and all(figures == told[0] for figures in told)
