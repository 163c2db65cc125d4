"""From a deal as stated to the columns it is priced with.

Here the `Decimal`s of the filing become floats, once.  What a sheet leaves unsaid is
filled from the rule or custom of its market, with that rule as its passport: the day
count of a dollar corporate bond is the rule book's; a first coupon nobody states is
taken to fall on the first regular date at least a month after settlement (a shorter first
period customarily joins the next), and is marked as assumed.
Only tranches that pay a fixed coupon to a stated maturity become rows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.bonds import DayCount, fixed_rate_bonds
from bookrunner.bonds.calls import par_calls
from bookrunner.bonds.schedule import next_coupon_dates
from bookrunner.cited import Assumed, Computed, Reported
from bookrunner.deals.deal import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from bookrunner.bonds import Bonds
    from bookrunner.bonds.calls import Calls
    from bookrunner.cited import Figure
    from bookrunner.deals.deal import Deal, Tranche
    from bookrunner.units import Dates, Flags, Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """How one tranche counts: as stated, or as its market does, each with its passport."""

    frequency: Figure[int]  # coupons a year
    day_count: Figure[str]
    first_coupon: Figure[date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The tranches of a deal that can be priced, as columns."""

    rows: tuple[int, ...]  # which tranches of the deal these are, from 0
    bonds: Bonds
    calls: Calls  # at par, from the par call date on
    settlement: Dates
    conventions: tuple[Conventions, ...]
    left_out: Mapping[int, str]  # why the other tranches are no rows


def terms(deal: Deal, only: Collection[int] | None = None) -> Terms:
    """The fixed-rate tranches of a deal as columns, and why the others are left out.

    *only* these tranches, counted from 0, where it is given.
    """
    reasons = {
        n: _unpriced(deal, each)
        for n, each in enumerate(deal.tranches)
        if only is None or n in only
    }
    rows = tuple(n for n, reason in reasons.items() if not reason)
    tranches = [deal.tranches[n] for n in rows]
    counted = [(_frequency(deal, each), _day_count(deal, each)) for each in tranches]
    bonds = _columns(tranches, counted, deal.settlement_date)
    conventions = tuple(
        Conventions(
            frequency=often,
            day_count=rule,
            first_coupon=tranche.first_coupon or Assumed(first.item(), _FIRST_COUPON),
        )
        for tranche, (often, rule), first in zip(
            tranches, counted, bonds.first_coupon, strict=True
        )
    )
    return Terms(
        rows=rows,
        bonds=bonds,
        calls=par_calls(_days([each.par_call_date for each in tranches])),
        settlement=bonds.dated,
        conventions=conventions,
        left_out={n: reason for n, reason in reasons.items() if reason},
    )


def _columns(
    tranches: Sequence[Tranche],
    counted: Sequence[tuple[Figure[int], Figure[str]]],
    dated: Figure[date] | None,
) -> Bonds:
    bonds = fixed_rate_bonds(
        column([each.coupon for each in tranches]),
        _days([each.maturity for each in tranches]),
        dated=_days([dated] * len(tranches)),
        first_coupon=_days([each.first_coupon for each in tranches]),
        frequency=np.array([often.value for often, _ in counted], dtype=np.int64),
        day_count=np.array([DAY_COUNTS[rule.value] for _, rule in counted], dtype=np.int64),
    )
    inferred = np.array([each.first_coupon is None for each in tranches], dtype=bool)
    return _without_short_stubs(bonds, inferred)


def _without_short_stubs(bonds: Bonds, inferred: Flags) -> Bonds:
    """No first period under a month that no document states: it joins the next."""
    first = bonds.first_coupon
    short = inferred & ((first - bonds.dated).astype(np.int64) < _MONTH)
    following = next_coupon_dates(bonds, first)
    return replace(bonds, first_coupon=np.where(short, following, first))


def column(figures: Sequence[Figure[Decimal] | None]) -> Floats:
    """Figures as stated, as floats; NaN where none is."""
    return np.array([np.nan if each is None else float(each.value) for each in figures])


def _unpriced(deal: Deal, tranche: Tranche) -> str:
    """Why a tranche cannot be priced; an empty string where it can."""
    kind = tranche.kind.value if tranche.kind else None
    if kind not in {Kind.FIXED, None}:
        return f"a {kind.value} tranche has no yield to maturity of its own"
    needed = {
        "coupon": tranche.coupon,
        "maturity": tranche.maturity,
        "settlement date": deal.settlement_date,
        "currency": deal.currency,
    }
    missing = [name for name, figure in needed.items() if figure is None]
    if missing:
        return f"the documents state no {' and no '.join(missing)}"
    if _currency(deal) not in _MARKETS:
        return "the conventions of this currency are not known to the house"
    return ""


def _frequency(deal: Deal, tranche: Tranche) -> Figure[int]:
    """Coupons a year: as stated, counted from the interest dates, or by custom."""
    dates = tranche.interest_dates
    if tranche.frequency is not None:
        return tranche.frequency
    if dates is not None and len(dates.value) in {1, 2, 4, 12}:
        return Computed(len(dates.value), "deals.terms: interest dates counted", (dates,))
    return _MARKETS[_currency(deal)].frequency


def _day_count(deal: Deal, tranche: Tranche) -> Figure[str]:
    stated = tranche.day_count
    if stated is not None and stated.value in DAY_COUNTS:
        return stated
    return _MARKETS[_currency(deal)].day_count


def _currency(deal: Deal) -> str:
    return deal.currency.value if deal.currency else ""


def _days(figures: Sequence[Figure[date] | None]) -> Dates:
    return np.array([each.value if each else "NaT" for each in figures], "datetime64[D]")


@dataclass(frozen=True, slots=True)
class _Market:
    frequency: Figure[int]
    day_count: Figure[str]


def _custom(coupons: int, currency: str) -> Figure[int]:
    often = {1: "yearly", 2: "twice a year"}[coupons]
    return Assumed(coupons, f"no interest dates stated: {currency} bonds pay {often}")


_MONTH: Final = 30  # days
_FIRST_COUPON: Final = (
    "no first coupon stated: the first regular date at least a month after settlement"
)
_FINRA: Final = "FINRA Rule 11620: a 360-day year of twelve 30-day months"
_ICMA: Final = "ICMA Rule 251: actual days over actual days of the coupon period"

DAY_COUNTS: Final[Mapping[str, DayCount]] = {
    "30/360": DayCount.THIRTY_360,
    "30E/360": DayCount.THIRTY_E_360,
    "Actual/360": DayCount.ACT_360,
    "Actual/365": DayCount.ACT_365F,
    "Actual/Actual": DayCount.ACT_ACT_ICMA,
    "Actual/Actual (ICMA)": DayCount.ACT_ACT_ICMA,
}

_MARKETS: Final[Mapping[str, _Market]] = {
    "USD": _Market(_custom(2, "dollar"), Reported("30/360", _FINRA, None, "A")),
    "EUR": _Market(_custom(1, "euro"), Reported("Actual/Actual (ICMA)", _ICMA, None, "A")),
    "GBP": _Market(
        _custom(1, "sterling"), Reported("Actual/Actual (ICMA)", _ICMA, None, "A")
    ),
    "JPY": _Market(_custom(2, "yen"), Assumed("30/360", "as US issuers' yen bonds count")),
    "CHF": _Market(_custom(1, "franc"), Assumed("30E/360", "as Swiss bonds count")),
}
