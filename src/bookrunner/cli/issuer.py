"""`bookrunner issuer`: what a borrower can carry, owes, builds, and is owed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bookrunner.cli.output import Csv, Json, say_json
from bookrunner.cli.sections import say_section, write_page

if TYPE_CHECKING:
    from datetime import date

    from bookrunner.briefs.story import Section
    from bookrunner.cited import Problem
    from bookrunner.deals import Deal
    from bookrunner.issuers.contracts import Profile
    from bookrunner.issuers.financials import Financials
    from bookrunner.issuers.report import Report, Sources

Name = Annotated[
    str | None,
    typer.Argument(
        metavar="[TICKER|PARTY]",
        help="AMZN, GOOGL, META, MSFT, ORCL, ..., or OpenAI; without one, the race.",
    ),
]
Ticker = Annotated[str, typer.Argument(help="AMZN, GOOGL, META, MSFT, ORCL, ...")]
Facts = Annotated[
    str | None, typer.Option(help="A company-facts JSON of the SEC, of any filer.")
]
AsOf = Annotated[str | None, typer.Option(help="The day whose knowledge counts.")]
AsFiled = Annotated[
    bool, typer.Option("--as-filed", help="Figures as first filed, not as restated.")
]
DealName = Annotated[str | None, typer.Option(help="A deal to lay on top.")]
Sheets = Annotated[
    list[str] | None, typer.Option("--sheet", help="Term sheets of older bonds.")
]
Bonds = Annotated[
    str | None, typer.Option(help="CSV of bonds outstanding: maturity,face,coupon.")
]
Equity = Annotated[
    float | None,
    typer.Option("--equity-value", help="Market value of the equity, dollars."),
]
Volatility = Annotated[
    float | None, typer.Option("--equity-volatility", help="Of its returns, a year: 0.3.")
]
Matrix = Annotated[
    str | None, typer.Option(help="CSV of one-year rating transitions, yours to use.")
]
Shape = Annotated[str, typer.Option(help="How contracts spread over years: level, ramp.")]
Html = Annotated[
    Path | None, typer.Option("--html", help="Write one self-contained page, with charts.")
]
Term = Annotated[
    int | None, typer.Option(help="Years of a contract whose term no source states.")
]


def issuer(
    ticker: Name = None,
    *,
    facts: Facts = None,
    as_of: AsOf = None,
    as_filed: AsFiled = False,
    deal: DealName = None,
    sheet: Sheets = None,
    bonds: Bonds = None,
    profile: Shape = "level",
    term: Term = None,
    equity_value: Equity = None,
    equity_volatility: Volatility = None,
    matrix: Matrix = None,
    html: Html = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Say what a borrower can carry: ratios, ladder, capex, contracts."""
    from bookrunner.briefs.borrower_view import borrower_sections
    from bookrunner.issuers.report import report

    on = day_asked(as_of)
    if ticker is None or (facts is None and _is_party(ticker)):
        section = _party(ticker, _profile(profile, term)) if ticker else _race(on)
        if html is not None:
            write_page([section], (), html)
        else:
            say_section(section, (), json=json, csv=csv)
        return
    top = deal_on_top(deal)
    _its_own(top, ticker)
    _equity_meant(equity_value, equity_volatility)
    books = books_of(ticker, facts, on, as_filed=as_filed)
    end = _quarter(books, on, top)
    told = report(books, end, _sources(sheet, bonds, top))
    sections = borrower_sections(told, _profile(profile, term))
    if equity_value or matrix:
        sections += (_default(told, top, equity_value, equity_volatility, matrix),)
    if html is not None:
        write_page(sections, told.problems, html)
    elif json:
        say_json(_record(told, sections))
    elif csv:
        say_section(one_table(sections, "path"), (), json=False, csv=True)
    else:
        draw(sections, told.problems)


def _is_party(name: str) -> bool:
    """Whether a name is no issuer that ships, but owes or is owed under contracts."""
    from bookrunner.issuers.contracts import contracts
    from bookrunner.library import issuers

    if name.upper() in issuers():
        return False
    return bool(contracts(buyer=name) or contracts(seller=name))


def _race(on: date | None) -> Section:
    from datetime import date

    from bookrunner.briefs.race_view import race_section
    from bookrunner.deals import shipped_deals

    return race_section(on or date.max, shipped_deals())


def _party(name: str, profile: Profile) -> Section:
    from bookrunner.briefs.contracts_view import contracts_section

    return contracts_section(name, profile)


def books_of(
    ticker: str, facts: str | None, on: date | None, *, as_filed: bool = False
) -> Financials:
    """The books of a ticker: of a company-facts file, else those that ship."""
    if facts is None:
        from bookrunner.issuers.from_library import financials_from_library

        return financials_from_library(ticker.upper())
    from bookrunner.issuers.companyfacts import read_company_facts
    from bookrunner.issuers.from_facts import financials_from_facts
    from bookrunner.issuers.vintages import Vintage
    from bookrunner.sources.files import read_file

    vintage = Vintage.AS_FILED if as_filed else Vintage.AS_RESTATED
    read = read_company_facts(read_file(facts))
    return financials_from_facts(read, ticker.upper(), as_of=on, vintage=vintage)


def day_asked(words: str | None) -> date | None:
    """The day of ``--as-of``; None without one."""
    from bookrunner.units import day

    return day(words) if words else None


def deal_on_top(name: str | None) -> Deal | None:
    """The deal of ``--deal``: of the library, or a term sheet."""
    from bookrunner.cli.named import deal_named

    return deal_named([name]) if name else None


def _its_own(top: Deal | None, ticker: str) -> None:
    """A deal known to be another borrower's is not laid on top of this one's debt."""
    from bookrunner.errors import MisuseError

    if top and top.ticker and top.ticker != ticker.upper():
        seen = f"{top.deal_id}, of {top.ticker}"
        raise MisuseError(expected=f"a deal of {ticker.upper()}", seen=seen)


def one_table(sections: tuple[Section, ...], key: str) -> Section:
    """The section that is one table alone, for CSV."""
    from dataclasses import replace

    from bookrunner.briefs.story import Table

    tables = [b for each in sections for b in each.blocks if isinstance(b, Table)]
    found = tuple(table for table in tables if table.key == key)
    return replace(sections[0], blocks=found)


def draw(sections: tuple[Section, ...], problems: tuple[Problem, ...]) -> None:
    """Sections on the terminal, problems last."""
    import sys

    from rich.console import Console

    from bookrunner.briefs.terminal import drawn_sections

    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    for block in drawn_sections(sections, problems):
        console.print(block)


def _quarter(books: Financials, on: date | None, top: Deal | None) -> date:
    from bookrunner.cited import Problem
    from bookrunner.errors import UnavailableError
    from bookrunner.issuers.report import last_quarter

    until = on or (top.pricing_date.value if top and top.pricing_date else None)
    end = last_quarter(books, until)
    if isinstance(end, Problem):
        why = "; ".join(each.message for each in books.problems) or end.message
        raise UnavailableError(expected="the quarters of a borrower", seen=why)
    return end


def deals_at_hand() -> tuple[Deal, ...]:
    """The deals of the store and of the library; of one in both, the store's."""
    from bookrunner.cli.deals import stored_deals
    from bookrunner.deals import shipped_deals

    kept = {deal.deal_id: deal for deal in (*shipped_deals(), *stored_deals())}
    return tuple(kept.values())


def _sources(sheets: list[str] | None, bonds: str | None, top: Deal | None) -> Sources:
    from bookrunner.cli.named import deal_named
    from bookrunner.issuers.ladder import rungs_listed, rungs_of
    from bookrunner.issuers.report import Sources
    from bookrunner.sources.files import read_file

    read = [rungs_of(deal_named([sheet])) for sheet in sheets or []]
    own = rungs_listed(read_file(bonds).decode("utf-8-sig"), bonds) if bonds else ()
    return Sources(
        deals=deals_at_hand(),
        own=(*own, *(rung for each in read for rung in each.value)),
        problems=tuple(problem for each in read for problem in each.problems),
        new=top,
    )


def _default(
    told: Report,
    top: Deal | None,
    equity: float | None,
    moves: float | None,
    matrix: str | None,
) -> Section:
    from decimal import Decimal

    from bookrunner.briefs.default_view import default_section
    from bookrunner.cited import Assumed
    from bookrunner.issuers.default_risk import Market, default_risk
    from bookrunner.issuers.offered import curve_on
    from bookrunner.issuers.transition import transition_matrix
    from bookrunner.sources.files import read_file
    from bookrunner.units import Money

    market = Market(
        curve=curve_on(top.pricing_date.value if top and top.pricing_date else told.end),
        equity=Assumed(Money(Decimal(repr(equity)), "USD"), "set by the user")
        if equity
        else None,
        equity_volatility=Assumed(moves, "set by the user") if moves else None,
        matrix=transition_matrix(read_file(matrix).decode("utf-8-sig"), matrix)
        if matrix
        else None,
    )
    rated = [each.rating.value for each in told.ratings if each.agency == "S&P"]
    rating = rated[-1] if rated else None
    return default_section(default_risk(told.after or told.before, rating, top, market))


def _equity_meant(value: float | None, moves: float | None) -> None:
    """Both or neither, and neither absurd: what the structural models stand on."""
    from bookrunner.errors import MisuseError

    if value is None and moves is None:
        return
    if value is None or moves is None or not (0 < value <= 1e14 and 0 < moves <= 5):
        raise MisuseError(
            expected="--equity-value above 0, --equity-volatility to 5 (0.3: 30 %)",
            seen=f"{value}, {moves}",
        )


def _profile(shape: str, term: int | None) -> Profile:
    from bookrunner.errors import MisuseError
    from bookrunner.issuers.contracts import Profile, Shape

    if shape not in {each.value for each in Shape} or (term is not None and term < 1):
        raise MisuseError(
            expected="--profile level or ramp, --term of at least a year",
            seen=f"{shape}, {term}",
        )
    return Profile(shape=Shape(shape), unstated_years=term)


def _record(told: Report, sections: tuple[Section, ...]) -> dict[str, Any]:
    from bookrunner.briefs.record import section_record

    return {
        "ticker": told.books.ticker,
        "name": told.books.name,
        "quarter": told.end.isoformat(),
        "sections": [section_record(each) for each in sections],
        "problems": [
            {"figure": p.figure, "reason": p.reason.value, "message": p.message}
            for p in told.problems
        ],
    }
