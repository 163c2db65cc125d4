"""Why a row of a table cannot be priced: the checks, in the order they are told.

A row gives its first reason.  Nothing is dropped and nothing is mended here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from bookrunner.bonds.pricing.kinds import Kind
from bookrunner.bonds.schedule import next_coupon_dates
from bookrunner.bonds.terms import fixed_rate_bonds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bookrunner.bonds.pricing.cells import Whys
    from bookrunner.bonds.pricing.quotes import Quotes
    from bookrunner.units import Flags

    Check: TypeAlias = tuple[Callable[[Quotes], Flags], str]

HIGHEST_PRICE: Final = 500.0  # per 100: no bond trades there
HIGHEST_COUPON: Final = 1.0
FIRST_DAY: Final = np.datetime64("1900-01-01")  # of settlement
LAST_DAY: Final = np.datetime64(
    "3100-01-01"
)  # of repayment: some bonds run a thousand years


def _off_the_coupon_dates(read: Quotes) -> Flags:
    """Rows whose coupon would be set anew on a day that is none of their coupon dates."""
    off = np.zeros(len(read.reset_date), dtype=bool)
    rows = np.flatnonzero((read.reset_date < read.maturity) & (read.frequency > 0))
    bonds = fixed_rate_bonds(0.0, read.maturity[rows], frequency=read.frequency[rows])
    off[rows] = next_coupon_dates(bonds, read.reset_date[rows] - 1) != read.reset_date[rows]
    return off


_CHECKS: Final[Sequence[Check]] = (
    (lambda q: q.kind == Kind.NO_BOND, "no bond: a derivative or a share"),
    (lambda q: q.kind == Kind.FLOATING, "floating rate: what it will pay is not known"),
    (lambda q: q.kind == Kind.STEPPED, "stepped coupons, of which the table gives one"),
    (
        lambda q: q.kind == Kind.INFLATION_LINKED,
        "inflation-linked: what it will pay is not known",
    ),
    (
        lambda q: q.kind == Kind.PASS_THROUGH,
        "a pass-through: when it repays is not known",
    ),
    (
        lambda q: (q.kind == Kind.RESET) & np.isnat(q.reset_date),
        "fixed to floating, without a reset_date",
    ),
    (lambda q: np.isnan(q.clean_price) & np.isnan(q.stated_yield), "no price"),
    (lambda q: np.isnat(q.settlement), "no settlement date"),
    (lambda q: q.settlement < FIRST_DAY, "settles {settlement}, which cannot be meant"),
    (
        lambda q: (q.coupon < 0) | (q.coupon > HIGHEST_COUPON),
        "a coupon of {coupon:.2%} cannot be meant",
    ),
    (
        lambda q: (q.clean_price <= 0) | (q.clean_price > HIGHEST_PRICE),
        "a clean price of {clean_price:g} per 100 cannot be meant",
    ),
    (
        lambda q: np.isnan(q.clean_price) & (q.stated_yield <= -1),
        "a yield of {stated_yield:.2%} is at or below -100%",
    ),
    (
        lambda q: q.maturity >= LAST_DAY,
        "due {maturity}, which stands for a bond that is never due",
    ),
    (
        lambda q: q.maturity <= q.settlement,
        "matured {maturity}, settles {settlement}",
    ),
    (
        lambda q: q.reset_date <= q.settlement,
        "its coupon was set anew on {reset_date}: what it will pay is not known",
    ),
    (
        lambda q: (q.reset_date > q.maturity) | _off_the_coupon_dates(q),
        "reset {reset_date} is no coupon date of a bond due {maturity}",
    ),
    (
        lambda q: q.settlement < q.dated,
        "settles {settlement}, before it is issued {dated}",
    ),
    (
        lambda q: q.first_coupon > q.maturity,
        "first coupon {first_coupon} after maturity {maturity}",
    ),
)


def reasons(read: Quotes) -> Whys:
    """Every row's first reason: that it could not be read, or that it cannot be meant."""
    told = read.reason.copy()
    for broken, sentence in _CHECKS:
        for row in np.flatnonzero(broken(read)):
            told[row] = told[row] or sentence.format_map(_Row(read, row))
    return told


class _Row(dict[str, Any]):
    """One row of the quotes, as a sentence asks for it."""

    def __init__(self, read: Quotes, row: Any) -> None:
        super().__init__()
        self.read, self.row = read, row

    def __missing__(self, name: str) -> Any:
        return getattr(self.read, name)[self.row]
