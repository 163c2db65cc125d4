"""What an issuer had outstanding on the eve of a sale, from the facts that ship.

The last balance sheet before the day, plus the dollar bonds sold since it closed.  Bonds
of other currencies are inside the balance sheet; sold since, they are left out, for no
exchange rate is stated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookrunner import library
from bookrunner.cited import Computed

if TYPE_CHECKING:
    from datetime import date

    from bookrunner.cited import Figure
    from bookrunner.units import Money


def hyperscalers() -> tuple[str, ...]:
    """The cohort: the five whose bonds make the AI sector here.

    >>> hyperscalers()
    ('AMZN', 'GOOGL', 'META', 'MSFT', 'ORCL')
    """
    return library.cohorts()["hyperscalers"]


def outstanding(ticker: str, day: date) -> Computed[Money] | None:
    """An issuer's debt on the eve of *day*; None where no balance sheet is at hand.

    >>> from datetime import date
    >>> eve = outstanding("AMZN", date(2025, 11, 17))
    >>> f"{eve.value.amount:,.0f}"
    '50,742,000,000'
    """
    told = [q for q in library.quarters(ticker) if q.debt and q.period_end < day]
    if not told:
        return None
    last = told[-1]
    parts: list[Figure[Money]] = [last.debt] if last.debt else []
    parts += [face for face in _sold(ticker, last.period_end, day) if face]
    total = parts[0].value
    for part in parts[1:]:
        total = total + part.value
    told_by = f"debt of {last.period_end} ({last.debt_basis})"
    told_by += " and dollar bonds sold since" if len(parts) > 1 else ""
    return Computed(total, told_by, tuple(parts), as_of=day)


def sector_outstanding(day: date) -> Computed[Money] | None:
    """The five issuers' debt together; None unless each has a balance sheet."""
    parts = [outstanding(ticker, day) for ticker in hyperscalers()]
    known = [part for part in parts if part]
    if len(known) < len(parts):
        return None
    total = known[0].value
    for part in known[1:]:
        total = total + part.value
    return Computed(
        total, "debt of the five, " + ", ".join(hyperscalers()), tuple(known), day
    )


def days_of_sales() -> tuple[date, ...]:
    """The pricing days of the five borrowers' dollar bonds that ship, in order."""
    cohort = hyperscalers()
    days = {
        deal.pricing_date.value
        for deal in library.deals()
        if deal.ticker in cohort
        and deal.deal_type.startswith("IG")
        and deal.currency.value == "USD"
        and deal.pricing_date
    }
    return tuple(sorted(days))


def _sold(ticker: str, after: date, before: date) -> list[Figure[Money] | None]:
    return [
        deal.total_face
        for deal in library.deals()
        if deal.ticker == ticker
        and deal.deal_type.startswith("IG")
        and deal.currency.value == "USD"
        and deal.pricing_date
        and after < deal.pricing_date.value < before
    ]
