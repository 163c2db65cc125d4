"""Claims in circulation held against the figures at hand.

What is said of a sale comes in with its words; a verdict goes out, by rule:

1. nothing is held about the quantity: *not found*;
2. a figure of the claimed scope is held and agrees: *confirmed*;
3. it does not agree, but an earlier stage does: *corrected*, the last word is given;
4. it does not agree and nothing else does: *wrong*;
5. figures are held, but none of the claimed scope or basis: *other scope*, and which of
   them the claim is true of, if any.

A claim agrees with a figure that rounds to it in the digits claimed.  No figure of a
verdict is written here: each comes from the deal, the library or a computation on them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Final

from bookrunner.briefs.held import held
from bookrunner.deals import shipped_deals
from bookrunner.deals.check import half_unit
from bookrunner.library import claims
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.briefs.held import Held
    from bookrunner.deals import Deal
    from bookrunner.library import ClaimFacts


_PURE: Final = {"count", "ratio", "years"}


class Finding(Enum):
    """What an audit found."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    WRONG = "wrong"
    OTHER_SCOPE = "other scope"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A claim, what was found, and the figures it was found by."""

    claim: ClaimFacts
    finding: Finding
    agreeing: tuple[
        Held, ...
    ] = ()  # of another scope or an earlier stage, or the last word
    others: tuple[Held, ...] = ()  # the last word it contradicts, or the other scopes


def audited(deal: Deal, said: Sequence[ClaimFacts] | None = None) -> tuple[Verdict, ...]:
    """The verdict on each claim, or on what the library knows is said of this sale.

    A deal read from its documents is recognised by its pricing day and its issuer.

    >>> from bookrunner.deals import shipped_deal
    >>> amount, *_ = audited(shipped_deal("amzn-2025-11-17"))
    >>> amount.claim.claim, amount.finding.value, str(amount.others[0].figure.value)
    ('Amazon is raising $12bn', 'corrected', 'USD 15,000,000,000')
    """
    name = _library_name(deal)
    about = claims(name) if said is None and name else said or ()
    known = replace(deal, deal_id=name or deal.deal_id)
    return tuple(verdict(each, held(each.quantity, known)) for each in about)


def verdict(claim: ClaimFacts, at_hand: Sequence[Held]) -> Verdict:
    """What *at_hand* makes of a claim, by the rules above."""
    last = [each for each in at_hand if not each.stage]
    if not last:
        return Verdict(claim=claim, finding=Finding.NOT_FOUND)
    agreeing = tuple(each for each in at_hand if _agrees(claim, each))
    others = tuple(each for each in last if each not in agreeing)
    meant = [each for each in last if _is_meant(claim, each, last)]
    if not meant:
        finding = Finding.OTHER_SCOPE
    elif any(each in agreeing for each in meant):
        finding = Finding.CONFIRMED
    else:
        finding = Finding.CORRECTED if agreeing else Finding.WRONG
    return Verdict(claim=claim, finding=finding, agreeing=agreeing, others=others)


def _is_meant(claim: ClaimFacts, each: Held, last: Sequence[Held]) -> bool:
    """Whether a figure has the scope a claim speaks of.

    A claim that names none speaks of the only one there is.
    """
    if claim.scope:
        return each.scope == claim.scope
    return len({other.scope for other in last}) == 1


def _agrees(claim: ClaimFacts, each: Held) -> bool:
    value = each.figure.value
    if claim.unit == "names":
        return isinstance(value, tuple) and _are_among(claim.value, value)
    if isinstance(value, Money):
        return value.currency == claim.unit and _is_so(claim, value.amount)
    return claim.unit in _PURE and _is_so(claim, Decimal(value))


def _is_so(claim: ClaimFacts, number: Decimal) -> bool:
    claimed = Decimal(claim.value)
    if claim.relation == "at least":
        return number >= claimed
    return abs(number - claimed) <= half_unit(claimed)


def _are_among(claimed: str, names: Sequence[str]) -> bool:
    """Whether each name, perhaps shortened, is one of *names*: JPMorgan, J.P. Morgan."""
    squashed = [_letters(name) for name in names]
    wanted = [_letters(name) for name in claimed.split(";")]
    return all(any(name.startswith(w) for name in squashed) for w in wanted)


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _library_name(deal: Deal) -> str:
    """The name under which the library knows a sale; "" where it does not."""
    for known in shipped_deals():
        if known.deal_id == deal.deal_id or _is_same_sale(known, deal):
            return known.deal_id
    return ""


def _is_same_sale(known: Deal, deal: Deal) -> bool:
    if not (known.pricing_date and deal.pricing_date and known.issuer and deal.issuer):
        return False
    same_day = known.pricing_date.value == deal.pricing_date.value
    names = _letters(deal.issuer.value), _letters(known.issuer.value)
    currency = {each.currency.value for each in (known, deal) if each.currency}
    return same_day and names[0].startswith(names[1]) and len(currency) < 2
