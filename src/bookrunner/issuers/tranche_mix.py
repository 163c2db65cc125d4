"""How to cut a deal: the split over tenors that costs least, risk and limits counted.

Each tenor has a cost that rises with what is sold there (demand slopes), and a charge
beyond interest for what refinancing it may cost::

    minimise  sum_j x_j (cost_j + slope_j x_j) + sum_j x_j charge_j
    with      sum_j x_j = size,   x_j in whole lots,   x_j = 0 or smallest <= x_j,
              least_j <= x_j <= most_j,
              x_j <= room_j (what the ladder leaves in that year),
              shortest <= sum_j x_j years_j / size <= longest,
              at most *tranches* of them

A mixed-integer linear program, solved by HiGHS; the slope enters as steps of one lot, so
the answer is exact on the grid of lots.  Amounts are in billions, rates decimals a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

    from bookrunner.units import Floats, Rates, Years

NO_LIMIT: Final = float("inf")
_CLOSE: Final = 1e-9  # lots are counted in floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenors:
    """What each tenor costs and takes, as columns."""

    years: Years
    cost: Rates  # all in, if nothing is sold there
    slope: Rates  # dearer for each billion sold there
    charge: Rates  # beyond interest, for what refinancing may cost
    least: Floats  # billions that are sold there in any case
    most: Floats  # billions that investors take
    room: Floats  # billions that the ladder leaves in the year it falls due


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How a deal may be cut."""

    size: float  # billions, all of them sold
    lot: float = 0.25  # billions
    smallest: float = 0.5  # billions, of a tranche that is sold at all
    tranches: int = 8
    shortest: float = 0.0  # years, of the average maturity by size
    longest: float = NO_LIMIT  # years, of the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """A split over tenors, and what it costs."""

    sizes: Floats  # billions, by tenor
    interest: float  # billions a year
    risk: float  # billions a year, as charged
    total: float


def best_mix(tenors: Tenors, limits: Limits, *, whole: bool = True) -> Mix | None:
    """The split that costs least; ``None`` where the limits leave none.

    Without *whole* lots the program is a linear one, and much faster.

    Two tenors at 4 and 5 %, demand sloping by ten basis points a billion: marginal costs
    are equal with five billion more in the cheaper.

    >>> flat, none = np.full(2, NO_LIMIT), np.zeros(2)
    >>> two = Tenors(years=np.array([3.0, 30.0]), cost=np.array([0.04, 0.05]),
    ...              slope=np.full(2, 0.001), charge=none, least=none, most=flat, room=flat)
    >>> best_mix(two, Limits(size=10.0)).sizes.tolist()
    [7.5, 2.5]
    """
    _meant(tenors, limits)
    from scipy.optimize import Bounds, milp

    steps = _steps(tenors, limits)
    kinds, count = len(tenors.years), steps.shape[1]
    cost = np.concatenate([_marginal(tenors, limits, count).ravel(), np.zeros(kinds)])
    upper = np.concatenate([steps.ravel(), np.ones(kinds)])
    solved = milp(
        cost,
        integrality=np.full_like(cost, whole),
        bounds=Bounds(0, upper),
        constraints=_rules(tenors, limits, steps),
    )
    if solved.x is None:
        return None
    parts = np.round(solved.x) if whole else solved.x
    sold = parts[:-kinds].reshape(kinds, count).sum(axis=1)
    return priced_mix(tenors, limits, sold * limits.lot)


def priced_mix(tenors: Tenors, limits: Limits, sizes: Floats) -> Mix:
    """What any split costs: interest with the slope of demand, and risk as charged."""
    _meant(tenors, limits)
    interest = float(np.sum(sizes * (tenors.cost + tenors.slope * sizes)))
    risk = float(np.sum(sizes * tenors.charge))
    return Mix(sizes=sizes, interest=interest, risk=risk, total=interest + risk)


def marginal_cost(tenors: Tenors, sizes: Floats) -> Rates:
    """What one more dollar at each tenor costs a year, risk counted."""
    marginal: Rates = tenors.cost + tenors.charge + 2 * tenors.slope * sizes
    return marginal


def _rules(tenors: Tenors, limits: Limits, steps: Floats) -> list[LinearConstraint]:
    """Lots of every tenor, then whether it is sold at all, as the program's columns."""
    from scipy.optimize import LinearConstraint

    kinds, count = steps.shape
    lots = np.repeat(np.eye(kinds), count, axis=1)
    none, sold = np.zeros((kinds, kinds)), np.eye(kinds)
    wanted = round(limits.size / limits.lot)
    fewest = np.floor(tenors.least / limits.lot + _CLOSE)
    smallest = round(limits.smallest / limits.lot)
    years = np.concatenate([tenors.years @ lots, np.zeros(kinds)]) / wanted
    return [
        LinearConstraint(np.hstack([lots.sum(axis=0), none[0]]), wanted, wanted),
        LinearConstraint(np.hstack([lots, none]), fewest, np.inf),
        LinearConstraint(np.hstack([lots, -np.diag(steps.sum(axis=1))]), -np.inf, 0),
        LinearConstraint(np.hstack([lots, -smallest * sold]), 0, np.inf),
        LinearConstraint(
            np.concatenate([np.zeros(lots.shape[1]), np.ones(kinds)]), 0, limits.tranches
        ),
        LinearConstraint(years, limits.shortest, limits.longest),
    ]


def _steps(tenors: Tenors, limits: Limits) -> Floats:
    """One column for each lot a tenor could take: 1 where it may, 0 where it may not."""
    lots = round(limits.size / limits.lot)
    most = np.minimum(np.minimum(tenors.most, tenors.room), limits.size)
    allowed = np.floor(most / limits.lot + _CLOSE)
    return (np.arange(lots) < allowed[:, None]).astype(np.float64)


def _marginal(tenors: Tenors, limits: Limits, count: int) -> Floats:
    """What each further lot adds a year; rising, so that lots fill in order."""
    sold = np.arange(count) * limits.lot
    flat = tenors.cost + tenors.charge
    dearer = tenors.slope[:, None] * (2 * sold + limits.lot)
    return np.asarray(limits.lot * (flat[:, None] + dearer))


def _meant(tenors: Tenors, limits: Limits) -> None:
    lots = limits.size / limits.lot
    if not (limits.size > 0 and limits.lot > 0 and abs(lots - round(lots)) < 1e-6):
        raise MisuseError(
            expected="a size above zero in whole lots",
            seen=f"{limits.size:g} in lots of {limits.lot:g}",
        )
    if np.any(np.isnan(tenors.cost)) or np.any(tenors.slope < 0):
        raise MisuseError(
            expected="a cost for every tenor, and demand that does not slope upward",
            seen="a cost that is missing, or a slope below zero",
        )
