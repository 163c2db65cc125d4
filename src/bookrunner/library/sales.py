"""Bond sales that ship: deals, their tranches, and how each sale unfolded."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from bookrunner.library.rows import amount, grade_of, reported, rows, witnesses
from bookrunner.units import bps, percent, price

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bookrunner.cited import Grade, Reported
    from bookrunner.library.rows import Row, Witnesses
    from bookrunner.units import Money

_AGENCIES = {"Moody's": "moodys", "S&P": "sp", "Fitch": "fitch"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DealFacts:
    """What the sources say of one sale."""

    deal_id: str
    issuer: Reported[str]
    ticker: str  # of the company whose debt it is, or serves; "" where there is none
    deal_type: str  # "IG senior unsecured"
    pricing_date: Reported[date] | None
    period: str  # when it was sold as far as it is known: "2025-11-17", "2026-03"
    settlement_date: Reported[date] | None
    currency: Reported[str]  # ISO 4217
    total_face: Reported[Money] | None
    tranche_count: Reported[int] | None
    ratings: Mapping[str, Reported[str]]  # agency -> rating
    bookrunners: Reported[tuple[str, ...]] | None
    further_underwriters: Reported[int] | None  # on the cover, besides the bookrunners
    net_proceeds: Reported[Money] | None
    underwriting_fees: Reported[Money] | None
    use_of_proceeds: Reported[str] | None
    documents: tuple[str, ...]  # the addresses its facts come from
    grade: Grade  # of its first source: A a filing, B the press


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheFacts:
    """What the sources say of one tranche; rates are decimals, prices per 100."""

    deal_id: str
    number: int  # within its deal, from 1
    title: Reported[str]
    kind: Reported[str]  # "fixed" or "floating"
    coupon: Reported[Decimal] | None
    floating_index: Reported[str] | None
    margin: Reported[Decimal] | None
    face: Reported[Money] | None
    currency: str  # ISO 4217
    maturity: Reported[date] | None
    due: str  # its maturity as far as it is known: "2035-11-20", "2035"
    first_coupon: Reported[date] | None
    frequency: Reported[int] | None  # coupons a year
    price: Reported[Decimal] | None
    yield_to_maturity: Reported[Decimal] | None
    spread_at_pricing: Reported[Decimal] | None
    benchmark: Reported[str] | None
    benchmark_yield: Reported[Decimal] | None
    gross_spread: Reported[Decimal] | None  # underwriting discount, per 100 face
    net_price: Reported[Decimal] | None  # proceeds before expenses, per 100 face
    cusip: Reported[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFacts:
    """One figure of one stage of a sale."""

    deal_id: str
    stage: str  # "target", "talk", "peak" (of the book) or "final"
    quantity: str  # "size", "spread", "order_book" or "attrition"
    tranche: str  # "" the deal as a whole, "longest", or the number of a tranche
    figure: Reported[Money | Decimal]


@cache
def deals() -> tuple[DealFacts, ...]:
    """Every sale that ships.

    >>> [d.total_face.value.amount for d in deals() if d.deal_id == "amzn-2025-11-17"]
    [Decimal('15000000000')]
    """
    told = witnesses("deals.csv", "deal_id")
    return tuple(_deal(deal_id, about) for (deal_id,), about in told.items())


@cache
def tranches(deal_id: str) -> tuple[TrancheFacts, ...]:
    """The tranches of one sale in the order of its filing; none for an unknown one.

    >>> [str(t.coupon.value) for t in tranches("amzn-2025-11-17")][:2]
    ['0.03900', '0.04100']
    """
    told = witnesses("tranches.csv", "deal_id", "tranche")
    return tuple(_tranche(key, about) for key, about in told.items() if key[0] == deal_id)


@cache
def stages(deal_id: str) -> tuple[StageFacts, ...]:
    """How one sale unfolded, as far as it was reported.

    >>> [(s.stage, str(s.figure.value)) for s in stages("amzn-2025-11-17")][1]
    ('talk', '0.0115')
    """
    return tuple(_stage(row) for row in rows("stages.csv") if row["deal_id"] == deal_id)


def _deal(deal_id: str, about: Witnesses) -> DealFacts:
    first = about.rows[0]
    ratings = {agency: about.words(column) for agency, column in _AGENCIES.items()}
    return DealFacts(
        deal_id=deal_id,
        issuer=reported(first, first["issuer"]),
        ticker=first["ticker"],
        deal_type=first["deal_type"],
        pricing_date=about.day("priced"),
        period=first["priced"],
        settlement_date=about.day("settled"),
        currency=reported(first, first["currency"]),
        total_face=about.money("face", first["currency"]),
        tranche_count=about.figure("tranches", int),
        ratings={agency: rating for agency, rating in ratings.items() if rating},
        bookrunners=about.figure("bookrunners", _names),
        further_underwriters=about.figure("further_underwriters", int),
        net_proceeds=about.money("net_proceeds", first["currency"]),
        underwriting_fees=about.money("underwriting_fees", first["currency"]),
        use_of_proceeds=about.words("use_of_proceeds"),
        documents=tuple(a for row in about.rows for a in row["source"].split(" ; ")),
        grade=grade_of(first),
    )


def _tranche(key: tuple[str, ...], about: Witnesses) -> TrancheFacts:
    first = about.rows[0]
    return TrancheFacts(
        deal_id=key[0],
        number=int(key[1]),
        title=reported(first, first["title"]),
        kind=reported(first, first["kind"]),
        coupon=about.figure("coupon_percent", percent),
        floating_index=about.words("floating_index"),
        margin=about.figure("margin_percent", percent),
        face=about.money("face", first["currency"]),
        currency=first["currency"],
        maturity=about.day("maturity"),
        due=first["maturity"],
        first_coupon=about.day("first_coupon"),
        frequency=about.figure("frequency", int),
        price=about.figure("price", price),
        yield_to_maturity=about.figure("yield_percent", percent),
        spread_at_pricing=about.figure("spread_bp", bps),
        benchmark=about.words("benchmark"),
        benchmark_yield=about.figure("benchmark_yield_percent", percent),
        gross_spread=about.figure("gross_spread", price),
        net_price=about.figure("net_price", price),
        cusip=about.words("cusip"),
    )


def _stage(row: Row) -> StageFacts:
    return StageFacts(
        deal_id=row["deal_id"],
        stage=row["stage"],
        quantity=row["quantity"],
        tranche=row["tranche"],
        figure=reported(row, _measured(row["value"], row["unit"])),
    )


def _measured(cell: str, unit: str) -> Money | Decimal:
    if unit == "bp":
        return bps(cell)
    return Decimal(cell) if unit == "ratio" else amount(cell, unit)


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";"))
