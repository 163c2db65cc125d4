"""Which papers speak of one sale: matched by what they state, never by place.

Two papers are of one sale if they state a tranche alike (its identifier, or coupon,
year of maturity and size where both state them) and no pricing day that differs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cited import Problem, Reason
from bookrunner.deals.join import joined
from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.cited import Figure
    from bookrunner.deals.deal import Deal, Tranche
    from bookrunner.sources.filing_names import Filing

_ORDER: Final = ("FWP", "424B2", "424B5", "424B3", "8-K")
"""Which paper speaks first: the sheet states most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A filing's document, read."""

    filing: Filing
    deal: Deal


def sales(papers: Sequence[Paper], *, ticker: str = "") -> list[Deal]:
    """One deal a sale, from all papers that speak of it; the papers may come in any order.

    A deal is named for its company, its day, and the filing of its first paper.
    """
    groups: list[list[Paper]] = []
    for paper in sorted(papers, key=_speaks):
        home = next((group for group in groups if _one_sale(group, paper)), None)
        if home is None:
            groups.append([paper])
        else:
            home.append(paper)
    return [_deal(group, ticker) for group in groups]


def _speaks(paper: Paper) -> tuple[int, str]:
    form = paper.filing.form.removesuffix("/A")
    return _ORDER.index(form) if form in _ORDER else len(_ORDER), paper.filing.accession


def _one_sale(group: Sequence[Paper], paper: Paper) -> bool:
    return any(
        not _differ(each.deal.pricing_date, paper.deal.pricing_date)
        and any(
            _alike(ours, theirs)
            for ours in each.deal.tranches
            for theirs in paper.deal.tranches
        )
        for each in group
    )


def _alike(ours: Tranche, theirs: Tranche) -> bool:
    if ours.cusip and theirs.cusip:
        return ours.cusip.value == theirs.cusip.value
    stated = [
        (ours.coupon, theirs.coupon),
        (ours.maturity, theirs.maturity),
        (ours.face, theirs.face),
        (ours.title, theirs.title),
    ]
    both = [(mine, other) for mine, other in stated if mine and other]
    return len(both) > 1 and not any(_differ(mine, other) for mine, other in both)


def _differ(mine: Figure[Any] | None, other: Figure[Any] | None) -> bool:
    return mine is not None and other is not None and mine.value != other.value


def _deal(group: Sequence[Paper], ticker: str) -> Deal:
    """The joined deal; a paper that cannot be of this sale after all is told, not lost."""
    first = group[0]
    whole = first.deal
    for paper in group[1:]:
        try:
            whole = joined(whole, paper.deal)
        except MisuseError as error:
            told = Problem("documents", Reason.CONFLICT, str(error))
            whole = replace(whole, problems=(*whole.problems, told))
    priced = first.deal.pricing_date
    day = priced.value if priced else first.filing.day
    name = ticker.lower() or str(first.filing.cik)
    tail = first.filing.accession[-6:]
    return replace(
        whole, deal_id=f"{name}-{day}-{tail}", ticker=whole.ticker or ticker or None
    )
