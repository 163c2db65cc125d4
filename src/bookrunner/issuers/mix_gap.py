"""Why a borrower did not simply sell the cheapest tenor: its choice, limit by limit.

A real deal is laid beside the best split under one limit after another.  What each limit
adds to the interest bill is its name's share of the gap; a limit that no split can keep
is named and dropped; what none of them explains is left over and shown.  No limit is
measured on the borrower itself: what investors take, which points a sale keeps and how
long it is are what *others* had done by that day (`precedents`), what refinancing costs is
what the funding decision believes, and the rest is a prior of ours, said to be one.
Limits that the choice itself breaks are listed: they cannot have been its reasons.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner import bonds
from bookrunner.cited import Computed, Problem
from bookrunner.deals.curves import shipped_curve
from bookrunner.issuers.known import missing, unsupported
from bookrunner.issuers.ladder import rungs_of, rungs_sold
from bookrunner.issuers.mix_limits import (
    HORIZON,
    LADDER,
    ROLLED,
    SLOPE,
    Limit,
    limits_on,
)
from bookrunner.issuers.offered import day_of, points
from bookrunner.issuers.precedents import is_near, precedents
from bookrunner.issuers.tranche_mix import NO_LIMIT, Limits, Tenors, best_mix, priced_mix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from bookrunner.bonds import ParCurve
    from bookrunner.cited import Figure
    from bookrunner.deals import Deal
    from bookrunner.issuers.mix_limits import Borrower
    from bookrunner.issuers.offered import Point
    from bookrunner.issuers.precedents import Precedents
    from bookrunner.issuers.tranche_mix import Mix
    from bookrunner.units import Floats, Money, Rates, Years

_CLOSE: Final = 1e-9  # billions, or years
LOT: Final = 0.25  # billions
STANDARD: Final = (2.0, 3.0, 5.0, 7.0, 10.0, 20.0, 30.0, 40.0)  # years to cut a deal at


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A limit that the borrower's own split breaks."""

    limit: Limit
    years: float  # the tenor; nothing where it is the whole split
    chosen: float  # billions, or years on average
    bound: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a deal's tenors cost, how it was cut, and the limits it is held against."""

    tenors: Tenors  # without any limit
    sold: Floats
    faces: tuple[Figure[Money] | None, ...]  # the same as stated
    size: float
    limits: tuple[Limit, ...]
    others: Precedents
    refinancing: Figure[float]  # what one is expected to cost, of the face
    costs: tuple[Figure[float], ...]  # of the tenors sold
    inputs: tuple[Figure[Any], ...]  # all that the best split rests on

    @property
    def free(self) -> Limits:
        """No rule but that all of it is sold, in lots of a quarter of a billion or so."""
        lot = self.size / max(round(self.size / LOT), 1)
        return Limits(size=self.size, lot=lot, smallest=lot, tranches=len(self.sold))


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What a split is held against: tenors, limits, and how the deal was cut."""

    tenors: Tenors
    limits: Limits
    sold: Floats

    def charged(self, more: Rates) -> Program:
        """The same with another charge on top."""
        charge = self.tenors.charge + more
        return replace(self, tenors=replace(self.tenors, charge=charge))

    @property
    def own(self) -> Mix:
        """The borrower's split, priced."""
        return priced_mix(self.tenors, self.limits, self.sold)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A borrower's split beside the best one, and what explains the difference."""

    deal_id: str
    years: tuple[float, ...]
    chosen: tuple[float, ...]  # billions by tenor, as sold
    best: tuple[float, ...]  # billions by tenor, all limits on
    steps: Mapping[str, Figure[float] | Problem]  # limit -> interest it adds, billions
    chosen_interest: Figure[float]  # billions a year
    interest_left: Figure[float]  # billions a year more than the best split pays
    risk_saved: Figure[float]  # billions a year less risk than it carries, as charged
    overlap: Figure[float]  # the part of the deal that lies where the best has it
    breaches: tuple[Breach, ...]
    frame: Frame
    program: Program  # with every limit that some split keeps

    @property
    def unexplained(self) -> Figure[float]:
        """Billions a year, interest and risk, that no named limit explains."""
        left, saved = self.interest_left, self.risk_saved
        by = "issuers.mix_gap: interest left over less the risk saved, billions a year"
        return Computed(left.value - saved.value, by, (left, saved))


def owed_by(ticker: str, deals: Iterable[Deal], on: date) -> dict[int, float]:
    """Billions that a borrower's sales at hand, made before *on*, still owe by year."""
    before = on - timedelta(days=1)
    rungs = list(rungs_sold(ticker, before))
    for deal in deals:
        sold = deal.pricing_date
        if deal.ticker == ticker and sold and sold.value <= before:
            rungs += rungs_of(deal).value
    owed: dict[int, float] = {}
    for rung in rungs:
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
    if any(point.face.value.currency != "USD" for point in at):
        return unsupported("mix", f"{deal.deal_id}: only sales in dollars are compared")
    frame = framed(deal.ticker or "", at, curve, borrower)
    if isinstance(frame, Problem):
        return frame
    told, best, program = limit_by_limit(frame)
    chosen = program.own
    added = sum(each for each in told.values() if each is not None)
    shared = float(np.minimum(frame.sold, best.sizes).sum()) / frame.size
    return Gap(
        deal_id=deal.deal_id,
        years=tuple(frame.tenors.years.tolist()),
        chosen=tuple(frame.sold.tolist()),
        best=tuple(best.sizes.tolist()),
        steps={name: _step(name, each, frame) for name, each in told.items()},
        chosen_interest=_as_sold(chosen.interest, frame),
        interest_left=figure("interest left over", chosen.interest - added, frame),
        risk_saved=figure("risk saved", best.risk - chosen.risk, frame),
        overlap=figure("part sold where the best split has it", shared, frame),
        breaches=tuple(breaches(frame)),
        frame=frame,
        program=program,
    )


def limit_by_limit(frame: Frame) -> tuple[dict[str, float | None], Mix, Program]:
    """What each limit adds to the interest bill as they come on; None if none keeps it.

    With the best split under all that can be kept, and the program it solves.
    """
    tenors, limits = frame.tenors, frame.free
    told: dict[str, float | None] = {}
    paid, best = 0.0, priced_mix(tenors, limits, frame.sold)
    for limit in (Limit(name="the cheapest tenor alone"), *frame.limits):
        closer = limit.on(tenors, limits)
        found = best_mix(*closer)
        told[limit.name] = found.interest - paid if found else None
        if found:
            (tenors, limits), paid, best = closer, found.interest, found
    return told, best, Program(tenors=tenors, limits=limits, sold=frame.sold)


def framed(
    ticker: str, at: Sequence[Point], curve: Figure[ParCurve], borrower: Borrower
) -> Frame | Problem:
    """The tenors sold, and the standard ones beside them at the spreads in between."""
    at = sorted(at, key=lambda point: point.years.value)
    years = np.array([point.years.value for point in at])
    sold = np.array([float(point.face.value.amount) / 1e9 for point in at])
    costs = np.array([point.cost.value for point in at])
    beside = np.array([t for t in STANDARD if not any(is_near(t, y) for y in years)])
    spread = np.interp(beside, years, costs - bonds.par_yield(curve.value, years))
    between = bonds.par_yield(curve.value, beside) + spread
    every = np.concatenate([years, beside])
    order = np.argsort(every)
    chosen = np.concatenate([sold, np.zeros(len(beside))])[order]
    others = precedents(borrower.known, ticker, curve.value.day, every[order])
    if isinstance(others, Problem):
        return others
    # The cost seen includes the slope of what was sold there: take it out again.
    seen = np.concatenate([costs, between])[order] - SLOPE.value * chosen
    return Frame(
        tenors=unlimited(every[order], seen),
        sold=chosen,
        faces=_faces(at, every[order]),
        size=float(sold.sum()),
        limits=limits_on(every[order], float(sold.sum()), others, curve, borrower),
        others=others,
        refinancing=borrower.refinancing,
        costs=tuple(p.cost for p in at),
        inputs=(
            *(p.cost for p in at), *(p.years for p in at), borrower.refinancing,
            SLOPE, ROLLED, HORIZON, LADDER, day_of(curve),
        ),
    )  # fmt: skip


def _faces(at: Sequence[Point], years: Years) -> tuple[Figure[Money] | None, ...]:
    stated = {point.years.value: point.face for point in at}
    return tuple(stated.get(float(year)) for year in years)


def unlimited(years: Years, cost: Rates) -> Tenors:
    """Tenors that take any amount at one cost."""
    none, free = np.zeros(len(years)), np.full(len(years), NO_LIMIT)
    return Tenors(
        years=years, cost=cost, slope=none, charge=none, least=none, most=free, room=free
    )


def breaches(frame: Frame) -> Iterator[Breach]:
    """Where the borrower's own split breaks a limit it is held against."""
    mean = float(frame.sold @ frame.tenors.years) / frame.size
    for limit in frame.limits:
        for name, sign in (("most", 1), ("room", 1), ("least", -1)):
            if name in limit.columns:
                yield from _beyond(limit, limit.columns[name], sign, frame)
        for name, sign in (("shortest", -1), ("longest", 1)):
            bound = limit.rules.get(name, mean)
            if sign * (mean - bound) > _CLOSE:
                yield Breach(limit=limit, years=0.0, chosen=mean, bound=bound)


def _beyond(limit: Limit, bound: Floats, sign: int, frame: Frame) -> Iterator[Breach]:
    for at in np.flatnonzero(sign * (frame.sold - bound) > _CLOSE):
        yield Breach(
            limit=limit,
            years=float(frame.tenors.years[at]),
            chosen=float(frame.sold[at]),
            bound=float(bound[at]),
        )


def _step(name: str, added: float | None, frame: Frame) -> Figure[float] | Problem:
    if added is None:
        return unsupported("mix", f"no split keeps the limit: {name}")
    return figure(f"{name}, billions a year", added, frame)


def _as_sold(interest: float, frame: Frame) -> Figure[float]:
    """The interest of the split as sold: no belief of ours is in it."""
    faces = tuple(face for face in frame.faces if face)
    return Computed(interest, "issuers.mix_gap: cost x face, billions", faces + frame.costs)


def figure(what: str, value: float, frame: Frame) -> Figure[float]:
    """A figure of a split, resting on what its frame rests on."""
    return Computed(value, f"issuers.mix_gap: {what}", frame.inputs)
