"""League tables: who sold, and which banks sold for them.

Banks have two kinds of credit: *full*, the whole sale to each of its bookrunners, and
*shared*, an equal part to each.  Sales whose banks no source names are counted apart,
and where a source names only the lead banks the table is theirs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bookrunner.cited import Computed, Problem, Reason
from bookrunner.errors import BookrunnerError, UnavailableError
from bookrunner.market.sold import in_dollars
from bookrunner.market.supply import no_rate, own_name
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bookrunner.cited import Figure
    from bookrunner.deals import Deal
    from bookrunner.market.sold import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One line of a league table."""

    name: str
    sales: int
    full: Computed[Money]  # the whole of each sale
    shared: Computed[Money]  # an equal part of each
    share: Computed[float]  # of the shared credit of all


@dataclass(frozen=True, slots=True, kw_only=True)
class League:
    """Places, largest first, and the sales that count for nobody."""

    places: tuple[Place, ...]
    problems: tuple[Problem, ...]


def issuer_league(deals: Iterable[Deal], rates: Mapping[str, Rate]) -> League:
    """Dollars sold by each issuer."""
    return _league(deals, rates, _issuers)


def bookrunner_league(deals: Iterable[Deal], rates: Mapping[str, Rate]) -> League:
    """Dollars sold by each bank, with full and with shared credit."""
    return _league(deals, rates, _banks)


def _issuers(deal: Deal) -> tuple[str, ...]:
    name = own_name(deal)
    return (name,) if name else ()


def _banks(deal: Deal) -> tuple[str, ...]:
    return tuple(deal.bookrunners.value) if deal.bookrunners else ()


def _league(deals: Iterable[Deal], rates: Mapping[str, Rate], names_of: Any) -> League:
    credit: dict[str, list[tuple[Figure[Money], int]]] = defaultdict(list)
    problems = []
    for deal in deals:
        why = no_rate(deal, rates)
        if why:
            problems.append(Problem(deal.deal_id, Reason.MISSING, why))
            continue
        try:
            face = _face(deal, rates)
            names = names_of(deal)
        except BookrunnerError as error:
            problems.append(Problem(deal.deal_id, Reason.MISSING, f"not counted: {error}"))
            continue
        if not names:
            told = "counts for nobody: no source at hand names its banks"
            problems.append(Problem(deal.deal_id, Reason.MISSING, told))
        for name in names:
            credit[name].append((face, len(names)))
    return League(places=_places(credit), problems=tuple(problems))


def _face(deal: Deal, rates: Mapping[str, Rate]) -> Figure[Money]:
    face = deal.total_face or _sum(deal)
    return in_dollars(face, rates.get(face.value.currency), deal.deal_id)


def _sum(deal: Deal) -> Figure[Money]:
    """The tranches' sizes together; refused unless every one is stated."""
    faces = [tranche.face for tranche in deal.tranches]
    known = [face for face in faces if face]
    if not known or len(known) < len(faces):
        raise UnavailableError(expected="the size of the sale", seen="none at hand")
    total = known[0].value
    for face in known[1:]:
        total = total + face.value
    return Computed(total, "sum of tranches", tuple(known))


def _places(credit: Mapping[str, list[tuple[Figure[Money], int]]]) -> tuple[Place, ...]:
    everything = sum(
        face.value.amount / count for parts in credit.values() for face, count in parts
    )
    places = [_place(name, parts, everything) for name, parts in credit.items()]
    return tuple(sorted(places, key=lambda p: (-p.shared.value.amount, p.name)))


def _place(
    name: str, parts: list[tuple[Figure[Money], int]], everything: Decimal | int
) -> Place:
    inputs = tuple(face for face, _ in parts)
    full = sum((face.value.amount for face in inputs), Decimal(0))
    shared = sum((face.value.amount / count for face, count in parts), Decimal(0))
    return Place(
        name=name,
        sales=len(parts),
        full=Computed(Money(full, "USD"), "sum of sales, whole to each bank", inputs),
        shared=Computed(
            Money(shared.quantize(Decimal(1)), "USD"),
            "sum of sales, shared equally",
            inputs,
        ),
        share=Computed(float(shared / everything), "shared credit / that of all", inputs),
    )
