"""Where the tranches of a sheet are named.

The best place that names any decides: titles beside their label, at the head of columns,
of blocks and of the sheet; then sentences; then the rows of a price table; then the
references that values are listed under.  A sheet that states terms of debt and names
nothing sells one tranche without a title.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bookrunner.deals.prose import prose_titles
from bookrunner.deals.references import BEFORE, BEFORE_DUE, EACH, is_reference
from bookrunner.deals.rules import Found, Scope, dates
from bookrunner.deals.rules.grammar import DAYS, day_of
from bookrunner.deals.rules.title import lone_title, read_title
from bookrunner.deals.tranches import Name, meant, name_of, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bookrunner.deals.layout import Entry, Sheet
    from bookrunner.deals.price_table import PriceRow
    from bookrunner.filings import Passage

_FEWEST_TERMS = 2  # labelled terms that make a sheet without any name a debt sheet


MOST_TRANCHES = 60  # the largest sale we know has eleven


def names_of(sheet: Sheet, rows: Sequence[PriceRow]) -> list[Name]:
    """The tranches, in the order in which the sheet names them; of dozens, none."""
    sold = _year_of_sale(sheet)
    names = [replace(name, sold=sold) for name in _named_somewhere(sheet, rows)]
    return names if len(names) <= MOST_TRANCHES else []


def _year_of_sale(sheet: Sheet) -> int | None:
    """The year a sheet says it is priced or settled in, from which tenors count."""
    for entry in sheet.entries:
        dated = entry.rule in {dates.PRICING, dates.SETTLEMENT}
        value = entry.whole() if dated else None
        if value is not None and (found := value.search(DAYS)):
            return day_of(found[0]).year
    return None


def _named_somewhere(sheet: Sheet, rows: Sequence[PriceRow]) -> list[Name]:
    heads = [*sheet.columns, *sheet.headings, *sheet.headlines]
    heads.sort(key=lambda title: title.start)
    names = _best(named([*_stated(sheet), *heads]))
    if any(name.full for name in names):
        return names
    pointed = _best(named(_references(sheet)))
    if len(pointed) > len(names) > 0:
        return pointed
    return (
        names
        or _best(named(prose_titles(sheet.loose)))
        or _best(named(_elsewhere(sheet)))
        or named(row.who for row in rows)
        or pointed
        or _untitled(sheet)
    )


def _best(names: list[Name]) -> list[Name]:
    """Titles alone where there are any; a designation beside them names none anew."""
    full = [name for name in names if name.full]
    if not full:
        telling = [name for name in names if name.telling]
        return telling or names
    full = [name for name in full if not _told_again(name, full)]
    for bare in names:
        places = [] if bare.full else meant(bare.words, full)
        if len(places) == 1 and not full[places[0]].designation:
            known = full[places[0]]
            full[places[0]] = Name(known.title, known.marks, bare.words)
    return full


def _told_again(name: Name, names: Sequence[Name]) -> bool:
    """Whether a title without its rate is that of one tranche, told with it elsewhere."""
    if name.marks.rate is not None:
        return False
    words = set(name.words.lower().replace("-", " ").split())
    same = [
        other for other in names
        if other.marks.rate is not None and other.marks.year == name.marks.year
        and words <= set(other.words.lower().replace("-", " ").split())
    ]  # fmt: skip
    return len(same) == 1


def _stated(sheet: Sheet) -> Iterator[Passage]:
    for entry in sheet.entries:
        if entry.rule is not None and entry.rule.name == "title":
            for cell in _cells(entry):
                found = read_title(cell, entry.label)
                yield from (each.passage for each in found if isinstance(each, Found))


def _cells(entry: Entry) -> list[Passage]:
    """The cells of a value; lines under one another are one, for a title may be broken."""
    whole = entry.whole()
    if whole is not None and all(len(row) == 1 for row in entry.rows):
        return [whole]
    return [cell for row in entry.rows for _, cell in row]


def _elsewhere(sheet: Sheet) -> Iterator[Passage]:
    """Titles that fill a line beside a label no rule answers to, or among loose lines."""
    beside = [
        line
        for entry in sheet.entries
        if entry.rule is None
        for row in entry.rows
        for _, cell in row
        for line in cell.lines()
    ]
    for line in [*sheet.loose, *beside]:
        if title := lone_title(line):
            yield title


def _references(sheet: Sheet) -> Iterator[Passage]:
    """What values are listed under: “2028 Notes: ...”."""
    for entry in sheet.entries:
        if entry.rule is None or entry.rule.scope is Scope.DEAL:
            continue
        for row in entry.rows:
            for _, cell in row:
                if is_reference(cell.words):
                    yield cell
                for found in cell.finditer(
                    BEFORE_DUE if cell.match(BEFORE_DUE) else BEFORE
                ):
                    who = cell.group(found, "who")
                    yield from (who.group(each) for each in who.finditer(EACH))


def _untitled(sheet: Sheet) -> list[Name]:
    """One tranche without a title; or one a block, where the labels begin anew."""
    if sheet.blocks:
        return [name_of(block) for block in sheet.blocks]
    terms = {
        entry.rule.name
        for entry in sheet.entries
        if entry.rule is not None and entry.rule.scope is not Scope.DEAL and entry.rows
    }
    if len(terms) < _FEWEST_TERMS and "identifiers" not in terms:
        return []
    label = sheet.entries[0].label
    return [name_of(label.between(label.start, label.start))]
