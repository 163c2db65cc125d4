"""The table on a prospectus cover: price, discount and proceeds, a row a tranche.

              Price to Public   Underwriting Discount   Proceeds, Before Expenses
Per 2028 note     99.978%             0.100%                  99.878%
Total         $2,499,450,000        $2,500,000             $2,496,950,000
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bookrunner.deals.labels import rule_for
from bookrunner.deals.rules.title import NOUN

if TYPE_CHECKING:
    from bookrunner.deals.rules import Rule
    from bookrunner.filings.document import Document
    from bookrunner.filings.passage import Passage

_PER: Final = re.compile(
    rf"per\s+(?P<who>(?:[^\n]{{0,60}}?\s)?(?i:{NOUN})(?:\s+due\s+\d{{4}})?)\s*[:*.]*$",
    re.IGNORECASE,
)
_PRICED: Final = frozenset({"price", "gross_spread", "net_price"})


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One line of the table: who, and what stands under each heading."""

    who: Passage
    cells: tuple[tuple[Rule, Passage, Passage], ...]  # rule, heading, value


def price_rows(document: Document) -> tuple[list[PriceRow], set[int]]:
    """The rows of every such table in a document, and where its rows begin."""
    heads: list[tuple[int, Rule, Passage]] = []
    rows, begins = [], set()
    for cells in document.rows:
        passages = [(cell.column, document.passage(cell)) for cell in cells]
        if found := _heads(passages):
            heads = found
        elif heads and (row := _row(passages, heads)) is not None:
            rows.append(row)
        else:
            continue
        begins.add(cells[0].start)
    return rows, begins if rows else set()


def _heads(cells: list[tuple[int, Passage]]) -> list[tuple[int, Rule, Passage]]:
    found = [(column, rule_for(words.words), words) for column, words in cells]
    heads = [
        (column, rule, words)
        for column, rule, words in found
        if rule and rule.name in _PRICED
    ]
    return heads if len(heads) >= 2 else []


def _row(
    cells: list[tuple[int, Passage]], heads: list[tuple[int, Rule, Passage]]
) -> PriceRow | None:
    who = cells[0][1].match(_PER)
    if who is None or len(cells) - 1 != len(heads):
        return None
    pairs = zip(heads, cells[1:], strict=True)
    read = tuple((rule, head, value) for (_, rule, head), (_, value) in pairs)
    return PriceRow(cells[0][1].group(who, "who"), read)
