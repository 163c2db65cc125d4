"""A small world that speaks the formats of the SEC, the Treasury, FRED and Coin Metrics.

Every company, sale and rate in it is made up from a seed, so the truth is known; the
papers are written in our own words.  A sale files a pricing term sheet (FWP), a
prospectus supplement (424B2 or 424B5) a day later and a report (8-K) when it settles;
banks file structured notes in between, which are no such sales.
"""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from functools import cached_property

from replay import formats
from replay.formats import Filed
from replay.papers import Sale, Sold, cusip, note_paper, report, supplement, term_sheet

SEC = "www.sec.gov"
TREASURY = "home.treasury.gov"
FRED = "fred.stlouisfed.org"
FRED_API = "api.stlouisfed.org"
_RATES = "/resource-center/data-chart-center/interest-rates"
_WORDS = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Larch"]
_KINDS = ["Power", "Networks", "Foods", "Rail", "Water", "Compute", "Motors", "Health"]
_BANK = 900_000


class World:
    """Companies that sell bonds from *first* on, *filings* papers in all."""

    def __init__(
        self, *, filings: int, seed: int = 7, first: date = date(2026, 1, 5)
    ) -> None:
        self.first = first
        self._random = random.Random(seed)  # noqa: S311  a world to test with, no secret
        self._count = 0
        self.sales: list[Sale] = []
        self.filed: list[Filed] = []
        while len(self.filed) < filings:
            self._sell() if self._random.random() < 0.7 else self._structure()
        self.filed = sorted(
            self.filed[:filings], key=lambda each: (each.day, each.accession)
        )
        whole = {each.accession for each in self.filed}
        self.sales = [sale for sale in self.sales if sale.sheet in whole]

    @property
    def last(self) -> date:
        return self.filed[-1].day

    @cached_property
    def answers(self) -> dict[tuple[str, str], bytes]:
        """Everything the world answers, by host and target."""
        return self._documents() | self._day_indexes() | self._submissions() | self._rates()

    def _sell(self) -> None:
        number = len(self.sales)
        draw = self._random
        name = f"{draw.choice(_WORDS)} {draw.choice(_KINDS)} {number // 4} Inc."
        cik = 100_000 + number // 4
        day = self._business_day(
            7 * (number % 4) + draw.randrange(2) + 28 * (number // 400)
        )
        tranches = tuple(
            Sold(
                coupon=f"{draw.randrange(3500, 6500, 5) / 1000:.3f}",
                years=years,
                millions=draw.choice([500, 750, 1000, 1250, 2000]),
                price=f"{draw.randrange(99200, 100000, 3) / 1000:.3f}",
                spread=draw.randrange(40, 160, 5),
                cusip=cusip(number, letter),
            )
            for letter, years in zip(
                "ABC",
                sorted(draw.sample([3, 5, 7, 10, 30], k=draw.randint(1, 3))),
                strict=False,
            )
        )
        sheet = self._next_accession(day)
        sale = Sale(
            issuer=name,
            cik=cik,
            priced=day,
            settles=self._after(day, 3),
            sheet=sheet,
            tranches=tranches,
        )
        self.sales.append(sale)
        form = draw.choice(["424B2", "424B5"])
        self._file(sale, "FWP", day, {"sheet_fwp.htm": term_sheet(sale)}, sheet)
        covers = {f"sup_{form.lower()}.htm": supplement(sale), "ex-filingfees.htm": b"Fees"}
        self._file(sale, form, self._after(day, 1), covers)
        reports = {"report_8k.htm": report(sale), "report_ex1-1.htm": b"Exhibit" * 900}
        self._file(sale, "8-K", sale.settles, reports)

    def _structure(self) -> None:
        bank = self._random.randrange(3)
        day = self._business_day(self._random.randrange(60))
        paper = note_paper(f"Bank {bank} Finance LLC", day, self._random.randrange(10**6))
        self.filed.append(
            Filed(
                accession=self._next_accession(day),
                cik=_BANK + bank,
                company=f"BANK {bank} FINANCE LLC",
                form=self._random.choice(["FWP", "424B2"]),
                day=day,
                papers={"note.htm": paper},
            )
        )

    def _file(
        self,
        sale: Sale,
        form: str,
        day: date,
        papers: dict[str, bytes],
        accession: str = "",
    ) -> None:
        self.filed.append(
            Filed(
                accession=accession or self._next_accession(day),
                cik=sale.cik,
                company=sale.issuer.upper(),
                form=form,
                day=day,
                papers=papers,
            )
        )

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
        found: dict[tuple[str, str], bytes] = {}
        for each in self.filed:
            items = [(f"{each.accession}-index.html", ""), (f"{each.accession}.txt", "")]
            items += [(name, str(len(paper))) for name, paper in each.papers.items()]
            found[SEC, f"{each.folder}/index.json"] = formats.folder_listing(
                each.folder, items
            )
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
            body = formats.form_index(day, filed)
            found[SEC, f"{folder}/form.{day:%Y%m%d}.idx"] = body
            listed = quarters.setdefault(folder, [])
            listed.append((f"form.{day:%Y%m%d}.idx", str(len(body))))
        for folder, items in quarters.items():
            found[SEC, f"{folder}/index.json"] = formats.folder_listing(folder, items)
        return found

    def _submissions(self) -> dict[tuple[str, str], bytes]:
        found: dict[tuple[str, str], bytes] = {}
        companies: dict[int, list[Filed]] = {}
        for each in self.filed:
            companies.setdefault(each.cik, []).append(each)
        for cik, filed in companies.items():
            found |= formats.submission_files(cik, filed)
        tickers = {
            str(row): {"cik_str": cik, "ticker": f"T{cik}", "title": filed[0].company}
            for row, (cik, filed) in enumerate(companies.items())
        }
        found[SEC, "/files/company_tickers.json"] = json.dumps(tickers).encode()
        return found

    def _rates(self) -> dict[tuple[str, str], bytes]:
        day, rows = self.first, []
        for step in range(40):
            rows.append(
                (day, [round(3.5 + tenor / 40 + step / 100, 2) for tenor in range(14)])
            )
            day = self._after(day, 1)
        year = self.first.year
        query = f"type=daily_treasury_yield_curve&field_tdr_date_value={year}"
        feed = f"data=daily_treasury_yield_curve&field_tdr_date_value={year}"
        csv = f"{_RATES}/daily-treasury-rates.csv/{year}/all?{query}&page&_format=csv"
        return {
            (TREASURY, csv): formats.treasury_csv(rows),
            (TREASURY, f"{_RATES}/pages/xml?{feed}"): formats.treasury_xml(rows),
            (FRED, "/graph/fredgraph.csv?id=DGS10"): formats.fred_csv("DGS10", rows),
            (FRED, "/graph/fredgraph.csv?id=BAMLC0A0CM"): formats.fred_csv(
                "BAMLC0A0CM", rows[-10:]
            ),
            (
                FRED_API,
                "/fred/series/observations?series_id=DGS10&file_type=json",
            ): formats.fred_json(rows),
        } | formats.coin_pages(rows)
