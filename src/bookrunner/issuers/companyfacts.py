"""Company facts as the SEC serves them: every figure a filer ever tagged.

The answer of ``data.sec.gov/api/xbrl/companyfacts/CIK##########.json`` holds, concept by
concept and unit by unit, each statement of a figure with the filing that made it.  The
same figure is stated again in later filings, sometimes restated: a `Fact` here is one
statement, and a `Context` is everything ever stated about one concept over one period.

What cannot be read is named in the problems, never repaired: an entry without a value, a
period that ends before it begins, two values for one figure in one filing, a company
that files no XBRL under US rules.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cited import Citation, Cited, Problem, Reading, Reason
from bookrunner.errors import UnreadableError
from bookrunner.issuers.known import conflict
from bookrunner.units import Money, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

TAXONOMY: Final = "us-gaap"
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One statement of one figure, in one filing."""

    concept: str  # "PaymentsToAcquirePropertyPlantAndEquipment"
    currency: str  # ISO 4217
    start: date | None  # None: a balance, as it stood at the end of the day
    end: date
    value: Decimal  # units of the currency
    accession: str
    form: str  # "10-Q"
    filed: date

    @property
    def period(self) -> tuple[date | None, date]:
        """What the figure speaks of: a stretch of days, or one day's end."""
        return self.start, self.end

    def cited(self) -> Cited[Money]:
        """The fact with its passport: accession, concept, period, form, day of filing."""
        span = f"{self.start} to {self.end}" if self.start else f"at {self.end}"
        told = f"{TAXONOMY}:{self.concept} {span}, {self.form} filed {self.filed}"
        value = f"{self.value:f}"
        place = Citation(self.accession, told, 0, value, "xbrl.companyfacts")
        return Cited(Money(self.value, self.currency), place)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyFacts:
    """Everything one filer tagged, by concept; each concept's oldest filing first."""

    cik: int
    name: str
    facts: Mapping[str, tuple[Fact, ...]]

    def of(self, concept: str, as_of: date | None = None) -> tuple[Fact, ...]:
        """The statements of one concept, as they were known on the day *as_of*."""
        told = self.facts.get(concept, ())
        return tuple(f for f in told if as_of is None or f.filed <= as_of)


def read_company_facts(data: bytes | str) -> Reading[CompanyFacts]:
    """A company-facts answer as facts, with what could not be read of it.

    Raises:
        UnreadableError: the text is no company-facts answer at all.

    >>> nobody = '{"cik": 1, "entityName": "N.V.", "facts": {"ifrs-full": {}}}'
    >>> read_company_facts(nobody).problems[0].reason.value
    'unsupported'
    """
    answer = _answer(data)
    tagged = _mapping(answer["facts"].get(TAXONOMY))
    problems: list[Problem] = [] if tagged else [_no_us_rules(answer)]
    facts: dict[str, tuple[Fact, ...]] = {}
    for concept, told in tagged.items():
        read = _concept(concept, told)
        problems += read.problems
        if read.value:
            facts[concept] = read.value
    company = CompanyFacts(
        cik=int(answer["cik"]), name=str(answer.get("entityName", "")), facts=facts
    )
    return Reading(company, tuple(problems))


def _answer(data: bytes | str) -> dict[str, Any]:
    expected = "company facts as data.sec.gov serves them (cik, entityName, facts)"
    try:
        answer = json.loads(data, parse_float=Decimal)
        sound = isinstance(answer["facts"], dict) and int(answer["cik"]) >= 0
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableError(expected=expected, seen=repr(data[:60])) from error
    if not sound:
        raise UnreadableError(expected=expected, seen=repr(data[:60]))
    return dict(answer)


def _no_us_rules(answer: Mapping[str, Any]) -> Problem:
    others = ", ".join(sorted(answer["facts"])) or "none at all"
    return Problem(
        "company_facts",
        Reason.UNSUPPORTED,
        f"no figures under US rules ({TAXONOMY}); tagged: {others}",
    )


def _concept(concept: str, told: Any) -> Reading[tuple[Fact, ...]]:
    """The facts of one concept in currency units; shares and pure numbers are left."""
    facts: list[Fact] = []
    units = _mapping(_mapping(told).get("units"))
    unread = int(not units)
    for unit, entries in units.items():
        if not _CURRENCY.fullmatch(unit):
            continue
        for entry in entries if isinstance(entries, list) else [None]:
            fact = _fact(concept, unit, entry)
            unread += fact is None
            facts += [fact] if fact else []
    problems = [_unread(concept, unread)] if unread else []
    sound = _one_value_a_filing(facts)
    ordered = sorted(sound.value, key=lambda f: (f.filed, f.accession, f.end))
    return Reading(tuple(ordered), (*problems, *sound.problems))


def _mapping(told: Any) -> dict[str, Any]:
    """An object of the answer; nothing where something else stands in its place."""
    return told if isinstance(told, dict) else {}


def _fact(concept: str, unit: str, entry: Any) -> Fact | None:
    try:
        start = day(entry["start"]) if entry.get("start") else None
        fact = Fact(
            concept=concept,
            currency=unit,
            start=start,
            end=day(entry["end"]),
            value=Decimal(str(entry["val"])),
            accession=entry["accn"].strip(),
            form=str(entry.get("form", "")),
            filed=day(entry["filed"]),
        )
    except (KeyError, TypeError, AttributeError, InvalidOperation, UnreadableError):
        return None
    ordered = fact.start is None or fact.start <= fact.end
    return fact if ordered and fact.value.is_finite() else None


def _unread(concept: str, count: int) -> Problem:
    said = f"{count} entries of {concept} lack a value, a period or a filing"
    return Problem(concept, Reason.UNREADABLE, said)


def _one_value_a_filing(facts: Iterable[Fact]) -> Reading[list[Fact]]:
    """Duplicates fall together; a filing that states two values for one is refused."""
    stated: dict[tuple[Any, ...], dict[Decimal, Fact]] = defaultdict(dict)
    for fact in facts:
        key = (fact.accession, fact.currency, fact.start, fact.end)
        stated[key].setdefault(fact.value, fact)
    sound = [next(iter(told.values())) for told in stated.values() if len(told) == 1]
    torn = [next(iter(told.values())) for told in stated.values() if len(told) > 1]
    problems = [
        conflict(f.concept, f"{f.accession} states two values for the period to {f.end}")
        for f in torn
    ]
    return Reading(sound, tuple(problems))
