"""What was sold: a `Deal` of `Tranche`s, every figure with its passport.

A figure nobody stated is ``None``; why it is missing stands in the problems of the
reading.  Values are as filed: `Decimal` with the filing's digits, in the units of the
house (a rate of 5.250% is ``Decimal("0.05250")``, a price is per 100 of face).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from bookrunner.cited import Figure
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.cited import Problem

Words: TypeAlias = Figure[str] | None
Number: TypeAlias = Figure[Decimal] | None
Day: TypeAlias = Figure[date] | None
Amount: TypeAlias = Figure[Money] | None


class Kind(Enum):
    """How a tranche pays; the value is the word `read --plain` prints."""

    FIXED = "fixed"
    FLOATING = "floating"
    FIXED_TO_FLOATING = "fixed-to-floating"
    FIXED_TO_FIXED = "fixed-to-fixed"  # the coupon is reset to a benchmark later
    ZERO = "zero"
    CONVERTIBLE = "convertible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche:
    """One line of a deal."""

    title: Words = None  # "3.900% Notes due 2028"
    kind: Figure[Kind] | None = None
    face: Amount = None
    coupon: Number = None  # decimal per year; of a floater, None
    floating_index: Words = None  # "Compounded SOFR"
    margin: Number = None  # decimal per year over the index
    maturity: Day = None
    first_coupon: Day = None
    interest_dates: Figure[tuple[str, ...]] | None = None  # ("03-15", "09-15")
    frequency: Figure[int] | None = None  # coupons a year
    day_count: Words = None  # "30/360", as stated
    price: Number = None  # to the public, per 100 face
    yield_to_maturity: Number = None
    spread_at_pricing: Number = None  # over the stated benchmark
    spread_to_midswap: Number = None
    benchmark: Words = None  # "4.000% due November 15, 2035"
    benchmark_price: Number = None  # per 100 face, thirty-seconds resolved
    benchmark_yield: Number = None
    gross_spread: Number = None  # underwriting discount, per 100 face
    net_price: Number = None  # proceeds before expenses, per 100 face
    make_whole_spread: Number = None
    par_call_date: Day = None
    reset_date: Day = None  # the first day on which a fixed rate is set anew
    reset_margin: Number = None  # over the rate it is then set to
    cusip: Words = None
    isin: Words = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A bond sale: what its documents say, nothing worked out."""

    deal_id: str  # "amzn-2025-11-17", or the name of the file it was read from
    issuer: Words = None
    ticker: str | None = None
    guarantors: Figure[tuple[str, ...]] | None = None
    pricing_date: Day = None
    settlement_date: Day = None
    currency: Words = None  # ISO 4217
    ratings: Mapping[str, Figure[str]] = field(default_factory=dict)  # agency -> rating
    bookrunners: Figure[tuple[str, ...]] | None = None
    further_underwriters: Figure[int] | None = None  # on the cover, besides those
    use_of_proceeds: Words = None
    total_face: Amount = None  # where a document states it
    net_proceeds: Amount = None  # where a document states it
    total_discount: Amount = None  # where a document states it
    tranches: tuple[Tranche, ...] = ()
    documents: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
