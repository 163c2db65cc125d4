"""Tables with a tranche a row: labels at the head of columns, names at the head of rows.

Notes                    Principal Amount   Coupon   Maturity Date   Price to Public
3.900% Notes due 2028    $2,500,000,000     3.900%   Nov. 20, 2028   99.978%
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.deals.labels import rule_for
from bookrunner.deals.layout import Entry, Sheet, is_name
from bookrunner.deals.rules import Scope

if TYPE_CHECKING:
    from bookrunner.deals.rows import Cells
    from bookrunner.filings import Document, Passage

_FEWEST_COLUMNS: Final = 3  # of labels, that make a row the head of such a table


def grid_of(document: Document) -> tuple[Sheet, set[int]]:
    """The entries and the names of every such table, and where its rows begin."""
    sheet, begins = Sheet(), set[int]()
    heads: list[Passage] = []
    for row in document.rows:
        cells = [(cell.columns, document.passage(cell)) for cell in row]
        if found := _heads(cells):
            heads = found
        elif heads and len(cells) == len(heads) + 1 and is_name(cells[0][1]):
            sheet.columns.append(cells[0][1])
            sheet.entries += _entries(heads, cells)
        else:
            heads = []
            continue
        begins.add(row[0].start)
    return sheet, begins if sheet.entries else set()


def _heads(cells: Cells) -> list[Passage]:
    """The labels of a row that is nothing but labels, without that of the names."""
    if len(cells) < _FEWEST_COLUMNS:
        return []
    rules = [rule_for(passage.words) for _, passage in cells]
    told = [
        passage
        for (_, passage), rule in zip(cells, rules, strict=True)
        if rule is not None and rule.scope is not Scope.DEAL and rule.name != "title"
    ]
    names = len(cells) - len(told)
    return told if len(told) >= _FEWEST_COLUMNS and names <= 1 else []


def _entries(heads: list[Passage], cells: Cells) -> list[Entry]:
    name, values = cells[0][1], cells[1:]
    return [
        Entry(rule_for(head.words), head, name, (), [[value]])
        for head, value in zip(heads, values, strict=True)
    ]
