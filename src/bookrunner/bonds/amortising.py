"""Bonds that repay their principal in parts: amortising bonds and sinking funds.

Interest is paid on what is still owed.  Prices are per 100 of the principal outstanding
at settlement, as the market quotes them.  A sinking fund that redeems by lot pays the
issue as a whole the same; to one holder the day of his own redemption is a draw.

Repayments stand in one row after another, bond by bond, and `offsets` says where each
bond begins, as in `cashflows`; what they leave is repaid at maturity.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.bonds.accrual import accrued
from bookrunner.bonds.calendar import day_numbers
from bookrunner.bonds.cashflows import CashFlows, cash_flows
from bookrunner.bonds.curve import YEAR
from bookrunner.bonds.payments import payments
from bookrunner.bonds.rows import ranked, running_sums
from bookrunner.bonds.yields import meant
from bookrunner.units import FACE

if TYPE_CHECKING:
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import (
        Dates,
        DatesLike,
        Floats,
        Ints,
        Prices,
        PricesLike,
        Rates,
        RatesLike,
        Years,
    )

_NEWTON_STEPS: Final = 60
_SETTLED: Final = 1e-13


@dataclass(frozen=True, slots=True, kw_only=True)
class Repayments:
    """Parts of the principal repaid before maturity, bond after bond."""

    offsets: Ints  # one more than there are bonds; the repayments of bond i follow
    dates: Dates  # coupon dates
    amounts: Prices  # per 100 of the original principal

    @property
    def bond(self) -> Ints:
        """Which bond each repayment belongs to."""
        counts = np.diff(self.offsets)
        return np.repeat(np.arange(len(counts)), counts)


def amortising_cash_flows(
    bonds: Bonds, settlement: DatesLike, repayments: Repayments
) -> CashFlows:
    """What is still paid, per 100 outstanding at settlement.

    The amounts of a bond are NaN where a repayment falls on none of its coupon dates or
    more is repaid than is owed.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> note = fixed_rate_bonds(0.05, "2028-11-15")
    >>> halves = Repayments(
    ...     offsets=np.array([0, 1]),
    ...     dates=np.array(["2027-11-15"], dtype="datetime64[D]"),
    ...     amounts=np.array([50.0]),
    ... )
    >>> amortising_cash_flows(note, "2026-11-24", halves).amounts.tolist()
    [2.5, 52.5, 1.25, 51.25]
    """
    flows = cash_flows(bonds, settlement)
    bond, count = flows.bond, len(flows.offsets) - 1
    on = np.broadcast_to(day_numbers(settlement), bonds.maturity.shape).ravel()
    days, of = day_numbers(repayments.dates), repayments.bond
    past = days <= on[of]
    owed = FACE - np.bincount(of[past], repayments.amounts[past], count)
    at = np.searchsorted(ranked(bond, flows.days), ranked(of, days))
    inside = np.minimum(at, max(len(bond) - 1, 0))
    due = ~past & (bond[inside] == of) & (flows.days[inside] == days)
    repaid = np.zeros(len(bond))
    np.add.at(repaid, inside[due], repayments.amounts[due])
    before = running_sums(flows.offsets, bond, repaid) - repaid
    last = flows.offsets[1:][np.diff(flows.offsets) > 0] - 1
    interest = flows.amounts.copy()
    interest[last] -= FACE
    outstanding = owed[bond] - before
    repaid[last] = outstanding[last]
    astray = np.bincount(of[~past & ~due], minlength=count) > 0
    overpaid = np.bincount(bond[outstanding < 0], minlength=count) > 0
    sound = ~(astray | overpaid) & (owed > 0)
    scale = np.where(sound, FACE / np.where(sound, owed, 1.0), np.nan)[bond]
    amounts = (interest * outstanding / FACE + repaid) * scale
    return CashFlows(flows.offsets, flows.days, amounts)


def average_life(bonds: Bonds, settlement: DatesLike, repayments: Repayments) -> Years:
    """Years until the principal is repaid, weighted by how much."""
    owed = amortising_cash_flows(bonds, settlement, repayments)
    unpaid = amortising_cash_flows(_without_interest(bonds), settlement, repayments)
    on = np.broadcast_to(day_numbers(settlement), bonds.maturity.shape).ravel()
    years = (owed.days - on[owed.bond]) / YEAR
    lives = np.bincount(owed.bond, unpaid.amounts * years, len(owed.offsets) - 1) / FACE
    return np.where(np.diff(owed.offsets) > 0, lives, np.nan).reshape(bonds.maturity.shape)[
        ()
    ]


def amortising_price_from_yield(
    bonds: Bonds, settlement: DatesLike, yields: RatesLike, repayments: Repayments
) -> Prices:
    """The clean price per 100 outstanding, as the street discounts.

    Every period is compounded; where a single payment is left, it is at simple interest.
    """
    flows, periods = _periods(bonds, settlement, repayments)
    rates = np.broadcast_to(np.asarray(yields, dtype=np.float64), bonds.maturity.shape)
    worth, _ = _worth(flows, periods, _growth(rates, bonds))
    return worth.reshape(rates.shape)[()] - accrued(bonds, settlement)


def amortising_yield(
    bonds: Bonds, settlement: DatesLike, clean_price: PricesLike, repayments: Repayments
) -> Rates:
    """The yield to maturity at a clean price per 100 outstanding."""
    flows, periods = _periods(bonds, settlement, repayments)
    shape = bonds.maturity.shape
    dirty = meant(clean_price) + accrued(bonds, settlement)
    target = np.broadcast_to(dirty, shape).ravel()
    growth, step = np.zeros(target.shape), np.full(target.shape, np.inf)
    with np.errstate(all="ignore"):  # of bonds that have no yield
        for _ in range(_NEWTON_STEPS):
            worth, slope = _worth(flows, periods, growth)
            step = worth * np.log(worth / target) / slope
            growth = growth + step
            if not np.any(np.abs(step) > _SETTLED):
                break
    known = np.where(np.abs(step) < np.sqrt(_SETTLED), growth, np.nan).reshape(shape)
    yields: Rates = np.expm1(known) * bonds.frequency
    return yields[()]


def _without_interest(bonds: Bonds) -> Bonds:
    return replace(bonds, coupon=np.zeros_like(bonds.coupon))


def _periods(
    bonds: Bonds, settlement: DatesLike, repayments: Repayments
) -> tuple[CashFlows, Floats]:
    """The payments, and the coupon periods from settlement to each."""
    flows = amortising_cash_flows(bonds, settlement, repayments)
    first = np.ravel(payments(bonds, settlement).first)
    nth = np.arange(len(flows.days)) - flows.offsets[:-1][flows.bond]
    return flows, first[flows.bond] + nth


def _growth(rates: Rates, bonds: Bonds) -> Floats:
    """The logarithm of one plus the yield of a coupon period."""
    meaningful = np.where(rates > -1, rates, np.nan)
    return np.ravel(np.log1p(meaningful / bonds.frequency))


def _worth(flows: CashFlows, periods: Floats, growth: Floats) -> tuple[Prices, Prices]:
    """The dirty price, and its fall for a unit of growth; NaN of a bond that is dead."""
    payments_left, grown = np.diff(flows.offsets), growth[flows.bond]
    single = (payments_left == 1)[flows.bond]
    simple = 1 / (1 + periods * np.expm1(grown))
    discount = np.where(single, simple, np.exp(-periods * grown))
    fall = np.where(single, periods * np.exp(grown) * simple, periods)
    paid = flows.amounts * discount
    worth = np.bincount(flows.bond, paid, len(payments_left))
    slope = np.bincount(flows.bond, paid * fall, len(payments_left))
    alive = payments_left > 0
    return np.where(alive, worth, np.nan), np.where(alive, slope, np.nan)
