# ruff: noqa: E501, RUF001 - labels and words stand here as they stand in sheets
"""Term sheets of our own making: invented deals, written the many ways in which sheets are.

A deal is drawn, then rendered with labels practitioners use, in one of the layouts, as
text or as HTML with the clutter of real pages.  What was drawn is what must be read.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

LABELS = {
    "issuer": ["Issuer", "Issuer Name", "Company", "Name of Issuer"],
    "pricing_date": ["Pricing Date", "Trade Date", "Date Priced", "Pricing/Trade Date"],
    "settlement_date": [
        "Settlement Date", "Settlement", "Original Issue Date", "Settlement Date**", "Closing Date",
        "Expected Settlement Date", "Issue Date", "Settlement (T+3)", "Settlement Date (T+5)",
    ],
    "ratings": ["Ratings*", "Expected Ratings", "Anticipated Ratings", "Expected Issue Ratings(1)",
                "Security Ratings", "Long-Term Debt Ratings", "Expected Credit Ratings"],
    "title": ["Title", "Title of Securities", "Securities", "Security", "Securities Offered",
              "Title of Security", "Designation", "Notes Offered", "Security Description"],
    "principal": ["Principal Amount", "Size", "Aggregate Principal Amount Offered", "Issue Size",
                  "Aggregate Principal Amount", "Offering Size", "Principal Amount Offered", "Amount",
                  "Face Amount", "Nominal Amount", "Aggregate Offering Size"],
    "maturity": ["Maturity Date", "Maturity", "Final Maturity Date", "Stated Maturity Date",
                 "Due Date", "Date of Maturity", "Final Maturity", "Scheduled Maturity Date"],
    "coupon_pct": ["Coupon", "Interest Rate", "Coupon (Interest Rate)", "Coupon Rate", "Annual Interest Rate",
                   "Interest Rate (Coupon)", "Interest Rate Per Annum", "Rate of Interest"],
    "price_pct": ["Price to Public", "Issue Price", "Public Offering Price", "Price to the Public", "Reoffer Price",
                  "Re-offer Price", "Initial Price to Public", "Offering Price", "Issue Price (Price to Public)"],
    "yield_pct": ["Yield to Maturity", "Re-offer Yield", "Yield", "Reoffer Yield", "Yield to maturity (semi-annual)",
                  "Pricing Yield", "Offering Yield"],
    "spread_bps": ["Spread to Benchmark Treasury", "Spread to Benchmark", "Spread to Treasury", "Benchmark Spread",
                   "Spread over Benchmark Treasury", "Re-offer Spread", "Spread to Treasuries", "Spread to UST",
                   "Credit Spread", "Re-offer Spread to Benchmark Treasury", "Spread vs. Benchmark"],
    "benchmark": ["Benchmark Treasury", "Benchmark", "Treasury Benchmark", "Benchmark Security", "Reference Treasury",
                  "Pricing Benchmark", "U.S. Treasury Benchmark", "Benchmark Treasury Security", "UST Benchmark"],
    "quote": ["Benchmark Treasury Price and Yield", "Benchmark Treasury Price / Yield", "Treasury Price and Yield",
              "Benchmark Treasury Spot and Yield", "Benchmark Price / Yield", "Benchmark Treasury Price; Yield",
              "Treasury Benchmark Price/Yield"],
    "discount": ["Underwriting Discount", "Gross Spread", "Underwriting Discounts and Commissions",
                 "Underwriters’ Discount", "Agents’ Discount or Commission", "Underwriting Commission",
                 "Underwriting Fee", "Discount or Commission"],
    "dates": ["Interest Payment Dates", "Coupon Dates", "Interest Dates", "Payment Dates", "Coupon Payment Dates",
              "Interest Payment Dates and Frequency", "Interest Payment Date(s)"],
    "day_count": ["Day Count Convention", "Day Count", "Day Count Fraction", "Day Count Basis",
                  "Interest Calculation Basis"],
    "make_whole": ["Make-Whole Call", "Make-whole call", "Optional Redemption", "Redemption Provisions",
                   "Redemption", "Make-Whole Redemption", "Make Whole Call"],
    "par_call": ["Par Call", "Par Call Date", "Optional Par Call", "Par call"],
    "ids": ["CUSIP / ISIN", "CUSIP/ISIN", "CUSIP/ISIN Numbers", "CUSIP No. / ISIN No.", "Security Identifiers",
            "CUSIP and ISIN", "CUSIP; ISIN"],
    "books": ["Joint Book-Running Managers", "Joint Bookrunners", "Bookrunners", "Joint Active Bookrunners",
              "Joint Lead Managers and Joint Bookrunners", "Active Joint Book-Running Managers",
              "Joint Bookrunning Managers", "Global Coordinators and Joint Bookrunners"],
}  # fmt: skip
CLUTTER = [
    ("Denominations", "$2,000 x $1,000"),
    ("Co-Managers", "Larkspur Securities, LLC"),
    ("Use of Proceeds", "For general corporate purposes."),
    ("Format", "SEC registered"),
    ("Governing Law", "State of New York"),
    ("Ranking", "Senior unsecured"),
    ("Listing", "None"),
]
FIRMS = [
    "Ashdown Capital Inc.", "Birch & Sons LLC", "Corvus Securities (USA) LLC", "Dunmore Markets Corp.",
    "Elmet Securities LLC", "Fenwick Global Markets Inc.", "Gale Hartley Incorporated",
]  # fmt: skip


@dataclass
class Drawn:
    """An invented deal: what a sheet states, and so what must be read."""

    deal: dict[str, Any]
    tranches: list[dict[str, Any]]
    designations: list[str] = field(default_factory=list)


def drawn(random: random.Random, tranches: int) -> Drawn:
    """A deal with this many fixed-rate tranches."""
    year, month, day = (
        random.randint(2010, 2026),
        random.randint(1, 11),
        random.randint(1, 24),
    )
    deal = {
        "issuer": random.choice(["Harrow Mills, Inc.", "Penhale Energy Corporation", "Quill plc"]),
        "pricing_date": f"{year}-{month:02}-{day:02}",
        "settlement_date": f"{year}-{month:02}-{day + 3:02}",
        "currency": "USD",
        "ratings": {"Moody's": random.choice(["A1", "Baa2", "Aa3"]),
                    "S&P": random.choice(["A+", "BBB", "AA-"])},
        "bookrunners": random.sample(FIRMS, random.randint(1, 4)),
    }  # fmt: skip
    tenors = sorted(random.sample([2, 3, 5, 7, 10, 20, 30, 40], tranches))
    made = [_tranche(random, year, month, day + 3, tenor) for tenor in tenors]
    return Drawn(deal, made, [f"{each['maturity'][:4]} Notes" for each in made])


def _tranche(
    random: random.Random, year: int, month: int, day: int, tenor: int
) -> dict[str, Any]:
    coupon = random.randrange(500, 7000, 25) / 1000
    treasury = round(coupon - random.uniform(0.3, 1.5), 3)
    spread = random.randrange(20, 200, 5)
    other = month + 6 if month <= 6 else month - 6
    first = f"{year + (month > 6)}-{other:02}-{day:02}"
    due = f"{year + tenor}-{month:02}-{day:02}"
    body = (
        "".join(random.choice("0123456789") for _ in range(6))
        + "A"
        + random.choice("ABCDE")
    )
    from bookrunner.deals.rules.identifiers import cusip_check_digit, isin_check_digit

    cusip = body + cusip_check_digit(body)
    return {
        "title": f"{coupon:.3f}% Senior Notes due {year + tenor}",
        "kind": "fixed",
        "coupon_pct": coupon,
        "principal": random.randrange(300, 3000, 50) * 1_000_000,
        "maturity": due,
        "price_pct": round(random.uniform(97, 101), 3),
        "yield_pct": round(treasury + spread / 100, 3),
        "spread_bps": spread,
        "benchmark": f"{random.randrange(500, 5000, 125) / 1000:.3f}% due {_long(due)}",
        "benchmark_yield_pct": treasury,
        "underwriting_discount_pct": random.choice([0.25, 0.35, 0.45, 0.875]),
        "first_coupon_date": first,
        "interest_dates": sorted([f"{month:02}-{day:02}", f"{other:02}-{day:02}"]),
        "day_count": "30/360",
        "make_whole_bps": random.choice([10, 12.5, 15, 20, 25]),
        "par_call_date": f"{year + tenor - 1}-{month:02}-{day:02}",
        "cusip": cusip,
        "isin": f"US{cusip}{isin_check_digit(f'US{cusip}')}",
    }


def _long(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{MONTHS[int(month) - 1]} {int(day)}, {year}"


def _words(random: random.Random, tranche: dict[str, Any]) -> dict[str, str]:
    """Each term of a tranche as a sheet may put it."""
    one, two = (f"{MONTHS[int(d[:2]) - 1]} {int(d[3:])}" for d in tranche["interest_dates"])
    first = _long(tranche["first_coupon_date"])
    ticks = f"{random.randint(97, 101)}-{random.randint(0, 31):02}{random.choice(['', '+', ' 3/4', '¼'])}"
    call = _long(tranche["par_call_date"])
    mw = f"{tranche['make_whole_bps']:g}"
    return {
        "principal": random.choice([f"${tranche['principal']:,}", f"US${tranche['principal']:,}",
                                    f"${tranche['principal'] // 10**6:,} million"]),
        "maturity": _long(tranche["maturity"]),
        "coupon_pct": random.choice([f"{tranche['coupon_pct']:.3f}%",
                                     f"{tranche['coupon_pct']:.3f}% per annum",
                                     f"{tranche['coupon_pct']:.3f}% per annum, payable semi-annually"]),
        "price_pct": random.choice([f"{tranche['price_pct']:.3f}%",
                                    f"{tranche['price_pct']:.3f}% of the principal amount",
                                    f"{tranche['price_pct']:.3f}%, plus accrued interest, if any"]),
        "yield_pct": f"{tranche['yield_pct']:.3f}%",
        "spread_bps": random.choice([f"+{tranche['spread_bps']} basis points", f"T+{tranche['spread_bps']} bps",
                                     f"{tranche['spread_bps']} bps", f"+{tranche['spread_bps']}bps",
                                     f"plus {tranche['spread_bps']} basis points"]),
        "benchmark": random.choice(["", "UST ", "T "]) + tranche["benchmark"],
        "quote": f"{ticks}{random.choice([' / ', '; ', ' and '])}{tranche['benchmark_yield_pct']:.3f}%",
        "discount": f"{tranche['underwriting_discount_pct']:.3f}%",
        "dates": random.choice([f"Semi-annually on {one} and {two}, commencing {first}",
                                f"{one} and {two} of each year, beginning on {first}",
                                f"Each {one} and {two}, starting {first}",
                                f"Semi-annually in arrears on {one} and {two} of each year, beginning {first}"]),
        "day_count": random.choice(["30/360", "30 / 360", "360-day year of twelve 30-day months"]),
        "make_whole": random.choice([
            f"T+{mw} bps prior to {call}",
            f"Prior to {call}, make-whole call at Treasury Rate plus {mw} basis points",
            (f"At any time prior to {call} (the “Par Call Date”), at the greater of 100% and a make-whole "
            f"amount at the Treasury Rate plus {mw} basis points; on or after {call}, at par"),
        ]),
        "par_call": random.choice([f"On or after {call}", f"On and after {call}", call]),
        "ids": random.choice([f"{tranche['cusip']} / {tranche['isin']}",
                              f"{tranche['cusip'][:6]} {tranche['cusip'][6:]} / {tranche['isin']}",
                              f"CUSIP: {tranche['cusip']} ISIN: {tranche['isin']}"]),
    }  # fmt: skip


def _deal_words(random: random.Random, deal: dict[str, Any]) -> dict[str, str]:
    moody, sp = deal["ratings"]["Moody's"], deal["ratings"]["S&P"]
    return {
        "issuer": deal["issuer"],
        "pricing_date": _long(deal["pricing_date"]),
        "settlement_date": random.choice([_long(deal["settlement_date"]),
                                          f"{_long(deal['settlement_date'])} (T+3)"]),
        "ratings": random.choice([f"Moody’s: {moody}; S&P: {sp}", f"{moody} (Moody’s) / {sp} (S&P)",
                                  (f"{moody} (stable) by Moody’s Investors Service, Inc. and {sp} (negative) "
                                  "by S&P Global Ratings"),
                                  f"Moody’s: {moody} (stable outlook) / S&P: {sp} (stable outlook)"]),
    }  # fmt: skip


LAYOUTS = [
    "single", "prefix-lines", "prefix-cells", "suffix-lines", "columns", "columns-newline", "blocks",
    "positional",
]  # fmt: skip


@dataclass
class Sheet:
    """A rendered sheet: label and values, before it is put as text or HTML."""

    top: list[str]
    rows: list[tuple[str, list[list[str]]]]  # label, cells, lines


def sheet(random: random.Random, deal: Drawn, layout: str) -> Sheet:
    """The rows of a deal in a layout."""
    label = {key: random.choice(words) for key, words in LABELS.items()}
    common = _deal_words(random, deal.deal)
    books = list(deal.deal["bookrunners"])
    before = [
        (label[key], [[common[key]]])
        for key in ("issuer", "pricing_date", "settlement_date", "ratings")
    ]
    after = [
        (label["books"], [books]),
        *[(name, [[words]]) for name, words in random.sample(CLUTTER, 3)],
    ]
    terms = [_words(random, each) for each in deal.tranches]
    keys = list(terms[0])
    titles = [each["title"] for each in deal.tranches]
    top = [f"{deal.deal['issuer'].upper()}", "Pricing Term Sheet"]
    if layout == "single":
        body = [
            (label["title"], [[titles[0]]]),
            *[(label[key], [[terms[0][key]]]) for key in keys],
        ]
        return Sheet(top, before + body + after)
    if layout == "blocks":
        rows: list[tuple[str, list[list[str]]]] = []
        for title, words in zip(titles, terms, strict=True):
            rows.append((title, []))
            rows += [(label[key], [[words[key]]]) for key in keys]
        return Sheet(top, before + rows + after)
    if layout in {"columns", "columns-newline"}:
        rows = [("", [[title] for title in titles])]
        rows += [(label[key], [[words[key]] for words in terms]) for key in keys]
        return Sheet(top, before + rows + after)
    named = [
        f"{title} (the “{name}”)"
        for title, name in zip(titles, deal.designations, strict=True)
    ]
    rows = [(label["title"], [named])]
    for key in keys:
        told = [words[key] for words in terms]
        if layout.startswith("prefix"):
            told = [
                f"{name}: {each}"
                for name, each in zip(deal.designations, told, strict=True)
            ]
        elif layout.startswith("suffix"):
            told = [
                f"{each} for the {name}"
                for name, each in zip(deal.designations, told, strict=True)
            ]
        rows.append(
            (label[key], [[" ".join(told)]] if layout == "prefix-cells" else [told])
        )
    return Sheet(top, before + rows + after)


def as_text(random: random.Random, made: Sheet, layout: str) -> bytes:
    """The sheet as plain text: tabs, pipes or lines."""
    style = random.choice(["tab", "pipe", "newline", "capedge"])
    if layout == "columns":
        style = random.choice(["tab-columns", "pipe"])
    if layout == "columns-newline":
        style = "newline"
    out = list(made.top)
    for label, cells in made.rows:
        name = f"{label}:" if label and cells else label
        if style == "newline":
            out += ["", name, "", *[line for cell in cells for line in cell]]
        elif not cells:
            out += ["", name]
        elif style in {"tab", "tab-columns"}:
            out.append("\t".join([name, *["\n".join(cell) for cell in cells]]))
        elif style == "pipe":
            out.append(" | ".join([name, *["\n".join(cell) for cell in cells]]) + " |")
        else:
            out += [
                "| |",
                " | | ".join([name, *["\n".join(cell) for cell in cells]]) + " |",
            ]
    return "\n".join(out).encode()


def as_html(random: random.Random, made: Sheet) -> bytes:
    """The sheet as a page: spacer cells, nested tables, scripts, non-breaking spaces."""
    nbsp = random.choice(["&nbsp;", "&#160;", " "])
    inner = random.choice(["p", "font", "div", ""])
    out = ["<html><head><title>x</title><script>var size = '$5';</script></head><body>"]
    out += [f"<p align='center'><b>{html.escape(line)}</b></p>" for line in made.top]
    out.append("<table><tr><td><table>" if random.random() < 0.3 else "<table>")
    nested = out[-1].count("<table>") == 2
    for label, cells in made.rows:
        name = f"{label}:" if label and cells and random.random() < 0.8 else label
        if not cells:
            out.append(f"<tr><td colspan=5><b>{html.escape(name)}</b></td></tr>")
            continue
        row = [_cell([name], inner, nbsp)]
        for cell in cells:
            row += [f"<td>{nbsp}</td>", _cell(cell, inner, nbsp)]
        out.append("<tr>" + "".join(row) + "</tr>")
    out.append("</table></td></tr></table>" if nested else "</table>")
    out.append(
        "<p>The issuer has filed a registration statement (including a prospectus).</p>"
    )
    return "\n".join([*out, "</body></html>"]).encode()


def _cell(lines: list[str], inner: str, nbsp: str) -> str:
    told = [html.escape(line).replace(", ", f",{nbsp}", 1) for line in lines]
    if inner == "p":
        return (
            "<td>" + "".join(f"<p style='margin:0'>{line}</p>" for line in told) + "</td>"
        )
    joined = "<br>".join(told)
    return f"<td><{inner}>{joined}</{inner}></td>" if inner else f"<td>{joined}</td>"
