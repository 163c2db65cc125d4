"""Why a borrower did not simply sell the cheapest tenor: its choice, limit by limit.

A real deal is laid beside the best split under one limit after another: the cheapest
tenor alone, then demand, then the charge for refinancing, then the ladder, then lots and
tranche counts.  What each limit adds to the interest bill is its name's share of the
gap; a limit that no split can keep is named and dropped; what none of them explains is
left over and shown.  The charge for refinancing that makes the borrower's own choice
look best is its implied price of certainty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner import bonds
from bookrunner.cited import Assumed, Computed
from bookrunner.deals.curves import shipped_curve
from bookrunner.issuers.known import missing, unsupported
from bookrunner.issuers.ladder import rungs_of
from bookrunner.issuers.offered import points
from bookrunner.issuers.tranche_mix import NO_LIMIT, Limits, Tenors, best_mix, priced_mix

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from bookrunner.bonds import ParCurve
    from bookrunner.cited import Figure, Problem
    from bookrunner.deals import Deal
    from bookrunner.issuers.offered import Point
    from bookrunner.issuers.tranche_mix import Mix
    from bookrunner.units import Floats

STANDARD: Final = (2.0, 3.0, 5.0, 7.0, 10.0, 20.0, 30.0, 40.0)  # years to cut a deal at
COARSE: Final = tuple(n / 400 for n in range(13))  # charges, 0 to 3 % a year
FINE: Final = tuple(n / 2000 for n in range(-4, 5))  # and five basis points apart
NEAR: Final = 0.15  # tenors this close, relatively, are one tenor
SLOPE: Final = Assumed(
    0.0001, "one basis point dearer for each billion sold at a tenor: our prior"
)
LADDER: Final = Assumed(
    0.10, "no year's maturities above a tenth of yearly operating cash flow: our prior"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A borrower's split beside the best one, and what explains the difference."""

    deal_id: str
    years: tuple[float, ...]
    chosen: tuple[float, ...]  # billions by tenor, as sold
    best: tuple[float, ...]  # billions by tenor, all limits on
    steps: Mapping[str, Figure[float] | Problem]  # limit -> interest it adds, billions
    unexplained: Figure[float]  # billions a year
    chosen_interest: Figure[float]  # billions a year
    implied_charge: Figure[float]  # a year, on money due at once
    regret: Figure[float]  # billions a year the choice costs more, at that charge
    own_records: int  # tenors at which the deal itself is the largest tranche ever sold


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a deal's tenors cost and take, and how it was cut."""

    tenors: Tenors
    sold: Floats
    limits: Limits
    inputs: tuple[Figure[float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrower:
    """What the limits of a split rest on, in billions."""

    owed: Mapping[int, float]  # what already falls due, by year
    cash_flow: float  # operating, of a year
    record: tuple[tuple[float, float], ...]  # tranches sold by anyone: years, billions


def record_of(deals: Iterable[Deal], by: date) -> tuple[tuple[float, float], ...]:
    """Every dollar tranche sold up to *by*: its years and its billions."""
    return tuple(
        (point.years.value, float(point.face.value.amount) / 1e9)
        for deal in deals
        if deal.pricing_date and deal.pricing_date.value <= by
        for point in points(deal)
        if point.face.value.currency == "USD"
    )


def owed_by(ticker: str, deals: Iterable[Deal], on: date) -> dict[int, float]:
    """Billions that a borrower's deals at hand, sold before *on*, still owe by year."""
    owed: dict[int, float] = {}
    for deal in deals:
        sold = deal.pricing_date
        if deal.ticker != ticker or sold is None or sold.value >= on:
            continue
        for rung in rungs_of(deal).value:
            if rung.due > on and rung.face.value.currency == "USD":
                face = float(rung.face.value.amount) / 1e9
                owed[rung.year.value] = owed.get(rung.year.value, 0.0) + face
    return owed


def gap_to_choice(deal: Deal, borrower: Borrower) -> Gap | Problem:
    """The gap between how a deal was cut and how it could have been."""
    at = points(deal)
    curve = shipped_curve(deal.pricing_date.value) if deal.pricing_date else None
    if not at or curve is None:
        return missing("mix", f"{deal.deal_id}: no tenor whose size and cost are known")
    frame = _frame(at, curve, borrower)
    charge = implied_charge(frame)
    limits = replace(frame.limits, charge=charge)
    told, best = _limit_by_limit(replace(frame, limits=limits))
    chosen = priced_mix(frame.tenors, limits, frame.sold)
    added = sum(each for each in told.values() if each is not None)
    return Gap(
        deal_id=deal.deal_id,
        years=tuple(frame.tenors.years.tolist()),
        chosen=tuple(frame.sold.tolist()),
        best=tuple(best.sizes.tolist()),
        steps={name: _step(name, each, frame) for name, each in told.items()},
        unexplained=_figure("left over", chosen.interest - added, frame),
        chosen_interest=_figure("interest of the split chosen", chosen.interest, frame),
        implied_charge=_figure("implied charge", charge, frame),
        regret=_figure("regret", chosen.total - best.total, frame),
        own_records=int(np.sum((frame.sold > 0) & (frame.sold >= frame.tenors.most))),
    )


def implied_charge(frame: Frame) -> float:
    """The charge for refinancing at which the borrower's own split costs least extra.

    The ladder is left out: no borrower's own rule for it is known.
    """
    free = replace(frame.tenors, room=np.full_like(frame.tenors.years, NO_LIMIT))

    def regret(charge: float) -> float:
        limits = replace(frame.limits, charge=charge)
        best = best_mix(free, limits, whole=False)
        own = priced_mix(free, limits, frame.sold)
        return own.total - best.total if best else NO_LIMIT

    near = min(COARSE, key=regret)
    return min((round(max(near + step, 0.0), 6) for step in FINE), key=regret)


def _limit_by_limit(frame: Frame) -> tuple[dict[str, float | None], Mix]:
    """What each limit adds to the interest bill as they come on; None if none keeps it."""
    free = np.full_like(frame.tenors.years, NO_LIMIT)
    tenors = replace(frame.tenors, slope=0 * frame.tenors.slope, most=free, room=free)
    limits = replace(frame.limits, charge=0.0, least=frame.limits.lot, tranches=len(free))
    charged = replace(limits, charge=frame.limits.charge)
    told: dict[str, float | None] = {}
    paid, best = 0.0, priced_mix(frame.tenors, frame.limits, frame.sold)
    for name, columns, rules in (
        ("the cheapest tenor alone", (), limits),
        ("demand slopes", ("slope",), limits),
        ("a tenor takes only what one has taken", ("most",), limits),
        ("refinancing is charged for", (), charged),
        ("the ladder has room", ("room",), charged),
        ("least size and tranche count", (), frame.limits),
    ):
        closer = replace(tenors, **{each: getattr(frame.tenors, each) for each in columns})
        found = best_mix(closer, rules)
        told[name] = found.interest - paid if found else None
        if found:
            tenors, paid, best = closer, found.interest, found
    return told, best


def _frame(at: Sequence[Point], curve: Figure[ParCurve], borrower: Borrower) -> Frame:
    """The tenors sold, and the standard ones beside them at the spreads in between."""
    at = sorted(at, key=lambda point: point.years.value)
    years = np.array([point.years.value for point in at])
    sold = np.array([float(point.face.value.amount) / 1e9 for point in at])
    costs = np.array([point.cost.value for point in at])
    beside = np.array([t for t in STANDARD if np.all(np.abs(years - t) > NEAR * t)])
    spread = np.interp(beside, years, costs - bonds.par_yield(curve.value, years))
    between = bonds.par_yield(curve.value, beside) + spread
    every = np.concatenate([years, beside])
    order = np.argsort(every)
    chosen = np.concatenate([sold, np.zeros(len(beside))])[order]
    # The cost seen includes the slope of what was sold there: take it out again.
    seen = np.concatenate([costs, between])[order] - SLOPE.value * chosen
    tenors = Tenors(
        years=every[order],
        cost=seen,
        slope=np.full(len(every), SLOPE.value),
        most=_taken(every[order], borrower.record),
        room=_room(every[order], curve.value.day.year, borrower),
    )
    inputs = (*(p.cost for p in at), *(p.years for p in at), SLOPE, LADDER)
    return Frame(
        tenors=tenors, sold=chosen, limits=Limits(size=float(sold.sum())), inputs=inputs
    )


def _taken(years: Floats, record: Sequence[tuple[float, float]]) -> Floats:
    """The largest tranche anyone has sold near each tenor; nothing where nobody has."""
    near = [[s for t, s in record if abs(t - y) <= NEAR * y] for y in years]
    return np.array([max(sizes, default=0.0) for sizes in near])


def _room(years: Floats, now: int, borrower: Borrower) -> Floats:
    """What the ladder's limit leaves in the year each tenor falls due."""
    most = LADDER.value * borrower.cash_flow
    owed = np.array([borrower.owed.get(now + round(t), 0.0) for t in years])
    return np.maximum(most - owed, 0.0)


def _step(name: str, added: float | None, frame: Frame) -> Figure[float] | Problem:
    if added is None:
        return unsupported("mix", f"no split keeps the limit: {name}")
    return _figure(name, added, frame)


def _figure(name: str, value: float, frame: Frame) -> Figure[float]:
    return Computed(value, f"issuers.mix_gap: {name}, billions a year", frame.inputs)
