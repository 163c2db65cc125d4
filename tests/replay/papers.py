"""The papers of the replay world, in our own words: sheets, supplements, reports, notes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, kw_only=True)
class Sold:
    """One tranche of a sale, as its papers state it."""

    coupon: str  # percent
    years: int
    millions: int
    price: str
    spread: int  # basis points
    cusip: str


@dataclass(frozen=True, kw_only=True)
class Sale:
    """One sale: what the papers say, and the filing that holds the sheet."""

    issuer: str
    cik: int
    priced: date
    settles: date
    sheet: str  # accession number of the FWP
    tranches: tuple[Sold, ...]

    def matures(self, tranche: Sold) -> date:
        return self.settles.replace(year=self.settles.year + tranche.years, day=15)

    def title(self, tranche: Sold) -> str:
        return f"{tranche.coupon}% Notes due {self.matures(tranche).year}"


def term_sheet(sale: Sale) -> bytes:
    """A pricing term sheet: label and value, a column a tranche."""
    each = sale.tranches
    rows = [
        ("Issuer:", [sale.issuer]),
        ("Trade Date:", [long_day(sale.priced)]),
        ("Settlement Date:", [f"{long_day(sale.settles)} (T+3)"]),
        ("Title of Securities:", [sale.title(one) for one in each]),
        ("Principal Amount:", [f"${one.millions * 10**6:,}" for one in each]),
        ("Maturity Date:", [long_day(sale.matures(one)) for one in each]),
        ("Coupon:", [f"{one.coupon}%" for one in each]),
        ("Price to Public:", [f"{one.price}%" for one in each]),
        ("Spread to Benchmark Treasury:", [f"+{one.spread} basis points" for one in each]),
        ("Day Count Convention:", ["30/360"]),
        ("CUSIP:", [one.cusip for one in each]),
        ("Joint Book-Running Managers:", ["Oak Securities LLC"]),
    ]
    table = "".join(
        f"<tr><td>{label}</td>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
        for label, cells in rows
    )
    return page(
        f"<p>Filed under Rule 433</p><p>{escape(sale.issuer)}</p><p>Pricing Term Sheet</p>"
        f"<p>{long_day(sale.priced)}</p><table>{table}</table>"
    )


def supplement(sale: Sale) -> bytes:
    """A prospectus supplement: a cover with the price table, and prose."""
    lines = "".join(
        f"<tr><td>Per {sale.matures(one).year} Note</td><td>{one.price}%</td>"
        f"<td>0.350%</td><td>{Decimal(one.price) - Decimal('0.350')}%</td></tr>"
        for one in sale.tranches
    )
    amounts = "".join(
        f"<p>${one.millions * 10**6:,} {sale.title(one)}</p>" for one in sale.tranches
    )
    return page(
        "<p>Filed Pursuant to Rule 424(b)(5)</p><p>Prospectus Supplement</p>"
        f"<p>{escape(sale.issuer)}</p>{amounts}"
        "<table><tr><td></td><td>Public Offering Price</td>"
        "<td>Underwriting Discount</td><td>Proceeds, before expenses, to us</td></tr>"
        f"{lines}</table>"
        "<p>We expect to deliver the notes in book-entry form on or about "
        f"{long_day(sale.settles)}.</p>"
        f"<p>The date of this prospectus supplement is {long_day(sale.priced)}.</p>"
    )


def report(sale: Sale) -> bytes:
    """A current report: the sale has closed."""
    notes = "".join(
        f"<p>${one.millions * 10**6:,} aggregate principal amount of its "
        f"{sale.title(one)}</p>"
        for one in sale.tranches
    )
    return page(
        f"<p>FORM 8-K</p><p>CURRENT REPORT</p><p>{escape(sale.issuer)}</p>"
        "<p>Item 8.01 Other Events.</p>"
        f"<p>On {long_day(sale.settles)}, {escape(sale.issuer)} issued and sold the "
        f"following notes:</p>{notes}"
    )


def note_paper(bank: str, day: date, number: int) -> bytes:
    """A structured note, which is no bond sale of the kind we read."""
    return page(
        f"<p>{bank}</p><p>Autocallable Contingent Coupon Notes linked to the least "
        f"performing of three indices, number {number}</p><p>Structured investments</p>"
        f"<p>Pricing date: {long_day(day)}</p><p>Barrier: 70% of the initial level</p>"
        "<p>Payment at maturity depends on the underlying index; you may lose all of "
        "your principal.</p>"
    )


def cusip(number: int, letter: str) -> str:
    """A made-up identifier whose check digit is right.

    Every second character counts twice, digits are summed: CUSIP Global Services' own rule.
    """
    body = f"{number:06}{letter}A"
    ranks = [int(c) if c.isdigit() else ord(c) - ord("A") + 10 for c in body]
    doubled = [rank * (1 + place % 2) for place, rank in enumerate(ranks)]
    return f"{body}{-sum(rank // 10 + rank % 10 for rank in doubled) % 10}"


def page(inside: str) -> bytes:
    return f"<html><head><title>Paper</title></head><body>{inside}</body></html>\n".encode()


def long_day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
