"""How large borrowers cut their dollar sales over the curve: tenors and sizes alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from bookrunner.library.rows import Witnesses, amount, reported, witnesses
from bookrunner.units import percent

if TYPE_CHECKING:
    from decimal import Decimal

    from bookrunner.cited import Reported
    from bookrunner.units import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveTranche:
    """One fixed-rate tranche: its size, and its terms where it is still owed as sold."""

    due: int  # the year
    face: Reported[Money]
    coupon: Reported[Decimal] | None
    maturity: Reported[date] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveSale:
    """One sale's fixed-rate tranches, all of them; what they cost is not told here."""

    ticker: str
    issuer: str
    sold: date  # priced, or issued where the source states only that
    tranches: tuple[CurveTranche, ...]


@cache
def curve_sales() -> tuple[CurveSale, ...]:
    """The sales of four billion dollars or more over four tenors or more, oldest first.

    >>> verizon = [s for s in curve_sales() if s.ticker == "VZ"][0]
    >>> [(t.due, str(t.face.value)) for t in verizon.tranches][-1]
    (2061, 'USD 3,500,000,000')
    """
    told = witnesses("curve_sales.csv", "ticker", "sold")
    return tuple(sorted(map(_sale, told.values()), key=lambda sale: sale.sold))


def _sale(about: Witnesses) -> CurveSale:
    first = about.rows[0]
    return CurveSale(
        ticker=first["ticker"],
        issuer=first["issuer"],
        sold=date.fromisoformat(first["sold"]),
        tranches=tuple(_tranche(Witnesses((row,))) for row in about.rows),
    )


def _tranche(about: Witnesses) -> CurveTranche:
    (row,) = about.rows
    return CurveTranche(
        due=int(row["due"]),
        face=reported(row, amount(row["face"], "USD")),
        coupon=about.figure("coupon_percent", percent),
        maturity=about.day("maturity"),
    )
