"""How the SEC, the Treasury, FRED and Coin Metrics write, for the replay world."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

DATA = "data.sec.gov"
COINS = "community-api.coinmetrics.io"


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


_MONTHS = ["1 Mo", "1.5 Month", "2 Mo", "3 Mo", "4 Mo", "6 Mo"]
_HEADS = [*_MONTHS, *(f"{years} Yr" for years in (1, 2, 3, 5, 7, 10, 20, 30))]


def folder_listing(folder: str, items: list[tuple[str, str]]) -> bytes:
    listed = [
        {
            "last-modified": "2026-01-05 16:30:00",
            "name": name,
            "type": "text.gif",
            "size": size,
        }
        for name, size in items
    ]
    return json.dumps(
        {
            "directory": {
                "item": listed,
                "name": folder,
                "parent-dir": folder.rsplit("/", 1)[0],
            }
        }
    ).encode()


def form_index(day: date, filed: list[Filed]) -> bytes:
    lines = [
        "Description:           Daily Index of EDGAR Dissemination Feed by Form Type",
        f"Last Data Received:    {day:%b %d, %Y}",
        "",
        f"{'Form Type':<12}{'Company Name':<62}{'CIK':<12}{'Date Filed':<12}File Name",
        "-" * 140,
    ]
    stranger = f"0000000009-{day:%y}-{day:%m%d}99"
    other = Filed(accession=stranger, cik=7, company="A MAN", form="4", day=day, papers={})
    for each in [*filed, other]:
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
    lines += [
        f"{day:%m/%d/%Y}," + ",".join(map(str, rates)) for day, rates in reversed(rows)
    ]
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
    lines += [
        f"{day},{'' if step == 3 else rates[11]}" for step, (day, rates) in enumerate(rows)
    ]
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
        {
            "asset": "btc",
            "time": f"{day}T00:00:00.000000000Z",
            "PriceUSD": str(90000 + step),
        }
        for step, (day, _) in enumerate(rows)
    ]
    following = f"{first}&next_page_token=abc"
    return {
        (COINS, first): json.dumps(
            {"data": told[:25], "next_page_url": f"https://{COINS}{following}"}
        ).encode(),
        (COINS, following): json.dumps({"data": told[25:]}).encode(),
    }
