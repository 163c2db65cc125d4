"""Spreads of many bonds, each against the Treasury curve of its own day.

A table may hold prices of many days; its rows are taken day by day, each day's curve is
asked for once, and a row whose day has none says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bookrunner.bonds.curve import g_spread
from bookrunner.bonds.pricing.cells import no_whys
from bookrunner.bonds.pricing.conventions import DOLLAR

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bookrunner.bonds.curve import ParCurve
    from bookrunner.bonds.pricing.cells import Whys
    from bookrunner.bonds.pricing.quotes import Quotes
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import Dates, Ints, Rates
    from bookrunner.units import Spreads as SpreadColumn

CurveOf: TypeAlias = "Callable[[date], ParCurve | None]"
"""The Treasury par curve of a day; None where there is none at hand."""


@dataclass(frozen=True, slots=True)
class Spreads:
    """The rows of a table by curve, and why a row has none."""

    curves: tuple[tuple[ParCurve, Ints], ...]  # a curve, and the rows measured against it
    whys: Whys

    def g_spread(self, bonds: Bonds, settlement: Dates, yields: Rates) -> SpreadColumn:
        """The yield of every row less the par yield at its maturity."""
        spread = np.full(len(self.whys), np.nan)
        for curve, rows in self.curves:
            spread[rows] = g_spread(bonds[rows], settlement[rows], yields[rows], curve)
        return spread


def spreads_of(read: Quotes, curve_of: CurveOf, curve_day: date | None) -> Spreads:
    """Each row of *read* with the curve of its pricing day, or all with that of one day."""
    days = read.pricing_day
    if curve_day is not None:
        days = np.full(len(days), curve_day, dtype="datetime64[D]")
    whys = no_whys(len(days))
    foreign = read.currency != DOLLAR
    whys[foreign] = [f"no Treasury curve in {code}" for code in read.currency[foreign]]
    dateless = np.isnat(days) & ~foreign
    whys[dateless] = "no pricing day, so no curve"
    curves = []
    for day in np.unique(days[~foreign & ~dateless]):
        rows = np.flatnonzero((days == day) & ~foreign)
        curve = curve_of(day.item())
        if curve is None:
            whys[rows] = f"no Treasury curve for {day}"
        else:
            curves.append((curve, rows))
    return Spreads(tuple(curves), whys)
