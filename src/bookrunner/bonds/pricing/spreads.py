"""Many bonds, each measured against the Treasury curve of its own day.

A table may hold prices of many days; its rows are taken day by day, each day's curve is
asked for once, and a row whose day has none says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from bookrunner.bonds.curves import bootstrap, semiannual_legs
from bookrunner.bonds.pricing.cells import no_whys
from bookrunner.bonds.pricing.conventions import DOLLAR

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bookrunner.bonds.curve import ParCurve
    from bookrunner.bonds.curves import Curve
    from bookrunner.bonds.pricing.basis import CurveOf
    from bookrunner.bonds.pricing.cells import Whys
    from bookrunner.bonds.pricing.quotes import Quotes
    from bookrunner.units import Floats, Ints


@dataclass(frozen=True, slots=True)
class Measured:
    """The rows of a table by curve, and why a row has none."""

    curves: tuple[tuple[ParCurve, Ints], ...]  # a curve, and the rows measured against it
    whys: Whys

    def column(
        self, measure: Callable[[ParCurve, Ints], Floats], *, each: int | None = None
    ) -> Floats:
        """What *measure* gives for the rows of each curve, NaN for rows without one.

        With *each* it gives so many columns, one after the other on the first axis.
        """
        rows = len(self.whys)
        measured = np.full(rows if each is None else (each, rows), np.nan)
        for curve, of_curve in self.curves:
            measured[..., of_curve] = measure(curve, of_curve)
        return measured


def measured_by_day(read: Quotes, curve_of: CurveOf, curve_day: date | None) -> Measured:
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
    return Measured(tuple(curves), whys)


def zero_curve(curve: ParCurve) -> Curve:
    """The zero curve through par yields: monotone convex, half-yearly coupons."""
    return _zero_curve(tuple(curve.tenors.tolist()), tuple(curve.rates.tolist()))


@lru_cache(maxsize=1024)  # a long table comes in blocks, and they share their days
def _zero_curve(tenors: tuple[float, ...], rates: tuple[float, ...]) -> Curve:
    return bootstrap(semiannual_legs(np.array(tenors)), np.array(rates))
