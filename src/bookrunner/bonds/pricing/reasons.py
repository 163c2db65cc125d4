"""Why a row of a table cannot be priced: the checks, in the order they are told.

A row gives its first reason.  Nothing is dropped and nothing is mended here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bookrunner.bonds.pricing.cells import Whys
    from bookrunner.bonds.pricing.quotes import Quotes
    from bookrunner.units import Flags

    Check: TypeAlias = tuple[Callable[[Quotes], Flags], str]

HIGHEST_PRICE: Final = 500.0  # per 100: no bond trades there
HIGHEST_COUPON: Final = 1.0

_CHECKS: Final[Sequence[Check]] = (
    (lambda q: np.isnan(q.clean_price) & np.isnan(q.stated_yield), "no price"),
    (lambda q: np.isnat(q.settlement), "no settlement date"),
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
        lambda q: q.maturity <= q.settlement,
        "matured {maturity}, settles {settlement}",
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
