"""Which papers speak of one sale: matched by what they state, never by place.

Two papers are of one sale if they were filed within days of each other, state a tranche
alike (its identifier where both have one, else coupon or floating rate and the year it
is due), and no pricing day that differs.  What they state differently besides is for
`deals.join` to tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Problem, Reason
from bookrunner.deals.join import joined
from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.deals.deal import Deal, Tranche
    from bookrunner.sources.archive import Document
    from bookrunner.sources.filing_names import Filing

_ORDER: Final = ("FWP", "424B2", "424B5", "424B3", "8-K")
"""Which paper speaks first: the sheet states most."""

APART: Final = timedelta(days=10)
"""Papers further apart than this are not of one sale: it closes within a week or so."""

_YEAR: Final = re.compile(r"\b(?:19|20|21)\d\d\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A filing, its document, and what was read from it."""

    filing: Filing
    document: Document | None = None  # its evidence, without the bytes
    deal: Deal | None = None
    reason: str = ""  # why there is no deal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """A deal, and the papers it was joined from."""

    deal: Deal
    papers: tuple[Paper, ...]


def sales(papers: Sequence[Paper], *, ticker: str = "") -> list[Sale]:
    """The sales that papers speak of, each from all its papers, in any order.

    A deal is named for its company, its day, and the filing of its first paper.
    """
    groups: list[list[Paper]] = []
    for paper in sorted(papers, key=_speaks):
        home = next((group for group in groups if _one_sale(group, paper)), None)
        if home is not None:
            home.append(paper)
        elif paper.deal is not None:
            groups.append([paper])
    return [Sale(deal=_deal(group, ticker), papers=tuple(group)) for group in groups]


def _speaks(paper: Paper) -> tuple[int, str]:
    form = paper.filing.form.removesuffix("/A")
    return _ORDER.index(form) if form in _ORDER else len(_ORDER), paper.filing.accession


def _one_sale(group: Sequence[Paper], paper: Paper) -> bool:
    return any(
        abs(each.filing.day - paper.filing.day) <= APART
        and _of_one_sale(each.deal, paper.deal)
        for each in group
    )


def _of_one_sale(ours: Deal | None, theirs: Deal | None) -> bool:
    if ours is None or theirs is None:
        return False
    mine, other = ours.pricing_date, theirs.pricing_date
    if mine and other and mine.value != other.value:
        return False
    return any(_alike(a, b) for a in ours.tranches for b in theirs.tranches)


def _alike(ours: Tranche, theirs: Tranche) -> bool:
    if ours.cusip and theirs.cusip:
        return ours.cusip.value == theirs.cusip.value
    return _terms(ours) is not None and _terms(ours) == _terms(theirs)


def _terms(tranche: Tranche) -> tuple[object, int] | None:
    """What a tranche pays, and the year it is due; None where a paper does not say."""
    title = tranche.title.value if tranche.title else ""
    pays = tranche.coupon.value if tranche.coupon else None
    if pays is None and "floating" not in title.lower():
        return None
    if tranche.maturity:
        return pays, tranche.maturity.value.year
    years = _YEAR.findall(title)
    return (pays, int(years[-1])) if years else None


def _deal(group: Sequence[Paper], ticker: str) -> Deal:
    """The joined deal; a paper that cannot be of this sale after all is told, not lost."""
    first, *others = (paper.deal for paper in group if paper.deal)
    whole = first
    for other in others:
        try:
            whole = joined(whole, other)
        except MisuseError as error:
            told = Problem("documents", Reason.CONFLICT, str(error))
            whole = replace(whole, problems=(*whole.problems, told))
    filing = group[0].filing
    day = first.pricing_date.value if first.pricing_date else filing.day
    name = f"{ticker.lower() or filing.cik}-{day}-{filing.accession[-6:]}"
    return replace(whole, deal_id=name, ticker=whole.ticker or ticker or None)
