"""How a price moves with its own yield.

A figure each; who wants several of one bond asks for them together (`risk`), which looks
at the calendar once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bookrunner.bonds.yields import Convention, figures_at_yields

if TYPE_CHECKING:
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import DatesLike, Prices, RatesLike, SquareYears, Years


class Risk(NamedTuple):
    """How a price moves with its yield."""

    modified_duration: Years
    macaulay_duration: Years
    convexity: SquareYears
    dv01: Prices


def risk(
    bonds: Bonds,
    settlement: DatesLike,
    yields: RatesLike,
    *,
    convention: Convention = Convention.STREET,
) -> Risk:
    """Durations, convexity and DV01 together."""
    found = figures_at_yields(bonds, settlement, yields, convention)
    return Risk(
        modified_duration=found.modified_duration,
        macaulay_duration=found.macaulay_duration,
        convexity=found.convexity,
        dv01=found.dv01,
    )


def modified_duration(
    bonds: Bonds,
    settlement: DatesLike,
    yields: RatesLike,
    *,
    convention: Convention = Convention.STREET,
) -> Years:
    """The relative fall of the dirty price for a rise of its yield.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> note = fixed_rate_bonds(0.0465, "2035-11-20", dated="2025-11-20")
    >>> f"{modified_duration(note, '2025-11-20', 0.04681):.2f}"
    '7.92'
    """
    return figures_at_yields(bonds, settlement, yields, convention).modified_duration


def macaulay_duration(
    bonds: Bonds,
    settlement: DatesLike,
    yields: RatesLike,
    *,
    convention: Convention = Convention.STREET,
) -> Years:
    """The mean time to payment, weighted by present value."""
    return figures_at_yields(bonds, settlement, yields, convention).macaulay_duration


def convexity(
    bonds: Bonds,
    settlement: DatesLike,
    yields: RatesLike,
    *,
    convention: Convention = Convention.STREET,
) -> SquareYears:
    """The second derivative of the dirty price in its yield, relative to the price."""
    return figures_at_yields(bonds, settlement, yields, convention).convexity


def dv01(
    bonds: Bonds,
    settlement: DatesLike,
    yields: RatesLike,
    *,
    convention: Convention = Convention.STREET,
) -> Prices:
    """Points of price per 100 face lost when the yield rises by one basis point."""
    return figures_at_yields(bonds, settlement, yields, convention).dv01
