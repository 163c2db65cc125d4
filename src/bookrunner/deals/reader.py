"""From a document to a deal: every figure cited, every doubt a problem.

document --kind_of--> refused, with its reason
         --sheet_of--> entries --told--> parts of values, each with its tranches
         --rules--> witnesses --settled--> figures and problems
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cited import Problem, Reading, Reason
from bookrunner.deals.assign import told
from bookrunner.deals.deal import Deal, Tranche
from bookrunner.deals.kinds import kind_found, title_coupon
from bookrunner.deals.layout import sheet_of
from bookrunner.deals.price_table import price_rows
from bookrunner.deals.prose import prose_entries, prose_titles
from bookrunner.deals.rules import Doubt, Found, Scope
from bookrunner.deals.rules.grammar import AMOUNTS, BLANK, amount_of
from bookrunner.deals.rules.title import read_title
from bookrunner.deals.settle import citation, doubtful, settled
from bookrunner.deals.top import heading_issuer, headline_faces
from bookrunner.deals.tranches import meant, named
from bookrunner.errors import UnreadableError
from bookrunner.filings import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bookrunner.cited import Cited
    from bookrunner.deals.layout import Entry, Sheet
    from bookrunner.deals.price_table import PriceRow
    from bookrunner.deals.rules import Rule
    from bookrunner.deals.tranches import Name
    from bookrunner.filings import Document, Passage

_DEAL: Final = (
    "issuer",
    "guarantors",
    "pricing_date",
    "settlement_date",
    "bookrunners",
    "use_of_proceeds",
    "net_proceeds",
    "total_face",
)


def read_deal(document: Document, deal_id: str = "") -> Reading[Deal]:
    """The deal a document tells of, with the problems that stood in the way.

    A document of another kind (shares, a structured note, a report) gives a deal without
    tranches and a problem that says what it is.
    """
    ruling = kind_of(document)
    rows, begins = price_rows(document)
    sheet = sheet_of(document, begins)
    ledger = _Ledger(document, sheet, rows, refused=ruling.refused)
    ledger.read_all()
    deal = ledger.deal(deal_id or document.name)
    problems = list(ledger.problems)
    if not deal.tranches:
        reason = (
            f"{ruling.kind.value}: {ruling.reason}"
            if ruling.refused
            else "no tranche is named"
        )
        kind = Reason.UNSUPPORTED if ruling.refused else Reason.MISSING
        seen = (citation(ruling.words, "kind", document),) if ruling.words else ()
        problems.insert(
            0, Problem("tranches", kind, f"not read as a debt term sheet, {reason}", seen)
        )
    return Reading(replace(deal, problems=tuple(problems)), tuple(problems))


class _Ledger:
    """Witnesses as they are heard, tranche by tranche and for the deal."""

    def __init__(
        self, document: Document, sheet: Sheet, rows: list[PriceRow], *, refused: bool
    ) -> None:
        self.document = document
        self.sheet = sheet
        self.rows = [] if refused else rows
        self.names = [] if refused else self._names()
        self.of_deal: dict[str, list[Found]] = defaultdict(list)
        self.of_tranche: list[dict[str, list[Found]]] = [
            defaultdict(list) for _ in self.names
        ]
        self.problems: list[Problem] = []

    def _names(self) -> list[Name]:
        """The tranches, from the best place that names any."""
        sheet = self.sheet
        stated = [
            found.passage
            for entry in sheet.entries
            if entry.rule is not None and entry.rule.name == "title"
            for row in entry.rows
            for _, cell in row
            for found in read_title(cell, entry.label)
            if isinstance(found, Found)
        ]
        lines = self._prose()
        rows = [row.who for row in self.rows]
        for titles in (
            stated + sheet.columns + sheet.headings + sheet.headlines,
            prose_titles(lines),
            rows,
        ):
            if names := named(titles):
                return names
        return []

    def _prose(self) -> list[Passage]:
        return self.sheet.loose

    def read_all(self) -> None:
        """Every entry, sentence, table row and headline."""
        for name, witnesses in zip(self.names, self.of_tranche, strict=True):
            witnesses["title"].append(
                Found("title", name.words, name.title, "title.stated")
            )
        for entry in self.sheet.entries:
            if entry.rule is not None and entry.rule.name != "title":
                self._read_entry(entry, entry.rule)
        for places, entry in prose_entries(self._prose(), self.names):
            if entry.rule is not None:
                self._hear(entry.rule, places, entry.rows[0][0][1], entry.label)
        for row in self.rows:
            whose = tuple(meant(row.who.words, self.names) or self._only())
            for rule, head, value in row.cells:
                self._hear(rule, whose, value, head)
        for place, found in headline_faces(self.sheet, self.names):
            self.of_tranche[place][found.figure].append(found)
        if "issuer" not in self.of_deal:
            self.of_deal["issuer"] += heading_issuer(self.document)

    def _only(self) -> list[int]:
        return [0] if len(self.names) == 1 else []

    def _read_entry(self, entry: Entry, rule: Rule) -> None:
        if rule.scope is Scope.DEAL:
            cells = [passage for row in entry.rows for _, passage in row]
            if cells:
                whole = cells[0].between(cells[0].start, cells[-1].end)
                self._hear(rule, None, whole, entry.label)
            return
        for places, value in told(entry, self.names):
            self._hear(rule, places, value, entry.label)

    def _hear(
        self, rule: Rule, places: tuple[int, ...] | None, value: Passage, label: Passage
    ) -> None:
        try:
            outcome = list(rule.read(value, label))
        except UnreadableError as error:
            outcome = [Doubt(rule.name, Reason.UNREADABLE, str(error), value)]
        if not outcome and value.search(BLANK):
            outcome = [Doubt(rule.name, Reason.MISSING, "left blank", value)]
        for each in outcome:
            self._record(rule, places, each)

    def _record(
        self, rule: Rule, places: tuple[int, ...] | None, each: Found | Doubt
    ) -> None:
        of_deal = rule.scope is Scope.DEAL or each.figure in _DEAL
        if isinstance(each, Doubt):
            where = "" if of_deal or places is None else f":{places[0] + 1}"
            self.problems.append(doubtful(each, self.document, where))
        elif of_deal:
            self.of_deal[each.figure].append(each)
        elif places is None and rule.scope is Scope.ONE and len(self.names) > 1:
            if each.figure == "face":
                self.of_deal["total_face"].append(
                    Found("total_face", each.value, each.passage, "face.of_the_deal")
                )
        else:
            for place in range(len(self.names)) if places is None else places:
                self.of_tranche[place][each.figure].append(each)

    def deal(self, deal_id: str) -> Deal:
        """What the witnesses agree on."""
        tranches = tuple(
            self._tranche(place, witnesses)
            for place, witnesses in enumerate(self.of_tranche)
        )
        figures = {name: self._settle(self.of_deal[name]) for name in _DEAL}
        return Deal(
            deal_id=deal_id,
            currency=self._currency(),
            ratings=self._ratings(),
            tranches=tranches,
            documents=(self.document.name,),
            **figures,
        )

    def _tranche(self, place: int, witnesses: dict[str, list[Found]]) -> Tranche:
        name = self.names[place]
        where = f":{place + 1}"
        if kind := kind_found(name, witnesses):
            witnesses["kind"] = [kind]
        if name.rate is not None:
            witnesses["coupon"].append(title_coupon(name))
        matured = {found.value for found in witnesses["maturity"]}
        calls = [
            found for found in witnesses["par_call_date"] if found.value not in matured
        ]
        witnesses["par_call_date"] = calls
        figures = {
            figure: self._settle(heard, where) for figure, heard in witnesses.items()
        }
        return Tranche(**figures)

    def _settle(self, heard: Sequence[Found], where: str = "") -> Any:
        figure, problems = settled(heard, self.document, where)
        self.problems.extend(problems)
        return figure

    def _ratings(self) -> dict[str, Cited[str]]:
        by_agency: dict[str, list[Found]] = defaultdict(list)
        for found in self.of_deal["ratings"]:
            agency, rating = found.value
            by_agency[agency].append(
                Found(f"ratings {agency}", rating, found.passage, found.rule)
            )
        read = {agency: self._settle(heard) for agency, heard in by_agency.items()}
        return {agency: rating for agency, rating in read.items() if rating is not None}

    def _currency(self) -> Cited[str] | None:
        heard = list(self.of_deal["currency"])
        for witnesses in self.of_tranche:
            heard += [
                Found(
                    "currency", found.value.currency, found.passage, "currency.of_the_face"
                )
                for found in witnesses["face"]
            ]
        heard += [
            Found("currency", found.value.currency, found.passage, "currency.of_the_face")
            for found in self.of_deal["total_face"]
        ]
        settled_on: Cited[str] | None = self._settle(heard or list(self._first_amount()))
        return settled_on

    def _first_amount(self) -> Iterator[Found]:
        """Without a size, the currency of the amounts under the title, if any."""
        for entry in self.sheet.entries:
            if entry.rule is not None and entry.rule.name == "title":
                for row in entry.rows:
                    for _, cell in row:
                        if found := cell.search(AMOUNTS):
                            code = amount_of(found[0]).currency
                            yield Found(
                                "currency", code, cell.group(found), "currency.of_the_title"
                            )
