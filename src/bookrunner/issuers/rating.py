"""A rating estimate anyone can check: our own thresholds, no agency's.

Three questions, each answered on one scale from AAA down: how often does operating
income pay the interest, how many years of EBITDA are debt and leases, and how large is
the business.  The answers are averaged with stated weights, between thresholds by
straight lines.  The thresholds are a judgement of ours, set before any issuer was
looked at; how often they come within one notch is said with the number of issuers
behind it, and not said at all where that number is too small to mean anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Computed, Problem
from bookrunner.deals.rating import notch
from bookrunner.issuers.known import missing, unsupported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.cited import Figure
    from bookrunner.issuers.credit import Credit
    from bookrunner.issuers.known import Known, Ratio

SCALE: Final = (
    "AAA", "AA+", "AA", "AA-", "A+", "A", "A-", "BBB+", "BBB", "BBB-",
    "BB+", "BB", "BB-", "B+", "B", "B-", "CCC+", "CCC", "CCC-", "CC", "C", "D",
)  # fmt: skip
ENOUGH: Final = 20  # issuers; below, a hit rate has an error of a quarter and says nothing

# Notch (0 is AAA) at which a measure stands, at each of our thresholds.
_NOTCHES: Final = (0.0, 2.0, 5.0, 8.0, 11.0, 14.0, 17.0)
_COVERAGE: Final = (25.0, 15.0, 8.0, 4.0, 2.5, 1.25, 0.75)
_LEVERAGE: Final = (0.5, 1.0, 2.0, 3.25, 4.25, 6.0, 9.0)
_SIZE: Final = (150e9, 60e9, 20e9, 6e9, 2e9, 0.5e9, 0.1e9)  # revenue of a year, dollars
WEIGHTS: Final = {"coverage": 0.35, "leverage": 0.45, "size": 0.20}


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingEstimate:
    """An estimated rating, and the notch each measure would give by itself."""

    rating: str
    notch: float  # before rounding; 0 is AAA
    coverage: float
    leverage: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """How the estimates of several issuers compare with what agencies say."""

    pairs: tuple[tuple[str, str, str], ...]  # ticker, estimate, published
    within_one: float | Problem  # share of issuers within one notch
    issuers: int


def rating_estimate(credit: Credit) -> Known[RatingEstimate]:
    """The rating our thresholds give, or what is missing for one.

    Leases count as debt where they are stated.
    """
    leverage: Ratio = credit.lease_adjusted_leverage
    if isinstance(leverage, Problem):
        leverage = credit.leverage
    inputs: list[Figure[float]] = []
    for each in (credit.coverage, leverage):
        if isinstance(each, Problem):
            return missing("rating_estimate", f"no estimate: {each.message}")
        inputs.append(each)
    if isinstance(credit.revenue, Problem):
        return missing("rating_estimate", f"no estimate: {credit.revenue.message}")
    size = float(credit.revenue.value.amount)
    estimate = estimate_from(inputs[0].value, inputs[1].value, size)
    by = "issuers.rating: our thresholds on coverage, leverage and size"
    return Computed(estimate, by, (*inputs, credit.revenue), credit.end)


def notch_of(estimate: Known[RatingEstimate]) -> Ratio:
    """The estimate as a number of notches below AAA."""
    if isinstance(estimate, Problem):
        return estimate
    by = "issuers.rating: notches below AAA, by our thresholds"
    inputs = estimate.inputs if isinstance(estimate, Computed) else ()
    return Computed(estimate.value.notch, by, inputs)


def estimate_from(coverage: float, leverage: float, revenue: float) -> RatingEstimate:
    """The estimate from the three measures themselves; revenue in dollars a year.

    >>> estimate_from(4.9, 4.25, 59e9).rating
    'BBB'
    """
    by_coverage = _rung(coverage, _COVERAGE)
    by_leverage = _rung(leverage, _LEVERAGE)
    by_size = _rung(revenue, _SIZE)
    average = (
        WEIGHTS["coverage"] * by_coverage
        + WEIGHTS["leverage"] * by_leverage
        + WEIGHTS["size"] * by_size
    )
    return RatingEstimate(
        rating=SCALE[round(average)],
        notch=average,
        coverage=by_coverage,
        leverage=by_leverage,
        size=by_size,
    )


def highest_leverage(at_most: float, coverage: float, revenue: float) -> float:
    """The leverage at which the estimate falls to the notch *at_most*; others unchanged.

    What is left between it and today's leverage is the headroom of a rating.
    """
    others = WEIGHTS["coverage"] * _rung(coverage, _COVERAGE)
    others += WEIGHTS["size"] * _rung(revenue, _SIZE)
    wanted = (at_most - others) / WEIGHTS["leverage"]
    for low, high, best, worst in _steps(_LEVERAGE):
        if wanted <= worst:
            share = max(wanted - best, 0.0) / (worst - best)
            return float(low * (high / low) ** share)
    return _LEVERAGE[-1]


def record(pairs: Sequence[tuple[str, str, str]]) -> Record:
    """The hit rate within one notch, withheld below `ENOUGH` issuers."""
    known = [
        (t, e, p) for t, e, p in pairs if notch(e) is not None and notch(p) is not None
    ]
    hits = [abs((notch(e) or 0) - (notch(p) or 0)) <= 1 for _, e, p in known]
    said = f"withheld: {len(known)} issuers say nothing, {ENOUGH} would"
    rate: float | Problem = unsupported("hit_rate", said)
    if len(known) >= ENOUGH:
        rate = sum(hits) / len(hits)
    return Record(pairs=tuple(known), within_one=rate, issuers=len(known))


def _rung(measure: float, thresholds: tuple[float, ...]) -> float:
    """The notch of a measure, between thresholds by straight lines in its logarithm."""
    better_is_more = thresholds[0] > thresholds[-1]
    if measure <= 0:  # no coverage, no revenue: the last; no debt: the first
        return _NOTCHES[-1] if better_is_more else _NOTCHES[0]
    for low, high, best, worst in _steps(thresholds):
        share = log(measure / low) / log(high / low)
        if share <= 1.0:
            return best + max(share, 0.0) * (worst - best)
    return _NOTCHES[-1]


def _steps(thresholds: tuple[float, ...]) -> list[tuple[float, float, float, float]]:
    return list(zip(thresholds, thresholds[1:], _NOTCHES, _NOTCHES[1:], strict=False))
