"""Where a number came from: its passport.

A figure travels with how it is known::

    Cited      read from a filing: the words, and where they stand
    Reported   stated by a source that is not the filing at hand, with date and grade
    Computed   worked out: the function, and what went in
    Estimated  a model's answer: an interval, and a grade for the evidence behind it
    Assumed    a prior or a choice, with its reason

A bare number cannot be printed: what draws a brief takes passports only.  What is
computed is no better than the weakest thing that went in (`status`).  A reader returns
a `Reading`: what it found, and the problems that stood in the way.  Nothing is guessed
and nothing is dropped in silence.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from bookrunner.units import Money

T = TypeVar("T")

Grade: TypeAlias = Literal["A", "B", "C"]
"""How good a source is: A the filing, B press or a data site, C a copy unverified."""

EvidenceGrade: TypeAlias = Literal["A", "B", "B-", "C+", "C", "C-", "D"]
"""How good the evidence behind a model is, from replicated (A) to by analogy only (D)."""


class Status(IntEnum):
    """How a figure is known, strongest first."""

    FILED = 1
    REPORTED = 2
    COMPUTED = 3
    ESTIMATED = 4
    ASSUMED = 5

    @property
    def word(self) -> str:
        """The status in a word, as `--json` writes it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Citation:
    """The words a figure was read from, and where they stand."""

    filing: str  # accession number, 0001104659-25-113283, or "" where unknown
    document: str  # file name inside the filing
    start: int  # first character of the quote in the document's text
    quote: str  # the words themselves, as filed
    rule: str  # the rule that read them, "coupon.spelled_out"

    @property
    def end(self) -> int:
        """One past the last character of the quote."""
        return self.start + len(self.quote)


@dataclass(frozen=True, slots=True)
class Cited(Generic[T]):
    """A value as filed, with its citation."""

    value: T
    citation: Citation


@dataclass(frozen=True, slots=True)
class Reported(Generic[T]):
    """A value some source states: a facts file of ours, the press, a data site."""

    value: T
    source: str  # an address, or the name of the publication
    as_of: date | None  # the day it speaks of; None where the source does not say
    grade: Grade
    note: str = ""


@dataclass(frozen=True, slots=True)
class Computed(Generic[T]):
    """A value worked out, with the function and the figures that went in."""

    value: T
    by: str  # "bonds.yields.yield_from_clean_price"
    inputs: tuple[Figure[Any], ...]
    as_of: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Estimated(Generic[T]):
    """A model's answer: a central value, and the interval it lies in."""

    value: T
    low: T
    high: T
    by: str  # the model
    grade: EvidenceGrade
    level: float = 0.90  # probability the interval claims
    inputs: tuple[Figure[Any], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Assumed(Generic[T]):
    """A prior or a choice nobody stated, with its reason."""

    value: T
    reason: str


Figure: TypeAlias = Cited[T] | Reported[T] | Computed[T] | Estimated[T] | Assumed[T]


def status(figure: Figure[Any]) -> Status:
    """How a figure is known: the weakest of itself and all that went into it.

    An estimate is the exception: its interval already carries what was assumed, so it
    stays an estimate whatever went in.

    >>> rate = Assumed(0.21, "the federal rate")
    >>> status(Computed(0.79, "1 - tax", (rate,))).word
    'assumed'
    """
    match figure:
        case Cited():
            return Status.FILED
        case Reported():
            return Status.REPORTED
        case Computed(inputs=inputs):
            return max([Status.COMPUTED, *map(status, inputs)])
        case Estimated():
            return Status.ESTIMATED
        case Assumed():
            return Status.ASSUMED


def grade(figure: Figure[Any]) -> Grade | None:
    """The worst source grade among all that went into a figure; None if none did."""
    match figure:
        case Reported(grade=own):
            return own
        case Computed(inputs=inputs) | Estimated(inputs=inputs):
            return max((g for g in map(grade, inputs) if g), default=None)
        case _:
            return None


def passport(figure: Figure[Any] | None, unit: str, why: str = "") -> dict[str, Any]:
    """A figure as `--json` writes it: value, unit, status, and where it came from.

    Of money the unit is its currency.  A figure nobody knows has the status "unknown",
    the value null, and says *why*.

    >>> passport(Assumed(Decimal("0.21"), "the federal rate"), "ratio")["status"]
    'assumed'
    """
    if figure is None:
        return {"value": None, "unit": unit, "status": "unknown", "why": why}
    if isinstance(figure.value, Money):
        unit = figure.value.currency
    written = {"value": _plain(figure.value), "unit": unit, "status": status(figure).word}
    if isinstance(figure, Estimated):
        written |= {"low": _plain(figure.low), "high": _plain(figure.high)}
        written |= {"level": figure.level, "grade": figure.grade}
    return written | {"source": _source(figure, depth=2)}


def _source(figure: Figure[Any], *, depth: int) -> dict[str, Any]:
    """Where a figure came from; *depth* generations of inputs are told."""
    told: dict[str, Any]
    match figure:
        case Cited(citation=citation):
            return asdict(citation)
        case Reported():
            as_of = figure.as_of.isoformat() if figure.as_of else None
            told = {"address": figure.source, "as_of": as_of, "grade": figure.grade}
            return told | ({"note": figure.note} if figure.note else {})
        case Assumed(reason=reason):
            return {"reason": reason}
        case Computed() | Estimated():
            told = {"by": figure.by}
            if depth:
                told["inputs"] = [_input(each, depth=depth - 1) for each in figure.inputs]
            return told | ({"note": figure.note} if figure.note else {})


def _input(figure: Figure[Any], *, depth: int) -> dict[str, Any]:
    told = {"value": _plain(figure.value), "status": status(figure).word}
    return told | {"source": _source(figure, depth=depth)}


def _plain(value: Any) -> Any:
    bare = value.amount if isinstance(value, Money) else value
    bare = bare.value if isinstance(bare, Enum) else bare
    match bare:
        case Decimal():
            return int(bare) if bare == bare.to_integral_value() else float(bare)
        case date():
            return bare.isoformat()
        case tuple() | list():
            return [_plain(each) for each in bare]
        case float() | int() | str() | bool() | None:
            return bare
        case _ if hasattr(bare, "__float__"):
            return float(bare)  # a NumPy number
        case _:
            return type(bare).__name__  # a curve, a table: known by what it is


class Reason(Enum):
    """Why a figure could not be settled."""

    MISSING = "missing"
    CONFLICT = "conflict"
    UNREADABLE = "unreadable"
    IMPLAUSIBLE = "implausible"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be settled; data, not an exception."""

    figure: str  # "coupon", or "yield_to_maturity:5" for the fifth tranche
    reason: Reason
    message: str  # "two coupons stated: 5.250% and 5.350%"
    seen: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What was read, and what stood in the way."""

    value: T
    problems: tuple[Problem, ...] = ()
