"""The new-issue concession: what a tranche paid over the bonds that already traded.

A spread at pricing less the spread of the issuer's own curve at the same years, fitted
to its bonds on the day (`bonds.fitted_spreads` or a line in the logarithm of years);
less the mean of its peers there; and less the talk.  Quotes come from a holdings file or
the user's prices, and must be of the pricing day: a month later the curve has moved by
more than any concession.  Where something is missing the concession is withheld, with
the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.cited import Computed, Estimated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bookrunner.cited import Figure
    from bookrunner.deals.priced import PricedDeal, PricedTranche
    from bookrunner.library import StageFacts
    from bookrunner.units import Floats, Spreads, Years

LEAST_BONDS: Final = 4  # of the issuer, to draw a curve through
LEAST_PEERS: Final = 3
NEAR: Final = 0.25  # peers within a quarter of the tranche's years
STALE: Final = 3  # days between the quotes and the pricing
ERROR_FLOOR: Final = 1e-4  # a basis point: quotes are not finer


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
    deal: PricedDeal, quotes: Quotes | None, peers: Sequence[str], told: Sequence[StageFacts]
) -> tuple[Concession, ...]:
    """The concession of every tranche, or why not."""
    talks = {t.tranche: t.figure for t in told if (t.stage, t.quantity) == ("talk", "spread")}
    finals = {
        t.tranche: t.figure for t in told if (t.stage, t.quantity) == ("final", "spread")
    }
    last = len(deal.tranches) - 1
    return tuple(
        _concession(
            deal,
            each,
            quotes,
            peers,
            _of_tranche(talks, n, last),
            each.tranche.spread_at_pricing or _of_tranche(finals, n, last) or each.g_spread,
        )
        for n, each in enumerate(deal.tranches)
    )


def _of_tranche(
    told: Mapping[str, Figure[object]], n: int, last: int
) -> Figure[object] | None:
    """What was told of the tranche by its number, or of the longest."""
    return told.get(str(n + 1)) or (told.get("longest") if n == last else None)
