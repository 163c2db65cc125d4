"""Comparables: the bonds a reader would set beside a tranche, and why each.

Nearness counts what a desk counts: the same tenor, kind of borrower, rating, time of sale
and size.  Each difference is scaled to what makes bonds hard to compare, and the reasons
say where two bonds agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner.deals.rating import notch
from bookrunner.errors import MisuseError
from bookrunner.market.outstanding import hyperscalers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bookrunner.cited import Figure
    from bookrunner.deals.priced import PricedDeal, PricedTranche

COUNT: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A tranche as comparison sees it; None where a figure is not known."""

    deal: str
    ticker: str
    title: str
    years: float  # to maturity, at its sale
    notch: int | None  # 1 the best rating
    month: float  # of the sale, in months since 1970; NaN if not known
    face: float  # dollars or units of its currency
    currency: str
    spread: Figure[Any] | None  # over Treasuries at pricing, stated or computed


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """One bond set beside the tranche, how far off, and why it was chosen."""

    candidate: Candidate
    distance: float  # 0 a twin; one unit is a clear difference
    reasons: tuple[str, ...]


def comparables(
    of: Candidate, among: Iterable[Candidate], count: int = COUNT
) -> tuple[Comparable, ...]:
    """The nearest bonds of other sales, nearest first, each with its reasons.

    Raises:
        MisuseError: nothing to choose from.
    """
    others = [each for each in among if each.deal != of.deal]
    if not others:
        raise MisuseError(expected="tranches of other sales", seen="none")
    found = [
        Comparable(
            candidate=each, distance=distance(of, each), reasons=tuple(_reasons(of, each))
        )
        for each in others
    ]
    return tuple(sorted(found, key=lambda each: (each.distance, each.candidate.title)))[
        :count
    ]


def distance(one: Candidate, other: Candidate) -> float:
    """How hard two bonds are to compare; a figure nobody knows counts as one unit.

    A unit each: tenor apart by a half in logs, three notches, a year between the sales,
    sizes apart threefold, another kind of borrower, another currency.
    """
    parts = [
        abs(np.log(one.years / other.years)) / 0.5,
        _gap(one.notch, other.notch, 3.0),
        _gap(one.month, other.month, 12.0),
        abs(np.log(one.face / other.face)) / np.log(3.0) / 2,
        0.0 if _kin(one, other) else 1.0,
        0.0 if one.currency == other.currency else 1.5,
        0.0 if other.spread else 0.5,
    ]
    return float(np.sum(parts))


def candidates(deals: Iterable[PricedDeal]) -> Iterator[Candidate]:
    """The fixed-rate tranches with a size and a tenor, of deals whose day is known."""
    for priced in deals:
        deal = priced.deal
        if deal.pricing_date is None:
            continue
        for each in priced.tranches:
            years = _years(each, deal.pricing_date.value.year)
            if each.tranche.face is None or years is None or each.tranche.coupon is None:
                continue
            yield Candidate(
                deal=deal.deal_id,
                ticker=deal.ticker or "",
                title=each.tranche.title.value if each.tranche.title else "",
                years=years,
                notch=middle_notch(rating.value for rating in deal.ratings.values()),
                month=deal.pricing_date.value.year * 12 + deal.pricing_date.value.month,
                face=float(each.tranche.face.value.amount),
                currency=each.tranche.face.value.currency,
                spread=each.tranche.spread_at_pricing or each.g_spread,
            )


def middle_notch(ratings: Iterable[str]) -> int | None:
    """The middle of the ratings, in notches from the best, which is 1; None unrated.

    >>> middle_notch(["A1", "AA", "AA-"])
    4
    """
    notches = sorted(filter(None, map(notch, ratings)))
    return notches[len(notches) // 2] if notches else None


def _years(each: PricedTranche, sold: int) -> float | None:
    if each.years is not None:
        return each.years.value
    maturity = each.tranche.maturity
    if maturity:
        return float(maturity.value.year - sold)
    title = each.tranche.title.value if each.tranche.title else ""
    year = title[-4:]
    return float(int(year) - sold) if year.isdigit() and int(year) > sold else None


def _kin(one: Candidate, other: Candidate) -> bool:
    same = one.ticker == other.ticker
    return same or {one.ticker, other.ticker} <= set(hyperscalers())


def _gap(one: float | None, other: float | None, unit: float) -> float:
    if one is None or other is None or np.isnan(one) or np.isnan(other):
        return 1.0
    return abs(one - other) / unit


def _reasons(one: Candidate, other: Candidate) -> Iterator[str]:
    if one.ticker == other.ticker:
        yield "the same issuer"
    elif _kin(one, other):
        yield "another hyperscaler"
    if abs(np.log(one.years / other.years)) < 0.15:
        yield f"{other.years:.0f} years to run, as against {one.years:.0f}"
    if one.notch is not None and other.notch is not None:
        apart = abs(one.notch - other.notch)
        yield "rated alike" if apart == 0 else f"{apart} notch{'es' * (apart > 1)} apart"
    months = abs(one.month - other.month)
    if months <= 12:
        yield "sold in the same month" if months == 0 else f"sold {months:.0f} months apart"
    if abs(np.log(one.face / other.face)) < np.log(1.5):
        yield "of like size"
    if other.spread is None:
        yield "its spread at pricing is not at hand"
