"""A deal with its numbers worked out: what `bonds` says of what the documents say.

A `Deal` and the Treasury curve of its pricing day come in; per tranche and for the
whole come the figures of the brief, each computed with what went in, or ``None`` with
the reason in `why`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from bookrunner import bonds
from bookrunner.bonds.calls import yield_to_worst
from bookrunner.bonds.curve import years_to_maturity
from bookrunner.cited import Computed, Reported
from bookrunner.deals.amounts import of_face, year_of_interest
from bookrunner.deals.terms import column, terms
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from bookrunner.bonds import ParCurve
    from bookrunner.cited import Figure
    from bookrunner.deals.deal import Deal, Tranche
    from bookrunner.deals.terms import Terms
    from bookrunner.units import Floats

Number: TypeAlias = Computed[float] | None
Amount: TypeAlias = Computed[Money] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedTranche:
    """One tranche, as stated and as worked out."""

    tranche: Tranche
    price: Figure[Any] | None = None  # as stated, else from the stated yield
    yield_to_maturity: Figure[Any] | None = None  # as stated, else from the stated price
    accrued: Number = None
    modified_duration: Number = None
    macaulay_duration: Number = None
    convexity: Number = None
    dv01: Number = None  # price points per 100 face for one basis point
    yield_to_worst: Number = None  # where a par call is stated
    g_spread: Number = None
    all_in_yield: Number = None  # what the issuer pays, after the discount
    years: Number = None  # settlement to maturity, days over 365.25
    dollar_dv01: Amount = None  # of the whole tranche, for one basis point
    ten_year_equivalents: Amount = None
    proceeds: Amount = None  # to the issuer, before expenses
    fee: Amount = None
    interest: Amount = None  # in a year
    why: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedDeal:
    """A deal and its totals; a total is ``None`` unless every tranche has its part."""

    deal: Deal
    tranches: tuple[PricedTranche, ...]
    total_face: Amount = None
    proceeds: Amount = None
    fees: Amount = None
    first_year_interest: Amount = None
    dollar_dv01: Amount = None
    ten_year_equivalents: Amount = None
    weighted_maturity: Number = None  # years, by face
    why: Mapping[str, str] = field(default_factory=dict)


def priced(deal: Deal, curve: Reported[ParCurve] | None) -> PricedDeal:
    """All that can be worked out of a deal and the par curve of its pricing day."""
    columns = terms(deal)
    numbers = _numbers(deal, columns, curve.value if curve else None)
    tranches = [_with_amounts(PricedTranche(tranche=each)) for each in deal.tranches]
    for n, row in enumerate(columns.rows):
        at = {name: float(column[n]) for name, column in numbers.items()}
        tranches[row] = _worked_out(tranches[row], at, _inputs(deal, columns, n), curve)
    for row, why in columns.left_out.items():
        tranches[row] = replace(tranches[row], why={"yield_to_maturity": why})
    return _totalled(deal, tuple(tranches))


def _numbers(deal: Deal, columns: Terms, curve: ParCurve | None) -> dict[str, Floats]:
    """Every figure of every row, NaN where it cannot be had."""
    of, on = columns.bonds, columns.settlement
    tranches = [deal.tranches[row] for row in columns.rows]
    price, stated = _stated(tranches, "price"), _stated(tranches, "yield_to_maturity")
    yields = np.where(np.isnan(price), stated, bonds.yield_from_clean_price(of, on, price))
    net = price - _stated(tranches, "gross_spread")
    numbers = {
        "price": bonds.clean_price_from_yield(of, on, yields),
        "yield_to_maturity": yields,
        "accrued": bonds.accrued(of, on),
        "modified_duration": bonds.modified_duration(of, on, yields),
        "macaulay_duration": bonds.macaulay_duration(of, on, yields),
        "convexity": bonds.convexity(of, on, yields),
        "dv01": bonds.dv01(of, on, yields),
        "yield_to_worst": yield_to_worst(of, on, price, columns.calls),
        "all_in_yield": bonds.yield_from_clean_price(of, on, net),
        "years": years_to_maturity(of, on),
    }
    if curve is not None:
        numbers["g_spread"] = bonds.g_spread(of, on, yields, curve)
        numbers["equivalents"] = bonds.ten_year_equivalents(1.0, numbers["dv01"], curve)
    return numbers


def _stated(tranches: Sequence[Tranche], name: str) -> Floats:
    return column([getattr(each, name) for each in tranches])


def _inputs(deal: Deal, columns: Terms, n: int) -> tuple[Figure[Any], ...]:
    """What the promise of row *n* rests on."""
    tranche, how = deal.tranches[columns.rows[n]], columns.conventions[n]
    stated = (tranche.coupon, tranche.maturity, deal.settlement_date)
    return (
        *(figure for figure in stated if figure is not None),
        *(how.frequency, how.day_count, how.first_coupon),
    )


def _worked_out(
    bare: PricedTranche,
    at: Mapping[str, float],
    promise: tuple[Figure[Any], ...],
    curve: Reported[ParCurve] | None,
) -> PricedTranche:
    """A tranche with its figures, each computed from the promise and what is stated."""
    tranche = bare.tranche
    given = tranche.price or tranche.yield_to_maturity

    def number(name: str, by: str, *inputs: Figure[Any] | None) -> Number:
        known = name in at and np.isfinite(at[name]) and None not in inputs
        went_in = tuple(each for each in inputs if each is not None)
        return Computed(at[name], f"bonds.{by}", went_in) if known else None

    yields = number("yield_to_maturity", "yield_from_clean_price", given, *promise)
    risk = [
        number(name, name, yields, *promise)
        for name in ("modified_duration", "macaulay_duration", "convexity", "dv01")
    ]
    net = (tranche.price, tranche.gross_spread)
    whole = replace(
        bare,
        price=tranche.price or number("price", "clean_price_from_yield", given, *promise),
        yield_to_maturity=tranche.yield_to_maturity or yields,
        accrued=number("accrued", "accrued", *promise),
        modified_duration=risk[0],
        macaulay_duration=risk[1],
        convexity=risk[2],
        dv01=risk[3],
        yield_to_worst=number(
            "yield_to_worst",
            "calls.yield_to_worst",
            tranche.price,
            tranche.par_call_date,
            *promise,
        ),
        g_spread=number("g_spread", "g_spread", yields, _named(curve), *promise),
        all_in_yield=number("all_in_yield", "yield_from_clean_price", *net, *promise),
        years=number("years", "years_to_maturity", *promise),
        why=_why(tranche, curve),
    )
    return _with_risk_amounts(whole, at.get("equivalents"), curve)


def _named(curve: Reported[ParCurve] | None) -> Reported[date] | None:
    """A curve as what it is known by: its day."""
    if curve is None:
        return None
    return Reported(curve.value.day, curve.source, curve.as_of, curve.grade, "par curve")


def _why(tranche: Tranche, curve: Reported[ParCurve] | None) -> dict[str, str]:
    """Why figures of a fixed-rate tranche are missing."""
    why: dict[str, str] = {}
    if tranche.price is None and tranche.yield_to_maturity is None:
        why["yield_to_maturity"] = "the documents state neither price nor yield"
    if curve is None:
        why["g_spread"] = "no Treasury curve of the pricing day at hand"
    if tranche.price is None or tranche.gross_spread is None:
        why["all_in_yield"] = "the documents state no price and discount together"
    return why


def _with_amounts(priced_tranche: PricedTranche) -> PricedTranche:
    """Money that needs no bond mathematics, exact to the last digit."""
    t = priced_tranche.tranche
    return replace(
        priced_tranche,
        proceeds=of_face(t, t.price, t.gross_spread),
        fee=of_face(t, t.gross_spread),
        interest=year_of_interest(t),
    )


def _with_risk_amounts(
    tranche: PricedTranche, equivalents: float | None, curve: Reported[ParCurve] | None
) -> PricedTranche:
    face = tranche.tranche.face
    if face is None or tranche.dv01 is None:
        return tranche
    risk = Computed(
        _share(face.value, tranche.dv01.value / 100), "face x dv01", (face, tranche.dv01)
    )
    if equivalents is None or curve is None:
        return replace(tranche, dollar_dv01=risk)
    of_ten_years = Computed(
        _share(face.value, equivalents),
        "dollar DV01 over that of a par ten-year Treasury",
        tuple(each for each in (face, tranche.dv01, _named(curve)) if each),
    )
    return replace(tranche, dollar_dv01=risk, ten_year_equivalents=of_ten_years)


def _share(face: Money, part: float) -> Money:
    return face * Decimal(repr(float(part)))


def _totalled(deal: Deal, tranches: tuple[PricedTranche, ...]) -> PricedDeal:
    totals = {name: _sum(name, map(part, tranches)) for name, part in _PARTS.items()}
    why = {name: _WHY_NO_TOTAL for name, total in totals.items() if total is None}
    weighted = _weighted_maturity(tranches)
    return PricedDeal(
        deal=deal, tranches=tranches, weighted_maturity=weighted, why=why, **totals
    )


def _sum(name: str, parts: Iterable[Figure[Money] | None]) -> Amount:
    found = list(parts)
    known = [each for each in found if each is not None]
    if not known or len(known) < len(found):
        return None
    total = known[0].value
    for each in known[1:]:
        total = total + each.value
    return Computed(total, f"sum of {name} over tranches", tuple(known))


def _weighted_maturity(tranches: tuple[PricedTranche, ...]) -> Number:
    """Years to maturity, weighted by face; of every tranche or not at all."""
    faces = [each.tranche.face for each in tranches]
    years = [each.years for each in tranches]
    pairs = [(f, y) for f, y in zip(faces, years, strict=True) if f and y]
    if not pairs or len(pairs) < len(tranches):
        return None
    weights = [float(face.value.amount) for face, _ in pairs]
    mean = float(np.average([y.value for _, y in pairs], weights=weights))
    inputs = tuple(figure for pair in pairs for figure in pair)
    return Computed(mean, "mean of years to maturity, by face", inputs)


_WHY_NO_TOTAL: Final = "not every tranche has its part, and a sum of some would mislead"

_PARTS: Final[Mapping[str, Callable[[PricedTranche], Figure[Money] | None]]] = {
    "total_face": lambda each: each.tranche.face,
    "proceeds": lambda each: each.proceeds,
    "fees": lambda each: each.fee,
    "first_year_interest": lambda each: each.interest,
    "dollar_dv01": lambda each: each.dollar_dv01,
    "ten_year_equivalents": lambda each: each.ten_year_equivalents,
}
