"""Everything the room knows of one borrower at the end of one quarter.

Books, deals and the user's own bonds come in; the credit figures before and after a
deal, the ladder, ratings stated and estimated, contracts and the capex race go out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Computed, Problem
from bookrunner.issuers.capex import LIVES, depreciation_to_come, laps
from bookrunner.issuers.capex import turned_to_debt as turn_of
from bookrunner.issuers.contracts import contracts
from bookrunner.issuers.credit import balance, credit, pro_forma
from bookrunner.issuers.from_library import financials_from_library
from bookrunner.issuers.items import Item
from bookrunner.issuers.known import missing
from bookrunner.issuers.ladder import (
    StatedDebt,
    annual_interest,
    ladder,
    refinancing_cost,
    rungs_of,
    rungs_sold,
)
from bookrunner.issuers.offered import cost_today, curve_on, last_sale
from bookrunner.issuers.rating import rating_estimate, record
from bookrunner.library import issuers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from bookrunner.cited import Figure
    from bookrunner.deals import Deal
    from bookrunner.issuers.capex import Lap, Turn
    from bookrunner.issuers.contracts import Contract
    from bookrunner.issuers.credit import Credit
    from bookrunner.issuers.financials import Financials
    from bookrunner.issuers.known import Amount, Known, Ratio
    from bookrunner.issuers.ladder import Ladder, Rung
    from bookrunner.issuers.rating import RatingEstimate, Record
    from bookrunner.units import Money

PATH: Final = 12  # quarters shown
BESIDE: Final = (
    Item.FINANCE_LEASE_LIABILITIES,
    Item.PURCHASE_COMMITMENTS,
    Item.BACKLOG,
)
SOON: Final = 3.0  # years within which a maturity must be refinanced


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRating:
    """A rating as a deal's documents state it."""

    day: date
    agency: str
    rating: Figure[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refinancing:
    """What falls due soon, and what it costs to borrow it again today."""

    yield_today: Ratio  # of the borrower's last sale, at the Treasuries of the day
    extra: Amount  # interest a year more, or less, on what falls due


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One borrower at the end of one quarter."""

    books: Financials
    end: date
    before: Credit
    after: Credit | None  # with the deal on top; None without one, or without its sizes
    path: tuple[Credit, ...]  # quarter by quarter, oldest first
    ladder: Ladder
    refinancing: Refinancing
    estimate: Known[RatingEstimate]
    estimate_after: Known[RatingEstimate] | None
    ratings: tuple[StatedRating, ...]
    record: Record  # of our estimates, over the issuers that ship
    beside: Mapping[Item, Amount]  # what stands beside debt, where it is stated
    owed_to: tuple[Contract, ...]  # contracts it sells under
    owes: tuple[Contract, ...]  # contracts and leases it pays under
    race: tuple[Lap, ...]
    turned_to_debt: Turn | Problem
    to_come: Mapping[float, Amount]  # life in years -> depreciation still to come
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a report is made from, beside the books."""

    deals: tuple[Deal, ...]  # of any issuer
    own: tuple[Rung, ...] = ()  # bonds of the borrower that the user names
    problems: tuple[Problem, ...] = ()  # what could not be read of those
    new: Deal | None = None  # the deal on top


def report(books: Financials, end: date, sources: Sources) -> Report:
    """All that can be said of a borrower at the end of one of its quarters."""
    before = credit(books, end)
    rungs, told = _rungs(books.ticker, end, sources)
    new, new_told = _new_rungs(sources.new)
    stated = StatedDebt(
        amount=before.debt,
        day=end,
        long_term_only=before.debt_basis == Item.LONG_TERM_DEBT.words,
    )
    owed = ladder((*rungs, *sources.own), new, stated)
    after = _after(before, owed.new) if sources.new else None
    deals = (*sources.deals, *((sources.new,) if sources.new else ()))
    return Report(
        books=books,
        end=end,
        before=before,
        after=after,
        path=tuple(credit(books, day) for day in books.ends if day <= end)[-PATH:],
        ladder=owed,
        refinancing=_refinancing(books.ticker, owed, sources, end),
        estimate=rating_estimate(before),
        estimate_after=rating_estimate(after) if after else None,
        ratings=stated_ratings(books.ticker, deals),
        record=rating_record(issuers(), sources.deals),
        beside={
            item: balance(books, item, end) for item in BESIDE if books.of(item).figures
        },
        owed_to=contracts(seller=books.ticker),
        owes=contracts(buyer=books.ticker),
        race=laps(books, end),
        turned_to_debt=turn_of(books, end, sources.deals),
        to_come={life: depreciation_to_come(books, end, life) for life in LIVES},
        problems=tuple(
            dict.fromkeys(
                (*books.problems, *sources.problems, *told, *new_told, *owed.problems)
            )
        ),
    )


def last_quarter(books: Financials, on: date | None) -> date | Problem:
    """The last quarter of the books that ended by *on*."""
    ended = [end for end in books.ends if on is None or end <= on]
    if not ended:
        return missing("quarter", f"{books.ticker}: no quarter at hand ended by {on}")
    return ended[-1]


def stated_ratings(ticker: str, deals: Iterable[Deal]) -> tuple[StatedRating, ...]:
    """Every rating that a deal of the borrower states, oldest first."""
    told = [
        StatedRating(day=deal.pricing_date.value, agency=agency, rating=rating)
        for deal in deals
        if deal.ticker == ticker and deal.pricing_date
        for agency, rating in deal.ratings.items()
    ]
    return tuple(dict.fromkeys(sorted(told, key=lambda each: (each.day, each.agency))))


def rating_record(tickers: Sequence[str], deals: Sequence[Deal]) -> Record:
    """Our estimates beside the ratings stated, at the last quarter before each was.

    The thresholds were set before any of these issuers was looked at, so that all of
    them are held out.
    """
    pairs: list[tuple[str, str, str]] = []
    for ticker in tickers:
        told = [r for r in stated_ratings(ticker, deals) if r.agency == "S&P"]
        if not told:
            continue
        books = financials_from_library(ticker)
        end = last_quarter(books, told[-1].day)
        estimate = end if isinstance(end, Problem) else rating_estimate(credit(books, end))
        if not isinstance(estimate, Problem):
            pairs.append((ticker, estimate.value.rating, told[-1].rating.value))
    return record(pairs)


def _rungs(
    ticker: str, end: date, sources: Sources
) -> tuple[tuple[Rung, ...], tuple[Problem, ...]]:
    """Rungs of the borrower's deals at hand, less the new one and what was sold later."""
    until = end
    if sources.new and sources.new.pricing_date:
        until = max(end, sources.new.pricing_date.value - timedelta(days=1))
    rungs: list[Rung] = []
    told: list[Problem] = []
    for deal in sources.deals:
        day = deal.pricing_date.value if deal.pricing_date else None
        same = sources.new is not None and deal.deal_id == sources.new.deal_id
        if deal.ticker != ticker or same or day is None or day > until:
            continue
        read = rungs_of(deal)
        rungs += read.value
        told += read.problems
    known = {_bond(rung) for rung in (*rungs, *sources.own)}
    rungs += (rung for rung in rungs_sold(ticker, until) if _bond(rung) not in known)
    return tuple(rungs), tuple(told)


def _bond(rung: Rung) -> tuple[int, Decimal | None]:
    """What tells two bonds of one borrower apart: the year due, and the coupon."""
    return rung.year.value, rung.coupon.value if rung.coupon else None


def _new_rungs(new: Deal | None) -> tuple[tuple[Rung, ...], tuple[Problem, ...]]:
    if new is None:
        return (), ()
    read = rungs_of(new)
    return read.value, read.problems


def _refinancing(ticker: str, owed: Ladder, sources: Sources, end: date) -> Refinancing:
    """Bonds at hand due within `SOON` years, borrowed again as the last sale was."""
    new = sources.new.pricing_date if sources.new else None
    day = new.value if new else end
    sale = sources.new or last_sale(ticker, day, sources.deals)
    curve = curve_on(day)
    today: Ratio = missing("yield_today", "no sale of the borrower with known spreads")
    if sale is not None and curve is not None:
        today = cost_today(sale, curve)
    if isinstance(today, Problem):
        return Refinancing(yield_today=today, extra=today)
    extra = refinancing_cost(owed.before, today, day, within=SOON)
    return Refinancing(yield_today=today, extra=extra)


def _after(before: Credit, new: Sequence[Rung]) -> Credit | None:
    """The same quarter with the new rungs owed, a full year of coupons paid.

    Where a coupon is unknown, as of a floater, debt is still known and interest is not.
    """
    if not new:
        return None
    faces = tuple(rung.face for rung in new)
    total: Money = sum((face.value for face in faces[1:]), faces[0].value)
    face = Computed(total, "issuers.report: face of the deal", faces)
    return pro_forma(before, face, annual_interest(new), proceeds=face)
