"""What a borrower pays at each tenor, as one of its deals showed.

Each tranche gives a point: years, size, the all-in cost, and how far that lies over the
Treasury par curve of the pricing day.  Where no price is stated the coupon stands for
the yield (new bonds are sold within a few basis points of par), and where only the year
of maturity is known the tenor is whole years; both are said in the passport.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bookrunner import bonds, library
from bookrunner.cited import Computed, Problem
from bookrunner.deals.curves import shipped_curve
from bookrunner.deals.priced import priced
from bookrunner.issuers.known import missing
from bookrunner.issuers.ladder import year_due

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bookrunner.bonds import ParCurve
    from bookrunner.cited import Figure, Reported
    from bookrunner.deals import Deal
    from bookrunner.deals.priced import PricedTranche
    from bookrunner.issuers.known import Ratio
    from bookrunner.units import Money

_ROOM: Final = "issuers.offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One tranche as a point of the borrower's cost curve."""

    title: str
    years: Figure[float]
    face: Figure[Money]
    cost: Figure[float]  # a year, all in where the discount is known
    spread: Ratio  # over the par curve of the pricing day


def curve_on(day: date) -> Reported[ParCurve] | None:
    """The last Treasury par curve that ships up to *day*; its own day says how old."""
    told = library.par_curve_on_or_before(day)
    return shipped_curve(told.day) if told else None


def day_of(curve: Figure[ParCurve]) -> Figure[date]:
    """The day of a curve with the passport of the curve: what a figure is computed from."""
    return replace(curve, value=curve.value.day)  # type: ignore[arg-type, return-value] # now a day


def points(deal: Deal) -> tuple[Point, ...]:
    """The fixed-rate tranches whose size, tenor and cost are known."""
    curve = shipped_curve(deal.pricing_date.value) if deal.pricing_date else None
    found = (_point(deal, each, curve) for each in priced(deal, curve).tranches)
    return tuple(point for point in found if point)


def last_sale(ticker: str, on: date, deals: Iterable[Deal]) -> Deal | None:
    """The borrower's last dollar sale up to *on* with known spreads over Treasuries."""
    known = [
        deal
        for deal in deals
        if deal.ticker == ticker
        and deal.pricing_date
        and deal.pricing_date.value <= on
        and deal.currency
        and deal.currency.value == "USD"
        and _spreads_known(deal)
    ]
    return max(known, key=_priced_on) if known else None


def cost_today(deal: Deal, curve: Figure[ParCurve]) -> Ratio:
    """The same tranches on the day of *curve*, by size, at their spreads of the sale."""
    at = points(deal)
    spreads = [point.spread for point in at]
    if not at or any(isinstance(spread, Problem) for spread in spreads):
        return missing(
            "debt_yield", f"{deal.deal_id}: spreads over Treasuries are not known"
        )
    weights = [float(point.face.value.amount) for point in at]
    now = [
        float(bonds.par_yield(curve.value, point.years.value)) + spread.value
        for point, spread in zip(at, spreads, strict=True)
        if not isinstance(spread, Problem)
    ]
    mean = sum(w * y for w, y in zip(weights, now, strict=True)) / sum(weights)
    inputs = (day_of(curve), *(s for s in spreads if not isinstance(s, Problem)))
    by = f"{_ROOM}: Treasuries of the day and the spreads of {deal.deal_id}, by size"
    return Computed(mean, by, inputs, curve.value.day)


def _spreads_known(deal: Deal) -> bool:
    at = points(deal)
    return bool(at) and not any(isinstance(point.spread, Problem) for point in at)


def _priced_on(deal: Deal) -> date:
    assert deal.pricing_date is not None  # noqa: S101 - only priced deals are compared
    return deal.pricing_date.value


def _point(deal: Deal, at: PricedTranche, curve: Reported[ParCurve] | None) -> Point | None:
    tranche = at.tranche
    years = at.years or _whole_years(deal, at)
    cost = at.all_in_yield or at.yield_to_maturity or _coupon(at)
    if tranche.face is None or years is None or cost is None:
        return None
    cost = Computed(float(cost.value), "as a float", (cost,))
    title = tranche.title.value if tranche.title else "a tranche"
    return Point(
        title=title,
        years=years,
        face=tranche.face,
        cost=cost,
        spread=_spread(cost, years, curve),
    )


def _spread(
    cost: Figure[float], years: Figure[float], curve: Reported[ParCurve] | None
) -> Ratio:
    if curve is None:
        return missing("spread", "no Treasury curve of the pricing day at hand")
    over = cost.value - float(bonds.par_yield(curve.value, years.value))
    by = f"{_ROOM}: cost less the Treasury par yield at the same years"
    return Computed(over, by, (cost, years, day_of(curve)))


def _whole_years(deal: Deal, at: PricedTranche) -> Figure[float] | None:
    due = year_due(at.tranche)
    if due is None or deal.pricing_date is None:
        return None
    years = float(due.value - deal.pricing_date.value.year)
    by = f"{_ROOM}: the year due less the year of sale, as only years are known"
    return Computed(years, by, (due, deal.pricing_date))


def _coupon(at: PricedTranche) -> Figure[float] | None:
    coupon = at.tranche.coupon
    if coupon is None:
        return None
    by = f"{_ROOM}: the coupon stands for the yield, as no price is stated"
    return Computed(float(coupon.value), by, (coupon,))
