"""What a borrower must believe for its own split to be the best: inverse optimisation.

At the best split one more dollar costs the same at every tenor that is sold, and no less
at one that is not (`tranche_mix`).  Where a borrower's own split fails that, the
difference is its premium: how much dearer, or cheaper, it must think the tenor than it was
priced.  Premiums make any split the best, so they explain nothing; they say what the part
that no limit explains would take.

The same question with one unknown: what refinancing would have to cost for the split to
look best, and what it then still costs more than the best.  Limits that the split breaks
are moved to where it keeps them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.issuers.mix_gap import Program, figure
from bookrunner.issuers.mix_limits import refinancings
from bookrunner.issuers.tranche_mix import NO_LIMIT, best_mix, marginal_cost

if TYPE_CHECKING:
    from bookrunner.cited import Figure
    from bookrunner.issuers.mix_gap import Gap
    from bookrunner.units import Floats, Rates

COARSE: Final = tuple(n / 200 for n in range(17))  # prices of a refinancing, 0 to 8 %
FINE: Final = tuple(n / 2000 for n in range(-9, 10))  # and five basis points apart

DRAWN: Final = 10_000  # splits by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """What a split says of whoever chose it."""

    premiums: tuple[float, ...]  # by tenor: dearer than priced, a year; below 0 cheaper
    believed: Figure[float]  # billions a year that those premiums are worth
    refinancing: Figure[float]  # of the face, at which it costs least more
    regret_then: Figure[float]  # billions a year, at that price
    beats: Figure[float]  # the share of splits drawn by chance that cost more


def implied(gap: Gap) -> Implied:
    """The beliefs that would make a borrower's own split the best."""
    frame = gap.frame
    program = kept_by_choice(gap)
    premiums = implied_premiums(program)
    price = implied_refinancing(program, frame.refinancing.value)
    moved = program.charged((price - frame.refinancing.value) * _often(program))
    worth = float(np.abs(premiums) @ frame.sold)
    return Implied(
        premiums=tuple(premiums.tolist()),
        believed=figure("premiums believed, billions a year", worth, frame),
        refinancing=figure("price of a refinancing implied, of the face", price, frame),
        regret_then=figure("regret at that price, billions a year", regret(moved), frame),
        beats=figure(f"share of {DRAWN:,} splits that cost more", beaten(program), frame),
    )


def kept_by_choice(gap: Gap) -> Program:
    """The program of a deal with every limit moved to where the deal keeps it."""
    tenors, limits, sold = gap.program.tenors, gap.program.limits, gap.program.sold
    mean = float(sold @ tenors.years) / limits.size
    return Program(
        tenors=replace(
            tenors,
            least=np.minimum(tenors.least, sold),
            most=np.maximum(tenors.most, sold),
            room=np.maximum(tenors.room, sold),
        ),
        limits=replace(
            limits,
            smallest=min(limits.smallest, float(sold[sold > 0].min())),
            tranches=max(limits.tranches, int(np.count_nonzero(sold))),
            shortest=min(limits.shortest, mean),
            longest=max(limits.longest, mean),
        ),
        sold=sold,
    )


def implied_premiums(program: Program) -> Rates:
    """By tenor, how much dearer than priced it must be for the split to be the best.

    Tenors are compared with the one at the middle of the money.  At a bound only the side
    that the bound does not explain counts; a difference less than one lot makes is none.
    """
    tenors, sold = program.tenors, program.sold
    marginal = marginal_cost(tenors, sold)
    short = _middle(marginal, sold) - marginal
    lot = program.limits.lot
    at_most = sold > np.minimum(tenors.most, tenors.room) - lot
    at_least = sold < tenors.least + lot
    short = np.where(at_most & (sold > 0), np.minimum(short, 0.0), short)
    short = np.where(at_least | (sold == 0), np.maximum(short, 0.0), short)
    return np.where(np.abs(short) <= 2 * tenors.slope * lot, 0.0, short)


def implied_refinancing(program: Program, held: float) -> float:
    """What one refinancing would cost, of the face, where the split is nearest the best."""
    often = _often(program)

    def worse(price: float) -> float:
        return regret(program.charged((price - held) * often))

    near = min(COARSE, key=worse)
    return min((round(max(near + step, 0.0), 6) for step in FINE), key=worse)


def regret(program: Program) -> float:
    """Billions a year, interest and risk, that the split costs more than the best."""
    best = best_mix(program.tenors, program.limits, whole=False)
    return program.own.total - best.total if best else NO_LIMIT


def beaten(program: Program) -> float:
    """The share of splits drawn evenly over the tenors that cost more, limits aside.

    Near the best the cost is flat: what a choice is worth shows against chance.
    """
    tenors, size = program.tenors, program.limits.size
    even = np.ones(len(tenors.years))
    drawn = size * np.random.default_rng(DRAWN).dirichlet(even, DRAWN)
    flat = tenors.cost + tenors.charge
    costs = (drawn * (flat + tenors.slope * drawn)).sum(axis=1)
    return float(np.mean(costs > program.own.total))


def _often(program: Program) -> Floats:
    return refinancings(program.tenors.years)


def _middle(marginal: Rates, sold: Floats) -> float:
    """The marginal cost at the middle of the money, by size."""
    order = np.argsort(marginal)
    passed = np.cumsum(sold[order])
    return float(marginal[order][np.searchsorted(passed, passed[-1] / 2)])
