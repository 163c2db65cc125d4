"""What a table of bonds is priced into: the figures, their units, how each is worked out.

`FIGURES` is the list a user chooses from and documents are written from.  Only what is
asked for is worked out, and each once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner.bonds.accrual import accrued
from bookrunner.bonds.calls import par_calls, worst
from bookrunner.bonds.curve import g_spread
from bookrunner.bonds.pricing.spreads import zero_curve
from bookrunner.bonds.risk import convexity, dv01, macaulay_duration, modified_duration
from bookrunner.bonds.spread import (
    KEY_TENORS,
    key_rate_durations,
    spread_duration,
    z_spread,
)
from bookrunner.bonds.yields import clean_price_from_yield, yield_from_clean_price

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bookrunner.bonds.pricing.quotes import Quotes
    from bookrunner.bonds.pricing.spreads import Measured


@dataclass(frozen=True, slots=True)
class Figure:
    """A column that pricing adds to a table."""

    name: str
    unit: str
    meaning: str
    usual: bool = True  # added when the user chooses nothing
    by_curve: bool = False  # measured against the Treasury curve of the day


KEY_RATES: Final = tuple(
    f"key_rate_duration_{tenor:g}y" if tenor >= 1 else f"key_rate_duration_{12 * tenor:g}m"
    for tenor in KEY_TENORS
)
ALL_KEY_RATES: Final = "key_rate_durations"
"""What stands for all of them where columns are chosen."""

FIGURES: Final[Sequence[Figure]] = (
    Figure("settlement", "day", "the day the price is paid, of all figures"),
    Figure("pricing_day", "day", "the day the price was made", usual=False),
    Figure("clean_price", "per 100 face", "as stated, or from a yield", usual=False),
    Figure("accrued", "per 100 face", "interest earned since the last coupon"),
    Figure("dirty_price", "per 100 face", "clean price and accrued", usual=False),
    Figure("yield_to_maturity", "decimal per year", "street convention"),
    Figure("yield_to_worst", "decimal per year", "to maturity or par call", usual=False),
    Figure("workout", "day", "the day the yield to worst runs to", usual=False),
    Figure("modified_duration", "years", "relative fall of the price for a rise in yield"),
    Figure("macaulay_duration", "years", "mean time to payment", usual=False),
    Figure("convexity", "years squared", "second derivative, relative to the price"),
    Figure("dv01", "per 100 face", "points of price lost when the yield rises 1 bp"),
    Figure(
        "g_spread",
        "decimal per year",
        "yield less the par yield at the same years to maturity",
        by_curve=True,
    ),
    Figure(
        "z_spread",
        "decimal per year",
        "shift of the zero curve that gives the price, continuously compounded",
        by_curve=True,
    ),
    Figure(
        "spread_duration",
        "years",
        "relative fall of the price for a rise in spread",
        usual=False,
        by_curve=True,
    ),
    *(
        Figure(name, "years", "the same for one key rate", usual=False, by_curve=True)
        for name in KEY_RATES
    ),
)
REASON: Final = Figure("reason", "", "why a figure of the row is missing")
USUAL: Final = tuple(figure.name for figure in FIGURES if figure.usual)


def figures(read: Quotes, wanted: Iterable[str], measured: Measured) -> dict[str, Any]:
    """The *wanted* columns of quotes that can all be priced; NaN where there is none."""
    worked = _Worked(read, measured)
    return {name: worked.figure(name) for name in wanted}


class _Worked:
    """Figures of quotes, each worked out when it is first asked for."""

    def __init__(self, read: Quotes, measured: Measured) -> None:
        self.read, self.measured = read, measured
        self.bonds, self.settlement = read.bonds, read.settlement
        self.stated = np.isnan(read.clean_price)  # rows quoted by their yield

    def figure(self, name: str) -> Any:
        if name in KEY_RATES:
            return self.key_rate_durations[KEY_RATES.index(name)]
        return getattr(self, name)

    @cached_property
    def pricing_day(self) -> Any:
        return self.read.pricing_day

    @cached_property
    def yield_to_maturity(self) -> Any:
        price = self.read.clean_price
        from_price = yield_from_clean_price(self.bonds, self.settlement, price)
        return np.where(self.stated, self.read.stated_yield, from_price)

    @cached_property
    def clean_price(self) -> Any:
        if not self.stated.any():
            return self.read.clean_price
        yields = self.yield_to_maturity
        from_yield = clean_price_from_yield(self.bonds, self.settlement, yields)
        return np.where(self.stated, from_yield, self.read.clean_price)

    @cached_property
    def accrued(self) -> Any:
        return accrued(self.bonds, self.settlement)

    @cached_property
    def dirty_price(self) -> Any:
        return self.clean_price + self.accrued

    @cached_property
    def worst(self) -> Any:
        calls = par_calls(self.read.par_call_date)
        return worst(self.bonds, self.settlement, self.clean_price, calls)

    @cached_property
    def yield_to_worst(self) -> Any:
        return self.worst.yields

    @cached_property
    def workout(self) -> Any:
        return self.worst.workouts

    @cached_property
    def modified_duration(self) -> Any:
        return modified_duration(self.bonds, self.settlement, self.yield_to_maturity)

    @cached_property
    def macaulay_duration(self) -> Any:
        return macaulay_duration(self.bonds, self.settlement, self.yield_to_maturity)

    @cached_property
    def convexity(self) -> Any:
        return convexity(self.bonds, self.settlement, self.yield_to_maturity)

    @cached_property
    def dv01(self) -> Any:
        return dv01(self.bonds, self.settlement, self.yield_to_maturity)

    @cached_property
    def g_spread(self) -> Any:
        yields = self.yield_to_maturity
        return self.measured.column(
            lambda curve, rows: g_spread(
                self.bonds[rows], self.settlement[rows], yields[rows], curve
            )
        )

    @cached_property
    def z_spread(self) -> Any:
        return self.measured.column(
            lambda curve, rows: z_spread(
                self.bonds[rows],
                self.settlement[rows],
                self.clean_price[rows],
                zero_curve(curve),
            )
        )

    @cached_property
    def spread_duration(self) -> Any:
        return self.measured.column(
            lambda curve, rows: spread_duration(
                self.bonds[rows],
                self.settlement[rows],
                self.z_spread[rows],
                zero_curve(curve),
            )
        )

    @cached_property
    def key_rate_durations(self) -> Any:
        return self.measured.column(
            lambda curve, rows: key_rate_durations(
                self.bonds[rows],
                self.settlement[rows],
                self.z_spread[rows],
                zero_curve(curve),
            ),
            each=len(KEY_RATES),
        )
