"""How EDGAR writes its lists: bytes in, filings and files out, nothing fetched.

Columns and keys are found by name.  A row that names no company, filing or file of the
right shape is left out: the lists hold paths of many kinds, and what is not a name is
never followed (see `filing_names`).
"""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from bookrunner.errors import RefusedError, UnavailableError
from bookrunner.sources.filing_names import (
    Filing,
    accession_number,
    company_number,
    document_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_INDEX_ROW: Final = re.compile(
    r"(?P<form>\S.*?)\s{2,}(?P<company>\S.*?)\s+(?P<cik>\d{1,10})\s+"
    r"(?P<day>\d{8}|\d{4}-\d{2}-\d{2})\s+edgar/data/\d+/(?P<accession>[\d-]{20})\.txt\s*"
)
_PAPER: Final = re.compile(r"(?i)\.(?:html?|txt)$")
_NOT_THE_PAPER: Final = re.compile(
    r"(?i)(?:^|[_\-.\d]d?)ex(?:hibit)?[_\-]?(?:\d|filing)"  # exhibits
    r"|^R\d+\.htm|-index|^\d{10}-\d{2}-\d{6}\.txt$"  # EDGAR's own pages
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A file, as a folder lists it."""

    name: str
    size: int | None  # bytes; None where the listing does not say


def submissions(body: bytes, *, cik: int) -> tuple[list[Filing], list[tuple[str, date]]]:
    """A company's recent filings, and the files of older ones with their last day."""
    told = parsed(body)
    company = str(told.get("name", ""))
    filings = told.get("filings", {})
    older = [
        (str(each["name"]), date.fromisoformat(each["filingTo"]))
        for each in filings.get("files", ())
    ]
    return _columns(filings.get("recent", {}), cik=cik, company=company), older


def older_submissions(body: bytes, *, cik: int) -> list[Filing]:
    """The filings in one of the files of older ones."""
    return _columns(parsed(body), cik=cik, company="")


def form_index(body: bytes) -> Iterator[Filing]:
    """A day's filings, from its form index.

    >>> row = "FWP   AMAZON COM INC   1018724   20251118   edgar/data/1018724/%s.txt"
    >>> next(form_index((row % "0001104659-25-113283").encode())).form
    'FWP'
    """
    for line in body.decode("latin-1").splitlines():
        if found := _INDEX_ROW.fullmatch(line):
            with contextlib.suppress(RefusedError, ValueError):
                yield Filing(
                    accession=accession_number(found["accession"]),
                    cik=company_number(found["cik"]),
                    form=found["form"],
                    day=date.fromisoformat(found["day"]),
                    company=found["company"],
                )


def folder(body: bytes) -> list[Listed]:
    """The files in a folder, from its ``index.json``."""
    files = []
    for item in parsed(body).get("directory", {}).get("item", ()):
        size = str(item.get("size", ""))
        with contextlib.suppress(RefusedError):
            name = document_name(str(item.get("name", "")))
            files.append(Listed(name=name, size=int(size) if size.isdigit() else None))
    return files


def main_file(files: Sequence[Listed], filing: Filing) -> Listed | None:
    """The paper among a filing's files: the one the index names, or the largest."""
    papers = [file for file in files if _PAPER.search(file.name)]
    papers = [file for file in papers if not _NOT_THE_PAPER.search(file.name)]
    named = [file for file in papers if file.name == filing.primary_document]
    return max(named or papers, key=lambda file: file.size or 0, default=None)


def tickers(body: bytes) -> dict[str, int]:
    """Ticker to CIK."""
    rows = parsed(body).values()
    return {str(row["ticker"]).upper(): company_number(row["cik_str"]) for row in rows}


def parsed(body: bytes) -> dict[str, Any]:
    """A JSON object; anything else is an answer that did not come."""
    try:
        told = json.loads(body)
    except ValueError as error:
        raise UnavailableError(expected="a list in JSON", seen=str(error)) from error
    if not isinstance(told, dict):
        raise UnavailableError(expected="a list in JSON", seen=type(told).__name__)
    return told


def _columns(
    columns: Mapping[str, Sequence[Any]], *, cik: int, company: str
) -> list[Filing]:
    """Filings from parallel columns, found by name."""
    names = ("accessionNumber", "form", "filingDate", "primaryDocument")
    rows = zip_longest(*(columns.get(name, ()) for name in names), fillvalue="")
    return [
        Filing(
            accession=accession_number(accession),
            cik=cik,
            form=form,
            day=date.fromisoformat(day),
            company=company,
            primary_document=document,
        )
        for accession, form, day, document in rows
    ]
