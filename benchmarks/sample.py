"""The bonds and curves everything is measured on, ours and QuantLib's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import QuantLib as ql  # noqa: N813 - as its own documentation has it

from bookrunner.bonds import fixed_rate_bonds
from bookrunner.bonds.curves import FlatForward

if TYPE_CHECKING:
    from bookrunner.bonds import Bonds

if TYPE_CHECKING:
    from bookrunner.bonds import Bonds

SETTLED = np.datetime64("2026-11-24")
THEIR_DAY = ql.Date(24, 11, 2026)
COUNTER = ql.Thirty360(ql.Thirty360.BondBasis)
_NOT_AT_MONTH_ENDS = False
TENORS = np.array([0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 20.0, 30.0])
ZEROS = np.array([3.7, 3.6, 3.5, 3.5, 3.6, 3.7, 3.9, 4.2, 4.7, 4.8]) / 100
CURVE = FlatForward(TENORS, -TENORS * ZEROS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Half-yearly 30/360 bonds due in one month to thirty years, at about par."""

    bonds: Bonds
    prices: Any

    @property
    def size(self) -> int:
        """How many."""
        return len(self.prices)


def sample(size: int, seed: int = 1) -> Sample:
    """So many bonds."""
    rng = np.random.default_rng(seed)
    due = SETTLED + rng.integers(30, 365 * 30, size)
    month, day = (
        due.astype("M8[M]"),
        np.minimum((due - due.astype("M8[M]")).astype(int), 27),
    )
    coupons = rng.uniform(0.02, 0.08, size)
    bonds = fixed_rate_bonds(coupons, month.astype("M8[D]") + day)
    return Sample(bonds=bonds, prices=rng.uniform(90, 110, size))


def their_date(day: Any) -> Any:
    """A date as QuantLib has it."""
    when = np.datetime64(day, "D").item()
    return ql.Date(when.day, when.month, when.year)


def their_schedule(maturity: Any) -> Any:
    """Half-yearly coupon dates counted back from maturity."""
    return ql.Schedule(
        ql.Date(1, 1, 2026),
        their_date(maturity),
        ql.Period(6, ql.Months),
        ql.NullCalendar(),
        ql.Unadjusted,
        ql.Unadjusted,
        ql.DateGeneration.Backward,
        _NOT_AT_MONTH_ENDS,
    )


def their_bond(coupon: float, maturity: Any, redemption: float = 100.0) -> Any:
    """A bond as QuantLib has it, built with all its payments."""
    terms = (their_schedule(maturity), [coupon], COUNTER, ql.Unadjusted, redemption)
    return ql.FixedRateBond(0, 100.0, *terms)


def their_bonds(sold: Sample, size: int) -> list[Any]:
    """The first few of a sample."""
    ql.Settings.instance().evaluationDate = THEIR_DAY
    rows = zip(sold.bonds.coupon[:size], sold.bonds.maturity[:size], strict=True)
    return [their_bond(float(coupon), maturity) for coupon, maturity in rows]


def their_leg(bond: Any) -> Any:
    """The payments of a bond as plain amounts, which QuantLib discounts fastest."""
    return ql.Leg(
        [ql.SimpleCashFlow(flow.amount(), flow.date()) for flow in bond.cashflows()]
    )


def their_curve(zeros: Any = ZEROS) -> Any:
    """A curve whose discount factors run log-linearly, as ours."""
    days = [
        THEIR_DAY,
        *(THEIR_DAY + round(365.25 * t) for t in TENORS),
        THEIR_DAY + 11_500,
    ]
    factors = [1.0, *np.exp(-TENORS * zeros)]
    factors.append(factors[-1] * float(np.exp(-zeros[-1] * 1.5)))
    return ql.DiscountCurve(days, factors, ql.Actual36525())
