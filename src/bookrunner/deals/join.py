"""Several documents of one sale as one deal.

A term sheet may state no prices and a prospectus supplement no coupons: joined, each
figure keeps its own citation.  Tranches are matched by what both documents state of
them (identifiers, coupon and maturity, the year or words of the title), never by place
alone.  Two documents that state one figure differently are two witnesses that
disagree: the figure is left open and the problem names both.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from bookrunner.cited import Cited, Problem, Reason
from bookrunner.deals.deal import Deal, Tranche
from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bookrunner.cited import Citation, Figure

Record = TypeVar("Record", Deal, Tranche)

_YEAR: Final = re.compile(r"\b(?:19|20|21)\d\d\b")
_LOOSE: Final = {
    "title", "issuer", "bookrunners", "benchmark", "day_count", "floating_index",
}  # fmt: skip
"""Figures that are names: two spellings of one name are no conflict."""
_ANSWERED: Final = {Reason.MISSING}


def joined(*deals: Deal) -> Deal:
    """One deal from several documents; disagreements are among its problems.

    Raises `MisuseError` where the documents are plainly of two sales.
    """
    whole = deals[0]
    for other in deals[1:]:
        whole = _pair_joined(whole, other)
    return whole


def _pair_joined(one: Deal, other: Deal) -> Deal:
    _refuse_strangers(one, other)
    if other.tranches and not one.tranches:  # a cover page first, the terms after it
        return replace(_pair_joined(other, one), deal_id=one.deal_id)
    problems: list[Problem] = []
    pairs, left = _matched(one.tranches, other.tranches)
    tranches = tuple(_merged(a, b, str(n), problems) for n, (a, b) in enumerate(pairs, 1))
    deal = _merged(one, other, "", problems)
    return replace(
        deal,
        deal_id=one.deal_id,
        ticker=one.ticker or other.ticker,
        ratings={**other.ratings, **one.ratings},
        tranches=tranches,
        documents=one.documents + other.documents,
        problems=(
            *_still_open(one.problems + _renumbered(other, pairs), deal, tranches),
            *problems,
            *map(_stray, left),
        ),
    )


def _refuse_strangers(one: Deal, other: Deal) -> None:
    for name in ("pricing_date", "settlement_date", "currency"):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine and theirs and mine.value != theirs.value:
            raise MisuseError(
                expected=f"documents of one sale ({name} {mine.value})",
                seen=f"{other.deal_id} with {name} {theirs.value}",
                hint="read them one at a time",
            )


def _matched(
    ours: tuple[Tranche, ...], theirs: tuple[Tranche, ...]
) -> tuple[list[tuple[Tranche, Tranche | None]], tuple[Tranche, ...]]:
    """Our tranches with their counterparts, and the tranches of theirs left over."""
    left = list(theirs)
    partner: dict[int, Tranche] = {}
    for key in _KEYS:
        for n, tranche in enumerate(ours):
            if n in partner or (wanted := key(tranche)) is None:
                continue
            rivals = [m for m, each in enumerate(ours) if key(each) == wanted]
            found = [each for each in left if key(each) == wanted]
            if len(found) == 1 and rivals == [n]:
                partner[n] = found[0]
                left.remove(found[0])
    return [(tranche, partner.get(n)) for n, tranche in enumerate(ours)], tuple(left)


def _by_identifier(tranche: Tranche) -> object:
    return tranche.cusip.value if tranche.cusip else None


def _by_terms(tranche: Tranche) -> object:
    if tranche.coupon is None or tranche.maturity is None:
        return None
    return tranche.coupon.value, tranche.maturity.value


def _by_title(tranche: Tranche) -> object:
    return _squashed(tranche.title.value) if tranche.title else None


def _by_coupon_and_year(tranche: Tranche) -> object:
    year = _year(tranche)
    return (tranche.coupon.value, year) if tranche.coupon and year else None


def _by_floating_and_year(tranche: Tranche) -> object:
    words = tranche.title.value.lower() if tranche.title else ""
    return ("floating" in words, _year(tranche)) if _year(tranche) else None


_KEYS: Final[tuple[Callable[[Tranche], object], ...]] = (
    _by_identifier,
    _by_terms,
    _by_title,
    _by_coupon_and_year,
    _by_floating_and_year,
)


def _year(tranche: Tranche) -> str | None:
    if tranche.maturity:
        return str(tranche.maturity.value.year)
    years = _YEAR.findall(tranche.title.value) if tranche.title else []
    return years[-1] if years else None


def _merged(
    one: Record, other: Record | None, suffix: str, problems: list[Problem]
) -> Record:
    """Two records as one, figure by figure; disagreements are added to *problems*."""
    if other is None:
        return one
    changes: dict[str, Any] = {}
    for each in fields(one):
        mine, theirs = getattr(one, each.name), getattr(other, each.name)
        if mine is None:
            changes[each.name] = theirs
        elif _disagree(each.name, mine, theirs):
            changes[each.name] = None
            problems.append(_conflict(each.name, suffix, mine, theirs))
    return replace(one, **changes)


def _disagree(name: str, mine: Any, theirs: Any) -> bool:
    if name in _LOOSE or not hasattr(mine, "value") or not hasattr(theirs, "value"):
        return False
    return bool(mine.value != theirs.value)


def _conflict(name: str, suffix: str, mine: Figure[Any], theirs: Figure[Any]) -> Problem:
    return Problem(
        figure=f"{name}:{suffix}" if suffix else name,
        reason=Reason.CONFLICT,
        message=f"two documents disagree: {mine.value} and {theirs.value}",
        seen=tuple(_citations([mine, theirs])),
    )


def _citations(figures: Iterable[Figure[Any]]) -> Iterable[Citation]:
    return (figure.citation for figure in figures if isinstance(figure, Cited))


def _stray(tranche: Tranche) -> Problem:
    title = tranche.title.value if tranche.title else "a tranche without a title"
    return Problem(
        figure="tranches",
        reason=Reason.CONFLICT,
        message=f"only one document names {title!r}, and nothing tells which tranche it is",
        seen=tuple(_citations([tranche.title] if tranche.title else [])),
    )


def _renumbered(
    other: Deal, pairs: Sequence[tuple[Tranche, Tranche | None]]
) -> tuple[Problem, ...]:
    """The problems of the other document, its tranches numbered as ours are."""
    ours = {id(partner): n for n, (_, partner) in enumerate(pairs, 1)}
    place = {str(m): ours.get(id(each), 0) for m, each in enumerate(other.tranches, 1)}
    split = [(problem, *problem.figure.partition(":")) for problem in other.problems]
    return tuple(
        replace(problem, figure=f"{name}:{place[number]}") if number in place else problem
        for problem, name, _, number in split
        if place.get(number) != 0
    )


def _still_open(
    problems: tuple[Problem, ...], deal: Deal, tranches: tuple[Tranche, ...]
) -> list[Problem]:
    """The problems that the other document has not answered."""
    return [each for each in problems if not _answered(each, deal, tranches)]


def _answered(problem: Problem, deal: Deal, tranches: tuple[Tranche, ...]) -> bool:
    if problem.reason not in _ANSWERED:
        return False
    name, _, number = problem.figure.partition(":")
    if number.isdigit() and 0 < int(number) <= len(tranches):
        return getattr(tranches[int(number) - 1], name, None) is not None
    return getattr(deal, name, None) is not None


def _squashed(words: str) -> str:
    return re.sub(r"[^a-z0-9.%]", "", words.lower())
