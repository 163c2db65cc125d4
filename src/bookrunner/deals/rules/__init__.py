"""One file a figure: the labels it stands beside, and how its words are read.

Words as filed come in, in percent, basis points and thirty-seconds; figures in the units
of the house go out, each with the passage it was read from.
"""

from __future__ import annotations

from typing import Final

from bookrunner.deals.rules import (
    benchmark,
    bookrunners,
    coupon,
    currency,
    dates,
    day_count,
    face,
    gross_spread,
    identifiers,
    interest,
    interest_dates,
    issuer,
    make_whole,
    maturity,
    price,
    proceeds,
    ratings,
    reset,
    spread,
    title,
    yields,
)
from bookrunner.deals.rules.rule import Doubt, Found, Rule, Scope

RULES: Final[tuple[Rule, ...]] = (
    issuer.RULE,
    issuer.GUARANTORS,
    title.RULE,
    face.RULE,
    maturity.RULE,
    interest_dates.RULE,
    interest.RULE,
    coupon.MARGIN,
    reset.DATE,
    reset.MARGIN,
    price.RULE,
    yields.RULE,
    spread.RULE,
    spread.MIDSWAP,
    benchmark.RULE,
    benchmark.QUOTE,
    gross_spread.RULE,
    gross_spread.NET,
    day_count.RULE,
    make_whole.RULE,
    make_whole.PAR_CALL,
    identifiers.RULE,
    ratings.RULE,
    bookrunners.RULE,
    dates.PRICING,
    dates.SETTLEMENT,
    currency.RULE,
    proceeds.RULE,
)
"""In the order in which a label that two could claim is given to the first."""

__all__ = ["RULES", "Doubt", "Found", "Rule", "Scope"]
