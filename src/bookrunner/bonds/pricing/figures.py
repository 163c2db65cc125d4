"""What a table of bonds is priced into: the figures, their units, how each is worked out.

`FIGURES` is the list a user chooses from and documents are written from.  Only what is
asked for is worked out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner.bonds.accrual import accrued
from bookrunner.bonds.risk import convexity, dv01, macaulay_duration, modified_duration
from bookrunner.bonds.yields import clean_price_from_yield, yield_from_clean_price

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bookrunner.bonds.pricing.quotes import Quotes
    from bookrunner.bonds.pricing.spreads import Spreads


@dataclass(frozen=True, slots=True)
class Figure:
    """A column that pricing adds to a table."""

    name: str
    unit: str
    meaning: str
    usual: bool = True  # added when the user chooses nothing


FIGURES: Final[Sequence[Figure]] = (
    Figure("settlement", "day", "the day the price is paid, of all figures"),
    Figure("pricing_day", "day", "the day the price was made", usual=False),
    Figure("clean_price", "per 100 face", "as stated, or from a yield", usual=False),
    Figure("accrued", "per 100 face", "interest earned since the last coupon"),
    Figure("dirty_price", "per 100 face", "clean price and accrued", usual=False),
    Figure("yield_to_maturity", "decimal per year", "street convention"),
    Figure("modified_duration", "years", "relative fall of the price for a rise in yield"),
    Figure("macaulay_duration", "years", "mean time to payment", usual=False),
    Figure("convexity", "years squared", "second derivative, relative to the price"),
    Figure("dv01", "per 100 face", "points of price lost when the yield rises 1 bp"),
    Figure("g_spread", "decimal per year", "yield less the par yield at its maturity"),
)
REASON: Final = Figure("reason", "", "why a figure of the row is missing")
USUAL: Final = tuple(figure.name for figure in FIGURES if figure.usual)


def figures(read: Quotes, wanted: Iterable[str], spreads: Spreads) -> dict[str, Any]:
    """The *wanted* columns of quotes that can all be priced; NaN where there is none."""
    bonds, on = read.bonds, read.settlement
    from_price = yield_from_clean_price(bonds, on, read.clean_price)
    stated = np.isnan(read.clean_price)
    yields = np.where(stated, read.stated_yield, from_price)
    worked: Mapping[str, Callable[[], Any]] = {
        "settlement": lambda: on,
        "pricing_day": lambda: read.pricing_day,
        "clean_price": lambda: np.where(
            stated, clean_price_from_yield(bonds, on, yields), read.clean_price
        ),
        "accrued": lambda: accrued(bonds, on),
        "dirty_price": lambda: worked["clean_price"]() + worked["accrued"](),
        "yield_to_maturity": lambda: yields,
        "modified_duration": lambda: modified_duration(bonds, on, yields),
        "macaulay_duration": lambda: macaulay_duration(bonds, on, yields),
        "convexity": lambda: convexity(bonds, on, yields),
        "dv01": lambda: dv01(bonds, on, yields),
        "g_spread": lambda: spreads.g_spread(bonds, on, yields),
    }
    return {name: worked[name]() for name in wanted}
