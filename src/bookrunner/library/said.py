"""What is said of a sale: claims in circulation, and nothing about whether they hold.

The verdict is worked out (`briefs.audit`) from the figures the house holds at that time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from bookrunner.library.rows import rows

if TYPE_CHECKING:
    from bookrunner.library.rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFacts:
    """One claim: its words, and the figure it makes of which quantity in which scope."""

    claim_id: str
    deal_id: str  # the sale it was made about
    claim: str
    quantity: str  # "total_face:amzn-2025-11-17", as `briefs.audit` resolves it
    relation: str  # "is" or "at least"
    value: str  # "12e9", in the digits claimed; of names, "Goldman;JPMorgan"
    unit: str  # ISO 4217, "ratio", "count", "years" or "names"
    scope: str  # what the claim says it counts; "" where it names no scope
    source: str
    as_of: date


@cache
def claims(deal_id: str = "") -> tuple[ClaimFacts, ...]:
    """The claims made about one sale, or all that ship.

    >>> claims("amzn-2025-11-17")[0].claim
    'Amazon is raising $12bn'
    """
    told = rows("claims.csv")
    return tuple(_claim(row) for row in told if deal_id in {"", row["deal_id"]})


def _claim(row: Row) -> ClaimFacts:
    return ClaimFacts(
        claim_id=row["claim_id"],
        deal_id=row["deal_id"],
        claim=row["claim"],
        quantity=row["quantity"],
        relation=row["relation"],
        value=row["value"],
        unit=row["unit"],
        scope=row["scope"],
        source=row["source"],
        as_of=date.fromisoformat(row["as_of"]),
    )
