"""How bonds are quoted and settled, market by market and through history.

A market is a row of conventions (`MARKETS`); the functions here read the row and know no
market by name.  A new issue settles as its term sheet says, and a settlement date in a
table wins over any rule.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.bonds.accrual import DayCount
from bookrunner.bonds.market_days import Calendar, add_business_days, rolled
from bookrunner.bonds.payments import payments
from bookrunner.bonds.schedule import next_coupon_dates
from bookrunner.bonds.yields import Convention, meant, price_of, yields_at
from bookrunner.units import as_dates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.bonds.payments import Payments
    from bookrunner.bonds.terms import Bonds
    from bookrunner.units import (
        Dates,
        DatesLike,
        Flags,
        Prices,
        PricesLike,
        Rates,
        RatesLike,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """The conventions of one market."""

    currency: str  # ISO 4217
    frequency: int  # coupons a year, as most of its bonds pay
    day_count: DayCount
    calendar: Calendar
    cycles: tuple[tuple[str, int], ...]  # traded from this day: settles so many days on
    ex_dividend: int = 0  # business days before a coupon from which the seller keeps it


_US: Final = (("1900-01-01", 5), ("1995-06-07", 3), ("2017-09-05", 2), ("2024-05-28", 1))
_EU: Final = (("1900-01-01", 3), ("2014-10-06", 2))

MARKETS: Final[Mapping[str, Market]] = {
    # SEC rule 15c6-1 as amended in 1993, 2017 and 2023.
    "US corporate": Market(
        currency="USD",
        frequency=2,
        day_count=DayCount.THIRTY_360,
        calendar=Calendar.SIFMA,
        cycles=_US,
    ),
    # 31 CFR part 356: actual days; the next business day, always.
    "US Treasury": Market(
        currency="USD",
        frequency=2,
        day_count=DayCount.ACT_ACT_ICMA,
        calendar=Calendar.SIFMA,
        cycles=(("1900-01-01", 1),),
    ),
    # ICMA rule 251; regulation (EU) 909/2014, article 5.
    "euro corporate": Market(
        currency="EUR",
        frequency=1,
        day_count=DayCount.ACT_ACT_ICMA,
        calendar=Calendar.TARGET,
        cycles=_EU,
    ),
    "sterling corporate": Market(
        currency="GBP",
        frequency=1,
        day_count=DayCount.ACT_ACT_ICMA,
        calendar=Calendar.LONDON,
        cycles=_EU,
    ),
    # UK Debt Management Office, "Formulae for Calculating Gilt Prices from Yields".
    "gilt": Market(
        currency="GBP",
        frequency=2,
        day_count=DayCount.ACT_ACT_ICMA,
        calendar=Calendar.LONDON,
        cycles=(("1900-01-01", 1),),
        ex_dividend=7,
    ),
    # Japan Securities Dealers Association; JGBs settle a day on since 1 May 2018.
    "JGB": Market(
        currency="JPY",
        frequency=2,
        day_count=DayCount.ACT_365F,
        calendar=Calendar.TOKYO,
        cycles=(("1900-01-01", 3), ("2012-04-23", 2), ("2018-05-01", 1)),
    ),
    "yen corporate": Market(
        currency="JPY",
        frequency=2,
        day_count=DayCount.ACT_365F,
        calendar=Calendar.TOKYO,
        cycles=(("1900-01-01", 3), ("2020-07-13", 2)),
    ),
}


def settlement_date(trade_date: DatesLike, market: Market) -> Dates:
    """The day a trade in the secondary market settles, by the cycle of its day.

    A trade on a day the market is closed is one of the next business day.

    >>> corporate = MARKETS["US corporate"]
    >>> print(settlement_date("2024-05-24", corporate))  # two days, over Memorial Day
    2024-05-29
    >>> print(settlement_date("2024-05-28", corporate))
    2024-05-29
    """
    traded = rolled(trade_date, market.calendar)
    starts = as_dates(np.array([start for start, _ in market.cycles]))
    days = np.array([days for _, days in market.cycles])
    cycle = np.searchsorted(starts, traded, side="right") - 1
    return add_business_days(traded, days[cycle], market.calendar)


def ex_dividend_dates(bonds: Bonds, settlement: DatesLike, market: Market) -> Dates:
    """The first settlement date from which the next coupon stays with the seller.

    So many business days before the coupon is paid, which on a day the market is closed
    is the next it is open.
    """
    paid = rolled(next_coupon_dates(bonds, settlement), market.calendar)
    return add_business_days(paid, -market.ex_dividend, market.calendar)


def is_ex_dividend(bonds: Bonds, settlement: DatesLike, market: Market) -> Flags:
    """Whether the next coupon stays with the seller."""
    if not market.ex_dividend:
        return np.zeros(
            np.broadcast(bonds.maturity, as_dates(settlement)).shape, dtype=bool
        )
    return np.asarray(as_dates(settlement) >= ex_dividend_dates(bonds, settlement, market))


def accrued_in_market(bonds: Bonds, settlement: DatesLike, market: Market) -> Prices:
    """Accrued interest, negative from the ex-dividend date to the coupon.

    The buyer then owes the seller no coupon and is paid for the days he waits.

    >>> from bookrunner.bonds import fixed_rate_bonds
    >>> gilt = fixed_rate_bonds(0.04, "2031-10-22", day_count=DayCount.ACT_ACT_ICMA)
    >>> f"{accrued_in_market(gilt, '2026-10-14', MARKETS['gilt']):.6f}"
    '-0.087432'
    """
    return _bought(bonds, settlement, market).accrued[()]


def clean_price_in_market(
    bonds: Bonds, settlement: DatesLike, yields: RatesLike, market: Market
) -> Prices:
    """The clean price at a yield, of a bond whose next coupon may stay with the seller."""
    left = _bought(bonds, settlement, market)
    rates = np.broadcast_to(np.asarray(yields, dtype=np.float64), np.shape(left.accrued))
    return (price_of(left, rates, Convention.STREET) - left.accrued)[()]


def yield_in_market(
    bonds: Bonds, settlement: DatesLike, clean_price: PricesLike, market: Market
) -> Rates:
    """The yield at a clean price, the inverse of `clean_price_in_market`."""
    left = _bought(bonds, settlement, market)
    return yields_at(left, meant(clean_price) + left.accrued, Convention.STREET)


def _bought(bonds: Bonds, settlement: DatesLike, market: Market) -> Payments:
    """The payments that come to the buyer, and what he owes the seller of the next."""
    left = payments(bonds, settlement)
    coming, earned = left.coupon + left.extra, np.asarray(left.accrued)
    kept = is_ex_dividend(bonds, settlement, market)
    return replace(
        left,
        extra=np.where(kept, -left.coupon, left.extra),
        accrued=np.where(kept, earned - coming, earned),
    )
