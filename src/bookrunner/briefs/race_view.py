"""The capex race as a section: five borrowers side by side, and what must be earned."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bookrunner.briefs.known import said
from bookrunner.briefs.story import Form, Line, Section, Table
from bookrunner.cited import Assumed, Problem
from bookrunner.issuers.beliefs import capex_item
from bookrunner.issuers.capex import (
    LIVES,
    RACERS,
    depreciation_to_come,
    laps,
    required_revenues,
    turned_to_debt,
)
from bookrunner.issuers.from_library import financials_from_library
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bookrunner.briefs.story import Said
    from bookrunner.deals import Deal
    from bookrunner.issuers.capex import Lap
    from bookrunner.issuers.financials import Financials

CAPITAL: Final = Assumed(Money(Decimal("5e12"), "USD"), "five trillion, as JPMorgan has it")
RETURN: Final = Assumed(0.10, "ten per cent a year, as JPMorgan has it")
ASSET_LIVES: Final = (None, 10.0, 6.0, 3.0)  # years; None lasts for ever
MARGINS: Final = (0.77, 0.60, 0.40)


def race_section(by: date, deals: Iterable[Deal]) -> Section:
    """Capex over cash flow, the turn to debt, depreciation to come, revenue required."""
    books = {ticker: financials_from_library(ticker) for ticker in RACERS}
    sold = tuple(deals)
    turns = tuple(_turned(each, by, sold) for each in books.values())
    return Section(
        key="race",
        heading="The capex race",
        blocks=(
            _shares(books, by),
            _to_come(books, by),
            _required(),
            *turns,
            _basis(books),
        ),
    )


def _shares(books: dict[str, Financials], by: date) -> Table:
    """Each issuer's capex over operating cash flow, by the calendar quarter it ended in."""
    run = {t: {_quarter(lap): lap for lap in laps(b, by)} for t, b in books.items()}
    quarters = sorted({quarter for each in run.values() for quarter in each})
    rows: list[tuple[Said | str, ...]] = [
        (
            quarter,
            *(
                said(f"capex_to_cash_flow:{t}:{quarter}", lap.to_cash_flow, Form.SHARE)
                if (lap := run[t].get(quarter))
                else ""
                for t in books
            ),
        )
        for quarter in quarters
    ]
    headings = ("capex over cash flow", *books)
    return Table(key="race", headings=headings, rows=tuple(rows))


def _to_come(books: dict[str, Financials], by: date) -> Table:
    rows: list[tuple[Said | str, ...]] = []
    for life in LIVES:
        cells = []
        for ticker, each in books.items():
            ends = [end for end in each.of(capex_item(each)).figures if end <= by]
            amount = depreciation_to_come(each, max(ends), life)
            cells.append(said(f"to_come:{ticker}:{life:g}", amount, Form.MONEY))
        rows.append((f"over {life:g} years", *cells))
    headings = ("still to depreciate", *books)
    return Table(key="to_come", headings=headings, rows=tuple(rows))


def _required() -> Table:
    """Why published figures differ threefold: the same formula, other lives and margins."""
    grid = required_revenues(CAPITAL, RETURN, ASSET_LIVES, MARGINS)
    rows: list[tuple[Said | str, ...]] = [
        (
            "for ever" if life is None else f"assets last {life:g} years",
            *(
                said(f"revenue:{life}:{margin}", grid[life, margin], Form.MONEY)
                for margin in MARGINS
            ),
        )
        for life in ASSET_LIVES
    ]
    headings = ("revenue for 10 % on $5tn", *(f"margin {m:.0%}" for m in MARGINS))
    return Table(key="required_revenue", headings=headings, rows=tuple(rows))


def _turned(books: Financials, by: date, deals: tuple[Deal, ...]) -> Line:
    label = f"{books.ticker} to debt"
    turn = turned_to_debt(books, by, deals)
    if isinstance(turn, Problem):
        return Line(label=label, sentence=(turn.message,))
    sentence = (
        f"in the quarter to {turn.quarter:%d %b %Y}, up ",
        said(f"debt_rise:{books.ticker}", turn.rise, Form.SHARE),
        f" since {turn.since:%d %b %Y} (dated by {turn.dated_by})",
    )
    return Line(label=label, sentence=sentence)


def _basis(books: dict[str, Financials]) -> Line:
    bases = {ticker: capex_item(each).words for ticker, each in books.items()}
    told = ", ".join(f"{ticker} {words}" for ticker, words in bases.items())
    return Line(label="Bases", sentence=(f"{told}: not to be compared across",))


def _quarter(lap: Lap) -> str:
    return f"{lap.end.year} Q{(lap.end.month + 2) // 3}"
