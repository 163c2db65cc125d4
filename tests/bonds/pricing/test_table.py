"""A table priced: worked examples, bad rows that say why, good rows never held up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds import (
    ParCurve,
    accrued,
    clean_price_from_z_spread,
    convexity,
    dv01,
    fixed_rate_bonds,
    g_spread,
    modified_duration,
    yield_from_clean_price,
)
from bookrunner.bonds.curves import bootstrap, semiannual_legs
from bookrunner.bonds.market_days import Calendar
from bookrunner.bonds.pricing import (
    FIGURES,
    USUAL,
    Basis,
    price_table,
    priced,
    table_rules,
)
from bookrunner.bonds.pricing.figures import KEY_RATES
from bookrunner.errors import MisuseError
from bookrunner.tables import CELLS_BEYOND, as_table

if TYPE_CHECKING:
    from bookrunner.tables import Table

SETTLED = Basis(settlement=date(2025, 12, 18), pricing_day=date(2025, 12, 17))
CURVE = ParCurve(
    date(2025, 12, 17), np.array([2.0, 10.0, 30.0]), np.array([0.035, 0.0415, 0.048])
)
HELD: dict[str, list[Any]] = {
    "isin": ["US0000000001", "US0000000002", "US0000000003"],
    "coupon": [5.25, 4.875, 0.0],
    "maturity": ["2035-01-15", "2046-02-01", "2030-06-15"],
    "price": [99.5, 92.74, 81.0],
}
GOOD = {"coupon": 5.25, "maturity": "2035-01-15", "price": 99.5}
GOOD_YIELD = 0.053195584502360754  # see the plain loop below


def with_curve(day: date) -> ParCurve | None:
    return CURVE if day == CURVE.day else None


def alone(basis: Basis = SETTLED, **row: Any) -> Table:
    """A good bond, and one that differs from it as told; the second row is looked at."""
    both = {name: [GOOD.get(name), value] for name, value in (GOOD | row).items()}
    return price_table(both, basis)


def reason(table: Table, row: int = 1) -> Any:
    return table.to_dict()["reason"][row]


def test_every_figure_is_what_the_formulas_say() -> None:
    bonds = fixed_rate_bonds(
        np.array([0.0525, 0.04875, 0.0]), np.array(HELD["maturity"], "datetime64[D]")
    )
    on, prices = "2025-12-18", np.array(HELD["price"])
    yields = yield_from_clean_price(bonds, on, prices)
    table = price_table(
        HELD, Basis(settlement=date(2025, 12, 18), curve_of=with_curve, curve_day=CURVE.day)
    )
    expected = {
        "accrued": accrued(bonds, on),
        "yield_to_maturity": yields,
        "modified_duration": modified_duration(bonds, on, yields),
        "convexity": convexity(bonds, on, yields),
        "dv01": dv01(bonds, on, yields),
        "g_spread": g_spread(bonds, on, yields, CURVE),
    }
    for name, column in expected.items():
        np.testing.assert_allclose(table.floats(name), column, rtol=1e-14)


def test_a_plain_loop_prices_the_good_bond_back_from_its_yield() -> None:
    """30/360 from 15 July 2025 to 18 December: 153 days, 27 to the next coupon."""
    growth = 1 + price_table(HELD, SETTLED).floats("yield_to_maturity")[0] / 2
    payments = [2.625] * 18 + [102.625]  # January 2026 to January 2035
    dirty = sum(paid / growth ** (27 / 180 + n) for n, paid in enumerate(payments))
    assert dirty - 2.625 * 153 / 180 == pytest.approx(99.5)
    assert 2 * (growth - 1) == pytest.approx(GOOD_YIELD)


def test_spreads_over_the_zero_curve_give_the_price_back() -> None:
    """Round trip, and the moves of the key rates add up to a parallel one."""
    basis = Basis(settlement=date(2025, 12, 18), curve_of=with_curve, curve_day=CURVE.day)
    asked = ["z_spread", "spread_duration", "key_rate_durations"]
    table = price_table(HELD, basis, columns=asked)
    assert table.names[2:] == list(KEY_RATES)
    bonds = fixed_rate_bonds(
        np.array(HELD["coupon"]) / 100, np.array(HELD["maturity"], "datetime64[D]")
    )
    zero = bootstrap(semiannual_legs(CURVE.tenors), CURVE.rates)
    spread = table.floats("z_spread")
    again = clean_price_from_z_spread(bonds, "2025-12-18", spread, zero)
    np.testing.assert_allclose(again, HELD["price"], rtol=1e-12)
    moves = sum(table.floats(name) for name in KEY_RATES)
    np.testing.assert_allclose(moves, table.floats("spread_duration"), rtol=1e-9)


def test_a_par_call_brings_the_yield_to_worst_and_the_day_it_runs_to() -> None:
    """5.5 % due 15 May 2036, par call 15 February: the exactness table of the house."""
    held = {
        "coupon": [5.5] * 3,
        "maturity": ["2036-05-15"] * 3,
        "par_call_date": ["2036-02-15", "2036-02-15", None],
        "price": [104.0, 98.0, 104.0],
    }
    table = price_table(held, Basis(settlement=date(2026, 11, 24)))
    expected = [0.04955026, 0.05776797, 0.04965431]
    np.testing.assert_allclose(table.floats("yield_to_worst"), expected, atol=5e-9)
    workouts = table.days("workout").astype(str).tolist()
    assert workouts == ["2036-02-15", "2036-05-15", "2036-05-15"]
    assert "yield_to_worst" not in price_table(HELD, SETTLED).names


def test_columns_of_the_table_come_first_then_the_figures_then_the_reason() -> None:
    table = price_table(HELD, SETTLED)
    assert table.names == [*HELD, *USUAL, "reason"]
    assert table.words("isin")[0] == HELD["isin"]


def test_every_figure_carries_its_unit() -> None:
    table = price_table(HELD, SETTLED, columns=[figure.name for figure in FIGURES])
    assert {n: table.unit(n) for n in table.names} == {f.name: f.unit for f in FIGURES}


def test_columns_are_chosen_by_name_in_the_order_asked() -> None:
    table = price_table(HELD, SETTLED, columns=["dirty_price", "isin", "accrued"])
    assert table.names == ["dirty_price", "isin", "accrued"]
    clean = table.floats("dirty_price") - table.floats("accrued")
    np.testing.assert_allclose(clean, HELD["price"])


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        (["isin", "yeild_to_maturity"], "did you mean yield_to_maturity"),
        (["issin"], "did you mean isin"),
        ([], "columns of the table, or figures such as settlement"),
    ],
)
def test_a_column_nobody_knows_is_refused(columns: list[str], told: str) -> None:
    with pytest.raises(MisuseError, match=told):
        price_table(HELD, SETTLED, columns=columns)


@pytest.mark.parametrize(
    "frame",
    [
        HELD,
        pd.DataFrame(HELD),
        pl.DataFrame(HELD),
        pl.DataFrame(HELD).with_columns(pl.col("maturity").str.to_date()),
        {**HELD, "coupon": [0.0525, 0.04875, 0.0]},
        {**HELD, "coupon": ["5.25%", "4.875%", "0%"]},
        {**HELD, "price": [0.995, 0.9274, 0.81]},
        {**HELD, "price": ["99.5", "92.74", "81"]},
        {**HELD, "maturity": ["1/15/2035", "2/1/2046", "6/15/2030"]},
        {**HELD, "maturity": ["15-Jan-2035", "01-Feb-2046", "15-Jun-2030"]},
    ],
    ids=[
        "mapping", "pandas", "polars", "days", "decimals", "signs", "fractions", "words",
        "US days", "named months",
    ],
)  # fmt: skip
def test_the_same_bonds_give_the_same_figures_in_any_dress(frame: Any) -> None:
    expected = price_table(HELD, SETTLED).floats("yield_to_maturity")
    given_ = price_table(frame, SETTLED).floats("yield_to_maturity")
    np.testing.assert_allclose(given_, expected, rtol=1e-12)


def test_a_settlement_column_wins_and_its_gaps_are_filled_by_the_one_given() -> None:
    held = HELD | {"settle_inferred": ["2025-06-30", None, "-"]}
    days = price_table(held, SETTLED).days("settlement")
    assert days.astype(str).tolist() == ["2025-06-30", "2025-12-18", "2025-12-18"]


def test_settlement_follows_the_cycle_of_the_rows_own_market_and_time() -> None:
    """Columbus Day is a holiday of dollar bonds; T+1 in dollars, T+2 in euro, T+3 once."""
    held = {
        "coupon": [4.0] * 5,
        "maturity": ["2035-01-15"] * 5,
        "price": [99.0] * 5,
        "currency": ["USD", "EUR", "USD", "USD", "BRL"],
        "as_of": ["2025-10-10", "2025-10-10", "2017-09-01", None, "2025-10-10"],
    }
    asked = ["settlement", "pricing_day"]
    basis = Basis(pricing_day=date(2024, 5, 24))
    expected = ["2025-10-14", "2025-10-14", "2017-09-07", "2024-05-29", "NaT"]
    days = price_table(held, basis, columns=asked).days("settlement")
    assert days.astype(str).tolist() == expected
    target = Basis(pricing_day=date(2024, 5, 24), calendar=Calendar.TARGET)
    days = price_table(held, target, columns=asked).days("settlement")
    assert days.astype(str).tolist()[0] == "2025-10-13"


def test_what_nothing_tells_is_of_today_and_what_settlement_tells_is_not() -> None:
    held = HELD | {"settle": ["2025-12-18", None, "2025-12-01"]}
    asked = ["pricing_day", "settlement"]
    table = price_table(held, Basis(today=date(2026, 1, 5)), columns=asked)
    days = [table.days(name).astype(str).tolist() for name in asked]
    assert days[0] == ["2025-12-17", "2026-01-05", "2025-11-28"]
    assert days[1] == ["2025-12-18", "2026-01-06", "2025-12-01"]


def test_each_row_is_measured_against_the_curve_of_its_own_day() -> None:
    asked: list[date] = []

    def curve_of(day: date) -> ParCurve | None:
        asked.append(day)
        return with_curve(day)

    held = HELD | {"as_of": ["2025-12-17", "2025-12-18", "2025-12-17"]}
    table = price_table(held, Basis(settlement=date(2025, 12, 19), curve_of=curve_of))
    assert np.isnan(table.floats("g_spread")).tolist() == [False, True, False]
    assert reason(table) == "no Treasury curve for 2025-12-18"
    assert sorted(asked) == [date(2025, 12, 17), date(2025, 12, 18)]


def test_without_a_curve_the_reason_says_so_and_the_rest_is_delivered() -> None:
    table = price_table(HELD, SETTLED)
    assert np.isfinite(table.floats("convexity")).all()
    assert set(table.to_dict()["reason"]) == {"no Treasury curve for 2025-12-17"}
    unspread = price_table(HELD, SETTLED, columns=["dv01", "reason"])
    assert set(unspread.to_dict()["reason"]) == {None}


def test_bonds_quoted_by_yield_are_priced_from_it() -> None:
    from_price = price_table(HELD, SETTLED)
    by_yield = {name: HELD[name] for name in ("coupon", "maturity")}
    by_yield["ytm"] = (100 * from_price.floats("yield_to_maturity")).tolist()
    table = price_table(by_yield, SETTLED)
    np.testing.assert_allclose(table.floats("clean_price"), HELD["price"])


def test_an_unread_column_of_a_taken_name_is_kept_aside() -> None:
    held = HELD | {"yield_to_maturity": [1.0, 2.0, 3.0], "reason": ["a", "b", "c"]}
    table = price_table(held, SETTLED)
    assert table.floats("yield_to_maturity_given").tolist() == [1.0, 2.0, 3.0]
    assert table.words("reason_given")[0] == ["a", "b", "c"]
    assert table.floats("yield_to_maturity")[0] == pytest.approx(GOOD_YIELD)


def test_what_is_priced_can_be_priced_again() -> None:
    once = price_table(HELD, SETTLED)
    twice = price_table(once, SETTLED)
    np.testing.assert_array_equal(once.floats("dv01"), twice.floats("dv01"))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"price": 0.0}, "a clean price of 0 per 100 cannot be meant"),
        ({"price": -5.0}, "a clean price of -5 per 100 cannot be meant"),
        ({"price": 10_000.0}, "a clean price of 10000 per 100 cannot be meant"),
        ({"price": np.nan}, "no price"),
        ({"price": None}, "no price"),
        ({"price": 0.995}, "clean_price 0.995 where the column is per 100"),
        ({"coupon": None}, "no coupon"),
        ({"coupon": 0.0525}, "coupon 0.0525 where the column is percent"),
        ({"coupon": -1.0}, "a coupon of -1.00% cannot be meant"),
        ({"coupon": 525.0}, "a coupon of 525.00% cannot be meant"),
        ({"maturity": None}, "no maturity"),
        ({"maturity": "never"}, "maturity 'never' is no day"),
        ({"maturity": "2025-12-18"}, "matured 2025-12-18, settles 2025-12-18"),
        ({"maturity": "2011-12-18"}, "matured 2011-12-18, settles 2025-12-18"),
        ({"maturity": "9999-12-31"},
         "due 9999-12-31, which stands for a bond that is never due"),
        ({"settle": "0001-01-01"}, "settles 0001-01-01, which cannot be meant"),
        ({"issue_date": "2026-01-15"},
         "settles 2025-12-18, before it is issued 2026-01-15"),
        ({"first_coupon": "2040-01-15"},
         "first coupon 2040-01-15 after maturity 2035-01-15"),
        ({"day_count": "bus/252"}, "unknown day_count 'bus/252'"),
        ({"frequency": "biweekly"}, "unknown frequency 'biweekly'"),
        ({"frequency": "5"}, "unknown frequency '5'"),
        ({"currency": "BRL"}, "no frequency and day count stated, none assumed in BRL"),
        ({CELLS_BEYOND: "9"}, "more cells than headings: '9'"),
    ],
    ids=str,
)  # fmt: skip
def test_a_bad_row_gives_nan_and_says_why(row: dict[str, Any], why: str) -> None:
    table = alone(**row)
    assert reason(table) == why
    assert np.isnan([table.floats(n)[1] for n in USUAL if n != "settlement"]).all()
    assert table.floats("yield_to_maturity")[0] == pytest.approx(GOOD_YIELD)
    assert reason(table, 0) == "no Treasury curve for 2025-12-17"


def test_decimals_in_a_column_of_percent_the_other_way_round() -> None:
    coupons = {"coupon": [0.0525, 0.04, 5.25]}
    table = price_table(
        coupons | {k: [GOOD[k]] * 3 for k in ("maturity", "price")}, SETTLED
    )
    assert reason(table, 2) == "coupon 5.25 where the column is decimal"
    assert table.floats("yield_to_maturity")[0] == pytest.approx(GOOD_YIELD)


@pytest.mark.parametrize("stated", [-100.0, -250.0])
def test_a_yield_of_minus_100_percent_or_less_is_no_yield(stated: float) -> None:
    frame = {"coupon": [5.25] * 2, "maturity": ["2035-01-15"] * 2, "ytm_pct": [5.0, stated]}
    table = price_table(frame, SETTLED)
    assert reason(table) == f"a yield of {stated:.2f}% is at or below -100%"
    assert np.isnan(table.floats("clean_price")).tolist() == [False, True]


def test_without_any_settlement_every_row_says_so() -> None:
    table = price_table(HELD, Basis())
    assert set(table.to_dict()["reason"]) == {"no settlement date"}


def test_a_bond_in_euro_goes_by_euro_custom_and_has_no_treasury_spread() -> None:
    basis = Basis(settlement=date(2026, 11, 24), curve_of=with_curve, curve_day=CURVE.day)
    table = price_table(
        {"cpn": [3.0], "maturity": ["2031-05-20"], "price": [100.0], "ccy": ["EUR"]}, basis
    )
    # 188 days of 365: the exactness table, ACT/ACT (ICMA), yearly
    assert table.floats("accrued")[0] == pytest.approx(1.545205, abs=5e-7)
    assert reason(table, 0) == "no Treasury curve in EUR"


def test_a_column_without_any_value_says_nothing_whatever_its_type() -> None:
    """As pandas makes one of numbers of it."""
    empty = [np.nan] * 3
    held = HELD | dict.fromkeys(["currency", "day_count", "dated", "par_call"], empty)
    table = price_table(pd.DataFrame(held), SETTLED)
    np.testing.assert_array_equal(
        table.floats("dv01"), price_table(HELD, SETTLED).floats("dv01")
    )


def test_conventions_the_table_states_go_before_custom() -> None:
    table = price_table(
        {
            "coupon": [3.0] * 3,
            "maturity": ["2031-05-20"] * 3,
            "price": [100.0] * 3,
            "frequency": ["Annual", 2, None],
            "day_count": ["ACT/ACT", "Actual/360", None],
        },
        Basis(settlement=date(2026, 11, 24)),
    )
    expected = [3 * 188 / 365, 3 * 4 / 360, 3 * 4 / 360]
    np.testing.assert_allclose(table.floats("accrued"), expected)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["isin", "price"], "expected a column for coupon, maturity"),
        (["coupon", "maturity"], "a column for clean_price or yield_to_maturity"),
        ([], "expected a column for coupon"),
    ],
)
def test_a_table_without_its_columns_is_refused_in_one_line(
    names: list[str], told: str
) -> None:
    with pytest.raises(MisuseError, match=told) as refused:
        price_table({name: HELD[name] for name in names}, SETTLED)
    assert "\n" not in str(refused.value)


def test_twin_columns_are_refused_until_one_is_named() -> None:
    held = HELD | {"cpn": [5.0, 4.0, 3.0]}
    with pytest.raises(MisuseError, match="'coupon' and 'cpn'"):
        price_table(held, SETTLED)
    table = price_table(held, SETTLED, headings={"coupon": "coupon"})
    assert np.isfinite(table.floats("dv01")).all()


def test_a_unit_the_user_tells_goes_before_what_the_column_shows() -> None:
    held = {"coupon": [0.25], "maturity": ["2030-05-31"], "price": [84.0]}
    seen, told = (
        price_table(held, SETTLED, units=units).floats("yield_to_maturity")[0]
        for units in (None, {"coupon": "percent"})
    )
    assert seen > 0.30  # 25 %: the column shows a decimal
    assert told == pytest.approx(0.0423, abs=1e-4)


def test_an_empty_table_gives_an_empty_table_with_every_column() -> None:
    empty = {name: np.array([], dtype=np.float64) for name in ("coupon", "price")}
    days = np.array([], dtype="datetime64[D]")
    table = price_table(empty | {"maturity": days}, SETTLED)
    assert len(table) == 0
    assert table.names[-1] == "reason"


@settings(deadline=None, max_examples=20)
@given(st.integers(1, 5), st.permutations(range(6)))
def test_blocks_and_order_do_not_matter(size: int, order: list[int]) -> None:
    rows = [0, 1, 2, 0, 1, 2]
    held = {name: [column[rows[at]] for at in order] for name, column in HELD.items()}
    table = as_table(held | {"price": [99.5, -1.0, 80.0, None, 92.0, 101.0]})
    rules = table_rules(table)
    whole = priced(table, rules, SETTLED)
    pieces = [priced(block, rules, SETTLED) for block in table.blocks(size)]
    for name in ("yield_to_maturity", "dv01"):
        joined = np.concatenate([piece.floats(name) for piece in pieces])
        np.testing.assert_array_equal(joined, whole.floats(name))
    told = np.concatenate([piece.to_dict()["reason"] for piece in pieces])
    assert told.tolist() == whole.to_dict()["reason"].tolist()


def test_the_rules_are_stated_in_sentences() -> None:
    table = as_table(HELD | {"maturity": ["15/01/2035", "01/02/2046", "15/06/2030"]})
    assert table_rules(table).stated == [
        "coupon: column 'coupon', read as percent (seen in its middle value 5.0625)",
        "clean_price: column 'price', read as per 100 (seen in its middle value 92.74)",
        "also read: maturity 'maturity'",
        "maturity: days come before months",
    ]
    with pytest.raises(MisuseError, match="the unit of coupon"):
        table_rules(table, units={"maturity": "percent"})
    assert table_rules(table, day_first=False).day_first == frozenset()
