"""Settlement: the cycle of its time, the holidays of its market, and QuantLib's opinion."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
import QuantLib as ql  # noqa: N813 - as its documentation has it

from bookrunner.bonds.pricing import SettlementCycle
from bookrunner.errors import MisuseError


def days(*words: str) -> np.ndarray:
    return np.array(words, dtype="datetime64[D]")


@pytest.mark.parametrize(
    ("calendar", "traded", "paid"),
    [
        ("sifma", "2025-12-17", "2025-12-18"),  # T+1
        ("sifma", "2025-10-10", "2025-10-14"),  # Columbus Day: bonds rest, shares trade
        ("nyse", "2025-10-10", "2025-10-13"),
        ("sifma", "2024-05-24", "2024-05-29"),  # the last day of T+2, over Memorial Day
        ("sifma", "2024-05-28", "2024-05-29"),  # the first of T+1
        ("sifma", "2017-09-01", "2017-09-07"),  # the last Friday of T+3, over Labor Day
        ("weekends", "2025-12-24", "2025-12-25"),
    ],
)
def test_a_trade_is_paid_by_the_custom_of_its_time(
    calendar: str, traded: str, paid: str
) -> None:
    assert SettlementCycle(calendar).paid(days(traded)).astype(str).tolist() == [paid]


def test_what_is_missing_stays_missing() -> None:
    cycle = SettlementCycle()
    assert np.isnat(cycle.paid(days("NaT"))).all()
    assert np.isnat(cycle.paid(days("2025-12-17", "NaT"))).tolist() == [False, True]


def test_a_day_of_rest_counts_as_the_next_day_of_business() -> None:
    paid = SettlementCycle().paid(days("2025-12-20", "2025-12-25"))
    assert paid.astype(str).tolist() == ["2025-12-23", "2025-12-29"]


def test_quantlib_pays_every_trade_from_2011_to_2030_on_the_same_day() -> None:
    """Its calendar of the US government bond market, walked a day at a time."""
    market = ql.UnitedStates(ql.UnitedStates.GovernmentBond)
    first = date(2011, 1, 3)
    every = [first + timedelta(n) for n in range((date(2030, 12, 20) - first).days)]
    trading = [
        day for day in every if market.isBusinessDay(ql.Date(day.day, day.month, day.year))
    ]
    expected = []
    for day in trading:
        length = 3 if day < date(2017, 9, 5) else 2 if day < date(2024, 5, 28) else 1
        on = market.advance(ql.Date(day.day, day.month, day.year), length, ql.Days)
        expected.append(date(on.year(), on.month(), on.dayOfMonth()))
    paid = SettlementCycle().paid(np.array(trading, dtype="datetime64[D]"))
    assert paid.tolist() == expected


def test_back_and_forth_is_the_same_day_within_a_cycle() -> None:
    cycle = SettlementCycle()
    traded = days("2025-11-26", "2025-12-17", "2020-03-16", "2010-07-02")
    np.testing.assert_array_equal(cycle.traded(cycle.paid(traded)), traded)


def test_a_calendar_of_nobody_is_refused() -> None:
    with pytest.raises(MisuseError, match="a calendar of sifma, nyse or weekends"):
        SettlementCycle("lunar")
