"""From a document to a deal: every figure cited, every doubt a problem.

document --kind_of--> refused, with its reason
         --sheet_of--> entries --told--> parts of values, each with its tranches
         --rules--> witnesses --Settlement--> figures and problems
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Problem, Reading, Reason
from bookrunner.deals.assign import told
from bookrunner.deals.grid import grid_of
from bookrunner.deals.layout import sheet_of
from bookrunner.deals.naming import names_of
from bookrunner.deals.price_table import price_rows
from bookrunner.deals.prose import prose_entries, seller
from bookrunner.deals.rules import Scope
from bookrunner.deals.settle import Settlement, citation
from bookrunner.deals.top import first_amounts, heading_date, heading_issuer, headline_faces
from bookrunner.deals.tranches import meant
from bookrunner.deals.witnesses import Witnesses
from bookrunner.filings import DocumentKind, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.deals.deal import Deal
    from bookrunner.deals.layout import Entry, Sheet
    from bookrunner.deals.price_table import PriceRow
    from bookrunner.deals.tranches import Name
    from bookrunner.filings import Document, Ruling

TERMS_WITHIN: Final = 60_000  # characters; a term sheet is a tenth, a cover a third of it
_FEWEST_TERMS: Final = 4  # labelled terms that make a page without any name a debt sheet


def read_deal(document: Document, deal_id: str = "") -> Reading[Deal]:
    r"""The deal a document tells of, with the problems that stood in the way.

    A document of another kind (shares, a structured note, a report) gives a deal without
    tranches and a problem that says what it is.

    >>> from bookrunner.filings import document
    >>> sheet = b"Securities: 3.900% Notes due 2028\nMaturity: November 20, 2028\n"
    >>> reading = read_deal(document(sheet, "fwp.txt"))
    >>> reading.value.tranches[0].maturity.citation.quote
    'November 20, 2028'
    """
    ruling = kind_of(document)
    document = _first_pages(document)
    rows, begins = price_rows(document)
    grid, others = grid_of(document)
    sheet = sheet_of(document, begins | others)
    sheet.columns += grid.columns
    sheet.entries += grid.entries
    refused = ruling.refused and not _states_terms(ruling, sheet, rows)
    names = [] if refused else names_of(sheet, rows)
    heard = _heard(document, sheet, rows, names)
    settlement = Settlement(document)
    deal = settlement.deal(deal_id or document.name, names, heard)
    problems = tuple(settlement.problems)
    if not deal.tranches:
        problems = (_refusal(ruling, document), *problems)
    return Reading(replace(deal, problems=problems), problems)


def _first_pages(document: Document) -> Document:
    """A document without the rows behind its terms: the long tail of a prospectus."""
    if len(document.text) <= TERMS_WITHIN:
        return document
    near = [
        tuple(replace(cell, end=min(cell.end, TERMS_WITHIN)) for cell in row)
        for row in document.rows
        if row[-1].start < TERMS_WITHIN
    ]
    return replace(document, rows=tuple(near))


def _states_terms(ruling: Ruling, sheet: Sheet, rows: Sequence[PriceRow]) -> bool:
    """Whether a document that names no debt prices it all the same: a page cut out."""
    if ruling.kind is not DocumentKind.OTHER:
        return False
    told = {
        entry.rule.name
        for entry in sheet.entries
        if entry.rule is not None and entry.rule.scope is not Scope.DEAL
    }
    return bool(rows) or len(told) >= _FEWEST_TERMS


def _refusal(ruling: Ruling, document: Document) -> Problem:
    told = (
        f"{ruling.kind.value}: {ruling.reason}" if ruling.refused else "no tranche is named"
    )
    kind = Reason.UNSUPPORTED if ruling.refused else Reason.MISSING
    seen = (citation(ruling.words, "kind", document),) if ruling.words else ()
    return Problem("tranches", kind, f"not read as a debt term sheet, {told}", seen)


def _heard(
    document: Document, sheet: Sheet, rows: Sequence[PriceRow], names: Sequence[Name]
) -> Witnesses:
    """Everything the document says, entry by entry, sentence by sentence."""
    heard = Witnesses(len(names))
    for entry in sheet.entries:
        if entry.rule is not None and entry.rule.name != "title":
            _hear_entry(heard, entry, names)
    for places, entry in prose_entries(sheet.loose, names):
        if entry.rule is not None and (names or entry.rule.scope is Scope.DEAL):
            heard.hear(entry.rule, places, entry.rows[0][0][1], entry.label)
    for row in rows if names else []:
        whose = tuple(meant(row.who.words, names) or ([0] if len(names) == 1 else []))
        for rule, value in row.cells:
            heard.hear(rule, whose, value, row.who)
    _hear_top(heard, document, sheet, names)
    return heard


def _hear_top(
    heard: Witnesses, document: Document, sheet: Sheet, names: Sequence[Name]
) -> None:
    """What stands at the head of a sheet, where nothing beside a label says it."""
    for place, face in headline_faces(sheet, names):
        heard.record(Scope.ONE, (place,), face)
    if "issuer" not in heard.of_deal:
        heard.of_deal["issuer"] += heading_issuer(document) or seller(sheet.loose)
    if "pricing_date" not in heard.of_deal:
        heard.of_deal["pricing_date"] += heading_date(document)
    if "currency" not in heard.of_deal and not any(
        told["face"] for told in heard.of_tranche
    ):
        heard.of_deal["currency"] += first_amounts(sheet)


def _hear_entry(heard: Witnesses, entry: Entry, names: Sequence[Name]) -> None:
    rule = entry.rule
    if rule is None:
        return
    if rule.scope is Scope.DEAL:
        for part in entry.parts():
            heard.hear(rule, None, part, entry.label)
        return
    for places, value in told(entry, names) if names else []:
        heard.hear(rule, places, value, entry.label)
