"""The names EDGAR gives: companies, filings, documents; nothing else becomes a path.

    https://www.sec.gov/Archives/edgar/data/1018724/000110465925113283/tm25_fwp.htm
                                            |       |                  |
                                            cik     accession number   document

Words that come from an index, a folder listing or a user are names of this shape or
they are refused: no dots that climb, no slash, no escape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bookrunner.errors import RefusedError

if TYPE_CHECKING:
    from datetime import date

ARCHIVES: Final = "https://www.sec.gov/Archives/edgar"

_ACCESSION: Final = re.compile(r"(\d{10})-?(\d{2})-?(\d{6})", re.ASCII)
_CIK: Final = re.compile(r"(?:CIK)?0*([1-9]\d{0,9})", re.ASCII)
_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.\-]{0,120}", re.ASCII)
_PATH: Final = re.compile(r"/Archives/edgar/data/(\d+)/(\d{18})/([^/]+)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One filing, as an index lists it."""

    accession: str  # 0001104659-25-113283
    cik: int
    form: str  # "FWP", "424B5"
    day: date  # filed
    company: str = ""
    primary_document: str = ""  # where the index names it

    @property
    def folder(self) -> str:
        """The address of the filing's folder, without a slash at its end."""
        return f"{ARCHIVES}/data/{self.cik}/{self.accession.replace('-', '')}"

    def address(self, document: str) -> str:
        """The address of one of the filing's documents."""
        return f"{self.folder}/{document_name(document)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a document stands on EDGAR."""

    cik: int
    accession: str
    document: str


def accession_number(words: str) -> str:
    """The accession number with its dashes; anything else is refused.

    >>> accession_number("000110465925113283")
    '0001104659-25-113283'
    """
    found = _ACCESSION.fullmatch(words)
    if found is None:
        raise RefusedError(
            expected="an accession number such as 0001104659-25-113283", seen=words
        )
    return "-".join(found.groups())


def company_number(words: str | int) -> int:
    """A company's CIK; anything else is refused.

    >>> company_number("CIK0001018724")
    1018724
    """
    found = _CIK.fullmatch(str(words))
    if found is None:
        raise RefusedError(expected="a CIK such as 1018724", seen=str(words))
    return int(found[1])


def document_name(words: str) -> str:
    """The plain file name of a document; anything that is a path is refused.

    >>> document_name("tm2530638d2_fwp.htm")
    'tm2530638d2_fwp.htm'
    """
    if not _NAME.fullmatch(words) or ".." in words:
        raise RefusedError(expected="a file name such as d123_fwp.htm", seen=words)
    return words


def place(url: str) -> Place | None:
    """Where on EDGAR *url* stands; None if it is no document of a filing.

    >>> place("https://www.sec.gov/Archives/edgar/data/1018724/000110465925113283/f.htm")
    Place(cik=1018724, accession='0001104659-25-113283', document='f.htm')
    """
    found = _PATH.fullmatch(urlsplit(url).path)
    if found is None:
        return None
    return Place(
        cik=company_number(found[1]),
        accession=accession_number(found[2]),
        document=document_name(found[3]),
    )
