"""A borrower's books, quarter by quarter, each figure with its passport.

A `Series` is one item on one basis; growth and trailing sums stay inside it, so that
gross capex is never compared with net.  Sums over four quarters need four quarters that
follow one another; a hole gives a problem, not a smaller sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bookrunner.issuers.known import implausible, missing, quotient, worked_out
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bookrunner.cited import Figure, Problem
    from bookrunner.issuers.items import Item
    from bookrunner.issuers.known import Amount, Ratio

STEP: Final = range(75, 121)  # days from one quarter's end to the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One item of one issuer, by the day its quarters end, oldest first."""

    item: Item
    figures: Mapping[date, Figure[Money]]

    def at(self, end: date) -> Amount:
        """The figure of the quarter, or of the day, *end*."""
        figure = self.figures.get(end)
        return figure or missing(self.item.value, f"{self.item.words} to {end}: not stated")

    def latest(self, end: date) -> tuple[date, Figure[Money]] | None:
        """The last figure stated by *end*, with its day; None if there is none."""
        known = [(day, figure) for day, figure in self.figures.items() if day <= end]
        return max(known, key=lambda each: each[0]) if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Financials:
    """What is known of one issuer."""

    ticker: str
    name: str
    series: Mapping[Item, Series]
    problems: tuple[Problem, ...] = ()

    def of(self, item: Item) -> Series:
        """One item's series; empty where nobody states it."""
        return self.series.get(item) or Series(item=item, figures={})

    @property
    def ends(self) -> tuple[date, ...]:
        """Every quarter's end that any item speaks of, oldest first."""
        return tuple(sorted({end for each in self.series.values() for end in each.figures}))


def trailing(series: Series, end: date, quarters: int = 4) -> Amount:
    """The sum of the last *quarters* quarters to *end*, all of them stated.

    The days between their ends must be those of quarters: a missing or doubled quarter
    gives a problem.
    """
    ends = sorted(day for day in series.figures if day <= end)[-quarters:]
    words = series.item.words
    if not ends or ends[-1] != end:
        return missing(series.item.value, f"{words} for the quarter to {end}: not stated")
    if len(ends) < quarters or any((b - a).days not in STEP for a, b in pairwise(ends)):
        said = f"{words}: not every one of the {quarters} quarters to {end} is stated"
        return missing(series.item.value, said)
    return worked_out(
        f"issuers.financials.trailing: {quarters} quarters to {end}",
        total,
        *(series.figures[day] for day in ends),
        as_of=end,
    )


def growth(series: Series, end: date, quarters: int = 1) -> Ratio:
    """Change of the sum of *quarters* quarters to *end* on the same a year before.

    One series in, so never across bases.  From nothing or from a loss there is no rate
    of growth, only a problem.
    """
    year_before = [day for day in series.figures if 350 <= (end - day).days <= 380]
    if len(year_before) != 1:
        said = f"{series.item.words}: no quarter a year before {end}"
        return missing(f"{series.item.value}_growth", said)
    return worked_out(
        f"issuers.financials.growth: {series.item.words} on the same a year before",
        lambda now, then: change(now, then, f"{series.item.value}_growth"),
        trailing(series, end, quarters),
        trailing(series, year_before[0], quarters),
        as_of=end,
    )


def change(now: Money, then: Money, figure: str) -> float | Problem:
    """Relative change; a problem where the base is nothing or below.

    >>> change(Money(Decimal(155), "USD"), Money(Decimal(100), "USD"), "capex_growth")
    0.55
    """
    if then.amount <= 0:
        return implausible(figure, f"no growth from a base of {then}")
    return quotient(now, then) - 1


def total(*amounts: Money) -> Money:
    """The sum of amounts of one currency."""
    start = Money(Decimal(0), amounts[0].currency)
    return sum(amounts, start)
