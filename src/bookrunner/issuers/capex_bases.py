"""Gross or net: what a filer's line "purchases of property and equipment" means.

Gross is what was paid; net is the same less what came back from sales and incentives.
Both travel under one concept, and a filer may turn from one to the other without a
word.  The figures tell it: where a filing restates a period at exactly the old figure
less the proceeds once stated, that filing is on the net basis, and so is every filing
that repeats its figures.  The two bases make two series that never mix; a filing whose
basis nothing tells, once a filer is known to have turned, is left out with a problem.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bookrunner.cited import Reading
from bookrunner.issuers.known import conflict
from bookrunner.issuers.vintages import contexts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from bookrunner.cited import Problem
    from bookrunner.issuers.companyfacts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Bases:
    """One filer's purchases of property and equipment, parted by basis."""

    gross: tuple[Fact, ...]
    net: tuple[Fact, ...]


def parted_by_basis(
    purchases: tuple[Fact, ...], proceeds: tuple[Fact, ...]
) -> Reading[Bases]:
    """The statements of capex on each basis, and those of which nothing tells it."""
    known = _turned(purchases, proceeds)
    if "net" not in known.values():
        return Reading(Bases(gross=purchases, net=()))
    _spread(known, purchases)
    gross = tuple(f for f in purchases if known.get(f.accession) == "gross")
    net = tuple(f for f in purchases if known.get(f.accession) == "net")
    untold = tuple(f for f in purchases if f.accession not in known)
    problems = [_turn(net), *map(_untold, untold)]
    return Reading(Bases(gross=gross, net=net), tuple(problems))


def _turned(purchases: tuple[Fact, ...], proceeds: tuple[Fact, ...]) -> dict[str, str]:
    """Filings whose basis the figures tell, by accession."""
    returned = _by_period(proceeds)
    known: dict[str, str] = {}
    for period, context in contexts(purchases).items():
        for back in returned.get(period, set()) - {0}:
            for fact in context.facts:
                if fact.value - back in context.values:
                    known[fact.accession] = "gross"
                elif fact.value + back in context.values:
                    known[fact.accession] = "net"
    return known


def _spread(known: dict[str, str], purchases: Iterable[Fact]) -> None:
    """A filing that repeats another's figure for a period is on the other's basis."""
    told = contexts(purchases).values()
    grown = True
    while grown:
        before = len(known)
        for context in told:
            basis = {
                f.value: known[f.accession] for f in context.facts if f.accession in known
            }
            for fact in context.facts:
                if fact.value in basis:
                    known.setdefault(fact.accession, basis[fact.value])
        grown = len(known) > before


def _by_period(
    facts: Iterable[Fact],
) -> Mapping[tuple[date | None, date], set[Decimal]]:
    values: dict[tuple[date | None, date], set[Decimal]] = defaultdict(set)
    for fact in facts:
        values[fact.period].add(fact.value)
    return values


def _turn(net: tuple[Fact, ...]) -> Problem:
    first = min(net, key=lambda f: f.filed)
    said = f"from {first.accession} (filed {first.filed}) the line {first.concept}"
    return conflict("capex", f"{said} is net of proceeds: earlier periods are restated so")


def _untold(fact: Fact) -> Problem:
    said = (
        f"{fact.accession}: nothing tells whether its figure for the period to {fact.end}"
    )
    return conflict("capex", f"{said} is gross or net of proceeds")
