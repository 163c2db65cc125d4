"""Rewrite raw facts into the library that ships: `python -m scripts.build_library FOLDER`.

The folder holds `facts/` (deals, tranches, quarters, contracts, supply as they
were collected) and `market/` (the Treasury's par curve and H.15).  Out go the CSV files
of `bookrunner/library/data`.  Three rulings are applied, each by a function below:

1. One row is what one kind of source says of one thing.  Where a filing's row also
   carried a figure from the press, that figure becomes a row of its own, graded B.
2. Grade C, and what has no address, stays out.
3. A figure the notes call derived, assumed or inferred is no witness and stays out.

Four files are written by hand: `cohorts.csv`; `curve_sales.csv`, how large borrowers cut
their sales, from the filings it names; `quarters_added.csv`, quarters found since, from
the pages it names; and the claims in circulation, `claims.csv`: what a claim says is
read, and what is true of it is worked out by the product, never shipped.

The product does not need this script; it is here so that the rewriting can be audited.
"""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.raw_facts import PASSPORT, addresses, kept, raw, witness, write
from scripts.raw_sales import DEAL, STAGE, TRANCHE, deals, stages, tranches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.raw_facts import Row

DATA = Path(__file__).parent.parent / "src" / "bookrunner" / "library" / "data"
FIRST_DAY = "2019-01-01"

QUARTER = [
    "ticker", "issuer", "period_end", "revenue", "operating_income", "depreciation",
    "interest_expense", "operating_cash_flow", "capex", "cash", "debt",
    "debt_basis", "lease_liabilities", *PASSPORT,
]  # fmt: skip
BASES = (
    ("long-term debt only", "long-term debt only"),
    ("Yahoo total debt less lease", "total less lease obligations"),
    ("current + long-term debt", "current and long-term debt as listed"),
)
SAME_QUARTER = {("AVGO", "2024-10-31"): "2024-11-03"}  # a data site's month end


def quarters(rows: list[Row]) -> Iterator[Row]:
    """Each issuer's quarters; what a data site adds to a filing is a row of its own."""
    for row in kept(rows):
        period = row["period_end"]
        period = SAME_QUARTER.get((row["ticker"], period), period)
        key = {"ticker": row["ticker"], "issuer": row["issuer"], "period_end": period}
        figures = quarter_figures(row)
        filed, sites = split_sources(row)
        if filed and sites:
            late = ("debt", "debt_basis", "lease_liabilities", "interest_expense")
            added = {column: figures.pop(column) for column in late}
            yield witness(key | figures, filed, period, "A", quarter_note(row, "capex"))
            if any(added.values()):
                note = quarter_note(row, "lease_liabilities")
                yield witness(key | added, sites, period, "B", note)
        else:
            note = quarter_note(row, "")
            yield witness(key | figures, filed or sites, period, row["grade"], note)


def quarter_figures(row: Row) -> Row:
    """Millions of dollars, as the statements print them."""
    basis = next((name for words, name in BASES if words in row["notes"]), "not stated")
    return {
        "revenue": row["revenue"],
        "operating_income": row["operating_income"],
        "depreciation": row["depreciation_amortization"],
        "interest_expense": row["interest_expense"],
        "operating_cash_flow": row["operating_cash_flow"],
        "capex": row["capex"],
        "cash": row["cash_and_marketable_securities"],
        "debt": row["total_debt"],
        "debt_basis": basis if row["total_debt"] else "",
        "lease_liabilities": row["lease_liabilities"],
    }


def split_sources(row: Row) -> tuple[str, str]:
    """The SEC's own company facts, and the data sites, of a row graded A."""
    parts = [p.strip() for p in row["source_url"].split(" ; ")]
    filed = [p for p in parts if "data.sec.gov" in p and row["grade"] == "A"]
    sites = [p for p in parts if p not in filed]
    return " ; ".join(map(bare, filed)), " ; ".join(map(bare, sites))


def bare(source: str) -> str:
    """An address without the remark behind it."""
    return source.split(" ", maxsplit=1)[0]


def quarter_note(row: Row, about: str) -> str:
    """The parts of a note that speak of one figure; debt says its basis in a column."""
    parts = [p for p in row["notes"].split("; ") if p and not p.startswith("total_debt")]
    return "; ".join(p for p in parts if not about or p.startswith(about))


COMMITMENT = ["buyer", "seller", "amount", "years", "announced", "start", *PASSPORT]
SUPPLY = ["series", "period", "value", "unit", "kind", "institution", *PASSPORT]


def commitments(rows: list[Row]) -> Iterator[Row]:
    """Compute contracts and leases."""
    for row in kept(rows):
        amount = row["amount_usd_bn"]
        figures = row | {"amount": f"{amount}e9" if amount else ""}
        source = " ; ".join(addresses(row["source_url"]))
        yield witness(figures, source, row["announced"], row["grade"], row["notes"])


def supply(rows: list[Row]) -> Iterator[Row]:
    """Issuance, forecasts, spreads, each with its scope in its name."""
    scales = {"USD bn": "e9", "USD tn": "e12"}
    for row in kept(rows):
        scale = scales.get(row["unit"], "")
        figures = row | {"value": row["value"] + scale}
        figures["unit"] = "USD" if scale else row["unit"]
        source = " ; ".join(addresses(row["source_url"]))
        yield witness(figures, source, row["period"], row["grade"])


TENORS = [
    "1M", "1.5M", "2M", "3M", "4M", "6M", "1Y", "2Y", "3Y", "5Y", "7Y", "10Y", "20Y", "30Y",
]  # fmt: skip
H15 = {
    "1M": "DGS1MO", "3M": "DGS3MO", "6M": "DGS6MO", "1Y": "DGS1", "2Y": "DGS2",
    "3Y": "DGS3", "5Y": "DGS5", "7Y": "DGS7", "10Y": "DGS10", "20Y": "DGS20",
    "30Y": "DGS30",
}  # fmt: skip
TREASURY = (
    "https://home.treasury.gov/resource-center/data-chart-center/interest-rates/TextView"
    "?type=daily_treasury_yield_curve"
)
RESERVE = "https://www.federalreserve.gov/releases/h15/"


def curves(official: list[Row], h15: list[Row]) -> Iterator[Row]:
    """The par curve of each day, in percent as published; H.15 fills the holes."""
    treasury = {row["date"]: row for row in official}
    reserve = {row["date"]: {t: row[H15[t]] for t in H15} for row in h15}
    for day in sorted(d for d in treasury | reserve if d >= FIRST_DAY):
        row = treasury.get(day) or reserve[day]
        source = TREASURY if day in treasury else RESERVE
        figures = {tenor: in_hundredths(row.get(tenor, "")) for tenor in TENORS}
        if any(figures.values()):
            yield witness({"day": day} | figures, source, day, "A")


def in_hundredths(percent: str) -> str:
    """A yield in the two digits the Treasury prints; the files at hand drop zeros."""
    return f"{Decimal(percent):.2f}" if percent else ""


def main() -> None:
    """Write every file of the library."""
    folder = Path(sys.argv[1])
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else DATA
    facts, market = folder / "facts", folder / "market"
    raw_deals = kept(raw(facts / "deals.csv"))
    raw_tranches = kept(raw(facts / "tranches.csv"))
    sold = list(deals(raw_deals, raw_tranches))
    write(target, "deals.csv", DEAL, sold)
    write(target, "tranches.csv", TRANCHE, tranches(raw_deals, raw_tranches))
    write(target, "stages.csv", STAGE, stages(raw_deals, raw_tranches))
    write(target, "quarters.csv", QUARTER, quarters(raw(facts / "issuers_quarterly.csv")))
    write(
        target, "commitments.csv", COMMITMENT, commitments(raw(facts / "commitments.csv"))
    )
    write(target, "supply.csv", SUPPLY, supply(raw(facts / "market_supply.csv")))
    official = raw(market / "ust_par_yield_treasury_daily.csv.gz")
    h15 = raw(market / "ust_cmt_h15_daily.csv.gz")
    par_curve = curves(official, h15)
    write(target, "par_curves.csv", ["day", *TENORS, "source", "as_of", "grade"], par_curve)


if __name__ == "__main__":
    main()
