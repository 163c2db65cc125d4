"""The tables of the store.

There are no keys and no indexes: one process writes at a time, and what replaces
something deletes it in the same transaction.  Deals are kept whole, passports and all,
as JSON (`packing`); the columns beside it are for filtering.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION: Final = 1

TABLES: Final[Mapping[str, Mapping[str, str]]] = {
    "about": {
        "maker": "VARCHAR",
        "version": "INTEGER",
    },
    "filings": {
        "accession": "VARCHAR",
        "cik": "VARCHAR",
        "company": "VARCHAR",
        "form": "VARCHAR",
        "filed": "DATE",
        "url": "VARCHAR",
        "outcome": "VARCHAR",
        "reason": "VARCHAR",
        "reading": "VARCHAR",
    },
    "documents": {
        "accession": "VARCHAR",
        "name": "VARCHAR",
        "url": "VARCHAR",
        "sha256": "VARCHAR",
    },
    "deals": {
        "deal_id": "VARCHAR",
        "issuer": "VARCHAR",
        "ticker": "VARCHAR",
        "pricing_date": "DATE",
        "settlement_date": "DATE",
        "currency": "VARCHAR",
        "face": "DECIMAL(24, 2)",
        "whole": "VARCHAR",
    },
    "deal_filings": {
        "deal_id": "VARCHAR",
        "accession": "VARCHAR",
    },
    "tranches": {
        "deal_id": "VARCHAR",
        "number": "INTEGER",
        "title": "VARCHAR",
        "kind": "VARCHAR",
        "coupon": "DOUBLE",
        "maturity": "DATE",
        "face": "DECIMAL(24, 2)",
        "price": "DOUBLE",
        "yield_to_maturity": "DOUBLE",
        "spread_at_pricing": "DOUBLE",
        "cusip": "VARCHAR",
        "isin": "VARCHAR",
    },
    "problems": {
        "deal_id": "VARCHAR",
        "figure": "VARCHAR",
        "reason": "VARCHAR",
        "message": "VARCHAR",
    },
    "stages": {
        "deal_id": "VARCHAR",
        "stage": "VARCHAR",
        "quantity": "VARCHAR",
        "tranche": "VARCHAR",
        "value": "VARCHAR",
        "unit": "VARCHAR",
        "source": "VARCHAR",
        "as_of": "DATE",
        "note": "VARCHAR",
    },
    "facts": {
        "cik": "VARCHAR",
        "concept": "VARCHAR",
        "unit": "VARCHAR",
        "period_start": "DATE",
        "period_end": "DATE",
        "value": "VARCHAR",
        "accession": "VARCHAR",
        "form": "VARCHAR",
        "filed": "DATE",
    },
    "series": {
        "name": "VARCHAR",
        "day": "DATE",
        "value": "VARCHAR",
        "fetched_at": "TIMESTAMP",
        "source": "VARCHAR",
    },
    "runs": {
        "command": "VARCHAR",
        "started": "TIMESTAMP",
        "ended": "TIMESTAMP",
        "outcome": "VARCHAR",
    },
}
"""The columns of each table, and their types."""

SCHEMA: Final = "".join(
    f"CREATE TABLE {name} ({', '.join(f'{column} {kind}' for column, kind in of.items())});"
    for name, of in TABLES.items()
)
