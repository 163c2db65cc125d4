"""A small world that speaks the formats of the SEC, the Treasury, FRED and Coin Metrics.

Every company, sale and rate in it is made up from a seed, so the truth is known; the
papers are written in our own words.  A sale files a pricing term sheet (FWP), a
prospectus supplement (424B2 or 424B5) a day later and a report (8-K) when it settles;
banks file structured notes in between, which are no such sales.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from tests.replay.papers import Sale, Sold, note_paper, report, supplement, term_sheet

SEC = "www.sec.gov"
DATA = "data.sec.gov"
TREASURY = "home.treasury.gov"
FRED = "fred.stlouisfed.org"
FRED_API = "api.stlouisfed.org"
COINS = "community-api.coinmetrics.io"
_RATES = "/resource-center/data-chart-center/interest-rates"
_WORDS = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Larch"]
_KINDS = ["Power", "Networks", "Foods", "Rail", "Water", "Compute", "Motors", "Health"]
_PAPERS_OF_A_SALE = 3
_BANK = 900_000


@dataclass(frozen=True, kw_only=True)
class Filed:
    """One filing of the world, with its papers by name."""

    accession: str
    cik: int
    company: str
    form: str
    day: date
    papers: dict[str, bytes] = field(compare=False)

    @property
    def folder(self) -> str:
        return f"/Archives/edgar/data/{self.cik}/{self.accession.replace('-', '')}"


class World:
    """Companies that sell bonds from *first* on, *filings* papers in all."""

    def __init__(self, *, filings: int, seed: int = 7, first: date = date(2026, 1, 5)) -> None:
        self.first = first
        self._random = random.Random(seed)  # noqa: S311  a world to test with, no secret
        self._count = 0
        self.sales: list[Sale] = []
        self.filed: list[Filed] = []
        while len(self.filed) < filings:
            self._sell() if self._random.random() < 0.7 else self._structure()
        self.filed = sorted(self.filed[:filings], key=lambda each: (each.day, each.accession))
        whole = {each.accession for each in self.filed}
        self.sales = [sale for sale in self.sales if sale.sheet in whole]

    @property
    def last(self) -> date:
        return self.filed[-1].day

    @cached_property
    def answers(self) -> dict[tuple[str, str], bytes]:
        """Everything the world answers, by host and target."""
        return (
            self._documents() | self._day_indexes() | self._submissions() | self._rates()
        )

    def _sell(self) -> None:
        number = len(self.sales)
        draw = self._random
        name = f"{draw.choice(_WORDS)} {draw.choice(_KINDS)} {number // 4} Inc."
        cik = 100_000 + number // 4
        day = self._business_day(7 * (number % 4) + draw.randrange(2) + 28 * (number // 400))
        tranches = tuple(
            Sold(
                coupon=f"{draw.randrange(3500, 6500, 5) / 1000:.3f}",
                years=years,
                millions=draw.choice([500, 750, 1000, 1250, 2000]),
                price=f"{draw.randrange(99200, 100000, 3) / 1000:.3f}",
                spread=draw.randrange(40, 160, 5),
                cusip=f"{number:05}A{letter}{draw.randrange(10)}{draw.randrange(10)}",
            )
            for letter, years in zip(
                "ABC", sorted(draw.sample([3, 5, 7, 10, 30], k=draw.randint(1, 3))), strict=False
            )
        )
        sheet = self._next_accession(day)
        sale = Sale(
            issuer=name, cik=cik, priced=day, settles=self._after(day, 3), sheet=sheet,
            tranches=tranches,
        )  # fmt: skip
        self.sales.append(sale)
        form = draw.choice(["424B2", "424B5"])
        self._file(sale, "FWP", day, sheet, {"sheet_fwp.htm": term_sheet(sale)})
        later = self._after(day, 1)
        self._file(sale, form, later, self._next_accession(later),
                   {f"supplement_{form.lower()}.htm": supplement(sale),
                    "ex-filingfees.htm": b"<html><body>Fees of the filing</body></html>"})  # fmt: skip
        self._file(sale, "8-K", sale.settles, self._next_accession(sale.settles),
                   {"report_8k.htm": report(sale), "report_ex1-1.htm": b"<html>" + b"x" * 9000})  # fmt: skip

    def _structure(self) -> None:
        bank = self._random.randrange(3)
        day = self._business_day(self._random.randrange(60))
        accession = self._next_accession(day)
        form = self._random.choice(["FWP", "424B2"])
        paper = note_paper(f"Bank {bank} Finance LLC", day, self._random.randrange(10**6))
        self.filed.append(
            Filed(
                accession=accession, cik=_BANK + bank, company=f"BANK {bank} FINANCE LLC",
                form=form, day=day, papers={"note.htm": paper},
            )
        )  # fmt: skip

    def _file(
        self, sale: Sale, form: str, day: date, accession: str, papers: dict[str, bytes]
    ) -> None:
        self.filed.append(
            Filed(accession=accession, cik=sale.cik, company=sale.issuer.upper(), form=form,
                  day=day, papers=papers)
        )  # fmt: skip

    def _next_accession(self, day: date) -> str:
        self._count += 1
        return f"{1_104_000 + self._count % 7:010}-{day:%y}-{self._count:06}"

    def _business_day(self, offset: int) -> date:
        return self._after(self.first + timedelta(days=offset - 1), 1)

    def _after(self, day: date, many: int) -> date:
        while many:
            day += timedelta(days=1)
            many -= day.weekday() < 5
        return day

    def _documents(self) -> dict[tuple[str, str], bytes]:
        found = {}
        for each in self.filed:
            items = [(f"{each.accession}-index.html", ""), (f"{each.accession}.txt", "")]
            items += [(name, str(len(paper))) for name, paper in each.papers.items()]
            found[SEC, f"{each.folder}/index.json"] = folder_listing(each.folder, items)
            for name, paper in each.papers.items():
                found[SEC, f"{each.folder}/{name}"] = paper
        return found

    def _day_indexes(self) -> dict[tuple[str, str], bytes]:
        days: dict[date, list[Filed]] = {}
        for each in self.filed:
            days.setdefault(each.day, []).append(each)
        found = {}
        quarters: dict[str, list[tuple[str, str]]] = {}
        for day, filed in days.items():
            folder = f"/Archives/edgar/daily-index/{day.year}/QTR{(day.month + 2) // 3}"
            body = form_index(day, filed)
            found[SEC, f"{folder}/form.{day:%Y%m%d}.idx"] = body
            listed = quarters.setdefault(folder, [])
            listed.append((f"form.{day:%Y%m%d}.idx", str(len(body))))
        for folder, items in quarters.items():
            found[SEC, f"{folder}/index.json"] = folder_listing(folder, items)
        return found

    def _submissions(self) -> dict[tuple[str, str], bytes]:
        found = {}
        companies: dict[int, list[Filed]] = {}
        for each in self.filed:
            companies.setdefault(each.cik, []).append(each)
        for cik, filed in companies.items():
            found |= submission_files(cik, filed)
        tickers = {
            str(row): {"cik_str": cik, "ticker": f"T{cik}", "title": filed[0].company}
            for row, (cik, filed) in enumerate(companies.items())
        }
        found[SEC, "/files/company_tickers.json"] = json.dumps(tickers).encode()
        return found

    def _rates(self) -> dict[tuple[str, str], bytes]:
        day, rows = self.first, []
        for step in range(40):
            rows.append((day, [round(3.5 + tenor / 40 + step / 100, 2) for tenor in range(14)]))
            day = self._after(day, 1)
        year = self.first.year
        query = f"type=daily_treasury_yield_curve&field_tdr_date_value={year}"
        feed = f"data=daily_treasury_yield_curve&field_tdr_date_value={year}"
        csv = f"{_RATES}/daily-treasury-rates.csv/{year}/all?{query}&page&_format=csv"
        return {
            (TREASURY, csv): treasury_csv(rows),
            (TREASURY, f"{_RATES}/pages/xml?{feed}"): treasury_xml(rows),
            (FRED, "/graph/fredgraph.csv?id=DGS10"): fred_csv("DGS10", rows),
            (FRED, "/graph/fredgraph.csv?id=BAMLC0A0CM"): fred_csv("BAMLC0A0CM", rows[-10:]),
            (FRED_API, "/fred/series/observations?series_id=DGS10&file_type=json"): fred_json(rows),
        } | coin_pages(rows)


_HEADS = ["1 Mo", "1.5 Month", "2 Mo", "3 Mo", "4 Mo", "6 Mo", "1 Yr", "2 Yr", "3 Yr",
          "5 Yr", "7 Yr", "10 Yr", "20 Yr", "30 Yr"]  # fmt: skip


def folder_listing(folder: str, items: list[tuple[str, str]]) -> bytes:
    listed = [
        {"last-modified": "2026-01-05 16:30:00", "name": name, "type": "text.gif", "size": size}
        for name, size in items
    ]
    return json.dumps(
        {"directory": {"item": listed, "name": folder, "parent-dir": folder.rsplit("/", 1)[0]}}
    ).encode()


def form_index(day: date, filed: list[Filed]) -> bytes:
    lines = [
        "Description:           Daily Index of EDGAR Dissemination Feed by Form Type",
        f"Last Data Received:    {day:%b %d, %Y}",
        "",
        f"{'Form Type':<12}{'Company Name':<62}{'CIK':<12}{'Date Filed':<12}File Name",
        "-" * 140,
    ]
    for each in [*filed, Filed(accession=f"0000000009-{day:%y}-{day:%m%d}99", cik=77, form="4",
                               company="A PERSON", day=day, papers={})]:  # fmt: skip
        path = f"edgar/data/{each.cik}/{each.accession}.txt"
        lines.append(
            f"{each.form:<12}{each.company:<62}{each.cik:<12}{day:%Y%m%d}    {path}"
        )
    return ("\n".join(lines) + "\n").encode()


def submission_files(cik: int, filed: list[Filed]) -> dict[tuple[str, str], bytes]:
    newest = sorted(filed, key=lambda each: (each.day, each.accession), reverse=True)
    recent, older = newest[: len(newest) // 2 + 1], newest[len(newest) // 2 + 1 :]
    name = f"CIK{cik:010}-submissions-001.json"
    files = [
        {"name": name, "filingCount": len(older), "filingFrom": older[-1].day.isoformat(),
         "filingTo": older[0].day.isoformat()}
    ] if older else []  # fmt: skip
    whole = {"cik": str(cik), "name": filed[0].company,
             "filings": {"recent": _columns(recent), "files": files}}  # fmt: skip
    found = {(DATA, f"/submissions/CIK{cik:010}.json"): json.dumps(whole).encode()}
    if older:
        found[DATA, f"/submissions/{name}"] = json.dumps(_columns(older)).encode()
    return found


def _columns(filed: list[Filed]) -> dict[str, list[str]]:
    return {
        "accessionNumber": [each.accession for each in filed],
        "filingDate": [each.day.isoformat() for each in filed],
        "form": [each.form for each in filed],
        "primaryDocument": [next(iter(each.papers)) for each in filed],
    }


def treasury_csv(rows: list[tuple[date, list[float]]]) -> bytes:
    lines = ["Date," + ",".join(f'"{head}"' for head in _HEADS)]
    lines += [f"{day:%m/%d/%Y}," + ",".join(map(str, rates)) for day, rates in reversed(rows)]
    return "\n".join(lines).encode()


def treasury_xml(rows: list[tuple[date, list[float]]]) -> bytes:
    def properties(day: date, rates: list[float]) -> str:
        cells = "".join(
            f'<d:{xml_name(head)} m:type="Edm.Double">{rate}</d:{xml_name(head)}>'
            for head, rate in zip(_HEADS, rates, strict=True)
        )
        return (
            "<entry><content><m:properties>"
            f'<d:NEW_DATE m:type="Edm.DateTime">{day}T00:00:00</d:NEW_DATE>{cells}'
            "</m:properties></content></entry>"
        )

    entries = "".join(properties(day, rates) for day, rates in rows)
    spaces = 'xmlns="http://www.w3.org/2005/Atom" xmlns:d="urn:d" xmlns:m="urn:m"'
    return f'<?xml version="1.0" encoding="utf-8"?><feed {spaces}>{entries}</feed>'.encode()


def xml_name(head: str) -> str:
    many, unit = head.split()
    return f"BC_{many.replace('.', '_')}{'YEAR' if unit == 'Yr' else 'MONTH'}"


def fred_csv(name: str, rows: list[tuple[date, list[float]]]) -> bytes:
    lines = [f"observation_date,{name}"]
    lines += [f"{day},{'' if step == 3 else rates[11]}" for step, (day, rates) in enumerate(rows)]
    return "\n".join(lines).encode()


def fred_json(rows: list[tuple[date, list[float]]]) -> bytes:
    told = [
        {"date": day.isoformat(), "value": "." if step == 3 else str(rates[11])}
        for step, (day, rates) in enumerate(rows)
    ]
    return json.dumps({"observations": told}).encode()


def coin_pages(rows: list[tuple[date, list[float]]]) -> dict[tuple[str, str], bytes]:
    first = (
        "/v4/timeseries/asset-metrics?assets=btc"
        "&metrics=PriceUSD&frequency=1d&page_size=10000&paging_from=start"
    )
    told = [
        {"asset": "btc", "time": f"{day}T00:00:00.000000000Z", "PriceUSD": str(90000 + step)}
        for step, (day, _) in enumerate(rows)
    ]
    following = f"{first}&next_page_token=abc"
    return {
        (COINS, first): json.dumps(
            {"data": told[:25], "next_page_url": f"https://{COINS}{following}"}
        ).encode(),
        (COINS, following): json.dumps({"data": told[25:]}).encode(),
    }
