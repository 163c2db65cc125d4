"""`bookrunner price`, as its user runs it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import duckdb
import numpy as np
import polars as pl
import pytest

from bookrunner.cli import main
from bookrunner.cli.price_curves import _fetched
from bookrunner.store import Store
from bookrunner.tables import as_table

if TYPE_CHECKING:
    from collections.abc import Callable

    Price = Callable[..., "Answer"]

ROOT = Path(__file__).parents[2]
MARKET = Path(os.environ.get("BOOKRUNNER_SHARED", ROOT.parent / "shared")) / "market"
HELD = """\
isin,coupon,maturity,price,note
US0000000001,5.25,2035-01-15,99.50,=1+1
US0000000002,4.875,2046-02-01,92.74,-0.5
US0000000003,4.00,2011-02-01,99.00,@sum
"""
LIVE = """\ufeffDemo Corporate Bond Fund
Fund Holdings as of,"Nov 17, 2025"
Shares Outstanding,"286,700,000.00"
\xa0
Name,Asset Class,Market Value,CUSIP,Maturity,Coupon (%),Price
"ACME, INC.","Fixed Income","71,246,274.07","000000AA1","Feb 01, 2046","4.90","92.74"
"USD CASH","Cash","70,357","-","-","0.00","100.00"
\xa0
"The content herein
is owned by somebody, somewhere."
"""


MEASURED = """
import resource
from bookrunner.cli import main
from bookrunner.cli.price_curves import _fetched
from bookrunner.store import Store
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


class Answer(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out)))


@pytest.fixture
def price(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Price:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOOKRUNNER_HOME", str(tmp_path / "home"))
    _fetched.cache_clear()

    def run(*options: str) -> Answer:
        monkeypatch.setattr("sys.argv", ["bookrunner", "price", *options])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return Answer(int(ended.value.code or 0), told.out, told.err)

    Path("held.csv").write_text(HELD, "utf-8")
    Path("fund.csv").write_text(LIVE, "utf-8")
    return run


def test_csv_keeps_every_column_and_adds_the_figures(price: Price) -> None:
    done = price("held.csv", "--csv", "--settlement", "2025-12-18")
    assert done.status == 0
    first = done.rows[0]
    assert list(first)[:5] == ["isin", "coupon", "maturity", "price", "note"]
    assert float(first["yield_to_maturity"]) == pytest.approx(0.053195584502360754)
    assert first["settlement"] == "2025-12-18"
    assert done.rows[2]["reason"] == "matured 2011-02-01, settles 2025-12-18"
    assert done.rows[2]["yield_to_maturity"] == ""


def test_no_cell_of_the_csv_runs_as_a_formula_and_no_number_is_hurt(price: Price) -> None:
    notes = [row["note"] for row in price("held.csv", "--csv").rows]
    assert notes == ["'=1+1", "-0.5", "'@sum"]


def test_what_the_figures_rest_on_is_stated_on_stderr(price: Price) -> None:
    told = price("held.csv", "--csv", "--settlement", "2025-12-18").err.splitlines()
    seen = "column 'coupon', read as percent (seen in its middle value 4.875)"
    assert f"held.csv: coupon: {seen}" in told
    assert "held.csv: settlement: 2025-12-18, as told" in told
    assert any("conventions: USD 2 a year THIRTY_360" in line for line in told)
    assert any("US Treasury par" in line for line in told)
    assert told[-1] == "1 row: matured 2011-02-01, settles 2025-12-18"


def test_a_day_without_a_curve_is_said_once_for_all_its_rows(price: Price) -> None:
    options = ("--settlement", "2025-12-18", "--curve-date", "2025-12-20")  # a Saturday
    told = price("held.csv", "--csv", *options).err.splitlines()
    assert "2 rows: no Treasury curve for 2025-12-20" in told


def test_without_any_day_the_price_is_of_today_paid_a_cycle_on(price: Price) -> None:
    done = price("held.csv", "--csv")
    assert ", today" in done.err
    assert done.rows[0]["reason"].startswith("no Treasury curve for")
    settled = np.datetime64(done.rows[0]["settlement"])
    assert 1 <= (settled - np.datetime64("today")).astype(int) <= 5


@pytest.mark.parametrize(
    ("calendar", "paid"), [("sifma", "2025-10-14"), ("target", "2025-10-13")]
)
def test_settlement_keeps_the_holidays_of_the_calendar_told(
    price: Price, calendar: str, paid: str
) -> None:
    """Columbus Day: bonds in dollars rest, those in euro do not."""
    Path("one.csv").write_text(
        "coupon,maturity,price,as_of\n5.25,2035-01-15,99.5,2025-10-10\n", "utf-8"
    )
    (row,) = price("one.csv", "--csv", "--calendar", calendar).rows
    assert row["settlement"] == paid


def test_a_settlement_alone_tells_the_pricing_day_and_so_the_curve(price: Price) -> None:
    """Paid on Tuesday 18 November 2025, so priced on Monday 17, whose curve ships."""
    Path("one.csv").write_text(
        "coupon,maturity,price,settle\n5.25,2035-01-15,99.5,2025-11-18\n", "utf-8"
    )
    (row,) = price("one.csv", "--csv", "--columns", "pricing_day,g_spread,reason").rows
    assert (row["pricing_day"], row["reason"]) == ("2025-11-17", "")


def test_a_live_holdings_file_is_of_its_own_day_and_says_whose_it_is(price: Price) -> None:
    done = price("fund.csv", "--csv")
    assert "fund.csv: the holdings of Demo Corporate Bond Fund" in done.err
    acme, cash = done.rows
    assert (acme["settlement"], acme["CUSIP"]) == ("2025-11-18", "000000AA1")
    # the curve of 17 November 2025 ships: 20Y 4.71 %, 30Y 4.73 %, so 20.2 years 4.7104 %
    spread = float(acme["yield_to_maturity"]) - 0.047104
    assert float(acme["g_spread"]) == pytest.approx(spread, abs=1e-6)
    assert (acme["reason"], cash["reason"]) == ("", "no maturity")
    assert cash["CUSIP"] == ""


def test_a_curve_of_the_users_own_is_taken_for_its_day_or_for_all(price: Price) -> None:
    Path("curve.csv").write_text("tenor,rate\n10Y,4.00\n30Y,4.00\n", "utf-8")
    row = price("held.csv", "--csv", "--curve", "curve.csv").rows[0]
    assert float(row["g_spread"]) == pytest.approx(float(row["yield_to_maturity"]) - 0.04)
    Path("days.csv").write_text("date,2Y,10Y\n2025-12-16,3,3\n2025-12-17,5,5\n", "utf-8")
    options = ("held.csv", "--csv", "--curve", "days.csv", "--curve-date")
    row = price(*options, "2025-12-17").rows[0]
    assert float(row["g_spread"]) == pytest.approx(float(row["yield_to_maturity"]) - 0.05)
    row = price(*options, "2025-12-20").rows[0]  # a Saturday
    assert row["reason"] == "no Treasury curve for 2025-12-20"


def test_a_curve_fetched_before_is_taken_from_the_store(price: Price) -> None:
    now, flat = datetime.now(UTC), [Decimal("4.5")]
    with Store.open() as store:
        for name in ("UST_PAR_2Y", "UST_PAR_30Y"):
            day = [date(2026, 3, 17)]  # after the curves that ship
            store.keep_series(name, day, flat, source="the Treasury", fetched_at=now)
    row = price("held.csv", "--csv", "--curve-date", "2026-03-17").rows[0]
    assert float(row["g_spread"]) == pytest.approx(float(row["yield_to_maturity"]) - 0.045)


def test_json_states_what_it_rests_on_units_and_rows(price: Price) -> None:
    done = json.loads(price("held.csv", "--json", "--settlement", "2025-12-18").out)
    assert done["units"]["dv01"] == "per 100 face"
    assert "held.csv: settlement: 2025-12-18, as told" in done["stated"]
    assert [row["isin"][-1] for row in done["rows"]] == ["1", "2", "3"]
    assert done["rows"][2]["dv01"] is None
    assert done["rows"][0]["settlement"] == "2025-12-18"


def test_parquet_keeps_units_and_days(price: Price) -> None:
    done = price("held.csv", "--parquet", "out.parquet", "--settlement", "2025-12-18")
    assert (done.status, done.out) == (0, "")
    import arro3.io

    written = as_table(arro3.io.read_parquet("out.parquet"))
    assert written.unit("convexity") == "years squared"
    assert written.days("settlement").astype(str).tolist() == ["2025-12-18"] * 2 + ["NaT"]
    assert not Path("out.parquet.part").exists()


def test_columns_come_as_asked_and_in_that_order(price: Price) -> None:
    done = price("held.csv", "--csv", "--columns", "reason, isin,dirty_price")
    assert list(done.rows[0]) == ["reason", "isin", "dirty_price"]
    assert [row["reason"] != "" for row in done.rows] == [False, False, True]


def test_a_query_on_a_database_is_priced_like_a_file(price: Price) -> None:
    with duckdb.connect("bonds.duckdb") as connection:
        connection.execute("create table held as from 'held.csv'")
    ask = ("--query", "select * from held where price < 95", "--db", "bonds.duckdb")
    (row,) = price(*ask, "--csv", "--settlement", "2025-12-18").rows
    assert (row["isin"], row["maturity"]) == ("US0000000002", "2046-02-01")


def test_a_table_may_come_through_a_pipe(tmp_path: Path) -> None:
    told = [sys.executable, "-c", "from bookrunner.cli import main; main()", "price", "-"]
    days = ("--settlement", "2025-12-18", "--csv", "--columns", "isin,accrued")
    done = subprocess.run(
        [*told, *days],
        input=HELD,
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=os.environ | {"BOOKRUNNER_HOME": str(tmp_path)},
    )
    assert done.stdout.splitlines()[:2] == ["isin,accrued", "US0000000001,2.23125"]
    assert "standard input: settlement: 2025-12-18, as told" in done.stderr


def test_a_terminal_shows_the_first_rows_and_every_figure_summed_up(price: Price) -> None:
    done = price("held.csv", "--settlement", "2025-12-18", "--curve-date", "2025-11-28")
    assert "5.320" in done.out  # percent
    assert "US0000000003" in done.out
    assert "matured 2011-02-01" in done.out
    summary = [line.split()[0] for line in done.out.splitlines()[-8:]]
    assert summary[:3] == ["figure", "accrued", "yield_to_maturity"]
    assert "\x1b" not in done.out, "no colour off a terminal"


def test_a_heading_and_a_unit_can_be_told(price: Price) -> None:
    Path("zins.csv").write_text("Zins,maturity,price\n0.25,2030-05-31,84\n", "utf-8")
    assert price("zins.csv").status == 2
    options = ("--heading", "coupon=Zins", "--unit", "coupon=percent")
    (row,) = price("zins.csv", *options, "--csv", "--settlement", "2025-12-18").rows
    assert float(row["yield_to_maturity"]) == pytest.approx(0.0423, abs=1e-4)


MISUSES = {
    "neither a table nor a query": [],
    "both": ["held.csv", "--query", "select 1"],
    "a database without a query": ["held.csv", "--db", "x.duckdb"],
    "no such file": ["none.csv"],
    "no such database": ["--query", "select 1", "--db", "none.duckdb"],
    "a broken query": ["--query", "selec 1"],
    "no such column": ["held.csv", "--columns", "yeild"],
    "a calendar of nobody": ["held.csv", "--calendar", "lunar"],
    "no day": ["held.csv", "--settlement", "soon"],
    "half a heading": ["held.csv", "--heading", "coupon"],
    "a unit of nothing": ["held.csv", "--unit", "coupon=furlongs"],
    "two ways out": ["held.csv", "--csv", "--json"],
    "nowhere to write": ["held.csv", "--parquet", "no/such/folder/out.parquet"],
    "no curve": ["held.csv", "--curve", "held.csv"],
}


@pytest.mark.parametrize("options", MISUSES.values(), ids=MISUSES.keys())
def test_misuse_is_one_line_and_status_2(price: Price, options: list[str]) -> None:
    done = price(*options)
    assert done.status == 2
    assert done.out == ""
    assert done.err.splitlines()[-1].startswith("bookrunner: expected ")


def test_an_empty_table_is_one_line_and_status_1(price: Price) -> None:
    Path("empty.csv").write_text("coupon,maturity,price\n", "utf-8")
    done = price("empty.csv", "--csv")
    assert done.status == 1
    assert done.rows == []
    assert done.err.splitlines()[-1] == "0 rows, 0 of them with a reason"


def test_a_table_without_a_good_row_is_delivered_with_its_reasons_and_status_1(
    price: Price,
) -> None:
    Path("bad.csv").write_text("coupon,maturity,price\n5,2035-01-15,0\n", "utf-8")
    done = price("bad.csv", "--csv")
    assert done.status == 1
    assert done.rows[0]["reason"] == "a clean price of 0 per 100 cannot be meant"


@pytest.mark.parametrize(
    ("name", "least_yields", "least_durations"),
    [("LQD_holdings_2025-12-17", 0.94, 0.90), ("LQDB_holdings_2023-06-05", 0.98, 0.96)],
)
def test_published_yields_and_durations_of_a_real_fund_are_met(
    price: Price, name: str, least_yields: float, least_durations: float
) -> None:
    """The bars of the house, over all bonds whose yield to maturity is their worst."""
    path = MARKET / f"{name}.csv.gz"
    if not path.exists():
        pytest.skip("holdings of a real fund are not passed on; none at hand")
    done = price(str(path), "--csv")
    table = pl.read_csv(io.StringIO(done.out), infer_schema_length=None)
    same = table.filter(
        (pl.col("ytm_pct") == pl.col("ytw_pct")) & pl.col("yield_to_maturity").is_not_null()
    )
    assert {"cusip", "reason"} <= set(table.columns)
    columns = {name: same[name].to_numpy() for name in same.columns}
    off = np.abs(100 * columns["yield_to_maturity"] - columns["ytm_pct"]) * 100  # bp
    years = np.abs(columns["modified_duration"] - columns["mod_duration"])
    assert len(same) > 700
    assert np.median(off) <= 0.3
    assert np.mean(off <= 1.0) >= least_yields
    assert np.mean(years <= 0.01) >= least_durations


@pytest.mark.slow
def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    """Ten times the rows, the same peak: a process each, so that peaks do not mix."""
    peaks = [peak_memory(tmp_path, rows) for rows in (200_000, 2_000_000)]
    assert peaks[1] < 1.25 * peaks[0], peaks


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(("kind", "most"), [("parquet", 512), ("csv", 640)])
def test_ten_million_rows_go_through_a_small_machine(
    tmp_path: Path, kind: str, most: float
) -> None:
    """In well under the gigabyte of the smallest machine for hire."""
    assert peak_memory(tmp_path, 10_000_000, kind) < most


def peak_memory(folder: Path, rows: int, kind: str = "parquet") -> float:
    """Peak resident memory in MB of pricing a made-up table to Parquet."""
    held, how = folder / f"in.{kind}", {"parquet": "(format parquet)", "csv": "(header)"}
    duckdb.sql(
        # a number of rows and a path of our own
        f"""copy (select 'US' || n as isin, 1 + (n % 70) / 10 as coupon,
                  date '2027-01-01' + (n * 7919 % 10000)::int as maturity,
                  85 + (n % 200) / 10 as price
                  from range({rows}) t(n)) to '{held}' {how[kind]}"""  # noqa: S608 - see above
    )
    days = ["--settlement", "2025-12-18", "--curve-date", "2025-11-28"]
    told = ["price", str(held), "--parquet", str(folder / "out.parquet")]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *told, *days],
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"{rows:,} rows" in done.stderr
    return float(done.stdout)
