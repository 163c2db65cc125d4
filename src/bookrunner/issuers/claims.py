"""Figures in circulation about a borrower, held against its books.

A claim states an amount of an item over a period, and perhaps its growth.  It is

confirmed      if the books state the same, to the digits of the claim;
another basis  if it lies near the books' figure but is not it, and its own growth rate
               implies a base that is not the books' either: then the claimant counts
               something else, and what, no source at hand states;
wrong          if it is far from the figure of its period.

No growth is ever worked out between a claim and the books: they may differ in basis.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Computed, Problem
from bookrunner.issuers.financials import growth, trailing
from bookrunner.issuers.items import Item
from bookrunner.issuers.known import quotient

if TYPE_CHECKING:
    from datetime import date

    from bookrunner.cited import Figure
    from bookrunner.issuers.financials import Financials
    from bookrunner.issuers.known import Amount, Ratio
    from bookrunner.units import Money

NEAR: Final = 0.10  # relative distance within which a claim can be another basis
_OTHER_BASES: Final = {Item.CAPEX_GROSS: Item.CAPEX_NET, Item.CAPEX_NET: Item.CAPEX_GROSS}


class Ruling(Enum):
    """What the books say of a claim."""

    CONFIRMED = "confirmed"
    ANOTHER_BASIS = "another basis"
    WRONG = "wrong"
    UNTOLD = "not in the books at hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An amount in circulation."""

    item: Item
    amount: Money  # with the digits it circulates in: 34.2e9
    end: date
    quarters: int  # 1 a quarter, 3 nine months, 4 a trailing year
    growth: float | None = None  # on the year before, as it circulates


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A ruling, the books' own figures, and why."""

    ruling: Ruling
    stated: Amount  # the books' figure of the same item and period
    stated_growth: Ratio
    implied_base: Figure[Money] | None  # the year before, as the claim would have it
    why: str


def judged(claim: Claim, books: Financials) -> Judgement:
    """What the books say of a claim, by rule."""
    series = books.of(claim.item)
    stated = trailing(series, claim.end, claim.quarters)
    own_growth = growth(series, claim.end, claim.quarters)
    base = _implied_base(claim)
    ruling, why = _ruled(claim, stated, own_growth)
    if ruling is Ruling.ANOTHER_BASIS:
        why += _basis_at_hand(books, _OTHER_BASES.get(claim.item), claim)
    if ruling is Ruling.WRONG:
        why += _mistaken_for(claim, books)
    return Judgement(
        ruling=ruling, stated=stated, stated_growth=own_growth, implied_base=base, why=why
    )


def _ruled(claim: Claim, stated: Amount, own_growth: Ratio) -> tuple[Ruling, str]:
    if isinstance(stated, Problem):
        return Ruling.UNTOLD, stated.message
    words = f"{claim.item.words} is {_billions(stated.value)} in the books"
    if abs(claim.amount.amount - stated.value.amount) <= _half_digit(claim.amount):
        return Ruling.CONFIRMED, words
    off = abs(quotient(claim.amount, stated.value) - 1)
    if off > NEAR:
        return Ruling.WRONG, f"{words}: {off:.0%} off"
    if claim.growth is None or isinstance(own_growth, Problem):
        return Ruling.ANOTHER_BASIS, f"{words}; the claim is near it and is not it"
    return Ruling.ANOTHER_BASIS, (
        f"{words}, {own_growth.value:+.0%}; the claim's own {claim.growth:+.0%} implies "
        f"another base too, so it counts something else in both years"
    )


def _basis_at_hand(books: Financials, other: Item | None, claim: Claim) -> str:
    if other is None:
        return "; no other basis is known"
    told = trailing(books.of(other), claim.end, claim.quarters)
    if isinstance(told, Problem):
        return f"; no filing at hand states {other.words}, and no growth crosses bases"
    return f"; {other.words} is {_billions(told.value)}"


def _mistaken_for(claim: Claim, books: Financials) -> str:
    """What the claim may have been: another item of the period, or an older one."""
    for item in (Item.NET_INCOME, Item.OPERATING_INCOME, Item.REVENUE):
        if item is not claim.item and _close(claim, books, item, claim.end):
            return f"; {item.words} of the same period is near it"
    for end in reversed(books.ends):
        if end < claim.end and _close(claim, books, claim.item, end):
            return f"; it was near that in the {claim.quarters} quarters to {end}"
    return ""


def _close(claim: Claim, books: Financials, item: Item, end: date) -> bool:
    told = trailing(books.of(item), end, claim.quarters)
    if isinstance(told, Problem):
        return False
    return abs(quotient(claim.amount, told.value) - 1) <= NEAR / 2


def _implied_base(claim: Claim) -> Figure[Money] | None:
    if claim.growth is None:
        return None
    base = claim.amount * (1 / Decimal(repr(1 + claim.growth)))
    return Computed(base, "issuers.claims: the claim over one plus its growth", ())


def _half_digit(amount: Money) -> Decimal:
    """Half a unit of the last digit a claim circulates in."""
    exponent = amount.amount.normalize().as_tuple().exponent
    return Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)


def _billions(amount: Money) -> str:
    return f"{amount.currency} {amount.amount / 10**9:,.3f}bn"
