"""Rows made ready: one label a row.

Pages that were flattened on their way run labels together in one line or cell, and forms
set two labels side by side.  Both are cut here, at words a rule answers to with a colon
behind them, so that the layout sees one label and its value at a time.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from bookrunner.deals.labels import LONGEST, is_other_label, rule_for
from bookrunner.deals.references import is_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bookrunner.filings import Document, Passage

Cells: TypeAlias = "list[tuple[int, Passage]]"
"""A row's cells: the column of each, and its words."""

# Words that may end in a label: a capital first, joined by small words, then a colon.
_WORD: Final = r"[A-Za-z/&(][\w/&\u2019'().*\u2013-]*"
_BEFORE_COLON: Final = re.compile(
    rf"(?:(?<=[\s.;,)\]])|^)(?=[A-Z]){_WORD}(?:[ ]{_WORD}){{0,11}}"
    r"[*\u2020\u2021]*[ ]?"
    r"(?::(?=\s|$)|\.(?=\s[A-Z\d]))"
)
_WORD_STARTS: Final = re.compile(r"(?:(?<=\s)|^)(?=[A-Z])")
# Labels of one word that are not also the end of a reference such as “2028 Notes:”.
_ALONE: Final = frozenset(
    {
        "bookrunners", "coupon", "cusip", "denominations", "guarantor", "guarantors", "isin",
        "issuer", "maturity", "price", "ratings", "settlement", "size", "spread", "yield",
    }
)  # fmt: skip
_JOINED: Final = re.compile(r"[\s/-]")
MOST_ON_ONE_LINE: Final = 20_000  # characters of a cell that are searched for labels


def rows_of(document: Document) -> Iterator[Cells]:
    """The rows of a document, cut so that no cell hides a second label."""
    for row in document.rows:
        cells = [(cell.column, document.passage(cell)) for cell in row]
        if len(cells) == 1:
            for line in cells[0][1].lines():
                yield from _cut([(cells[0][0], line)])
        elif len(cells) == 2 or all(":" in passage.words for _, passage in cells):
            yield from _cut(cells)
        else:
            yield cells


def _cut(cells: Cells) -> Iterator[Cells]:
    """A row as one or more rows, each with at most one label and its value."""
    kept: Cells = []
    for place, (column, passage) in enumerate(cells):
        starts = [at for at in _label_starts(passage) if at > passage.start or place]
        pieces = [passage.start, *[at for at in starts if at > passage.start], passage.end]
        for start, end in pairwise(pieces):
            piece = passage.between(start, end)
            if start in starts:
                if kept:
                    yield kept
                kept = []
            if piece:
                kept.append((column, piece))
    if kept:
        yield kept


def _label_starts(passage: Passage) -> list[int]:
    """Where labels begin inside a passage that other words stand before."""
    words = passage.words
    if ":" not in words or len(words) > MOST_ON_ONE_LINE:
        return []
    found = (
        _label_start(passage.group(match), passage)
        for match in passage.finditer(_BEFORE_COLON)
    )
    return [at for at in found if at is not None]


def _label_start(run: Passage, whole: Passage) -> int | None:
    """The longest end of a run of words that a rule answers to, or else any label."""
    if run.words.endswith(".") and len(run.words) > LONGEST:
        return None
    other: int | None = None
    for match in run.finditer(_WORD_STARTS):
        words = run.between(match.start(), run.end - 1).words
        if len(words) > LONGEST or not (_JOINED.search(words) or words.lower() in _ALONE):
            continue
        rule = rule_for(words)
        if rule is not None and not is_reference(words):
            beside = (
                rule.name == "identifiers" and "CUSIP" in run.text[whole.start : run.start]
            )
            return None if beside else match.start()
        if other is None and is_other_label(words):
            other = match.start()
    return other
