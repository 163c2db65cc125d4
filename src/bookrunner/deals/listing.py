"""Deals side by side: one row a sale, and which rows are wanted.

Deals come in, from the library or a store; rows go out, each figure still with its
passport, and only those that a user's words ask for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cited import Cited, Computed, Reported
from bookrunner.deals.rating import is_rated
from bookrunner.deals.shipped import shipped_deals
from bookrunner.errors import MisuseError
from bookrunner.library import cohorts
from bookrunner.library import deals as shipped_facts
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from bookrunner.deals.deal import Amount, Deal, Tranche

DAYS_A_YEAR: Final = 365.25
_DUE: Final = re.compile(r"due\s+(\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One sale as a row."""

    deal: Deal
    sold: str  # the day, or as much of it as is known: "2025-11-17", "2026-03", ""
    face: Amount  # as stated, or the sum of the tranches where every one has its face
    tranches: int | None  # as many as were sold; None where nobody says
    tenors: tuple[float, ...]  # years from pricing, or settlement, to maturity; rising
    known: str  # "filed", or the grade of the source: "A", "B"
    origin: str  # "library" or "store"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which sales a user asks for; None asks for all."""

    issuer: str | None = None  # part of a name, or a ticker
    since: str | None = None  # a day, a month or a year: "2025-11"
    until: str | None = None
    min_size: Decimal | None = None  # units of the deal's own currency
    rating: str | None = None  # "A1", "AA-", "BBB", "IG", "HY"
    tenor: tuple[float, float] | None = None  # years, both ends included
    currency: str | None = None  # ISO 4217
    cohort: str | None = None  # "hyperscalers"


@cache
def library_rows() -> tuple[Listed, ...]:
    """Every sale of the library as a row, oldest first."""
    rows = []
    for facts, deal in zip(shipped_facts(), shipped_deals(), strict=True):
        row = _listed(deal, "library")
        count = facts.tranche_count.value if facts.tranche_count else row.tranches
        rows.append(replace(row, sold=facts.period, tranches=count))
    return _by_day(rows)


def listed(stored: Iterable[Deal]) -> tuple[Listed, ...]:
    """The library and what a store holds as one table, oldest first.

    A sale that is in both is shown once, as the store read it.
    """
    read = [_listed(deal, "store") for deal in stored]
    seen = {name for row in read for name in (row.deal.deal_id, _sale(row)) if name}
    shipped = [r for r in library_rows() if not {r.deal.deal_id, _sale(r)} & seen]
    return _by_day([*shipped, *read])


def _by_day(rows: Iterable[Listed]) -> tuple[Listed, ...]:
    """Oldest first; sales of which no day is known come last."""
    return tuple(sorted(rows, key=lambda row: (not row.sold, row.sold, row.deal.deal_id)))


def selected(rows: Sequence[Listed], wanted: Wanted) -> tuple[Listed, ...]:
    """The rows a user asks for.

    Raises:
        MisuseError: a rating no agency gives, a cohort nobody counts, an issuer or a
            currency that no row has.

    >>> wanted = Wanted(issuer="amazon", min_size=Decimal("15e9"), currency="USD")
    >>> [row.deal.deal_id for row in selected(library_rows(), wanted)]
    ['amzn-2025-11-17']
    """
    _refuse_unknown(rows, wanted)
    return tuple(row for row in rows if _is_wanted(row, wanted))


def _listed(deal: Deal, origin: str) -> Listed:
    day = deal.pricing_date
    return Listed(
        deal=deal,
        sold=day.value.isoformat() if day else "",
        face=total_face(deal),
        tranches=len(deal.tranches) or None,
        tenors=_tenors(deal),
        known=_known(deal),
        origin=origin,
    )


def total_face(deal: Deal) -> Amount:
    """What was sold, as stated, or as the sum of the tranches.

    The sum only where each tranche states its face and none is missing.
    """
    if deal.total_face is not None:
        return deal.total_face
    if any(problem.figure == "tranches" for problem in deal.problems):
        return None
    faces = tuple(tranche.face for tranche in deal.tranches)
    stated = tuple(face for face in faces if face is not None)
    if not stated or len(stated) < len(faces):
        return None
    if len({face.value.currency for face in stated}) > 1:
        return None
    total = sum((face.value.amount for face in stated), Decimal(0))
    value = Money(total, stated[0].value.currency)
    return Computed(value, "deals.listing.total_face", stated)


def _tenors(deal: Deal) -> tuple[float, ...]:
    day = deal.pricing_date or deal.settlement_date
    if day is None:
        return ()
    found = (_tenor(tranche, day.value) for tranche in deal.tranches)
    return tuple(sorted(years for years in found if years is not None))


def _tenor(tranche: Tranche, day: date) -> float | None:
    """Years to maturity; to the whole year where only the year in the title is known."""
    if tranche.maturity is not None:
        return round((tranche.maturity.value - day).days / DAYS_A_YEAR, 2)
    found = _DUE.search(tranche.title.value) if tranche.title else None
    return float(int(found[1]) - day.year) if found else None


def _known(deal: Deal) -> str:
    records: tuple[Deal | Tranche, ...] = (deal, *deal.tranches)
    told = [figure for record in records for figure in _figures(record)]
    if any(isinstance(figure, Cited) for figure in told):
        return "filed"
    return next((figure.grade for figure in told if isinstance(figure, Reported)), "")


def _figures(record: Deal | Tranche) -> Iterator[Any]:
    return (getattr(record, field.name) for field in fields(record))


def _sale(row: Listed) -> str:
    """A name two readings of one sale share: who, when, in which money, how much."""
    deal = row.deal
    if not (deal.ticker and deal.pricing_date and row.face):
        return ""
    money = row.face.value
    return f"{deal.ticker} {row.sold} {money.currency} {money.amount:.0f}"


def _is_wanted(row: Listed, wanted: Wanted) -> bool:
    size, money = wanted.min_size, row.face.value if row.face else None
    low, high = wanted.tenor or (0.0, 0.0)
    return (
        (wanted.issuer is None or _is_issuer(row, wanted.issuer))
        and (wanted.since is None or _from(row.sold, wanted.since))
        and (wanted.until is None or _up_to(row.sold, wanted.until))
        and (size is None or (money is not None and money.amount >= size))
        and (wanted.rating is None or is_rated(row.deal.ratings, wanted.rating))
        and (wanted.tenor is None or any(low <= y <= high for y in row.tenors))
        and (wanted.currency is None or _currency(row) == wanted.currency.upper())
        and (wanted.cohort is None or row.deal.ticker in cohorts()[wanted.cohort])
    )


def _is_issuer(row: Listed, asked: str) -> bool:
    name = row.deal.issuer.value if row.deal.issuer else ""
    ticker = (row.deal.ticker or "").casefold()
    return asked.casefold() == ticker or asked.casefold() in name.casefold()


def _from(sold: str, since: str) -> bool:
    """Whether a sale of which perhaps only the month is known may lie after a day."""
    return bool(sold) and sold >= since[: len(sold)]


def _up_to(sold: str, until: str) -> bool:
    return bool(sold) and sold[: len(until)] <= until


def _currency(row: Listed) -> str:
    return row.deal.currency.value if row.deal.currency else ""


def _refuse_unknown(rows: Sequence[Listed], wanted: Wanted) -> None:
    if wanted.rating is not None:
        is_rated({}, wanted.rating)
    if wanted.cohort is not None:
        _refuse("a cohort", wanted.cohort, cohorts())
    if wanted.currency is not None:
        _refuse("a currency of a deal at hand", wanted.currency.upper(),
                {_currency(row) for row in rows} - {""})  # fmt: skip
    if wanted.issuer is not None and not any(_is_issuer(r, wanted.issuer) for r in rows):
        names = {row.deal.issuer.value for row in rows if row.deal.issuer}
        _refuse("an issuer of a deal at hand", wanted.issuer, names)


def _refuse(expected: str, seen: str, known: Iterable[str]) -> None:
    names = sorted(known)
    if seen in names:
        return
    near = get_close_matches(seen, names, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names[:12])}"
    raise MisuseError(expected=expected, seen=seen, hint=hint)
