"""The four real deals of the tranche mix, each beside its best split."""

from __future__ import annotations

from functools import cache

from bookrunner.cited import Assumed
from bookrunner.deals import shipped_deal, shipped_deals
from bookrunner.issuers.mix_gap import Gap, gap_to_choice
from bookrunner.issuers.mix_limits import Borrower
from bookrunner.issuers.precedents import cuts

CASH_FLOWS = {
    "amzn-2025-11-17": 130.7,
    "meta-2025-10-30": 107.6,
    "goog-2025-11-03-usd": 151.4,
    "orcl-2025-09-24": 20.8,
}
REFINANCING = Assumed(0.03, "one year in five shut, three points dearer, for five years")


def borrower(deal_id: str) -> Borrower:
    return Borrower(
        owed={},
        cash_flow=CASH_FLOWS[deal_id],
        refinancing=REFINANCING,
        known=cuts(shipped_deals()),
    )


@cache
def gap(deal_id: str) -> Gap:
    told = gap_to_choice(shipped_deal(deal_id), borrower(deal_id))
    assert isinstance(told, Gap)
    return told
