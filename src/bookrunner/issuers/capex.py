"""The capital-expenditure race: how fast, who pays, and what must still be earned.

Books come in; out go capex growth and capex over operating cash flow by quarter (each
issuer on one basis of capex), the quarter in which it turned to debt, the depreciation
still to come under stated lives, and the revenue a stated return would take.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Assumed, Computed, Problem
from bookrunner.issuers.beliefs import capex_item
from bookrunner.issuers.financials import STEP, change, growth, trailing
from bookrunner.issuers.items import Item
from bookrunner.issuers.known import implausible, missing, quotient, worked_out
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from bookrunner.cited import Figure
    from bookrunner.deals import Deal
    from bookrunner.issuers.financials import Financials, Series
    from bookrunner.issuers.known import Amount, Ratio

RACERS: Final = ("AMZN", "GOOGL", "META", "MSFT", "ORCL")
QUARTERS: Final = 12
TURN: Final = 0.10  # debt up by a tenth from one balance sheet to the next
LIVES: Final = (3.0, 5.0, 6.0)  # years: a chip's, and what filers moved between
_DEBT: Final = (Item.TOTAL_DEBT, Item.LONG_TERM_DEBT, Item.DEBT_OF_UNSTATED_BASIS)
_ROOM: Final = "issuers.capex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lap:
    """One issuer's quarter in the race."""

    end: date
    capex: Amount
    growth: Ratio  # on the same quarter a year before
    to_cash_flow: Ratio  # capex over operating cash flow, the quarter alone
    to_cash_flow_trailing: Ratio  # the same over four quarters


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """When an issuer turned to debt: the balance sheets around it, and what tells it."""

    quarter: date  # its end
    since: date  # the balance sheet before
    rise: Figure[float]
    dated_by: str  # "balance sheets", or the deal that dates it between two far apart


def laps(books: Financials, by: date, quarters: int = QUARTERS) -> tuple[Lap, ...]:
    """The last *quarters* quarters up to *by*; what no source states is a problem."""
    spent = books.of(capex_item(books))
    flow = books.of(Item.OPERATING_CASH_FLOW)
    ends = [end for end in _fiscal_ends(books) if end <= by][-quarters:]
    return tuple(_lap(spent, flow, end) for end in ends)


def turned_to_debt(
    books: Financials, by: date, deals: Iterable[Deal], quarters: int = QUARTERS
) -> Turn | Problem:
    """The first quarter in which debt rose by a tenth, both balance sheets in the window.

    Debt is compared on one basis only.  Where two balance sheets lie more than a quarter
    apart, the first sale at hand between them dates the turn.
    """
    ends = [end for end in _fiscal_ends(books) if end <= by][-quarters:]
    turns: list[Turn] = []
    for series in (books.of(item) for item in _DEBT):
        known = [d for d in sorted(series.figures) if ends and ends[0] <= d <= by]
        for before, after in pairwise(known):
            rise = worked_out(
                f"{_ROOM}: {series.item.words}, {before} to {after}",
                lambda now, then: change(now, then, "debt"),
                series.at(after),
                series.at(before),
            )
            if not isinstance(rise, Problem) and rise.value >= TURN:
                turns.append(_dated(books, before, after, rise, deals))
    if not turns:
        said = "no two balance sheets at hand show debt up by a tenth"
        return missing("turned_to_debt", f"{said} in {quarters} quarters")
    return min(turns, key=lambda turn: turn.quarter)


def depreciation_to_come(
    books: Financials, end: date, life: float, quarters: int = QUARTERS
) -> Amount:
    """What of the last *quarters* quarters of capex is still to pass through income.

    Straight line over *life* years from the end of the quarter it was paid in; land,
    which never wears out, is not told apart.  Where fewer quarters follow one another
    up to *end*, it is of those, and the passport says how many.
    """
    spent = books.of(capex_item(books))
    quarters = _run(spent, end, quarters)
    whole = trailing(spent, end, quarters)
    if isinstance(whole, Problem):
        return whole
    assumed = Assumed(life, f"a life of {life:g} years, in a straight line: a scenario")
    left = Decimal(0)
    for day in sorted(d for d in spent.figures if d <= end)[-quarters:]:
        age = Decimal((end - day).days) / Decimal("365.25")
        left += spent.figures[day].value.amount * max(
            1 - age / Decimal(str(life)), Decimal(0)
        )
    amount = Money(round(left, -6), whole.value.currency)
    by = f"{_ROOM}.depreciation_to_come: {spent.item.words} of {quarters} quarters"
    return Computed(amount, by, (whole, assumed), end)


def _run(series: Series, end: date, most: int) -> int:
    """How many stated quarters follow one another up to *end*, at least one."""
    known = sorted((d for d in series.figures if d <= end), reverse=True)[:most]
    gaps = (n for n, (b, a) in enumerate(pairwise(known), 1) if (b - a).days not in STEP)
    return next(gaps, max(len(known), 1))


def required_revenue(
    capital: float, target: float, *, life: float | None, margin: float
) -> float:
    """Revenue a year that earns a return on capital: ``K r/(1-(1+r)^-n) / m``.

    *life* in years, ``None`` for assets that never wear out.  The published figures
    differ threefold by life and margin alone: ten per cent on five trillion takes

    >>> round(required_revenue(5000, 0.10, life=None, margin=0.77))
    649
    >>> round(required_revenue(5000, 0.10, life=6.0, margin=0.60))
    1913
    >>> round(required_revenue(5000, 0.10, life=10.0, margin=0.60))
    1356
    """
    charge = target if life is None else target / (1 - (1 + target) ** -life)
    return capital * charge / margin


def required_revenues(
    capital: Figure[Money],
    target: Assumed[float],
    lives: Sequence[float | None],
    margins: Sequence[float],
) -> Mapping[tuple[float | None, float], Figure[Money]]:
    """Required revenue over a grid of lives and margins, each its own assumption."""
    return {
        (life, margin): Computed(
            capital.value
            * Decimal(repr(required_revenue(1, target.value, life=life, margin=margin))),
            f"{_ROOM}.required_revenue: K r/(1-(1+r)^-n) / m",
            (
                capital,
                target,
                Assumed(life, "years the assets last; None for ever: a scenario"),
                Assumed(margin, "share of revenue that pays for capital: a scenario"),
            ),
        )
        for life in lives
        for margin in margins
    }


def _lap(spent: Series, flow: Series, end: date) -> Lap:
    return Lap(
        end=end,
        capex=spent.at(end),
        growth=growth(spent, end),
        to_cash_flow=_share(spent.at(end), flow.at(end), end),
        to_cash_flow_trailing=_share(trailing(spent, end), trailing(flow, end), end),
    )


def _share(spent: Amount, flow: Amount, end: date) -> Ratio:
    def rule(paid: Money, earned: Money) -> float | Problem:
        if earned.amount <= 0:
            said = f"no share of a cash flow of {earned}"
            return implausible("capex_to_cash_flow", said)
        return quotient(paid, earned)

    by = f"{_ROOM}: capex over operating cash flow"
    return worked_out(by, rule, spent, flow, as_of=end)


def _fiscal_ends(books: Financials) -> list[date]:
    """The ends of the fiscal quarters, those for which revenue or cash flow is stated."""
    flows = (Item.REVENUE, Item.OPERATING_CASH_FLOW, Item.CAPEX_GROSS, Item.CAPEX_NET)
    return sorted({end for item in flows for end in books.of(item).figures})


def _dated(
    books: Financials,
    before: date,
    after: date,
    rise: Figure[float],
    deals: Iterable[Deal],
) -> Turn:
    """The quarter of the turn: that of the balance sheet, or that of the first sale."""
    if (after - before).days in STEP:
        return Turn(quarter=after, since=before, rise=rise, dated_by="balance sheets")
    sold = sorted(
        (deal.pricing_date.value, deal.deal_id)
        for deal in deals
        if deal.ticker == books.ticker
        and deal.pricing_date
        and before < deal.pricing_date.value <= after
    )
    if not sold:
        return Turn(quarter=after, since=before, rise=rise, dated_by="balance sheets")
    day, name = sold[0]
    quarter = min(end for end in (*_fiscal_ends(books), after) if end >= day)
    return Turn(quarter=quarter, since=before, rise=rise, dated_by=name)
