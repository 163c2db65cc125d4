"""An overnight rate compounded in arrears, as floating notes pay it.

The interest of a period is known only at its end: every business day's rate, for the
calendar days it stands for, multiplied up.  Notes look some business days back, so that
the coupon is known before it is due; with an *observation shift* the days a rate stands
for are those of the period looked at, without it those of the interest period [1]_::

    interest period        start |-----------------------------| end
    looked at        |-----------------------------|              lookback days earlier

.. [1] Alternative Reference Rates Committee, "SOFR Floating Rate Notes Conventions
   Matrix", 2019; ISDA 2021 Definitions, section 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner.bonds.market_days import Calendar, add_business_days, is_business_day
from bookrunner.errors import MisuseError
from bookrunner.units import as_dates

if TYPE_CHECKING:
    from bookrunner.units import Dates, DatesLike, Floats, Rates

_DAYS_OF_YEAR: Final = 360


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixings:
    """A published overnight rate: one row a business day, rising."""

    days: Dates
    rates: Rates
    calendar: Calendar = Calendar.SOFR


def compounded_rate(
    fixings: Fixings,
    start: DatesLike,
    end: DatesLike,
    *,
    lookback: int = 0,
    shift: bool = False,
) -> Rates:
    """The rate of each interest period, ACT/360, compounded from the fixings.

    *lookback* counts business days; periods begin and end on such.  NaN where
    a rate that is needed is not published, or a period is empty.

    Raises:
        MisuseError: fixings out of order or on days without a rate.

    Two days at 4 % and a weekend at 5 %:

    >>> week = Fixings(
    ...     days=as_dates(np.array(["2026-03-04", "2026-03-05", "2026-03-06"])),
    ...     rates=np.array([0.04, 0.04, 0.05]),
    ... )
    >>> f"{compounded_rate(week, '2026-03-04', '2026-03-09'):.8f}"
    '0.04600756'
    """
    _check(fixings)
    begin, finish = np.broadcast_arrays(as_dates(start), as_dates(end))
    if shift:
        seen_from, seen_to = (
            add_business_days(day, -lookback, fixings.calendar) for day in (begin, finish)
        )
        return _rate(fixings, seen_from, seen_to, 0)
    return _rate(fixings, begin, finish, lookback)


def _rate(fixings: Fixings, begin: Dates, finish: Dates, lookback: int) -> Rates:
    """The rate over the days of a period, each with the rate of *lookback* days before."""
    known = ~np.isnat(begin) & ~np.isnat(finish) & (begin < finish)
    if not known.any():
        return np.full(begin.shape, np.nan)[()]
    begin, finish = (np.where(known, day, day[known].min()) for day in (begin, finish))
    days = np.arange(begin.min() - 10, finish.max() + 1)
    days = days[is_business_day(days, fixings.calendar)]
    rates = _published(fixings, add_business_days(days, -lookback, fixings.calendar))
    grown = _growth(days, rates, finish) - _growth(days, rates, begin)
    first = np.searchsorted(days, begin, side="right") - 1
    beyond = np.searchsorted(days, finish, side="left")
    gaps = np.concatenate(([0], np.cumsum(np.isnan(rates))))
    complete = known & (gaps[beyond] == gaps[first])
    length = np.where(complete, _days(finish - begin), np.nan)
    return (np.expm1(grown) * _DAYS_OF_YEAR / length)[()]


def _growth(days: Dates, rates: Rates, when: Dates) -> Floats:
    """The logarithm of what one has become by a day, each rate until the next one.

    A rate that is not published counts as nothing here, and is found missing elsewhere.
    """
    daily = np.nan_to_num(rates) / _DAYS_OF_YEAR
    whole = np.log1p(daily[:-1] * _days(np.diff(days)))
    grown = np.concatenate(([0.0], np.cumsum(whole)))
    nth = np.searchsorted(days, when, side="right") - 1
    return np.asarray(grown[nth] + np.log1p(daily[nth] * _days(when - days[nth])))


def _days(between: Any) -> Floats:
    """Spans of time as numbers of days."""
    return np.asarray(between.astype("timedelta64[D]").astype(np.float64))


def _published(fixings: Fixings, days: Dates) -> Rates:
    at = np.searchsorted(fixings.days, days)
    inside = np.minimum(at, len(fixings.days) - 1)
    return np.where(fixings.days[inside] == days, fixings.rates[inside], np.nan)


def _check(fixings: Fixings) -> None:
    closed = ~is_business_day(fixings.days, fixings.calendar)
    if not np.all(np.diff(fixings.days) > np.timedelta64(0, "D")) or closed.any():
        raise MisuseError(
            expected="one fixing a business day, in order",
            seen=f"{closed.sum()} on closed days, or days out of order",
            hint=f"give the rates of the {fixings.calendar.value} calendar as published",
        )
