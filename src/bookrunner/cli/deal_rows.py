"""Deals side by side, as `bookrunner deals` shows them: a table, cells, or passports."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.deals.listing import Listed

COLUMNS: Final = {
    "deal_id": "VARCHAR",
    "issuer": "VARCHAR",
    "ticker": "VARCHAR",
    "sold": "VARCHAR",
    "pricing_date": "DATE",
    "settlement_date": "DATE",
    "currency": "VARCHAR",
    "face": "DECIMAL(24, 2)",
    "tranches": "INTEGER",
    "shortest_years": "DOUBLE",
    "longest_years": "DOUBLE",
    "moodys": "VARCHAR",
    "sp": "VARCHAR",
    "fitch": "VARCHAR",
    "bookrunners": "VARCHAR",
    "known": "VARCHAR",
    "origin": "VARCHAR",
    "source": "VARCHAR",
}
_MARKS: Final = "known: filed = read from the filing; A = a filing reported; B = the press"


def cells(row: Listed) -> dict[str, Any]:
    """A row as the plain cells of a CSV or Parquet file."""
    deal = row.deal
    pricing, settlement = deal.pricing_date, deal.settlement_date
    money = row.face.value if row.face else None
    rated = {agency: rating.value for agency, rating in deal.ratings.items()}
    return {
        "deal_id": deal.deal_id,
        "issuer": deal.issuer.value if deal.issuer else None,
        "ticker": deal.ticker,
        "sold": row.sold or None,
        "pricing_date": pricing.value.isoformat() if pricing else None,
        "settlement_date": settlement.value.isoformat() if settlement else None,
        "currency": deal.currency.value if deal.currency else None,
        "face": f"{money.amount:f}" if money else None,
        "tranches": row.tranches,
        "shortest_years": row.tenors[0] if row.tenors else None,
        "longest_years": row.tenors[-1] if row.tenors else None,
        "moodys": rated.get("Moody's"),
        "sp": rated.get("S&P"),
        "fitch": rated.get("Fitch"),
        "bookrunners": "; ".join(deal.bookrunners.value) if deal.bookrunners else None,
        "known": row.known,
        "origin": row.origin,
        "source": deal.documents[0] if deal.documents else None,
    }


def record(row: Listed) -> dict[str, Any]:
    """A row with the passport of every figure."""
    from bookrunner.cited import passport

    deal = row.deal
    face_why = "no source at hand states the size, nor of every tranche"
    day_why = f"only {row.sold} is known" if row.sold else "no source at hand states it"
    return {
        "deal_id": deal.deal_id,
        "ticker": deal.ticker,
        "sold": row.sold or None,
        "origin": row.origin,
        "known": row.known,
        "issuer": passport(deal.issuer, "text"),
        "pricing_date": passport(deal.pricing_date, "date", day_why),
        "settlement_date": passport(deal.settlement_date, "date"),
        "currency": passport(deal.currency, "text"),
        "face": passport(row.face, "money", face_why),
        "tranches": row.tranches,
        "tenors_years": list(row.tenors),
        "ratings": {a: passport(rating, "text") for a, rating in deal.ratings.items()},
        "bookrunners": passport(deal.bookrunners, "text"),
        "documents": list(deal.documents),
        "problems": len(deal.problems),
    }


def show(rows: Sequence[Listed]) -> None:
    """Rows as a table on stdout, and what its last columns mean."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading, side in _HEADINGS:
        table.add_column(heading, justify=side, no_wrap=True)
    for row in rows:
        table.add_row(*_shown(row))
    width = None if sys.stdout.isatty() else 400
    console = Console(soft_wrap=True, highlight=False, width=width)
    console.print(table)
    console.print(_MARKS)


_HEADINGS: Final[list[tuple[str, Literal["left", "right"]]]] = [
    ("sold", "left"),
    ("deal", "left"),
    ("issuer", "left"),
    ("face", "right"),
    ("tranches", "right"),
    ("years", "right"),
    ("ratings", "left"),
    ("known", "left"),
    ("from", "left"),
]


def _shown(row: Listed) -> list[str]:
    from bookrunner.briefs.story import Form, Said
    from bookrunner.briefs.words import written

    deal, ends = (
        row.deal,
        [f"{row.tenors[0]:.0f}", f"{row.tenors[-1]:.0f}"] if row.tenors else [],
    )
    issuer = deal.issuer.value if deal.issuer else ""
    return [
        row.sold,
        deal.deal_id,
        issuer if len(issuer) <= 28 else f"{issuer[:27]}…",
        written(Said(key="face", figure=row.face, form=Form.MONEY)),
        str(row.tranches or "-"),
        "-".join(dict.fromkeys(ends)),
        " / ".join(rating.value for rating in deal.ratings.values()),
        row.known,
        row.origin,
    ]
