"""Conventions of markets: settlement through history, ex-dividend interest."""

from __future__ import annotations

import numpy as np
import pytest
import QuantLib as ql  # noqa: N813 - as its own documents write it

from bookrunner.bonds import DayCount, accrued, fixed_rate_bonds
from bookrunner.bonds.markets import (
    MARKETS,
    accrued_in_market,
    ex_dividend_dates,
    is_ex_dividend,
    settlement_date,
)
from bookrunner.units import as_dates

GILT = fixed_rate_bonds(0.04, "2031-10-22", day_count=DayCount.ACT_ACT_ICMA)


@pytest.mark.parametrize(
    ("market", "traded", "settles"),
    [
        # SEC releases 34-33023 (T+3), 34-80295 (T+2) and 34-96930 (T+1).
        ("US corporate", "1995-06-06", "1995-06-13"),
        ("US corporate", "1995-06-07", "1995-06-12"),
        ("US corporate", "2017-09-01", "2017-09-07"),
        ("US corporate", "2017-09-05", "2017-09-07"),
        ("US corporate", "2024-05-27", "2024-05-29"),  # Memorial Day trades as the 28th
        ("US corporate", "2024-05-28", "2024-05-29"),
        ("US corporate", "2026-11-25", "2026-11-27"),  # over Thanksgiving
        ("US Treasury", "2016-03-01", "2016-03-02"),
        ("euro corporate", "2014-10-03", "2014-10-08"),
        ("euro corporate", "2014-10-06", "2014-10-08"),
        ("gilt", "2026-12-24", "2026-12-29"),
        ("JGB", "2018-05-01", "2018-05-02"),
    ],
)
def test_trades_settle_by_the_cycle_of_their_day(
    market: str, traded: str, settles: str
) -> None:
    assert str(settlement_date(traded, MARKETS[market])) == settles


def test_a_column_of_trades_settles_as_its_rows_do() -> None:
    traded = as_dates(np.array(["2017-08-31", "2017-09-05", "2024-05-28", "NaT"]))
    together = settlement_date(traded, MARKETS["US corporate"])
    alone = [settlement_date(day, MARKETS["US corporate"]) for day in traded[:3]]
    assert together[:3].tolist() == [day.item() for day in alone]
    assert np.isnat(together[3])


@pytest.mark.parametrize(
    "settled", ["2026-10-12", "2026-10-13", "2026-10-14", "2026-10-21"]
)
def test_gilts_accrue_as_quantlibs_do_seven_business_days_before_the_coupon(
    settled: str,
) -> None:
    when = ql.DateParser.parseISO(settled)
    ql.Settings.instance().evaluationDate = when
    schedule = ql.Schedule(
        ql.Date(22, 10, 2021),
        ql.Date(22, 10, 2031),
        ql.Period(6, ql.Months),
        ql.UnitedKingdom(),
        ql.Unadjusted,
        ql.Unadjusted,
        ql.DateGeneration.Backward,
        False,  # noqa: FBT003 - QuantLib takes it by position only
    )
    bond = ql.FixedRateBond(
        1,
        100.0,
        schedule,
        [0.04],
        ql.ActualActual(ql.ActualActual.ISMA, schedule),
        ql.Unadjusted,
        100.0,
        ql.Date(22, 10, 2021),
        ql.UnitedKingdom(),
        ql.Period(7, ql.Days),
        ql.UnitedKingdom(),
        ql.Preceding,
        False,  # noqa: FBT003 - as above
    )
    ours = accrued_in_market(GILT, settled, MARKETS["gilt"])
    assert ours == pytest.approx(bond.accruedAmount(when), abs=1e-12)


def test_ex_dividend_interest_is_what_the_buyer_waits_for() -> None:
    """UK Debt Management Office: minus the days to the coupon over its period."""
    settled = "2026-10-14"
    assert str(ex_dividend_dates(GILT, settled, MARKETS["gilt"])) == "2026-10-13"
    worked = -2 * 8 / 183
    assert accrued_in_market(GILT, settled, MARKETS["gilt"]) == pytest.approx(worked)


def test_markets_without_ex_dividend_accrue_as_ever() -> None:
    days = as_dates(np.array(["2026-10-14", "2026-10-22"]))
    bonds = fixed_rate_bonds(np.array([0.04, 0.04]), "2031-10-22")
    market = MARKETS["US corporate"]
    assert not is_ex_dividend(bonds, days, market).any()
    np.testing.assert_array_equal(
        accrued_in_market(bonds, days, market), accrued(bonds, days)
    )


def test_a_bond_outside_its_life_accrues_nan() -> None:
    assert np.isnan(accrued_in_market(GILT, "2031-10-22", MARKETS["gilt"]))
