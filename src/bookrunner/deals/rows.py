"""Rows made ready: one label a row.

Pages that were flattened on their way run labels together in one line or cell, and forms
set two labels side by side.  Both are cut here, at words a rule answers to with a colon
behind them, so that the layout sees one label and its value at a time.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from bookrunner.deals.labels import LONGEST, ends_as_label, rule_for
from bookrunner.deals.references import is_reference
from bookrunner.deals.rules import Rule
from bookrunner.deals.rules.grammar import MONEY
from bookrunner.deals.rules.title import NOUN
from bookrunner.filings.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bookrunner.filings import Document

Cells: TypeAlias = "list[tuple[range, Passage]]"
"""A row's cells: the columns of each, and its words."""

_COLON: Final = re.compile(r":(?=\s|$)")
_WORD_STARTS: Final = re.compile(r"(?:(?<=[\s.;,)\]])|^)(?=[A-Z])")
_MOST_WORDS: Final = 12  # of a label
# Labels of one word that are not also the end of a reference such as “2028 Notes:”.
_ALONE: Final = frozenset(
    {
        "benchmark", "bookrunners", "coupon", "currency", "cusip", "denominations",
        "distribution", "face", "format", "guarantees", "guarantor", "guarantors",
        "isin", "issuer", "listing", "maturity", "price", "ranking",
        "redemption", "security", "settlement", "size", "spread", "title", "yield",
    }
)  # fmt: skip
# A headline over two lines: “5.625% Medium-Term Notes, Series D”, “Due May 12, 2041”.
_UNDATED: Final = re.compile(
    rf"[^:;]{{0,80}}?\d%[^:;]{{0,80}}\b{NOUN}\b(?:(?!\bdue\b)[^:;])*$", re.IGNORECASE
)
_DUE: Final = re.compile(r"due\s+(?:[A-Z][a-z]+\s\d{1,2},\s)?\d{4}\s*$", re.IGNORECASE)
# A sentence that a typewriter broke: “... sold $500,000,000 aggregate”, “principal ...”.
_OFFER_BROKEN: Final = re.compile(
    rf"{MONEY}\s+(?:in\s+)?(?:aggregate(?:\s+principal(?:\s+amount)?)?|principal(?:\s+amount)?)\s*$"
    r"|\bprincipal\s+amount\s+of(?:\s+(?:its|our|the|their))?\s*$",
    re.IGNORECASE,
)
_FEW_WORDS: Final = re.compile(r"(?:[A-Z][a-z]+(?:\s[A-Za-z]+){0,3}|(?:19|20)\d\d)$")
_QUALIFIER: Final = re.compile(r"[A-Za-z-]+(?:\s[A-Za-z-]+){0,6}\s")
_LINKING: Final = re.compile(r"(?:to|and|of|for|or)\s(?:the\s)?")
_JOINED: Final = re.compile(r"[\s/-]")
MOST_ON_ONE_LINE: Final = 20_000  # characters of a cell that are searched for labels


def rows_of(document: Document) -> Iterator[Cells]:
    """The rows of a document, one label a row, what was broken in two made whole."""
    before: Cells = []
    for cells in _cut_rows(document):
        if len(before) == len(cells) == 1 and _goes_on(before[0][1], cells[0][1]):
            columns, first = before[0]
            before = [(columns, first.between(first.start, cells[0][1].end))]
            continue
        if before:
            yield before
        before = cells
    if before:
        yield before


def _goes_on(line: Passage, following: Passage) -> bool:
    """Whether a line is cut off inside a title, or inside a sentence that offers one."""
    if following.match(_DUE):
        return line.match(_UNDATED) is not None
    if line.match(_FEW_WORDS) or _bracket_open(line.words):
        return _label_broken(line.words, following.words)
    return ":" not in line.words and line.search(_OFFER_BROKEN) is not None


def _bracket_open(words: str) -> bool:
    """Whether a line is a label in whose bracket it breaks: “Ratings (Moody's /”."""
    label = words.split("(", maxsplit=1)[0]
    return words.count("(") > words.count(")") and rule_for(label) is not None


def _label_broken(words: str, following: str) -> bool:
    """Whether a label or a reference goes on in the next line: “Yield”, “to Maturity:”."""
    rest = following.split(":", maxsplit=1)[0]
    whole = f"{words} {rest}"
    if ":" in following and is_reference(whole):
        return True
    return len(whole) < LONGEST and rule_for(rest) is None and rule_for(whole) is not None


def _cut_rows(document: Document) -> Iterator[Cells]:
    """The rows of a document, cut so that no cell hides a second label."""
    for row in document.rows:
        cells = [(cell.columns, document.passage(cell)) for cell in row]
        if len(cells) == 1:
            columns, passage = cells[0]
            for line in passage.lines() if "\n" in passage.words else [passage]:
                yield from _cut([(columns, line)])
        elif len(cells) == 2 or all(":" in passage.words[:-1] for _, passage in cells):
            yield from _cut(cells)
        else:
            yield cells


def _cut(cells: Cells) -> Iterator[Cells]:
    """A row as one or more rows, each with at most one label and its value."""
    if not any(":" in passage.words for _, passage in cells):
        yield cells
        return
    kept: Cells = []
    for place, (columns, passage) in enumerate(cells):
        starts = [at for at in _label_starts(passage) if at > passage.start or place]
        if place == 0 and starts and _qualifies(passage, starts[0]):
            del starts[0]
        pieces = [passage.start, *[at for at in starts if at > passage.start], passage.end]
        for start, end in pairwise(pieces):
            piece = passage.between(start, end)
            if start in starts:
                if kept:
                    yield kept
                kept = []
            if piece:
                kept.append((columns, piece))
    if kept:
        yield kept


def _label_starts(passage: Passage) -> list[int]:
    """Where labels begin inside a passage that other words stand before."""
    if passage.end - passage.start > MOST_ON_ONE_LINE:
        return []
    starts: list[int] = []
    since = passage.start
    for colon in passage.finditer(_COLON):
        before = Passage(passage.text, max(since, colon.start() - LONGEST), colon.start())
        at = _label_start(before, passage)
        if at is not None:
            starts.append(at)
        since = colon.end()
    return starts


def _qualifies(passage: Passage, start: int) -> bool:
    """Whether a row's first words make one label with the next: “Mid Swaps” “Yield:”."""
    label = passage.between(start, passage.end).words.split(":")[0]
    return _LINKING.fullmatch(passage.text, passage.start, start) is not None or (
        label.lower() in _ALONE
        and _QUALIFIER.fullmatch(passage.text, passage.start, start) is not None
    )


def _label_start(before: Passage, whole: Passage) -> int | None:
    """Where the longest end of some words begins that is a label."""
    for match in list(before.finditer(_WORD_STARTS))[-_MOST_WORDS:]:
        words = before.between(match.start(), before.end).words
        if not (_JOINED.search(words) or words.lower() in _ALONE):
            continue
        if label := ends_as_label(words):
            said = before.text[whole.start : match.start()]
            beside = (
                isinstance(label, Rule) and label.name == "identifiers" and "CUSIP" in said
            )
            return None if beside else match.start()
    return None
