"""Witnesses to one figure: agreed, they are one citation; at odds, a problem.

Nothing is chosen because it came first: two values that differ are reported and the
figure stays unknown.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cited import Citation, Cited, Problem, Reason
from bookrunner.deals.deal import Deal, Kind, Tranche
from bookrunner.deals.kinds import kind_found, title_coupon, title_maturity
from bookrunner.deals.rules import Doubt, Found
from bookrunner.deals.rules.benchmark import PRICED_OVER
from bookrunner.deals.rules.dates import ISSUE_DATE
from bookrunner.deals.rules.ratings import OF_ISSUER
from bookrunner.deals.rules.spread import PLAIN
from bookrunner.deals.tranches import squashed
from bookrunner.deals.witnesses import OF_DEAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.deals.tranches import Name
    from bookrunner.deals.witnesses import Witnesses
    from bookrunner.filings import Document, Passage


_RESET: Final = frozenset({Kind.FIXED_TO_FIXED, Kind.FIXED_TO_FLOATING})
_NAMES: Final = frozenset({"issuer", "title", "day_count", "benchmark"})


def citation(passage: Passage, rule: str, document: Document) -> Citation:
    """Where some words stand."""
    return Citation(
        filing=document.filing,
        document=document.name,
        start=passage.start,
        quote=passage.words,
        rule=rule,
    )


class Settlement:
    """From what was heard of a document to a deal, gathering the problems on the way."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def deal(self, deal_id: str, names: Sequence[Name], heard: Witnesses) -> Deal:
        """What the witnesses agree on."""
        self._part_quotes(heard.of_tranche)
        read = tuple(
            self._tranche(place, name, witnesses)
            for place, (name, witnesses) in enumerate(
                zip(names, heard.of_tranche, strict=True), start=1
            )
        )
        _prefer_settlement(heard.of_deal)
        tranches = tuple(tranche for tranche in read if tranche != Tranche())
        figures = {name: self._agreed(heard.of_deal[name]) for name in OF_DEAL}
        self.problems += [self._problem(where, doubt) for where, doubt in heard.doubts]
        return Deal(
            deal_id=deal_id,
            currency=self._currency(heard),
            ratings=self._ratings(heard.of_deal["ratings"]),
            bookrunners=self._bookrunners(heard.of_deal["bookrunners"]),
            tranches=tranches,
            documents=(self.document.name,),
            **figures,
        )

    def _part_quotes(self, tranches: Sequence[dict[str, list[Found]]]) -> None:
        """One quote told of several benchmarks is nobody's."""
        for figure in ("benchmark_price", "benchmark_yield"):
            told: dict[int, list[int]] = defaultdict(list)
            for place, heard in enumerate(tranches):
                for found in heard[figure]:
                    told[found.passage.start].append(place)
            for start, places in told.items():
                of = {x.value for place in places for x in tranches[place]["benchmark"]}
                if len(places) > 1 and len(of) > 1:
                    self._take_back(figure, start, [tranches[place] for place in places])

    def _take_back(
        self, figure: str, start: int, tranches: Sequence[dict[str, list[Found]]]
    ) -> None:
        taken = [x for heard in tranches for x in heard[figure] if x.passage.start == start]
        for heard in tranches:
            heard[figure] = [x for x in heard[figure] if x.passage.start != start]
        message = "one quote told of several benchmarks"
        doubt = Doubt(figure, Reason.CONFLICT, message, taken[0].passage)
        self.problems.append(self._problem("", doubt))

    def _tranche(self, place: int, name: Name, heard: dict[str, list[Found]]) -> Tranche:
        if name.title:
            heard["title"].append(Found("title", name.words, name.title, "title.stated"))
        if name.marks.rate is not None:
            heard["coupon"].append(title_coupon(name))
        if due := title_maturity(name):
            heard["maturity"].append(due)
        if kind := kind_found(name, heard):
            heard["kind"] = [kind]
            if kind.value is Kind.FLOATING:
                _spread_is_margin(heard, heard.pop("spread_at_pricing", []))
            if kind.value in _RESET:
                _plain_spread_is_margin(heard, kind.value)
            else:
                heard["reset_date"] = heard["reset_margin"] = []  # another thing
        if heard.pop("swap_benchmark", []):
            heard["benchmark_yield"] = [
                x for x in heard["benchmark_yield"] if x.rule != PRICED_OVER
            ]
        matured = {found.value for found in heard["maturity"]}
        heard["par_call_date"] = [
            x for x in heard["par_call_date"] if x.value not in matured
        ]
        where = f":{place}"
        return Tranche(
            **{figure: self._agreed(found, where) for figure, found in heard.items()}
        )

    def _agreed(self, heard: Sequence[Found], where: str = "") -> Any:
        """The figure its witnesses agree on, or None and a problem."""
        if not heard:
            return None
        heard = _fullest(heard)
        firsts: dict[Any, Found] = {}
        for found in heard:
            firsts.setdefault(_compared(found), found)
        if len(firsts) == 1:
            return self._cited(heard[0])
        words = [_one_line(found.passage.words) for found in firsts.values()]
        told = " and ".join(f"“{each}”" for each in words)
        seen = tuple(citation(x.passage, x.rule, self.document) for x in firsts.values())
        figure = f"{heard[0].figure}{where}"
        self.problems.append(Problem(figure, Reason.CONFLICT, f"stated as {told}", seen))
        return None

    def _cited(self, found: Found) -> Cited[Any]:
        return Cited(found.value, citation(found.passage, found.rule, self.document))

    def _ratings(self, heard: Sequence[Found]) -> dict[str, Cited[str]]:
        by_agency: dict[str, list[Found]] = defaultdict(list)
        of_notes = [found for found in heard if found.rule != OF_ISSUER]
        for found in of_notes or heard:
            agency, rating = found.value
            by_agency[agency].append(
                replace(found, figure=f"ratings {agency}", value=rating)
            )
        read = {
            agency: self._agreed(_with_outlook(found))
            for agency, found in by_agency.items()
        }
        return {agency: rating for agency, rating in read.items() if rating is not None}

    def _bookrunners(self, heard: Sequence[Found]) -> Cited[tuple[str, ...]] | None:
        """Active and passive ones are told apart in the sheet, and run one book."""
        if not heard:
            return None
        first, last = heard[0].passage, heard[-1].passage
        names = tuple(dict.fromkeys(name for found in heard for name in found.value))
        whole = first.between(first.start, max(first.end, last.end))
        return self._cited(Found("bookrunners", names, whole, heard[0].rule))

    def _currency(self, heard: Witnesses) -> Cited[str] | None:
        faces = [found for witnesses in heard.of_tranche for found in witnesses["face"]]
        amounts = [
            Found("currency", found.value.currency, found.passage, "currency.of_the_face")
            for found in [
                *faces,
                *heard.of_deal["total_face"],
                *heard.of_deal["net_proceeds"],
            ]
        ]
        agreed: Cited[str] | None = self._agreed([*heard.of_deal["currency"], *amounts])
        return agreed

    def _problem(self, where: str, doubt: Doubt) -> Problem:
        words = _one_line(doubt.passage.words)
        seen = (citation(doubt.passage, f"{doubt.figure}.doubt", self.document),)
        return Problem(
            f"{doubt.figure}{where}", doubt.reason, f"{doubt.message}: “{words}”", seen
        )


def _with_outlook(heard: Sequence[Found]) -> Sequence[Found]:
    """A rating told with its outlook and again without is one rating."""
    bare = {found.value.split(" (")[0] for found in heard}
    told = [found for found in heard if "(" in found.value]
    return told if told and len(bare) == 1 else heard


def _fullest(heard: Sequence[Found]) -> Sequence[Found]:
    """An index told in full and again in short is one: “Compounded SOFR” and “SOFR”."""
    if heard[0].figure != "floating_index":
        return heard
    full = max(heard, key=lambda found: len(squashed(found.value)))
    short = [found for found in heard if squashed(found.value) in squashed(full.value)]
    return [full] if len(short) == len(heard) else heard


def _compared(found: Found) -> Any:
    """What two witnesses must agree on: of a name, its letters and figures."""
    return squashed(found.value) if found.figure in _NAMES else found.value


def _prefer_settlement(heard: dict[str, list[Found]]) -> None:
    """Notes reopened were issued before: the day called settlement is the one."""
    days = heard["settlement_date"]
    called = [found for found in days if found.rule != ISSUE_DATE]
    heard["settlement_date"] = called or days


def _spread_is_margin(
    heard: dict[str, list[Found]], spreads: Sequence[Found], margin: str = "margin"
) -> None:
    """A floater's spread is over its index: no government bond is its benchmark."""
    heard[margin] += [
        replace(found, figure=margin, rule=f"{margin}.spread") for found in spreads
    ]


def _plain_spread_is_margin(heard: dict[str, list[Found]], kind: Kind) -> None:
    """Of a rate set anew, “Spread:” is what is added, where no bond is there to beat."""
    spreads = heard["spread_at_pricing"]
    plain = [found for found in spreads if found.rule == PLAIN]
    if heard["benchmark"] and len(plain) == len(spreads):
        return
    heard["spread_at_pricing"] = [found for found in spreads if found.rule != PLAIN]
    margin = "margin" if kind is Kind.FIXED_TO_FLOATING else "reset_margin"
    _spread_is_margin(heard, plain, margin)


def _one_line(words: str, most: int = 100) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
