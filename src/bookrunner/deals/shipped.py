"""The deals that ship with the library, as `Deal`s.

A name comes in, "amzn-2025-11-17"; out goes what the sources of the library say of that
sale, every figure reported with its address.  What they do not say is a `Problem`.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from bookrunner.cited import Problem, Reason, Reported
from bookrunner.deals.deal import Deal, Kind, Tranche
from bookrunner.errors import MisuseError
from bookrunner.library import deals, tranches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bookrunner.library import DealFacts, TrancheFacts


def shipped_deal(deal_id: str) -> Deal:
    """The deal of that name.

    Raises:
        MisuseError: no deal of that name ships.

    >>> deal = shipped_deal("amzn-2025-11-17")
    >>> [str(tranche.price.value) for tranche in deal.tranches]
    ['99.978', '99.893', '99.850', '99.755', '99.517', '99.474']
    """
    names = [facts.deal_id for facts in deals()]
    if deal_id not in names:
        near = get_close_matches(deal_id.lower(), names, n=1, cutoff=0.5)
        meant = f"did you mean {near[0]}?" if near else "see `bookrunner deals`"
        raise MisuseError(expected="a deal of the library", seen=deal_id, hint=meant)
    return shipped_deals()[names.index(deal_id)]


@cache
def shipped_deals() -> tuple[Deal, ...]:
    """Every deal that ships, in the order of the library."""
    return tuple(map(_deal, deals()))


def _deal(facts: DealFacts) -> Deal:
    sold = tranches(facts.deal_id)
    return Deal(
        deal_id=facts.deal_id,
        issuer=facts.issuer,
        ticker=facts.ticker or None,
        pricing_date=facts.pricing_date,
        settlement_date=facts.settlement_date,
        currency=facts.currency,
        ratings=facts.ratings,
        bookrunners=facts.bookrunners,
        further_underwriters=facts.further_underwriters,
        use_of_proceeds=facts.use_of_proceeds,
        total_face=facts.total_face,
        net_proceeds=facts.net_proceeds,
        total_discount=facts.underwriting_fees,
        tranches=tuple(map(_tranche, sold)),
        documents=facts.documents,
        problems=tuple(_unsettled(facts, sold)),
    )


def _tranche(facts: TrancheFacts) -> Tranche:
    kind = facts.kind
    return Tranche(
        title=facts.title,
        kind=Reported(Kind(kind.value), kind.source, kind.as_of, kind.grade, kind.note),
        face=facts.face,
        coupon=facts.coupon,
        floating_index=facts.floating_index,
        margin=facts.margin,
        maturity=facts.maturity,
        first_coupon=facts.first_coupon,
        frequency=facts.frequency,
        price=facts.price,
        yield_to_maturity=facts.yield_to_maturity,
        spread_at_pricing=facts.spread_at_pricing,
        benchmark=facts.benchmark,
        benchmark_yield=facts.benchmark_yield,
        gross_spread=facts.gross_spread,
        net_price=facts.net_price,
        cusip=facts.cusip,
    )


def _unsettled(facts: DealFacts, sold: tuple[TrancheFacts, ...]) -> Iterator[Problem]:
    if facts.pricing_date is None:
        yield _known_in_part("pricing_date", facts.period)
    count = facts.tranche_count.value if facts.tranche_count else len(sold)
    if count != len(sold):
        told = f"{count} tranches were sold, the sources at hand describe {len(sold)}"
        yield Problem("tranches", Reason.MISSING, told)
    for tranche in sold:
        if tranche.maturity is None:
            yield _known_in_part(f"maturity:{tranche.number}", tranche.due)


def _known_in_part(figure: str, part: str) -> Problem:
    told = f"only {part} is known, not the day" if part else "no source at hand states it"
    return Problem(figure, Reason.MISSING, told)
