"""SEC EDGAR: who filed what and when, and the documents themselves.

    filings_of(archive, 1018724)            a company's filings, older ones too
    filings_since(archive, first, last)     everybody's, day by day
    folder(archive, filing)                 the files of one filing
    main_document(archive, filing)          the paper itself
    fetch("https://www.sec.gov/...")        one address, for whoever has only that

Functions over an `Archive`: the live one asks the SEC and keeps evidence, a fake one
answers from a dictionary.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bookrunner.errors import MissingFileError, RefusedError
from bookrunner.sources import edgar_layouts as layouts
from bookrunner.sources.addresses import permitted
from bookrunner.sources.archive import LiveArchive
from bookrunner.sources.filing_names import ARCHIVES, company_number, document_name, place
from bookrunner.sources.settings import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bookrunner.sources.archive import Archive, Document
    from bookrunner.sources.edgar_layouts import Listed
    from bookrunner.sources.filing_names import Filing
    from bookrunner.sources.settings import Settings

SUBMISSIONS: Final = "https://data.sec.gov/submissions"
FACTS: Final = "https://data.sec.gov/api/xbrl/companyfacts"
TICKERS: Final = "https://www.sec.gov/files/company_tickers.json"


def fetch(url: str, *, within: Settings | None = None) -> Document:
    """The document at an EDGAR address, kept as evidence; other hosts are refused."""
    chosen = within or settings()
    host = permitted(url, chosen.hosts)
    if not host.endswith(".sec.gov") and host not in chosen.hosts:
        raise RefusedError(expected="an address at sec.gov", seen=url)
    return LiveArchive(chosen).document(url, settled=place(url) is not None)


def filings_of(archive: Archive, cik: int, *, since: date | None = None) -> list[Filing]:
    """What a company filed, newest first, back to *since* or to its first filing."""
    number = company_number(cik)
    recent = archive.document(f"{SUBMISSIONS}/CIK{number:010}.json")
    found, older = layouts.submissions(recent.body, cik=number)
    for name, last in older:
        if since is None or last >= since:
            more = archive.document(f"{SUBMISSIONS}/{document_name(name)}")
            found += layouts.older_submissions(more.body, cik=number)
    return [filing for filing in found if since is None or filing.day >= since]


def filings_since(archive: Archive, first: date, last: date) -> Iterator[Filing]:
    """What everybody filed from *first* to *last*, both included, day by day.

    Only days that EDGAR lists an index for are asked for: it answers 403, as to a
    stranger, where there is none.
    """
    day = first
    listed: dict[str, set[str]] = {}
    while day <= last:
        quarter = f"{ARCHIVES}/daily-index/{day.year}/QTR{(day.month + 2) // 3}"
        if quarter not in listed:
            listed[quarter] = _names(archive, quarter)
        name = f"form.{day:%Y%m%d}.idx"
        if name in listed[quarter]:
            yield from layouts.form_index(archive.document(f"{quarter}/{name}").body)
        day += timedelta(days=1)


def folder(archive: Archive, filing: Filing) -> list[Listed]:
    """The files of one filing, as EDGAR lists them."""
    return layouts.folder(
        archive.document(f"{filing.folder}/index.json", settled=True).body
    )


def main_document(archive: Archive, filing: Filing) -> Document:
    """The paper itself: the file the index names, or the largest that is no exhibit."""
    files = folder(archive, filing)
    chosen = layouts.main_file(files, filing)
    if chosen is None:
        raise MissingFileError(
            expected=f"a document in filing {filing.accession}", seen="none in its folder"
        )
    return archive.document(filing.address(chosen.name), settled=True, size=chosen.size)


def company_facts(archive: Archive, cik: int) -> Document:
    """All figures a company ever tagged, as EDGAR's JSON."""
    return archive.document(f"{FACTS}/CIK{company_number(cik):010}.json")


def tickers(archive: Archive) -> dict[str, int]:
    """Ticker to CIK, for every company the SEC lists; its main one first."""
    return layouts.tickers(archive.document(TICKERS).body)


def _names(archive: Archive, quarter: str) -> set[str]:
    try:
        listing = archive.document(f"{quarter}/index.json")
    except MissingFileError:  # a quarter that has not begun
        return set()
    return {file.name for file in layouts.folder(listing.body)}
