"""What others have done: how large borrowers cut their sales over the curve.

Dollar sales of four fixed-rate tenors or more come in, a borrower's own are left out, and
out go measures of habit up to a day: the largest share of a sale that each tenor was
given, the largest tranche sold there, the points that every sale kept, how long the sales
were on average.  Where nobody sold a tenor, the nearest that somebody did stands for it,
and is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner import library
from bookrunner.issuers.known import missing
from bookrunner.issuers.offered import points

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bookrunner.cited import Problem
    from bookrunner.deals import Deal
    from bookrunner.units import Floats, Years

NEAR: Final = 0.15  # tenors this close, relatively, are one tenor
FEWEST: Final = 4  # tenors that make a sale one over the curve


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One dollar sale: its fixed-rate tranches by tenor."""

    ticker: str
    sold: date
    years: tuple[float, ...]
    billions: tuple[float, ...]

    @property
    def size(self) -> float:
        """Billions sold."""
        return sum(self.billions)

    @property
    def average_years(self) -> float:
        """The average maturity, by size."""
        return (
            sum(y * b for y, b in zip(self.years, self.billions, strict=True)) / self.size
        )

    def at(self, years: float) -> float:
        """Billions sold near a tenor."""
        return sum(
            b for y, b in zip(self.years, self.billions, strict=True) if is_near(y, years)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedents:
    """What others did at each tenor asked about, as columns, and altogether."""

    sales: int
    share: Floats  # the largest part of a sale given to the tenor
    largest: Floats  # billions, of one tranche
    kept: Floats  # the smallest part every sale gave it; nothing where one left it out
    from_years: Years  # the tenor that stands for it: its own, or the nearest sold
    shortest: float  # years on average
    longest: float
    smallest: float  # billions, of a tranche
    tranches: int  # the most in one sale


def is_near(one: float, other: float) -> bool:
    """Whether two tenors are one to an investor.

    >>> is_near(7.0, 7.33), is_near(40.0, 50.0)
    (True, False)
    """
    return abs(one - other) <= NEAR * max(one, other)


def cuts(deals: Iterable[Deal]) -> tuple[Cut, ...]:
    """Every dollar sale over the curve: of the library's list, and of *deals*."""
    listed = [
        Cut(
            ticker=sale.ticker,
            sold=sale.sold,
            years=tuple(float(each.due - sale.sold.year) for each in sale.tranches),
            billions=tuple(float(each.face.value.amount) / 1e9 for each in sale.tranches),
        )
        for sale in library.curve_sales()
    ]
    at_hand = (cut for cut in map(_cut, deals) if cut and len(cut.years) >= FEWEST)
    return tuple({(cut.ticker, cut.sold): cut for cut in (*listed, *at_hand)}.values())


def precedents(
    known: Iterable[Cut], ticker: str, on: date, years: Sequence[float] | Years
) -> Precedents | Problem:
    """What others than *ticker* had done by *on*, at each of *years*."""
    others = [cut for cut in known if cut.ticker != ticker and cut.sold <= on]
    if not others:
        return missing("mix", f"no sale of another borrower over the curve by {on}")
    stands = [_standing_for(year, others) for year in years]
    averages = [cut.average_years for cut in others]
    return Precedents(
        sales=len(others),
        share=np.array([max(cut.at(y) / cut.size for cut in others) for y in stands]),
        largest=np.array([_largest(y, others) for y in stands]),
        kept=np.array([min(cut.at(y) / cut.size for cut in others) for y in years]),
        from_years=np.array(stands),
        shortest=min(averages),
        longest=max(averages),
        smallest=min(min(cut.billions) for cut in others),
        tranches=max(len(cut.billions) for cut in others),
    )


def _cut(deal: Deal) -> Cut | None:
    at = [point for point in points(deal) if point.face.value.currency == "USD"]
    if deal.pricing_date is None or not at:
        return None
    return Cut(
        ticker=deal.ticker or "",
        sold=deal.pricing_date.value,
        years=tuple(point.years.value for point in at),
        billions=tuple(float(point.face.value.amount) / 1e9 for point in at),
    )


def _standing_for(years: float, others: Sequence[Cut]) -> float:
    """The tenor itself where somebody sold it, else the nearest, by ratio, that was."""
    if any(cut.at(years) for cut in others):
        return years
    sold = (y for cut in others for y in cut.years)
    return min(sold, key=lambda y: abs(np.log(y / years)))


def _largest(years: float, others: Sequence[Cut]) -> float:
    return max(
        b
        for cut in others
        for y, b in zip(cut.years, cut.billions, strict=True)
        if is_near(y, years)
    )
