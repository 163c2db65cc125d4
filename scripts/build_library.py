"""Rewrite a folder of raw facts into the library that ships: `build_library.py FOLDER`.

The folder holds `facts/` (deals, tranches, quarters, contracts, supply as they
were collected) and `market/` (the Treasury's par curve and H.15).  Out go the CSV files
of `bookrunner/library/data`.  Three rulings are applied, each by a function below:

1. One row is what one kind of source says of one thing.  Where a filing's row also
   carried a figure from the press, that figure becomes a row of its own, graded B.
2. Grade C, and what has no address, stays out.
3. A figure the notes call derived, assumed or inferred is no witness and stays out.

Two files are written by hand: `cohorts.csv`, and the claims in circulation,
`claims.csv`: what a claim says is read, and what is true of it is worked out by the
product, never shipped.

The product does not need this script; it is here so that the rewriting can be audited.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from decimal import Decimal
from io import StringIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Row: TypeAlias = dict[str, str]

DATA = Path(__file__).parent.parent / "src" / "bookrunner" / "library" / "data"
FIRST_MONTH = "2019-01"
PASSPORT = ["source", "as_of", "grade", "note"]
NEWSROOMS = (
    "trends.glance.com", "9fin.com", "tradingpedia.com", "swissinfo.ch", "ifre.com",
    "businesstimes.com", "benzinga.com", "twentyfouram.com", "lexlords.ca", "ft.com",
    "longbridge.cn", "feedman.me", "digitalchew.com", "fudzilla.net", "cointelegraph.com",
    "learndenglisch.com", "whatisdepin.io",
)  # fmt: skip
DROPPED = re.compile(
    r"price-yield check passed|.*not in stored excerpt|.*cut off in stored excerpt|"
    r".*truncated in source|first coupon date assumed.*|annual coupon assumed|"
    r"settlement inferred.*|spread (?:from|approximate).*|final \+\d+ from.*|"
    r"secondary report|initial price thoughts.*|benchmark yield = yield minus spread|"
    r"(?:price|yield|day of maturity)|term sheet states.*|context deal, before 2024|"
    r"exact pricing day.*|.*not confirmed in a page|.*not in (?:page|excerpt)"
)


# --- reading and writing -------------------------------------------------------------


def raw(path: Path) -> list[Row]:
    """The rows of a raw file, zipped or not."""
    packed = path.read_bytes()
    text = gzip.decompress(packed) if path.suffix == ".gz" else packed
    return list(csv.DictReader(StringIO(text.decode("utf-8"), newline="")))


def write(folder: Path, name: str, columns: list[str], rows: Iterable[Row]) -> None:
    """One file of the library, its rows in the order given."""
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        count = 0
        for row in rows:
            writer.writerow({k: v for k, v in row.items() if k in columns})
            count += 1
    print(f"{name}: {count} rows")


def kept(rows: Iterable[Row]) -> list[Row]:
    """Ruling 2: what is graded A or B and has an address."""
    return [r for r in rows if r["grade"] in {"A", "B"} and addresses(r["source_url"])]


def addresses(cell: str) -> list[str]:
    """The addresses in a cell; words that are no address are left out."""
    parts = (re.sub(r"\s*\(title only\)$", "", p) for p in re.split(r" ; |; ", cell))
    return [p for p in parts if p.startswith("http")]


def filings(cell: str) -> str:
    """The addresses that are no newsroom's."""
    return " ; ".join(a for a in addresses(cell) if not in_newsroom(a))


def press(cell: str) -> str:
    """The newsrooms among the addresses, or all of them where there is none."""
    found = [a for a in addresses(cell) if in_newsroom(a)]
    return " ; ".join(found or addresses(cell))


def in_newsroom(address: str) -> bool:
    """Whether an address is a newsroom's."""
    return any(room in address for room in NEWSROOMS)


def told(note: str) -> str:
    """What is left of a note without remarks about how it was collected."""
    parts = [p.strip() for p in re.split(r"; |, (?=price|yield|day )", note)]
    return "; ".join(p for p in parts if p and not DROPPED.fullmatch(p))


def witness(row: Row, source: str, as_of: str, grade: str, note: str = "") -> Row:
    """A row with its passport."""
    return row | {"source": source, "as_of": as_of, "grade": grade, "note": note}


# --- deals ---------------------------------------------------------------------------

DEAL = [
    "deal_id", "issuer", "ticker", "deal_type", "priced", "settled", "currency", "face",
    "tranches", "moodys", "sp", "fitch", "bookrunners", "net_proceeds",
    "underwriting_fees", "use_of_proceeds", *PASSPORT,
]  # fmt: skip
# What the notes state in words, in units of the currency and in the digits stated.
STATED = {
    "amzn-2025-11-17": {
        "net_proceeds": "14926e6",
        "underwriting_fees": "34.75e6",
        "note": "22 further underwriters on the cover; Moody's shown as A1(+)",
    },
    "goog-2025-11-03-usd": {"note": "joint global coordinators; more in the term sheet"},
}
NOT_FROM_ITS_FILING = {"orcl-2026-02-02": ("moodys", "sp", "fitch")}  # "as of" remarks
INFERRED_SETTLEMENT = {"orcl-2026-02-02"}  # the notes: from the floater's dates


def deals(raw_deals: list[Row], raw_tranches: list[Row]) -> Iterator[Row]:
    """The deals, and those that only their tranches tell of."""
    for deal in raw_deals:
        yield from deal_rows(deal)
    known = {deal["deal_id"] for deal in raw_deals}
    for deal_id, of_deal in groupby(raw_tranches, key=lambda r: r["deal_id"]):
        first = next(of_deal)
        if deal_id not in known and (found := re.fullmatch(r"(\w+)-(.{10})", deal_id)):
            ticker, priced = found[1].upper(), found[2]
            row = {"deal_id": deal_id, "issuer": "Meta Platforms", "ticker": ticker}
            row |= {"priced": priced, "settled": first["settlement"], "currency": "USD"}
            row["deal_type"] = "IG senior unsecured"
            yield witness(row, filings(first["source_url"]), priced, first["grade"])


def deal_rows(deal: Row) -> Iterator[Row]:
    """What the filing says of a deal, then what only the press says."""
    row = {
        "deal_id": deal["deal_id"],
        "issuer": deal["issuer"],
        "ticker": deal["ticker"],
        "deal_type": deal["deal_type"],
        "priced": deal["pricing_date"],
        "settled": deal["settlement_date"],
        "currency": deal["currency"],
        "face": deal["total_amount"],
        "tranches": deal["n_tranches"],
        "moodys": deal["ratings_moodys"],
        "sp": deal["ratings_sp"],
        "fitch": deal["ratings_fitch"],
        "bookrunners": deal["bookrunners"],
        "use_of_proceeds": deal["use_of_proceeds"],
    }
    row |= STATED.get(deal["deal_id"], {})
    if deal["deal_id"] in INFERRED_SETTLEMENT:
        row["settled"] = ""
    elsewhere = {c: row.pop(c) for c in NOT_FROM_ITS_FILING.get(deal["deal_id"], ())}
    source = filings(deal["source_url"]) or press(deal["source_url"])
    priced, note = deal["pricing_date"], row.get("note", "")
    yield witness(row, source, priced, deal["grade"], note)
    if elsewhere:
        key = {"deal_id": deal["deal_id"]}
        yield witness(key | elsewhere, press(deal["source_url"]), priced, "B")


# --- tranches ------------------------------------------------------------------------

TRANCHE = [
    "deal_id", "tranche", "title", "kind", "coupon_percent", "floating_index",
    "margin_percent", "face", "currency", "maturity", "first_coupon", "frequency",
    "price", "yield_percent", "spread_bp", "benchmark", "benchmark_yield_percent",
    "gross_spread", "net_price", "cusip", *PASSPORT,
]  # fmt: skip
# Proceeds before expenses per 100, as the cover of the prospectus supplement prints them.
NET_PRICES = {
    "amzn-2025-11-17": ("99.878", "99.773", "99.700", "99.555", "99.117", "99.074"),
}
# Columns a second document of the deal states, where it is known which states what.
SUPPLEMENT = {"amzn-2025-11-17": ("price", "gross_spread", "net_price", "first_coupon")}


def tranches(rows: list[Row]) -> Iterator[Row]:
    """The tranches, numbered within their deal."""
    for _, of_deal in groupby(rows, key=lambda r: r["deal_id"]):
        for number, row in enumerate(of_deal, 1):
            yield from tranche_rows(row, str(number))


def tranche_rows(raw_row: Row, number: str) -> Iterator[Row]:
    """What each source says of one tranche."""
    key = {"deal_id": raw_row["deal_id"], "tranche": number}
    net = NET_PRICES.get(raw_row["deal_id"], ())
    row = (
        key | tranche_figures(raw_row) | {"net_price": net[int(number) - 1] if net else ""}
    )
    as_of = priced_on(raw_row)
    both = addresses(filings(raw_row["source_url"]) or press(raw_row["source_url"]))
    note = told(raw_row["notes"])
    from_press = re.search(r"spread (from|approx)|final \+\d+ from", raw_row["notes"])
    spread = row.pop("spread_bp") if from_press else ""
    supplement = SUPPLEMENT.get(raw_row["deal_id"])
    if supplement:
        second = {column: row.pop(column) for column in supplement}
        yield witness(row, both[0], as_of, raw_row["grade"], note)
        yield witness(key | second, both[1], as_of, raw_row["grade"])
    else:
        yield witness(row, " ; ".join(both), as_of, raw_row["grade"], note)
    if spread:
        source = press_of_spread(raw_row)
        about = "approximate" if "approximate" in raw_row["notes"] else ""
        yield witness(key | {"spread_bp": spread}, source, as_of, "B", about)


def tranche_figures(raw_row: Row) -> Row:
    """The figures of a tranche without those the notes call derived (ruling 3)."""
    notes = raw_row["notes"]
    floats = raw_row["kind"] == "floating"
    index, _, margin = raw_row["coupon_pct"].partition("+") if floats else ("", "", "")
    assumed_cycle = "assumed" in notes
    derived = "benchmark yield = yield minus spread" in notes
    stated = "term sheet states" in notes
    return {
        "title": raw_row["title"],
        "kind": raw_row["kind"],
        "coupon_percent": "" if floats else raw_row["coupon_pct"],
        "floating_index": index,
        "margin_percent": margin,
        "face": raw_row["principal"],
        "currency": raw_row["currency"],
        "maturity": raw_row["maturity"],
        "first_coupon": "" if assumed_cycle else raw_row["first_coupon"],
        "frequency": "" if "annual coupon assumed" in notes else raw_row["freq"],
        "price": raw_row["price_pct"],
        "yield_percent": raw_row["yield_pct"],
        "spread_bp": raw_row["spread_bps"],
        "benchmark": raw_row["benchmark"],
        "benchmark_yield_percent": "" if derived and not stated
        else raw_row["benchmark_yield_pct"],
        "gross_spread": raw_row["underwriting_discount_pct"],
        "cusip": raw_row["cusip"],
    }  # fmt: skip


def priced_on(row: Row) -> str:
    """The day, month or year in a deal's name."""
    found = re.search(r"\d{4}(-\d{2}){0,2}", row["deal_id"])
    return found[0] if found else ""


def press_of_spread(row: Row) -> str:
    """Where a tranche's spread was reported, if not in a filing."""
    deal = PRESS_OF_DEAL.get(row["deal_id"], "")
    return deal or press(row["source_url"])


PRESS_OF_DEAL: dict[str, str] = {}  # filled from the deals: their newsrooms


# --- stages --------------------------------------------------------------------------

STAGE = ["deal_id", "stage", "quantity", "tranche", "value", "unit", *PASSPORT]
TARGETS = tuple(
    re.compile(words + r" \$([\d.]+)bn")
    for words in ("target about", "upsized from", "marketed as")
)
BIDS = re.compile(r"(GBP)([\d.]+)bn of bids")
THOUGHTS = re.compile(r"initial price thoughts \+(\d+)bp")


def stages(raw_deals: list[Row], raw_tranches: list[Row]) -> Iterator[Row]:
    """How each sale unfolded, deal by deal, as far as it was reported."""
    for deal in raw_deals:
        yield from deal_stages(deal)
    for _, of_deal in groupby(raw_tranches, key=lambda r: r["deal_id"]):
        for number, row in enumerate(of_deal, 1):
            if found := THOUGHTS.search(row["notes"]):
                key = {"deal_id": row["deal_id"], "tranche": str(number)}
                key |= stage("talk", "spread", found[1], "bp")
                yield witness(key, press(row["source_url"]), priced_on(row), "B")


def deal_stages(deal: Row) -> Iterator[Row]:
    """Target, talk, book and final of one deal."""
    key = {"deal_id": deal["deal_id"]}
    source, as_of = press(deal["source_url"]), deal["pricing_date"]
    for row in reported_stages(deal):
        yield witness(key | row, source, as_of, "B")
    if deal["total_amount"]:
        final = stage("final", "size", deal["total_amount"], deal["currency"])
        where = filings(deal["source_url"]) or source
        yield witness(key | final, where, as_of, deal["grade"])
    if spread := deal["final_spread_longest_bps"]:
        filed = deal["deal_id"] == "meta-2024-08-07"  # its term sheet prints the spread
        final = stage("final", "spread", spread, "bp") | {"tranche": "longest"}
        where = filings(deal["source_url"]) if filed else source
        yield witness(key | final, where, as_of, "A" if filed else "B")


def reported_stages(deal: Row) -> Iterator[Row]:
    """What only the press tells of a deal: target, talk and book."""
    notes = deal["notes"]
    for pattern in TARGETS:
        if found := pattern.search(notes):
            yield stage("target", "size", f"{found[1]}e9", "USD")
    if talk := deal["initial_price_talk_longest_bps"]:
        yield stage("talk", "spread", talk, "bp") | {"tranche": "longest"}
    if book := deal["order_book_peak_usd_bn"]:
        yield stage("peak", "order_book", f"{book}e9", "USD")
    if found := BIDS.search(notes):
        yield stage("peak", "order_book", f"{found[2]}e9", found[1])
    if "fell by about half" in notes:
        yield stage("final", "attrition", "0.5", "ratio")


def stage(name: str, quantity: str, value: str, unit: str) -> Row:
    """One figure of one stage."""
    return {"stage": name, "quantity": quantity, "value": value, "unit": unit}


# --- borrowers -----------------------------------------------------------------------

QUARTER = [
    "ticker", "issuer", "period_end", "revenue", "operating_income", "depreciation",
    "interest_expense", "operating_cash_flow", "capex_gross", "cash", "debt",
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
        "capex_gross": row["capex"],
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


# --- contracts, supply --------------------------------------------------------------

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


# --- curves --------------------------------------------------------------------------

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


def curves(official: list[Row], h15: list[Row], priced: set[str]) -> Iterator[Row]:
    """The par curve of each pricing day and each month end, in percent as published."""
    treasury = {row["date"]: row for row in official}
    reserve = {row["date"]: {t: row[H15[t]] for t in H15} for row in h15}
    days = sorted(d for d in treasury | reserve if d >= FIRST_MONTH)
    ends = {month: day for day in days for month in [day[:7]]}
    complete = [day for month, day in ends.items() if month < days[-1][:7]]
    for day in sorted({*complete, *(priced & {*treasury, *reserve})}):
        row = treasury.get(day) or reserve[day]
        source = TREASURY if day in treasury else RESERVE
        figures = {tenor: in_hundredths(row.get(tenor, "")) for tenor in TENORS}
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
    for deal in raw_deals:
        PRESS_OF_DEAL[deal["deal_id"]] = press(deal["source_url"])
    sold = list(deals(raw_deals, raw_tranches))
    write(target, "deals.csv", DEAL, sold)
    write(target, "tranches.csv", TRANCHE, tranches(raw_tranches))
    write(target, "stages.csv", STAGE, stages(raw_deals, raw_tranches))
    write(target, "quarters.csv", QUARTER, quarters(raw(facts / "issuers_quarterly.csv")))
    write(
        target, "commitments.csv", COMMITMENT, commitments(raw(facts / "commitments.csv"))
    )
    write(target, "supply.csv", SUPPLY, supply(raw(facts / "market_supply.csv")))
    priced = {row["priced"] for row in sold if len(row.get("priced", "")) == 10}
    official = raw(market / "ust_par_yield_treasury_daily.csv.gz")
    h15 = raw(market / "ust_cmt_h15_daily.csv.gz")
    par_curve = curves(official, h15, priced)
    write(target, "par_curves.csv", ["day", *TENORS, "source", "as_of", "grade"], par_curve)


if __name__ == "__main__":
    main()
