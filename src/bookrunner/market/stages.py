"""The sale as it unfolds: target, talk, guidance, launch, final, and the order book.

Filings state the end alone.  What came before is reported, or typed in, each figure with
its source and day (`library.StageFacts`).  Out come the moves between stages: how far
the spread tightened, how often the book covered the sale, how much of it went away, how
far the sale was upsized.  Two sources that differ on one figure give no move but a
problem.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cited import Computed, Problem, Reason
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from bookrunner.cited import Figure, Reported
    from bookrunner.library import StageFacts

STAGES: Final = ("target", "talk", "guidance", "launch", "peak", "final")
QUANTITIES: Final = ("size", "spread", "order_book", "attrition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfolding:
    """What happened between the stages of one sale; None where it is not known."""

    deal_id: str
    stages: tuple[StageFacts, ...]  # in the order of a sale
    tightening: Mapping[str, Computed[Decimal]]  # tranche -> talk less final, per year
    cover_at_peak: Computed[Decimal] | None  # order book over the size sold
    cover_at_end: Computed[Decimal] | None
    attrition: Figure[Decimal] | None  # share of the peak book that went away
    upsizing: Computed[Decimal] | None  # size sold over target, less one
    problems: tuple[Problem, ...]


def unfolding(deal_id: str, told: Sequence[StageFacts]) -> Unfolding:
    """The moves between the stages of a sale.

    >>> from bookrunner.library import stages
    >>> amazon = unfolding("amzn-2025-11-17", stages("amzn-2025-11-17"))
    >>> f"{amazon.tightening['longest'].value:f}", f"{amazon.cover_at_peak.value:.1f}"
    ('0.0030', '5.3')
    """
    settled, problems = _settled(told)
    size = settled.get(("final", "size", ""))
    peak = settled.get(("peak", "order_book", ""))
    left = settled.get(("final", "order_book", ""))
    return Unfolding(
        deal_id=deal_id,
        stages=tuple(sorted(told, key=_place)),
        tightening=dict(_tightening(settled)),
        cover_at_peak=_ratio(peak, size, "book at its peak / size"),
        cover_at_end=_cover_at_end(settled, size),
        attrition=settled.get(("final", "attrition", "")) or _attrition(peak, left),
        upsizing=_upsizing(settled.get(("target", "size", "")), size),
        problems=tuple(problems),
    )


def _settled(
    told: Sequence[StageFacts],
) -> tuple[dict[tuple[str, str, str], Reported[Any]], list[Problem]]:
    """One figure a stage and quantity; of two that differ, none and a problem."""
    groups: dict[tuple[str, str, str], list[Reported[Any]]] = {}
    for each in told:
        key = (each.stage, each.quantity, each.tranche)
        groups.setdefault(key, []).append(each.figure)
    settled = {}
    problems = []
    for key, figures in groups.items():
        if len({str(figure.value) for figure in figures}) == 1:
            settled[key] = figures[0]
        else:
            seen = " and ".join(dict.fromkeys(str(figure.value) for figure in figures))
            named = ":".join(part for part in key if part)
            problems.append(Problem(named, Reason.CONFLICT, f"two are told: {seen}"))
    return settled, problems


def _tightening(
    settled: Mapping[tuple[str, str, str], Reported[Any]],
) -> list[tuple[str, Computed[Decimal]]]:
    moves = []
    for (stage, quantity, tranche), talk in settled.items():
        final = settled.get(("final", "spread", tranche))
        if (stage, quantity) == ("talk", "spread") and final:
            move = Computed(talk.value - final.value, "talk - final spread", (talk, final))
            moves.append((tranche, move))
    return moves


def _cover_at_end(
    settled: Mapping[tuple[str, str, str], Reported[Any]], size: Reported[Any] | None
) -> Computed[Decimal] | None:
    left = settled.get(("final", "order_book", ""))
    if left:
        return _ratio(left, size, "book at the end / size")
    peak = settled.get(("peak", "order_book", ""))
    gone = settled.get(("final", "attrition", ""))
    if not (peak and gone and size):
        return None
    part = peak.value.amount * (1 - gone.value) / size.value.amount
    return Computed(part, "book at its peak x (1 - attrition) / size", (peak, gone, size))


def _attrition(
    peak: Reported[Any] | None, left: Reported[Any] | None
) -> Computed[Decimal] | None:
    if not (peak and left):
        return None
    gone = 1 - left.value.amount / peak.value.amount
    return Computed(gone, "1 - book at the end / at its peak", (peak, left))


def _upsizing(
    target: Reported[Any] | None, size: Reported[Any] | None
) -> Computed[Decimal] | None:
    more = _ratio(size, target, "size / target - 1")
    return None if more is None else Computed(more.value - 1, more.by, more.inputs)


def _ratio(
    part: Reported[Any] | None, whole: Reported[Any] | None, by: str
) -> Computed[Decimal] | None:
    if not (part and whole):
        return None
    one, other = part.value, whole.value
    alike = isinstance(one, Money) and isinstance(other, Money)
    if not alike or one.currency != other.currency or not other.amount:
        return None
    return Computed(one.amount / other.amount, by, (part, whole))


def _place(told: StageFacts) -> tuple[int, str]:
    known = STAGES.index(told.stage) if told.stage in STAGES else len(STAGES)
    return known, told.tranche
