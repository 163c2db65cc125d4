"""Business days, against QuantLib's calendars day by day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
import QuantLib as ql  # noqa: N813 - as its own documents write it

from bookrunner.bonds.market_days import (
    Calendar,
    add_business_days,
    is_business_day,
    rolled,
)
from bookrunner.units import as_dates

if TYPE_CHECKING:
    from datetime import date

DAYS = np.arange(np.datetime64("2011-01-01"), np.datetime64("2031-01-01"))


@pytest.mark.parametrize(
    ("calendar", "theirs"),
    [
        (Calendar.SIFMA, ql.UnitedStates(ql.UnitedStates.GovernmentBond)),
        (Calendar.SOFR, ql.UnitedStates(ql.UnitedStates.SOFR)),
        (Calendar.TARGET, ql.TARGET()),
        (Calendar.LONDON, ql.UnitedKingdom()),
        (Calendar.TOKYO, ql.Japan()),
    ],
    ids=lambda each: getattr(each, "name", ""),
)
def test_every_day_of_twenty_years_is_as_quantlib_has_it(
    calendar: Calendar, theirs: ql.Calendar
) -> None:
    open_there = [
        theirs.isBusinessDay(ql.Date(d.day, d.month, d.year)) for d in DAYS.tolist()
    ]
    differing = DAYS[is_business_day(DAYS, calendar) != np.array(open_there)]
    assert differing.tolist() == []


def test_a_half_good_friday_trades_but_has_no_sofr() -> None:
    """7 April 2023: the employment report came out, SIFMA closed at noon."""
    assert is_business_day("2023-04-07", Calendar.SIFMA)
    assert not is_business_day("2023-04-07", Calendar.SOFR)


def test_rolls_go_where_their_names_say() -> None:
    sunday = "2026-05-31"
    assert str(rolled(sunday, Calendar.SIFMA)) == "2026-06-01"
    assert str(rolled(sunday, Calendar.SIFMA, roll="preceding")) == "2026-05-29"
    assert str(rolled(sunday, Calendar.SIFMA, roll="modifiedfollowing")) == "2026-05-29"


def test_business_days_are_counted_one_by_one() -> None:
    days = DAYS[3000:3060]
    for count in (-7, -1, 0, 1, 2, 5):
        moved = add_business_days(days, count, Calendar.LONDON)
        slow = [_walk(day, count) for day in days.tolist()]
        assert moved.tolist() == slow


def _walk(day: date, count: int) -> date:
    """A day at a time."""
    step = timedelta(-1 if count < 0 else 1)
    while not is_business_day(day, Calendar.LONDON):
        day = day + step
    for _ in range(abs(count)):
        day = day + step
        while not is_business_day(day, Calendar.LONDON):
            day = day + step
    return day


def test_no_day_is_no_business_day_and_moves_nowhere() -> None:
    nothing = as_dates(np.array(["NaT", "2026-11-25"]))
    assert is_business_day(nothing, Calendar.SIFMA).tolist() == [False, True]
    assert np.isnat(add_business_days(nothing, 1, Calendar.SIFMA)).tolist() == [True, False]
