"""The days on which markets trade and settle.

The calendars are those of `holidays`, from the day we need them; SOFR's own differs from
SIFMA's on one day: a Good Friday on which bonds trade until noon has no SOFR [1]_.

.. [1] SIFMA recommends an early close where Good Friday brings the employment report
   (2015, 2021, 2023, 2026); the New York Fed publishes no rate for a Good Friday.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np

from bookrunner.units import as_dates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bookrunner.units import Dates, DatesLike, Flags, Ints

Roll: TypeAlias = Literal[
    "following", "preceding", "modifiedfollowing", "modifiedpreceding"
]
"""Where a day goes that is no business day; *modified* stays within its month."""

_YEARS: Final = range(1990, 2101)


class Calendar(Enum):
    """Whose business days count."""

    SIFMA = "SIFMA"  # US government and corporate bonds
    SOFR = "SOFR"  # days with a rate
    TARGET = "TARGET"  # euro payments
    LONDON = "LONDON"
    TOKYO = "TOKYO"


def is_business_day(when: DatesLike, calendar: Calendar) -> Flags:
    """Whether a market is open on a day; False where there is no day.

    >>> is_business_day("2026-11-26", Calendar.SIFMA).item()  # Thanksgiving
    False
    """
    return np.asarray(np.is_busday(as_dates(when), busdaycal=open_days(calendar)))


def rolled(when: DatesLike, calendar: Calendar, *, roll: Roll = "following") -> Dates:
    """The day itself if the market is open, else the business day *roll* leads to.

    >>> print(rolled("2026-05-31", Calendar.SIFMA, roll="modifiedfollowing"))
    2026-05-29
    """
    return _offset(when, 0, calendar, roll)


def add_business_days(when: DatesLike, days: Ints | int, calendar: Calendar) -> Dates:
    """So many business days on, counted from the first on or after a day.

    Back, for a negative number, counted from the first on or before it.

    >>> print(add_business_days("2026-11-25", 1, Calendar.SIFMA))
    2026-11-27
    """
    back = np.asarray(days) < 0
    ahead = _offset(when, np.where(back, 0, days), calendar, "following")
    behind = _offset(when, np.where(back, days, 0), calendar, "preceding")
    return np.where(back, behind, ahead)[()]


@cache
def open_days(calendar: Calendar) -> np.busdaycalendar:
    """Monday to Friday less the holidays of a market, 1990 to 2100."""
    closed = sorted(_CLOSED[calendar]())
    return np.busdaycalendar(holidays=np.array(closed, dtype="datetime64[D]"))


def _offset(when: DatesLike, days: Ints | int, calendar: Calendar, roll: Roll) -> Dates:
    dates = as_dates(when)
    known = ~np.isnat(dates)
    moved = np.busday_offset(
        np.where(known, dates, np.datetime64("2000-01-03")),
        days,
        roll=roll,
        busdaycal=open_days(calendar),
    )
    return np.where(known, moved, np.datetime64("NaT", "D"))[()]


def _sifma() -> Iterable[date]:
    from holidays import financial_holidays

    return financial_holidays("XSIF", years=_YEARS)


def _sofr() -> Iterable[date]:
    from holidays import financial_holidays

    exchange = financial_holidays("XNYS", years=_YEARS)
    return {*_sifma(), *exchange.get_named("Good Friday")}


def _target() -> Iterable[date]:
    from holidays import financial_holidays

    return financial_holidays("XECB", years=_YEARS)


def _london() -> Iterable[date]:
    from holidays import country_holidays

    return country_holidays("GB", subdiv="ENG", years=_YEARS)


def _tokyo() -> Iterable[date]:
    from holidays import country_holidays

    return country_holidays("JP", years=_YEARS, categories=("bank", "public"))


_CLOSED: Final = {
    Calendar.SIFMA: _sifma,
    Calendar.SOFR: _sofr,
    Calendar.TARGET: _target,
    Calendar.LONDON: _london,
    Calendar.TOKYO: _tokyo,
}
