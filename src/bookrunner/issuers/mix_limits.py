"""The named limits of a split, in the order they come on.

What a treasurer names as reasons for not selling the cheapest tenor alone: demand,
concentration, the points investors index to, no view on rates, the risk of refinancing,
the average maturity, the ladder.  What can be measured is measured on other borrowers
(`precedents`); what refinancing costs is what the funding decision believes; the rest is
a prior of ours and said to be one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner import bonds
from bookrunner.cited import Assumed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.bonds import ParCurve
    from bookrunner.cited import Figure
    from bookrunner.issuers.precedents import Cut, Precedents
    from bookrunner.issuers.tranche_mix import Limits, Tenors
    from bookrunner.units import Floats, Rates, Years

HORIZON: Final = Assumed(30.0, "money is needed for as long as the Treasury curve reaches")
SLOPE: Final = Assumed(
    0.0001, "one basis point dearer for each billion sold at a tenor: our prior"
)
LADDER: Final = Assumed(
    0.10, "no year's maturities above a tenth of yearly operating cash flow: our prior"
)
ROLLED: Final = Assumed(
    1.0, "no view on rates: what falls due is rolled at the forward rates of the day"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrower:
    """What the limits of a split rest on; amounts in billions."""

    owed: Mapping[int, float]  # what already falls due, by year
    cash_flow: float  # operating, of a year
    refinancing: Figure[float]  # what one refinancing is expected to cost, of the face
    known: tuple[Cut, ...]  # sales over the curve, the borrower's own among them


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One named reason, as columns of the tenors and rules of the whole split."""

    name: str
    columns: Mapping[str, Floats] = field(default_factory=dict)
    rules: Mapping[str, float] = field(default_factory=dict)
    rests_on: tuple[Figure[Any], ...] = ()  # priors of ours; nothing where others show it

    def on(self, tenors: Tenors, limits: Limits) -> tuple[Tenors, Limits]:
        """The program with this limit on top of those it already has."""
        columns: dict[str, Any] = {
            name: np.minimum(getattr(tenors, name), column)
            if name in {"most", "room"}
            else getattr(tenors, name) + column
            for name, column in self.columns.items()
        }
        rules: dict[str, Any] = dict(self.rules)
        return replace(tenors, **columns), replace(limits, **rules)


def limits_on(
    years: Years,
    size: float,
    others: Precedents,
    curve: Figure[ParCurve],
    borrower: Borrower,
) -> tuple[Limit, ...]:
    """The named reasons, in the order they come on."""
    forward = rolled_at_forwards(curve.value, years)
    shut = borrower.refinancing.value * refinancings(years)
    room = _room(years, curve.value.day.year, borrower)
    return (
        Limit(name="demand slopes", columns={"slope": np.full(len(years), SLOPE.value)}),
        Limit(
            name="no tenor above the share others gave it",
            columns={"most": others.share * size},
        ),
        Limit(
            name="no tranche above the largest others sold",
            columns={"most": others.largest},
        ),
        Limit(
            name="the points every other sale kept are kept",
            columns={"least": others.kept * size},
        ),
        Limit(
            name="short money is rolled at forward rates",
            columns={"charge": forward},
            rests_on=(ROLLED, HORIZON),
        ),
        Limit(
            name="a refinancing may meet a shut market",
            columns={"charge": shut},
            rests_on=(borrower.refinancing, HORIZON),
        ),
        Limit(
            name="average maturity within others'",
            rules={"shortest": others.shortest, "longest": others.longest},
        ),
        Limit(name="the ladder has room", columns={"room": room}, rests_on=(LADDER,)),
        Limit(
            name="smallest tranche and their number as others'",
            rules={"smallest": others.smallest, "tranches": others.tranches},
        ),
    )


def rolled_at_forwards(curve: ParCurve, years: Years) -> Rates:
    """What rolling money of each tenor costs beyond its own yield, up to the horizon.

    The par yield of the horizon is the average of the forward rates up to it: money sold
    shorter pays, rolled at those, what money sold for the whole of it does.
    """
    over = bonds.par_yield(curve, np.array(HORIZON.value)) - bonds.par_yield(curve, years)
    return np.asarray(ROLLED.value * np.where(years < HORIZON.value, over, 0.0))


def refinancings(years: Years) -> Floats:
    """How often a year money of each tenor is found again, up to the horizon.

    >>> refinancings(np.array([3.0, 10.0, 40.0])).round(3).tolist()
    [0.3, 0.067, 0.0]
    """
    return np.asarray(np.maximum(1 / years - 1 / HORIZON.value, 0.0))


def _room(years: Years, now: int, borrower: Borrower) -> Floats:
    """What the ladder's limit leaves in the year each tenor falls due."""
    most = LADDER.value * borrower.cash_flow
    owed = np.array([borrower.owed.get(now + round(t), 0.0) for t in years])
    return np.maximum(most - owed, 0.0)
