"""`bookrunner fund`: borrow, spend cash or build later, and what must be believed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bookrunner.cli.issuer import (
    AsOf,
    Facts,
    Html,
    Ticker,
    books_of,
    day_asked,
    deals_at_hand,
    draw,
    one_table,
)
from bookrunner.cli.output import Csv, Json, say_json
from bookrunner.cli.sections import say_section, write_page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bookrunner.briefs.story import Section
    from bookrunner.cited import Problem
    from bookrunner.issuers.financials import Financials
    from bookrunner.issuers.funding import Decision
    from bookrunner.issuers.mix_gap import Gap

Amount = Annotated[str, typer.Option(help="Dollars needed: 12e9, 12bn.")]
Believe = Annotated[
    list[str] | None,
    typer.Option(
        "--believe", metavar="NAME=VALUE", help="Set a belief: tax=0.25, payouts=70e9."
    ),
]

_SIZE = re.compile(r"\$?([\d.,]+(?:e\d+)?)\s*(bn|b|billion|m|mn|million)?", re.IGNORECASE)
_SCALES = {"": 1, "m": 10**6, "b": 10**9}  # by the first letter
_MOST = 1e13  # dollars: more than all corporate bonds there are


def fund(
    ticker: Ticker,
    *,
    amount: Amount,
    as_of: AsOf = None,
    facts: Facts = None,
    believe: Believe = None,
    html: Html = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Say why to borrow: cost of cash, debt and slower capex, break-even, tranche mix."""
    from bookrunner.briefs.funding_view import funding_sections
    from bookrunner.briefs.mix_view import mix_section
    from bookrunner.cited import Problem
    from bookrunner.issuers.mix_beliefs import implied

    on = day_asked(as_of)
    books = books_of(ticker, facts, on)
    chosen = beliefs_given(believe)
    decision = _decision(books, on, dollars(amount), chosen)
    gap = _gap(decision, on)
    sections = funding_sections(decision)
    problems = books.problems
    if isinstance(gap, Problem):
        problems = (*problems, gap)
    else:
        sections = (*sections, mix_section(gap, implied(gap)))
    if html is not None:
        write_page(sections, problems, html)
    elif json:
        say_json(_record(decision, sections, problems))
    elif csv:
        say_section(one_table(sections, "break_even"), (), json=False, csv=True)
    else:
        draw(sections, problems)


def dollars(words: str) -> float:
    """The amount of ``12e9``, ``12bn``, ``$12,000m``, ``12 billion``; no other words."""
    from bookrunner.errors import MisuseError

    found = _SIZE.fullmatch(words.strip())
    try:
        number = float(found[1].replace(",", "")) if found else 0.0
    except ValueError:
        number = 0.0
    whole = number * _SCALES[(found[2] or "")[:1].lower()] if found else 0.0
    if not 0 < whole <= _MOST:
        raise MisuseError(
            expected="an amount such as 12e9 or 12bn, up to ten trillion", seen=words
        )
    return whole


def beliefs_given(words: list[str] | None) -> dict[str, float]:
    """The beliefs of ``--believe NAME=VALUE``."""
    from bookrunner.errors import MisuseError

    given: dict[str, float] = {}
    for each in words or []:
        name, _, value = each.partition("=")
        try:
            given[name.strip().replace("-", "_")] = float(value)
        except ValueError:
            raise MisuseError(expected="a belief such as tax=0.25", seen=each) from None
    return given


def _decision(
    books: Financials, on: date | None, amount: float, chosen: Mapping[str, float]
) -> Decision:
    from decimal import Decimal

    from bookrunner.cited import Problem
    from bookrunner.errors import UnavailableError
    from bookrunner.issuers.beliefs import Prices
    from bookrunner.issuers.funding import decision, latest_quarter
    from bookrunner.issuers.offered import curve_on, last_sale
    from bookrunner.units import Money

    end = latest_quarter(books, on, chosen)
    if not isinstance(end, Problem):
        day = on or end
        sale = last_sale(books.ticker, day, deals_at_hand())
        told = decision(
            books,
            end,
            Money(Decimal(round(amount)), "USD"),
            prices=Prices(sale=sale, curve=curve_on(day)),
            chosen=chosen,
        )
        if not isinstance(told, Problem):
            return told
        end = told
    raise UnavailableError(
        expected="all that the decision rests on",
        seen=end.message,
        hint=_hint(end),
    )


def _hint(problem: Problem) -> str:
    """The beliefs that would stand in for what is missing."""
    if problem.figure == "quarter":
        return "--believe sets operating_cash_flow, capex, and the growth of both"
    settable = (f"--believe {name}=VALUE" for name in problem.figure.split(", "))
    return f"{' '.join(settable)} would do"


def _gap(decision: Decision, on: date | None) -> Gap | Problem:
    """The tranche mix of the borrower's last sale, beside the best."""
    from bookrunner.issuers.beliefs import refinancing_cost
    from bookrunner.issuers.known import missing
    from bookrunner.issuers.mix_gap import gap_to_choice, owed_by
    from bookrunner.issuers.mix_limits import Borrower
    from bookrunner.issuers.offered import last_sale
    from bookrunner.issuers.precedents import cuts

    deals = deals_at_hand()
    sale = last_sale(decision.ticker, on or decision.end, deals)
    if sale is None or sale.pricing_date is None:
        return missing("mix", f"no sale of {decision.ticker} at hand to compare with")
    borrower = Borrower(
        owed=owed_by(decision.ticker, deals, sale.pricing_date.value),
        cash_flow=decision.beliefs.number("operating_cash_flow"),
        refinancing=refinancing_cost(decision.beliefs),
        known=cuts(deals),
    )
    return gap_to_choice(sale, borrower)


def _record(
    decision: Decision, sections: tuple[Section, ...], problems: tuple[Problem, ...]
) -> dict[str, Any]:
    from bookrunner.briefs.record import section_record

    return {
        "ticker": decision.ticker,
        "quarter": decision.end.isoformat(),
        "cheapest": decision.cheapest.value,
        "sections": [section_record(each) for each in sections],
        "problems": [
            {"figure": p.figure, "reason": p.reason.value, "message": p.message}
            for p in problems
        ],
    }
