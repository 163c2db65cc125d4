"""Layout, found and not configured: rows become entries, each a label and its value.

A row may be a *label* with its value beside it, below it, or in one column a tranche; a
*heading* that begins the block of one tranche; a *header* whose cells name the tranches
of the columns below; or the value of the label before running on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bookrunner.deals.labels import (
    LONGEST,
    is_label,
    is_shaped_as_label,
    plain_label,
    rule_for,
)
from bookrunner.deals.references import is_reference
from bookrunner.deals.rows import rows_of
from bookrunner.deals.rules import Scope
from bookrunner.deals.rules.title import OFFER, lone_title, titles_in_a_row
from bookrunner.deals.tranches import squashed

if TYPE_CHECKING:
    from collections.abc import Collection

    from bookrunner.deals.rows import Cells
    from bookrunner.deals.rules import Rule
    from bookrunner.filings.document import Document
    from bookrunner.filings.passage import Passage

_LABELLED: Final = re.compile(rf"[^:\n]{{1,{LONGEST}}}?:(?=\s|$)")
# Where a sheet ends and the words of its lawyers begin, and where a footnote does.
_FAREWELL: Final = re.compile(
    r"(?:The|Each)\s+(?:issuer|company|registrant|co-issuers?|guarantors?)s?\b.{0,80}?\b(?:has|have)\s+filed\s+a"
    r"|This\s+communication\s+is\s+intended|ANY\s+DISCLAIMERS|\[?Rendered\s+from",
    re.IGNORECASE | re.DOTALL,
)
_FOOTNOTE: Final = re.compile(
    r"(?:[*†‡§]+\s*\S|\(?\d\)\s*[A-Z]|Notes?:\s*\S).{25,}|(?:A\s+securit(?:y|ies)\s+rating|We\s+expect|It\s+is\s+expected)\b"
    r"|This\s+is\s+a\s+reopening",
    re.IGNORECASE,
)


_OFFERING: Final = re.compile(
    r"\b(?:we|company|issuer|is|are)\b[^.]{0,40}\boffering\s+(?:the|our|its)\b",
    re.IGNORECASE,
)
_LINKS_ON: Final = re.compile(r"\bvs\.$")  # a label that goes on in the next row's
_MOST_BLOCKS: Final = 12
_SENTENCE: Final = 160  # letters: shorter lines are labels and their values
_WORDS_ALONE: Final = re.compile(r"[A-Za-z][A-Za-z\s()/&\u2019'-]*")


@dataclass(slots=True)
class Entry:
    """A label, the rule it calls for, and the cells of its value, row by row."""

    rule: Rule | None
    label: Passage
    heading: Passage | None = None  # of the block it stands in
    header: tuple[tuple[range, Passage], ...] = ()  # columns and the tranches they name
    rows: list[Cells] = field(default_factory=list)

    def add(self, cells: Cells) -> None:
        """More of the value."""
        if cells:
            self.rows.append(cells)

    def parts(self) -> list[Passage]:
        """What is said of the deal: each column's cell, or the whole value."""
        columns = len(self.header)
        if columns > 1 and any(len(row) == columns for row in self.rows):
            return [passage for row in self.rows for _, passage in row]
        whole = self.whole()
        return [] if whole is None else [whole]

    def whole(self) -> Passage | None:
        """The value from its first word to its last, None where there is none."""
        if not self.rows:
            return None
        first, last = self.rows[0][0][1], self.rows[-1][-1][1]
        return first.between(first.start, last.end)


@dataclass(slots=True)
class Sheet:
    """What a document's rows amount to."""

    entries: list[Entry] = field(default_factory=list)
    headlines: list[Passage] = field(default_factory=list)  # titles above the first label
    headings: list[Passage] = field(default_factory=list)  # titles that begin blocks
    columns: list[Passage] = field(default_factory=list)  # names at the head of columns
    loose: list[Passage] = field(default_factory=list)  # lines that belong to no label
    blocks: list[Passage] = field(default_factory=list)  # where labels begin anew, untitled


def sheet_of(document: Document, leave_out: Collection[int] = ()) -> Sheet:
    """The entries of a document, in order, but for rows that begin at *leave_out*."""
    sheet = Sheet()
    state = _State(sheet)
    for cells in rows_of(document):
        if cells[0][1].start in leave_out:
            continue
        if state.finished(cells):
            break
        state.take(cells)
    _part_blocks(sheet)
    return sheet


def _part_blocks(sheet: Sheet) -> None:
    """Where a page has lost its titles, the first label said again begins a block."""
    titled = sheet.headlines or sheet.headings or sheet.columns
    first = plain_label(sheet.entries[0].label.words) if sheet.entries else ""
    begins = [n for n, entry in enumerate(sheet.entries)
              if plain_label(entry.label.words) == first]  # fmt: skip
    if titled or not 1 < len(begins) <= _MOST_BLOCKS:
        return
    ends = [*begins[1:], len(sheet.entries)]
    parts = [sheet.entries[start:end] for start, end in zip(begins, ends, strict=True)]
    if any(sum(map(_states_maturity, part)) != 1 for part in parts):
        return
    for part in parts:
        label = part[0].label
        block = label.between(label.start, label.start)
        sheet.blocks.append(block)
        for entry in part:
            entry.heading = block


def _states_maturity(entry: Entry) -> bool:
    return entry.rule is not None and entry.rule.name == "maturity"


class _State:
    """Where the walk over the rows stands."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.open: Entry | None = None
        self.heading: Passage | None = None
        self.header: tuple[tuple[range, Passage], ...] = ()
        self.listed: set[str] = set()  # the titles at the head of the sheet, squashed
        self.after_title = False  # whether the row before was a title alone

    def finished(self, cells: Cells) -> bool:
        """Whether the sheet is over, with terms read before."""
        return len(self.sheet.entries) > 3 and cells[0][1].match(_FAREWELL) is not None

    def take(self, cells: Cells) -> None:
        """One row: a header, a heading, a label, or more of what is open."""
        titled = False
        if self._is_header(cells):
            self._begin_columns(cells)
        elif len(cells) == 1 and self._takes_title(cells[0][1]):
            titled = True
        elif (split := _labelled(cells, waits=self._waits())) is not None:
            self._begin_or_go_on(cells, *split)
        elif len(cells) == 1 and _is_told(cells[0][1]):
            self.open = None
            self.sheet.loose.append(cells[0][1])
        elif self.open is not None:
            self.open.add(cells)
        else:
            self.sheet.loose.extend(passage for _, passage in cells)
        self.after_title = titled

    def _begin_or_go_on(self, cells: Cells, label: Passage, value: Cells) -> None:
        """A new entry; but “CUSIP: ... ISIN: ...” goes on with the one that is open."""
        if (
            self.open
            and self.open.rule is None
            and value
            and self.open.label.search(_LINKS_ON)
        ):
            self.open.rule = rule_for(f"{self.open.label.words} {label.words}")
            if self.open.rule is not None:
                self.open.add(value)
                return
        rule = rule_for(label.words)
        if (
            self.open
            and value
            and rule
            and rule.scope is Scope.ONE
            and self.open.rule is rule
        ):
            self.open.add(cells)
        else:
            self._begin(self._unwrapped(label), value)

    def _unwrapped(self, label: Passage) -> Passage:
        """A label whose first words stand on the line before, taken back from its value."""
        if self.open is None or (self.open.rows and len(self.open.rows[-1]) > 1):
            return label
        before = self.open.rows[-1][0][1] if self.open.rows else self.open.label
        whole = before.between(before.start, label.end)
        if not _WORDS_ALONE.fullmatch(before.words) or rule_for(whole.words) is None:
            return label
        if self.open.rows:
            self.open.rows.pop()
        else:
            self.sheet.entries.pop()
        return whole

    def _waits(self) -> bool:
        """Whether the open label still waits for its value."""
        return self.open is not None and not self.open.rows

    def _begin(self, label: Passage, value: Cells) -> None:
        rule = rule_for(label.words)
        self.open = Entry(rule, label, self.heading, self.header)
        self.open.add(value)
        self.sheet.entries.append(self.open)

    def _is_header(self, cells: Cells) -> bool:
        if len(cells) < 2 or not all(is_name(passage) for _, passage in cells[1:]):
            return False
        if is_name(cells[0][1]):
            return not self._waits()
        beside = len(cells) >= 3
        rule = rule_for(cells[0][1].words) if beside else None
        return rule is not None and rule.name == "title"

    def _begin_columns(self, cells: Cells) -> None:
        named = [cell for cell in cells if is_name(cell[1])]
        self.header, self.heading, self.open = tuple(named), None, None
        self.sheet.columns.extend(passage for _, passage in named)

    def _takes_title(self, line: Passage) -> bool:
        """Whether a lone line is a headline or begins a block."""
        if self._waits() or (
            self.open and self.open.rule and self.open.rule.name == "title"
        ):
            return False
        heads = [title] if (title := lone_title(line)) else titles_in_a_row(line)
        if not heads and is_reference(line.words) and not self._lists():
            heads = [line.between(line.start, line.end - line.words.endswith(":"))]
        for head in heads:
            self._begin_block(head)
            self.after_title = True
        return bool(heads)

    def _begin_block(self, title: Passage) -> None:
        """Titles in a row are a list; one alone, or named again, begins a block."""
        sheet = self.sheet
        known = squashed(title.words)
        if sheet.entries or sheet.headings or known in self.listed:
            self.heading = None if self.after_title and sheet.headings else title
            sheet.headings.append(title)
        else:
            self.heading = None if sheet.headlines else title
            sheet.headlines.append(title)
            self.listed.add(known)
        self.header, self.open = (), None

    def _lists(self) -> bool:
        """Whether the open value is a list by tranche already."""
        return self.open is not None and any(
            is_reference(passage.words.split(":")[0])
            for row in self.open.rows
            for _, passage in row
        )


def _is_told(line: Passage) -> bool:
    """Whether a line is a footnote, or a sentence that offers notes; no value is."""
    return line.match(_FOOTNOTE) is not None or (
        line.end - line.start > _SENTENCE
        and (line.search(OFFER) is not None or line.search(_OFFERING) is not None)
    )


def is_name(passage: Passage) -> bool:
    """Whether the words are the title or the designation of a tranche and no more."""
    return is_reference(passage.words) or (lone_title(passage) is not None)


def _labelled(cells: Cells, *, waits: bool) -> tuple[Passage, Cells] | None:
    """The label of a row and the value beside it, or None."""
    first = cells[0][1]
    rest = cells[1:]
    if rest:
        return (first, rest) if _is_label(first.words) else _inside(cells)
    inside = _inside(cells)
    if inside is not None and waits and not is_label(inside[0].words):
        return None  # “Fixed Rate Period: ...” is the value that is waited for
    if inside is None and not waits and rule_for(first.words):
        return first, []
    return inside


def _is_label(words: str) -> bool:
    if is_label(words) or words.endswith("vs."):
        return True
    return (
        not is_reference(words)
        and words.rstrip("*†‡ ").endswith(":")
        and is_shaped_as_label(words)
    )


def _inside(
    cells: Cells,
) -> tuple[Passage, Cells] | None:
    """A label and its value in one cell, parted by a colon."""
    columns, first = cells[0]
    colon = first.match(_LABELLED)
    if colon is None:
        return None
    label = first.between(first.start, colon.end() - 1)
    words = label.words
    if not (is_label(words) or is_shaped_as_label(words)):
        return None
    value = first.between(colon.end(), first.end)
    return label, [*([(columns, value)] if value else []), *cells[1:]]
