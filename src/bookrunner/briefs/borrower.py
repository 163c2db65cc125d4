"""The borrower's part of the brief: why borrow, and can it carry the load.

A deal comes in; a short section goes out, from the quarters that ship: strength before
and after, the verdict on cash against debt with its break-even, and charts.  Of an
issuer whose quarters do not ship the section says that and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.briefs.borrower_charts import (
    capex_chart,
    coverage_chart,
    drawn,
    frontier_chart,
    ladder_chart,
)
from bookrunner.briefs.borrower_view import rating_said, strength_table, turned_line
from bookrunner.briefs.known import said
from bookrunner.briefs.story import Form, Line, Section
from bookrunner.briefs.why_borrow import believed, verdict
from bookrunner.cited import Computed, Problem
from bookrunner.deals import shipped_deals
from bookrunner.issuers.beliefs import Prices
from bookrunner.issuers.contracts import backlog_share
from bookrunner.issuers.from_library import financials_from_library
from bookrunner.issuers.funding import decision, latest_quarter
from bookrunner.issuers.offered import curve_on, points
from bookrunner.issuers.report import Sources, last_quarter, report
from bookrunner.library import issuers

if TYPE_CHECKING:
    from datetime import date

    from bookrunner.briefs.story import Chart, Said
    from bookrunner.deals import Deal
    from bookrunner.issuers.funding import Decision
    from bookrunner.issuers.known import Ratio
    from bookrunner.issuers.report import Report


_BOOKS: Final = "USD"  # the currency of the quarters that ship


def borrower_section(deal: Deal) -> Section | None:
    """What a sale does to its issuer; ``None`` where nothing about it ships."""
    if deal.ticker not in issuers() or deal.pricing_date is None:
        return None
    books = financials_from_library(deal.ticker)
    end = last_quarter(books, deal.pricing_date.value)
    if isinstance(end, Problem):
        return None
    told = report(books, end, Sources(deals=shipped_deals(), new=deal))
    decided = _decision(deal, told, deal.pricing_date.value)
    why = (
        (verdict(decided, "Why borrow?"), believed(decided)) if decided else _foreign(deal)
    )
    turned = () if isinstance(told.turned_to_debt, Problem) else (turned_line(told),)
    charts = _charts(told, decided)
    undrawn = (each for each in charts if isinstance(each, Line))
    lines = (_carry(told), *_flow(told), *why, *turned, *_hangs(told), *undrawn)
    return Section(
        key="borrower",
        heading="The borrower",
        blocks=(
            *lines,
            strength_table(told.before, told.after, detail=True),
            *drawn(*charts),
        ),
    )


def _decision(deal: Deal, told: Report, on: date) -> Decision | None:
    """Debt against cash for the size of the deal, where all that it takes is known."""
    end = latest_quarter(told.books, on)
    sold = deal.total_face
    if isinstance(end, Problem) or sold is None or not points(deal) or _foreign(deal):
        return None
    prices = Prices(sale=deal, curve=curve_on(on))
    decided = decision(told.books, end, sold.value, prices=prices)
    return None if isinstance(decided, Problem) else decided


def _foreign(deal: Deal) -> tuple[Line, ...]:
    """Why cash in dollars is not weighed against a sale in another currency."""
    currency = deal.currency.value if deal.currency else _BOOKS
    if currency == _BOOKS:
        return ()
    told = (
        f"withheld: the books are in {_BOOKS}, the sale in {currency}; see `fund --amount`."
    )
    return (Line(label="Why borrow?", sentence=(told,)),)


def _carry(told: Report) -> Line:
    """Leverage, coverage and our rating estimate, before and after."""
    after = told.after
    return Line(
        label="Can it carry it?",
        sentence=(
            "leverage ",
            said("leverage:before", told.before.leverage, Form.RATIO),
            *_to("leverage:after", after.leverage if after else None),
            f" ({told.before.debt_basis or 'debt not stated'}), coverage ",
            said("coverage:before", told.before.coverage, Form.RATIO),
            *_to("coverage:after", after.coverage if after else None),
            "; our rating estimate ",
            rating_said("rating_estimate", told.estimate),
            *((" -> ", rating_said("rating_after", told.estimate_after)) if after else ()),
        ),
    )


def _to(key: str, ratio: Ratio | None) -> tuple[str | Said, ...]:
    """What a ratio becomes with the deal on top, where there is one."""
    return (" -> ", said(key, ratio, Form.RATIO)) if ratio is not None else ()


def _flow(told: Report) -> tuple[Line, ...]:
    """What a year's operations earn and what of it is built; silent if nobody says."""
    at = told.before
    if isinstance(at.capex_to_cash_flow, Problem):
        return ()
    sentence = (
        said("operating_cash_flow", at.operating_cash_flow, Form.MONEY),
        " of operating cash flow, ",
        said("capex_to_cash_flow", at.capex_to_cash_flow, Form.SHARE),
        f" of it spent on {at.capex_basis}; ",
        said("cash", at.cash, Form.MONEY),
        " of cash and securities",
    )
    return (Line(label=f"Year to {at.end:%b %Y}", sentence=sentence),)


def _hangs(told: Report) -> tuple[Line, ...]:
    """Whom its backlog hangs on, where contract and backlog are both known."""
    shares = {
        buyer: backlog_share(buyer, told.books.ticker)
        for buyer in dict.fromkeys(each.buyer for each in told.owed_to)
    }
    return tuple(
        Line(
            label=f"Hangs on {buyer}",
            sentence=(
                said(f"backlog_share:{buyer}", share, Form.SHARE),
                f" of its backlog of {share.as_of:%b %Y}",
            ),
        )
        for buyer, share in shares.items()
        if isinstance(share, Computed) and share.as_of
    )


def _charts(told: Report, decided: Decision | None) -> tuple[Chart | Line, ...]:
    """The charts, and in the place of one that cannot be drawn a line that says why."""
    paths = (ladder_chart(told.ladder), coverage_chart(told.path), capex_chart(told.race))
    return (*paths, frontier_chart(decided)) if decided else paths
