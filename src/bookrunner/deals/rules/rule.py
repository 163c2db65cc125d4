"""What a rule is: the labels it answers to, and how it reads the words beside them.

A rule gives back what it `Found`, a figure with its value and the words it stood in,
or a `Doubt`: words that should state the figure and do not settle it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from bookrunner.cited import Reason
    from bookrunner.filings.passage import Passage


@dataclass(frozen=True, slots=True)
class Found:
    """A figure as a rule read it."""

    figure: str  # field of `Tranche` or `Deal`
    value: Any
    passage: Passage
    rule: str  # "coupon.stated"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that should state a figure and do not settle it."""

    figure: str
    reason: Reason
    message: str
    passage: Passage


Outcome: TypeAlias = Iterable[Found | Doubt]
Reader: TypeAlias = Callable[["Passage", "Passage"], Outcome]


class Scope(Enum):
    """Of what a figure is told: of the whole deal, of a tranche, or of one tranche only."""

    DEAL = "deal"
    TRANCHE = "tranche"  # said once it may hold for all
    ONE = "one"  # said once it can hold for one tranche only: a size, an identifier


@dataclass(frozen=True, slots=True)
class Rule:
    """The labels a figure stands beside, and the reader of its words."""

    name: str
    labels: str  # regular expression over a plain label, see `plain_label`
    read: Reader  # (value, label) -> what was found
    scope: Scope = Scope.TRANCHE
