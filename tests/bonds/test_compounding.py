"""SOFR compounded in arrears: by hand and by a plain loop.

QuantLib's opinion on ten thousand periods is in `test_against_quantlib_floating`.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds.compounding import Fixings, compounded_rate
from bookrunner.bonds.market_days import Calendar, is_business_day
from bookrunner.errors import MisuseError
from bookrunner.units import as_dates

ALL = np.arange(np.datetime64("2025-06-02"), np.datetime64("2026-03-02"))
DAYS = ALL[is_business_day(ALL, Calendar.SOFR)]
RATES = 0.04 + 0.005 * np.sin(np.arange(len(DAYS)) / 7)
SOFR = Fixings(days=DAYS, rates=RATES)


def test_a_friday_rate_earns_for_three_days() -> None:
    worked = (1 + 0.04 / 360) ** 2 * (1 + 0.05 * 3 / 360) - 1
    week = Fixings(
        days=as_dates(np.array(["2026-03-04", "2026-03-05", "2026-03-06"])),
        rates=np.array([0.04, 0.04, 0.05]),
    )
    ours = compounded_rate(week, "2026-03-04", "2026-03-09")
    assert ours == pytest.approx(worked * 360 / 5, abs=1e-12)


@settings(deadline=None, max_examples=30)
@given(
    begin=st.integers(20, 90),
    length=st.integers(1, 80),
    lookback=st.sampled_from([0, 2, 5]),
    shift=st.booleans(),
)
def test_agrees_with_a_day_at_a_time(
    *, begin: int, length: int, lookback: int, shift: bool
) -> None:
    start, end = str(DAYS[begin]), str(DAYS[begin + length])
    ours = compounded_rate(SOFR, start, end, lookback=lookback, shift=shift)
    seen = begin - lookback if shift else begin
    slow = _slow(seen, seen + length, 0 if shift else lookback)
    assert ours == pytest.approx(slow, abs=1e-12)


def _slow(begin: int, end: int, lookback: int) -> float:
    """Business day by business day."""
    grown = 1.0
    for nth in range(begin, end):
        until_next = int((DAYS[nth + 1] - DAYS[nth]).astype(int))
        grown *= 1 + float(RATES[nth - lookback]) * until_next / 360
    return (grown - 1) * 360 / int((DAYS[end] - DAYS[begin]).astype(int))


def test_many_periods_are_a_column() -> None:
    starts = as_dates(np.array(["2025-07-15", "2025-10-15"]))
    ends = as_dates(np.array(["2025-10-15", "2026-01-15"]))
    together = compounded_rate(SOFR, starts, ends, lookback=2)
    alone = [
        compounded_rate(SOFR, str(s), str(e), lookback=2)
        for s, e in zip(starts, ends, strict=True)
    ]
    np.testing.assert_allclose(together, alone, atol=1e-15)


def test_a_rate_not_yet_published_leaves_its_period_unknown() -> None:
    holed = Fixings(
        days=DAYS, rates=np.where(as_dates("2025-11-03") == DAYS, np.nan, RATES)
    )
    starts = as_dates(np.array(["2025-08-15", "2025-10-15", "2025-12-15", "2026-01-15"]))
    ends = as_dates(np.array(["2025-10-15", "2025-12-15", "2026-01-15", "2026-06-15"]))
    unknown = np.isnan(compounded_rate(holed, starts, ends))
    assert unknown.tolist() == [False, True, False, True]


def test_an_empty_or_unknown_period_has_no_rate() -> None:
    assert np.isnan(compounded_rate(SOFR, "2025-10-15", "2025-10-15"))
    assert np.isnan(compounded_rate(SOFR, as_dates("NaT"), as_dates("2025-10-15")))


def test_fixings_on_closed_days_or_out_of_order_are_refused() -> None:
    for days in (["2026-03-07"], ["2026-03-05", "2026-03-04"]):
        wrong = Fixings(days=as_dates(np.array(days)), rates=np.full(len(days), 0.04))
        with pytest.raises(MisuseError, match="one fixing a business day"):
            compounded_rate(wrong, "2026-03-04", "2026-03-09")
