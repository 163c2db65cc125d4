"""Amazon's sale of 17 November 2025, as its two documents state it.

Sources: form FWP 0001104659-25-113283 (coupons, maturities, five yields) and form 424B5
0001104659-25-114098 (prices, discounts, proceeds); the curve is the US Treasury's.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeVar

import numpy as np

from bookrunner.bonds import ParCurve
from bookrunner.cited import Citation, Cited, Reported
from bookrunner.deals import Deal, Kind, Tranche
from bookrunner.units import Money

FWP = "0001104659-25-113283"
CURVE = Reported(
    ParCurve(
        date(2025, 11, 17),
        np.array([3.0, 5.0, 7.0, 10.0, 30.0]),
        np.array([0.0360, 0.0372, 0.0390, 0.0413, 0.0473]),
    ),
    "US Treasury",
    date(2025, 11, 17),
    "A",
)
ROWS = [  # face $bn, coupon %, maturity, first coupon, yield %, price, discount
    ("2.5", "3.900", date(2028, 11, 20), date(2026, 5, 20), "3.908", "99.978", "0.100"),
    ("2.5", "4.100", date(2030, 11, 20), date(2026, 5, 20), "4.124", "99.893", "0.120"),
    ("1.5", "4.350", date(2033, 3, 20), date(2026, 3, 20), "4.375", "99.850", "0.150"),
    ("3.5", "4.650", date(2035, 11, 20), date(2026, 5, 20), "4.681", "99.755", "0.200"),
    ("3.0", "5.450", date(2055, 11, 20), date(2026, 5, 20), "5.483", "99.517", "0.400"),
    ("2.0", "5.550", date(2065, 11, 20), date(2026, 5, 20), None, "99.474", "0.400"),
]


T = TypeVar("T")


def filed(value: T, words: str = "as filed") -> Cited[T]:
    return Cited(value, Citation(FWP, "fwp.htm", 0, words, "test"))


def money(billions: str) -> Money:
    return Money((Decimal(billions) * 10**9).quantize(Decimal(1)), "USD")


def tranches() -> tuple[Tranche, ...]:
    return tuple(
        Tranche(
            title=filed(f"{coupon}% Notes due {maturity.year}"),
            kind=filed(Kind.FIXED),
            face=filed(money(face)),
            coupon=filed(Decimal(coupon).scaleb(-2)),
            maturity=filed(maturity),
            first_coupon=filed(first),
            frequency=filed(2),
            yield_to_maturity=filed(Decimal(rate).scaleb(-2)) if rate else None,
            price=filed(Decimal(price)),
            gross_spread=filed(Decimal(fee)),
            net_price=filed(Decimal(price) - Decimal(fee)),
        )
        for face, coupon, maturity, first, rate, price, fee in ROWS
    )


def amazon() -> Deal:
    return Deal(
        deal_id="amzn-2025-11-17",
        issuer=filed("Amazon.com, Inc."),
        ticker="AMZN",
        pricing_date=filed(date(2025, 11, 17)),
        settlement_date=filed(date(2025, 11, 20)),
        currency=filed("USD"),
        ratings={"Moody's": filed("A1"), "S&P": filed("AA"), "Fitch": filed("AA-")},
        bookrunners=filed(("Goldman Sachs", "J.P. Morgan", "Morgan Stanley", "Barclays")),
        total_face=filed(money("15")),
        net_proceeds=filed(Money(Decimal(14926190000), "USD")),
        total_discount=filed(Money(Decimal(34750000), "USD")),
        tranches=tranches(),
    )
