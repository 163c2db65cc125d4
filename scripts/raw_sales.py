"""Raw facts about bond sales, as rows of deals, tranches and stages."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from scripts.raw_facts import PASSPORT, addresses, filings, press, witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.raw_facts import Row

DROPPED = re.compile(
    r"price-yield check passed|.*not in stored excerpt|.*cut off in stored excerpt|"
    r".*truncated in source|first coupon date assumed.*|annual coupon assumed|"
    r"settlement inferred.*|spread (?:from|approximate).*|final \+\d+ from.*|"
    r"secondary report|initial price thoughts.*|benchmark yield = yield minus spread|"
    r"(?:price|yield|day of maturity)|term sheet states.*|context deal, before 2024|"
    r"exact pricing day.*|.*not confirmed in a page|.*not in (?:page|excerpt)"
)

DEAL = [
    "deal_id", "issuer", "ticker", "deal_type", "priced", "settled", "currency", "face",
    "tranches", "moodys", "sp", "fitch", "bookrunners", "further_underwriters",
    "net_proceeds", "underwriting_fees", "use_of_proceeds", *PASSPORT,
]  # fmt: skip
# What the notes state in words, in units of the currency and in the digits stated.
STATED = {
    "amzn-2025-11-17": {
        "net_proceeds": "14926e6",
        "underwriting_fees": "34.75e6",
        "further_underwriters": "22",
        "note": "Moody's shown as A1(+)",
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


def tranches(raw_deals: list[Row], raw_tranches: list[Row]) -> Iterator[Row]:
    """The tranches, numbered within their deal."""
    newsrooms = {deal["deal_id"]: press(deal["source_url"]) for deal in raw_deals}
    for deal_id, of_deal in groupby(raw_tranches, key=lambda r: r["deal_id"]):
        for number, row in enumerate(of_deal, 1):
            reported_by = newsrooms.get(deal_id) or press(row["source_url"])
            yield from tranche_rows(row, str(number), reported_by)


def tranche_rows(raw_row: Row, number: str, reported_by: str) -> Iterator[Row]:
    """What each source says of one tranche; the press of the deal tells its spread."""
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
        about = "approximate" if "approximate" in raw_row["notes"] else ""
        yield witness(key | {"spread_bp": spread}, reported_by, as_of, "B", about)


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


def told(note: str) -> str:
    """What is left of a note without remarks about how it was collected."""
    parts = [p.strip() for p in re.split(r"; |, (?=price|yield|day )", note)]
    return "; ".join(p for p in parts if p and not DROPPED.fullmatch(p))
