"""How much of the market's spread an issuer carries: duration times spread.

A spread moves in proportion to its level (Ben Dor, Dynkin, Hyman, Houweling, van
Leeuwen and Penninga 2007).  So an issuer's loading on the spread of investment grade is
its spread over that of the market at the same tenor, measured on one day's holdings of
a fund that holds the market.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from bookrunner.units import Floats, Spreads, Years

LEAST_BONDS: Final = 5  # of an issuer, for its beta to mean anything
NEIGHBOURS: Final = 0.2  # a fifth of the tenor either side


@dataclass(frozen=True, slots=True, kw_only=True)
class Beta:
    """An issuer's loading on the spread of investment grade."""

    value: float  # ratio
    error: float  # standard error over the issuer's bonds
    bonds: int


def spread_beta(
    own_tenor: Years, own_spread: Spreads, tenor: Years, spread: Spreads
) -> Beta:
    """Mean over the issuer's bonds of own spread over the market's at the same tenor.

    Raises:
        MisuseError: fewer bonds than five, or tenors where the market has none.

    >>> tenor = np.linspace(2, 40, 400)
    >>> market = 0.0050 + 0.0001 * tenor
    >>> own = np.array([5.0, 7.0, 10.0, 20.0, 30.0])
    >>> round(spread_beta(own, 2 * (0.0050 + 0.0001 * own), tenor, market).value, 2)
    2.0
    """
    if len(own_tenor) < LEAST_BONDS:
        raise MisuseError(
            expected=f"at least {LEAST_BONDS} bonds of the issuer",
            seen=str(len(own_tenor)),
            hint="a fund with more of its bonds would do",
        )
    market = np.array([market_spread(years, tenor, spread) for years in own_tenor])
    ratios = own_spread / market
    return Beta(
        value=float(ratios.mean()),
        error=float(ratios.std(ddof=1) / np.sqrt(len(ratios))),
        bonds=len(ratios),
    )


def market_spread(years: float, tenor: Years, spread: Spreads) -> float:
    """Mean spread of the bonds whose tenor lies within a fifth of *years*."""
    near = np.abs(tenor - years) <= NEIGHBOURS * years
    if not near.any():
        raise MisuseError(
            expected=f"bonds near {years:.1f} years in the market", seen="none"
        )
    return float(spread[near].mean())


def sector_loadings(betas: Floats, outstanding: Floats) -> Floats:
    """Each member's loading on its sector: its beta over their mean, by outstanding.

    >>> sector_loadings(np.array([0.5, 1.5]), np.array([1.0, 1.0])).tolist()
    [0.5, 1.5]
    """
    loadings: Floats = betas / np.average(betas, weights=outstanding)
    return loadings
