"""How large borrowers cut their dollar sales over the curve: tenors and sizes alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from bookrunner.library.rows import amount, reported, witnesses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.cited import Reported
    from bookrunner.library.rows import Witnesses
    from bookrunner.units import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveSale:
    """One sale's fixed-rate tranches, all of them; what they cost is not told here."""

    ticker: str
    issuer: str
    sold: date  # priced, or issued where the source states only that
    faces: Mapping[int, Reported[Money]]  # by the year it falls due


@cache
def curve_sales() -> tuple[CurveSale, ...]:
    """The sales of four billion dollars or more over four tenors or more, oldest first.

    >>> verizon = [s for s in curve_sales() if s.ticker == "VZ"][0]
    >>> print(verizon.faces[2051].value)
    USD 4,500,000,000
    """
    told = witnesses("curve_sales.csv", "ticker", "sold")
    return tuple(sorted(map(_sale, told.values()), key=lambda sale: sale.sold))


def _sale(about: Witnesses) -> CurveSale:
    first = about.rows[0]
    return CurveSale(
        ticker=first["ticker"],
        issuer=first["issuer"],
        sold=date.fromisoformat(first["sold"]),
        faces={
            int(row["due"]): reported(row, amount(row["face"], "USD")) for row in about.rows
        },
    )
