"""One figure, stated again and again: as first filed, and as restated.

A filing of 2024 repeats the figures of 2023, and sometimes changes them.  A `Context`
is one concept over one period with all its statements, oldest first; which of them
counts is the reader's choice of `Vintage`, and *as_of* hides what was filed later.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from bookrunner.issuers.companyfacts import Fact


class Vintage(Enum):
    """Which statement of a figure counts."""

    AS_FILED = "as filed"  # the first: what was known at the time
    AS_RESTATED = "as restated"  # the last: comparable with today


@dataclass(frozen=True, slots=True)
class Context:
    """Every statement of one concept over one period, oldest filing first."""

    facts: tuple[Fact, ...]

    def fact(self, vintage: Vintage) -> Fact:
        """The statement that counts; of a restated figure, the first that says so."""
        if vintage is Vintage.AS_FILED:
            return self.facts[0]
        return next(f for f in self.facts if f.value == self.facts[-1].value)

    @property
    def restated(self) -> bool:
        """Whether a later filing changed the figure."""
        return any(f.value != self.facts[0].value for f in self.facts)

    @property
    def values(self) -> set[Decimal]:
        """Every value the figure was ever given."""
        return {f.value for f in self.facts}


def contexts(facts: Iterable[Fact]) -> dict[tuple[date | None, date], Context]:
    """Facts of one concept gathered by the period they speak of, in order of time."""
    by_period: dict[tuple[date | None, date], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_period[fact.period].append(fact)
    ordered = sorted(by_period, key=lambda period: (period[1], period[0] or period[1]))
    return {
        period: Context(tuple(sorted(by_period[period], key=lambda f: f.filed)))
        for period in ordered
    }


def of_two_minds(one: Context, other: Context, vintage: Vintage) -> bool:
    """Whether a difference of the two would mix a restated figure with an old one.

    It would if one was changed by a filing later than every statement of the other,
    and the other was never changed: nobody has said yet what the other has become.

    As first filed, a mix is the mirror: the two first statements must not lie on
    different sides of a change, so that the later must not first appear already restated.
    """
    if vintage is Vintage.AS_FILED:
        return _starts_restated(one, other) or _starts_restated(other, one)
    return _left_behind(one, other) or _left_behind(other, one)


def _left_behind(old: Context, new: Context) -> bool:
    changed = new.fact(Vintage.AS_RESTATED).filed
    return new.restated and not old.restated and old.facts[-1].filed < changed


def _starts_restated(early: Context, late: Context) -> bool:
    """Whether *late* was first stated by the filing that changed *early*, or later."""
    changes = [f.filed for f in early.facts if f.value != early.facts[0].value]
    return bool(changes) and late.facts[0].filed >= min(changes)
