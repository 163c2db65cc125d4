"""Random bonds, ours in columns, and the way QuantLib builds the same ones.

Bonds are long past their first coupon and pay on a day that every month has; what
happens at month ends and in first periods has its own tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import QuantLib as ql  # noqa: N813 - as its own documentation has it

from bookrunner.bonds import DayCount, fixed_rate_bonds
from bookrunner.bonds.calendar import day_numbers

if TYPE_CHECKING:
    from bookrunner.bonds import Bonds
    from bookrunner.units import Dates, Floats, Ints

EXACT = 1e-10
SETTLED = np.datetime64("2026-11-24")
SIZES = [200, pytest.param(10_000, marks=pytest.mark.slow)]
_EPOCH = 25_569  # QuantLib's number of 1 January 1970
_FREQUENCIES = {1: ql.Annual, 2: ql.Semiannual, 4: ql.Quarterly, 12: ql.Monthly}
COUNTERS = {
    DayCount.THIRTY_360: ql.Thirty360(ql.Thirty360.BondBasis),
    DayCount.BOND_BASIS: ql.Thirty360(ql.Thirty360.BondBasis),
    DayCount.THIRTY_E_360: ql.Thirty360(ql.Thirty360.European),
    DayCount.ACT_ACT_ICMA: ql.ActualActual(ql.ActualActual.ISMA),
}


@dataclass(frozen=True)
class Drawn:
    """A column of bonds, and what else is drawn with each."""

    bonds: Bonds
    on: Dates  # settlement
    yields: Floats

    @property
    def rows(self) -> range:
        """Every bond's place."""
        return range(len(self.on))

    def counter(self, row: int) -> Any:
        """QuantLib's day count of a bond."""
        return COUNTERS[DayCount(int(self.bonds.day_count[row]))]

    def rate(self, row: int, *, single: bool = False) -> Any:
        """Its yield as QuantLib compounds it; a single payment is at simple interest."""
        kind = ql.SimpleThenCompounded if single else ql.Compounded
        often = their_frequency(int(self.bonds.frequency[row]))
        return ql.InterestRate(float(self.yields[row]), self.counter(row), kind, often)

    def schedule(self, row: int) -> Any:
        """Its coupon dates."""
        months = 12 // int(self.bonds.frequency[row])
        return their_schedule(self.bonds.maturity[row], months, self.on[row])


def drawn(
    size: int, seed: int, rules: tuple[DayCount, ...] = tuple(COUNTERS), years: int = 30
) -> tuple[Drawn, np.random.Generator]:
    """So many bonds, and the generator to draw more with."""
    rng = np.random.default_rng(seed)
    due = SETTLED + rng.integers(40, 365 * years, size)
    month = due.astype("M8[M]")
    maturity = month.astype("M8[D]") + rng.integers(0, 27, size)
    maturity = np.where(maturity > SETTLED + 40, maturity, maturity + 62)
    maturity = maturity.astype("M8[M]").astype("M8[D]") + (
        np.minimum((maturity - maturity.astype("M8[M]")).astype(int), 26)
    )
    bonds = fixed_rate_bonds(
        np.where(rng.random(size) < 0.05, 0.0, rng.uniform(0.001, 0.12, size)),
        maturity,
        frequency=rng.choice([1, 2, 2, 4, 12], size),
        day_count=rng.choice([int(rule) for rule in rules], size),
    )
    on = SETTLED + rng.integers(0, 5, size)
    return Drawn(bonds, on, rng.uniform(-0.01, 0.15, size)), rng


def coupon_dates(drawn: Drawn, row: int) -> Dates:
    """The coupon dates of a bond after settlement, the maturity's last."""
    due, step = drawn.bonds.maturity[row], 12 // int(drawn.bonds.frequency[row])
    month, day = due.astype("M8[M]"), due - due.astype("M8[M]").astype("M8[D]")
    dates = (month - np.arange(12 * 40 // step) * np.timedelta64(step, "M")).astype("M8[D]")
    dates = dates + day
    return np.sort(dates[dates > drawn.on[row]])


def their_date(day: Any) -> Any:
    """A date as QuantLib has it."""
    return ql.Date(int(day_numbers(day)) + _EPOCH)


def their_frequency(a_year: int) -> int:
    """So many coupons a year as QuantLib has it."""
    return int(_FREQUENCIES[a_year])


def their_schedule(
    maturity: np.datetime64,
    months: int,
    since: np.datetime64,
    calendar: Any = None,
    roll: int = ql.Unadjusted,
) -> Any:
    """Coupon dates counted back from maturity, to two periods before *since*."""
    month = maturity.astype("M8[M]")
    back = int((month - since.astype("M8[M]")).astype(int)) // months + 3
    first = (month - back * months).astype("M8[D]") + (maturity - month.astype("M8[D]"))
    return ql.Schedule(
        their_date(first),
        their_date(maturity),
        ql.Period(months, ql.Months),
        calendar or ql.NullCalendar(),
        roll,
        roll,
        ql.DateGeneration.Backward,
        False,  # noqa: FBT003 - QuantLib takes it by position only
    )


def apart(ours: Any, theirs: Any) -> float:
    """The largest difference, relative for numbers above one; infinite where one is NaN."""
    a, b = np.asarray(ours, dtype=np.float64), np.asarray(theirs, dtype=np.float64)
    away = np.abs(a - b) / np.maximum(1.0, np.abs(b))
    return float(np.max(np.where(np.isnan(away), np.inf, away)))


def scattered(rows: list[Floats]) -> tuple[Ints, Floats]:
    """Columns of different lengths behind one another, and where each begins."""
    offsets = np.concatenate(([0], np.cumsum([len(row) for row in rows])))
    return offsets, np.concatenate(rows) if rows else np.array([])
