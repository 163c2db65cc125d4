"""What is kept besides deals: filings, stages, facts, series, runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One filing, and what came of reading it."""

    accession: str  # "0001104659-25-113283"
    cik: str
    company: str
    form: str  # "FWP"
    filed: date
    url: str
    outcome: str  # "deal", "refused", "unread"
    reason: str = ""
    documents: tuple[tuple[str, str, str], ...] = ()  # (name, url, sha256 of its bytes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One figure of one stage of a sale, typed in or loaded by the user."""

    deal_id: str
    stage: str  # "target", "talk", "guidance", "launch", "peak", "final"
    quantity: str  # "size", "spread", "order_book", "attrition"
    tranche: str = ""  # "" the deal as a whole, "longest", or the number of a tranche
    value: Decimal  # in the units of the house
    unit: str  # ISO 4217, "decimal per year" or "ratio"
    source: str
    as_of: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One figure of one issuer's financial statements, as one filing states it."""

    cik: str
    concept: str  # "us-gaap:NetCashProvidedByUsedInOperatingActivities"
    unit: str  # "USD"
    period_start: date | None  # None of a balance, which has one day
    period_end: date
    value: Decimal
    accession: str
    form: str
    filed: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Observations:
    """A series as it is, or was, known, in the units it was published in."""

    name: str  # "DGS10"
    days: tuple[date, ...]
    values: tuple[Decimal, ...]
    source: str  # of its last day; "" where nothing is known
    fetched_at: datetime | None  # when the youngest of them was fetched, UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a command that changed the store."""

    command: str
    started: datetime
    ended: datetime
    outcome: str  # "done", "interrupted", or what went wrong
