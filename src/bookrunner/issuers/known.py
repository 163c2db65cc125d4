"""A figure, or the reason why there is none.

Ratios hang on many figures, and each may be missing.  Here a step of arithmetic takes
figures or problems and gives a figure or a problem: the first problem that stands in the
way travels on, so that no ratio is ever worked out from a hole.

>>> from bookrunner.cited import Assumed
>>> worked_out("a half", lambda x: x / 2, Assumed(3.0, "an example")).value
1.5
>>> gone = missing("debt", "no filing at hand states it")
>>> worked_out("a half", lambda x: x / 2, gone).message
'no filing at hand states it'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from bookrunner.cited import Computed, Figure, Problem, Reason
from bookrunner.errors import MisuseError
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

T = TypeVar("T")

Known: TypeAlias = Figure[T] | Problem
Amount: TypeAlias = Figure[Money] | Problem
Ratio: TypeAlias = Figure[float] | Problem


def worked_out(
    by: str,
    rule: Callable[..., T | Problem],
    *inputs: Figure[Any] | Problem,
    as_of: date | None = None,
    note: str = "",
) -> Figure[T] | Problem:
    """What *rule* gives for the values of *inputs*, or the problem that stops it.

    *rule* may itself answer with a `Problem`: a ratio to a negative base, a
    denominator of zero.
    """
    figures: list[Figure[Any]] = []
    for each in inputs:
        if isinstance(each, Problem):
            return each
        figures.append(each)
    value = rule(*(figure.value for figure in figures))
    if isinstance(value, Problem):
        return value
    return Computed(value, by, tuple(figures), as_of, note)


def missing(figure: str, message: str) -> Problem:
    """A figure that nobody at hand states."""
    return Problem(figure, Reason.MISSING, message)


def implausible(figure: str, message: str) -> Problem:
    """A figure that cannot be what it says it is."""
    return Problem(figure, Reason.IMPLAUSIBLE, message)


def conflict(figure: str, message: str) -> Problem:
    """Statements of one figure that do not agree."""
    return Problem(figure, Reason.CONFLICT, message)


def unsupported(figure: str, message: str) -> Problem:
    """A question the figures at hand cannot answer."""
    return Problem(figure, Reason.UNSUPPORTED, message)


def quotient(above: Money, below: Money) -> float:
    """One amount over another of the same currency; refuses two currencies.

    >>> from decimal import Decimal
    >>> quotient(Money(Decimal(1), "USD"), Money(Decimal(4), "USD"))
    0.25
    """
    if above.currency != below.currency:
        raise MisuseError(
            expected=f"two amounts in {below.currency}", seen=f"one in {above.currency}"
        )
    return float(above.amount / below.amount)
