"""The new-issue concession: what a tranche paid over the bonds that already traded.

A spread at pricing less the spread of the issuer's own curve at the same years, fitted
to its bonds on the day (`bonds.curves.spread`); less its peers' curve there; and less
the talk.  Quotes come from a holdings file or
the user's prices, and must be of the pricing day: a month later the curve has moved by
more than any concession.  Where something is missing the concession is withheld, with
the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner.bonds.curves.spread import compare, fit_spread_curves
from bookrunner.cited import Computed, Estimated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bookrunner.cited import Figure
    from bookrunner.deals.priced import PricedDeal, PricedTranche
    from bookrunner.library import StageFacts
    from bookrunner.units import Spreads, Years

LEAST_BONDS: Final = 4  # to draw a curve through
STALE: Final = 3  # days between the quotes and the pricing


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """Spreads of bonds that trade, on one day; a row a bond."""

    day: date
    tenor: Years
    spread: Spreads  # over Treasuries
    issuer: tuple[str, ...]  # ticker, or name
    source: str

    def of(self, *issuers: str) -> tuple[Years, Spreads]:
        """Tenors and spreads of some issuers' bonds."""
        mine = np.array([each in issuers for each in self.issuer], bool)
        return self.tenor[mine], self.spread[mine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concession:
    """What one tranche paid, three ways; None with the reason where it cannot be had."""

    tranche: str
    against_own_curve: Estimated[float] | None  # decimal per year
    against_peers: Estimated[float] | None
    against_talk: Computed[float] | None  # below zero: it priced inside the talk
    why_not_own: str = ""
    why_not_peers: str = ""
    why_not_talk: str = ""


def concessions(
    deal: PricedDeal,
    quotes: Quotes | None,
    peers: Sequence[str],
    told: Sequence[StageFacts],
) -> tuple[Concession, ...]:
    """The concession of every tranche, or why not.

    *peers* are the issuers whose curve the second is measured against; *told* are the
    stages of the sale, for talk and for spreads the documents do not state.
    """
    talk = _spreads("talk", told)
    final = _spreads("final", told)
    last = len(deal.tranches) - 1
    why = _why_no_quotes(deal, quotes)
    own = () if quotes is None or why else quotes.of(deal.deal.ticker or "")
    theirs = () if quotes is None or why else quotes.of(*peers)
    found = []
    for n, each in enumerate(deal.tranches):
        stated = each.tranche.spread_at_pricing or _of(final, n, last) or each.g_spread
        missing = "" if stated else "no spread at pricing, no yield and no price at hand"
        against = [
            _against(each, stated, curve, whose, missing or why)
            for curve, whose in ((own, "issuer"), (theirs, "peers"))
        ]
        move, why_not = _from_talk(stated, _of(talk, n, last), missing)
        found.append(
            Concession(
                tranche=_named(each, n),
                against_own_curve=against[0][0],
                against_peers=against[1][0],
                against_talk=move,
                why_not_own=against[0][1],
                why_not_peers=against[1][1],
                why_not_talk=why_not,
            )
        )
    return tuple(found)


def _why_no_quotes(deal: PricedDeal, quotes: Quotes | None) -> str:
    """Why no curve can be drawn on the day; an empty string where one can."""
    priced_on = deal.deal.pricing_date
    if priced_on is None:
        return "the pricing day is not known"
    if quotes is None:
        return f"no quotes of {priced_on.value} at hand: give a holdings file of the day"
    apart = abs((quotes.day - priced_on.value).days)
    if apart > STALE:
        return f"the quotes are of {quotes.day}, {apart} days from the pricing"
    return ""


def _against(
    each: PricedTranche,
    stated: Figure[Any] | None,
    curve: tuple[Years, Spreads] | tuple[()],
    whose: str,
    why: str,
) -> tuple[Estimated[float] | None, str]:
    """The spread at pricing less a fitted curve at the tranche's years, with interval."""
    if why or stated is None:
        return None, why
    if each.years is None:
        return None, "its maturity is not known to the day"
    if not curve or len(curve[0]) < LEAST_BONDS:
        return None, f"fewer than {LEAST_BONDS} bonds of the {whose} are quoted"
    tenor, spread = curve
    if not tenor.min() * 0.8 <= each.years.value <= tenor.max() * 1.2:
        return None, f"its years lie beyond the {whose}'s curve"
    groups = np.zeros(len(tenor), np.int64)
    fitted = fit_spread_curves(tenor, spread, groups)
    paid = float(stated.value)
    years, mine = np.array([each.years.value]), np.array([paid])
    fair = compare(fitted, groups[:1], years, mine)
    told = f"spread at pricing - curve through {len(tenor)} bonds of the {whose}"
    return (
        Estimated(
            paid - float(fair.fair[0]),
            paid - float(fair.high[0]),
            paid - float(fair.low[0]),
            told,
            "B-",
            inputs=(stated, each.years),
        ),
        "",
    )


def _from_talk(
    stated: Figure[Any] | None, talk: Figure[Any] | None, missing: str
) -> tuple[Computed[float] | None, str]:
    if stated is None:
        return None, missing
    if talk is None:
        return None, "no talk of this tranche was reported"
    move = float(stated.value) - float(talk.value)
    return Computed(move, "spread at pricing - talk", (stated, talk)), ""


def _spreads(stage: str, told: Sequence[StageFacts]) -> dict[str, Figure[Any]]:
    return {
        each.tranche: each.figure
        for each in told
        if (each.stage, each.quantity) == (stage, "spread")
    }


def _of(told: Mapping[str, Figure[Any]], n: int, last: int) -> Figure[Any] | None:
    """What was told of the tranche by its number, or of the longest."""
    return told.get(str(n + 1)) or (told.get("longest") if n == last else None)


def _named(each: PricedTranche, n: int) -> str:
    title = each.tranche.title
    return title.value if title else f"tranche {n + 1}"
