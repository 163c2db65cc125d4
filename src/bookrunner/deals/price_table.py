"""The table on a prospectus cover: price, discount and proceeds, a row a tranche.

                  Price to Public   Underwriting Discount   Proceeds, Before Expenses
    Per 2028 note     99.978%             0.100%                  99.878%
    Total         $2,499,450,000        $2,500,000             $2,496,950,000

Pages that were flattened on their way print every cell on its own line, headings cut
in pieces, so the table is read as a run of words: the name of a row, then three
percentages of which the first less the second is the third.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules import gross_spread, price
from bookrunner.deals.rules.grammar import PERCENTS, price_of
from bookrunner.deals.rules.title import NOUN

if TYPE_CHECKING:
    from bookrunner.deals.rules import Rule
    from bookrunner.filings import Document, Passage

_PER: Final = re.compile(
    rf"per\s+(?P<who>(?:[^\n]{{0,60}}?\s)?(?i:{NOUN})(?:\s+due\s+\d{{4}})?)\s*(?:\(\d\))?\s*[:*.]*$",
    re.IGNORECASE,
)
_SOME_PER: Final = re.compile(rf"\b[Pp][Ee][Rr]\s[^\n]{{0,60}}?\b(?i:{NOUN})\b")
_SYMBOL: Final = re.compile(r"[$€£¥%|]$|\(\d\)$")
_HEADING: Final = re.compile(
    r".{0,60}\b(?:price|public|offering|initial|underwrit\w+|discounts?|commissions?|proceeds|expenses|issuer|us|company"
    r"|total|before)\b.{0,30}$",
    re.IGNORECASE,
)
_COLUMNS: Final[tuple[Rule, ...]] = (price.RULE, gross_spread.RULE, gross_spread.NET)
_LINES_ABOVE: Final = 14  # headings cut in pieces


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One line of the table: whose it is, and what stands in its cells."""

    who: Passage
    cells: tuple[tuple[Rule, Passage], ...]


def price_rows(document: Document) -> tuple[list[PriceRow], set[int]]:
    """The rows of every such table in a document, and where their rows begin."""
    if _SOME_PER.search(document.text) is None:
        return [], set()
    lines = [
        (cells[0].start, line)
        for cells in document.rows
        for cell in cells
        for line in document.passage(cell).lines()
    ]
    rows: list[PriceRow] = []
    begins: set[int] = set()
    for at, (_, line) in enumerate(lines):
        if line.words[:3].lower() != "per" or (who := line.match(_PER)) is None:
            continue
        values, after = _percentages([words for _, words in lines[at + 1 : at + 14]])
        if _adds_up(values):
            rows.append(
                PriceRow(line.group(who, "who"), tuple(zip(_COLUMNS, values, strict=True)))
            )
            begins |= {start for start, _ in lines[at : at + 1 + after]}
            begins |= _headings(lines[max(0, at - _LINES_ABOVE) : at])
    return rows, begins


def _percentages(lines: list[Passage]) -> tuple[list[Passage], int]:
    """The percentages that follow, and how many lines they took."""
    values: list[Passage] = []
    for taken, line in enumerate(lines):
        if found := line.match(PERCENTS):
            values.append(line.group(found))
        elif not line.match(_SYMBOL):
            return values, taken
        if len(values) == len(_COLUMNS):
            return values, taken + 1
    return values, len(lines)


def _adds_up(values: list[Passage]) -> bool:
    if len(values) != len(_COLUMNS):
        return False
    paid, discount, left = (price_of(value.words) for value in values)
    return paid - discount == left and discount < paid / 10


def _headings(above: list[tuple[int, Passage]]) -> set[int]:
    """Where the lines of the headings above the first row begin."""
    begins: set[int] = set()
    for start, line in reversed(above):
        if not line.match(_HEADING):
            break
        begins.add(start)
    return begins
