"""Holdings of iShares bond funds: the file as the site gives it, checked for its fund.

(c) BlackRock: fetched by each user for his own use, never shipped.  The site answers a
wrong number with another fund, so the name on the first line decides.  What is in the
file is read by `sources.table_files`, like any other file of the user's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bookrunner.errors import MisuseError, UnavailableError
from bookrunner.sources.holdings import layout_of

if TYPE_CHECKING:
    from datetime import date

    from bookrunner.sources.archive import Archive, Document

LICENCE: Final = "(c) BlackRock: your own use, not to be passed on"
_SITE: Final = "https://www.ishares.com/us/products"
_DOWNLOAD: Final = "1467271812596.ajax"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    """A fund by its number at the site, and words of its name to know it by."""

    number: int
    words: tuple[str, ...]


FUNDS: Final = {
    "LQD": Fund(number=239566, words=("iboxx", "investment grade")),
    "HYG": Fund(number=239565, words=("iboxx", "high yield")),
    "AGG": Fund(number=239458, words=("core", "aggregate")),
    "TLT": Fund(number=239454, words=("20+", "treasury")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """A fund's file, and the day its prices are of."""

    fund: str
    as_of: date
    document: Document


def address(fund: str) -> str:
    """Where the site keeps a fund's holdings.

    >>> address("LQD").split("?")[1]
    'fileType=csv&fileName=LQD_holdings&dataType=fund'
    """
    if fund not in FUNDS:
        raise MisuseError(expected=f"one of the funds {', '.join(FUNDS)}", seen=fund)
    query = f"fileType=csv&fileName={fund}_holdings&dataType=fund"
    return f"{_SITE}/{FUNDS[fund].number}/fund/{_DOWNLOAD}?{query}"


def holdings(archive: Archive, fund: str) -> Holdings:
    """A fund's holdings now; the file of another fund is refused."""
    document = archive.document(address(fund))
    try:
        layout = layout_of(document.body.decode("utf-8-sig", "replace"))
    except MisuseError as error:
        raise UnavailableError(
            expected=f"the holdings of {fund}", seen=error.seen
        ) from error
    name = (layout.fund or "").lower()
    if not all(word in name for word in FUNDS[fund].words):
        raise UnavailableError(
            expected=f"the holdings of {fund}", seen=layout.fund or "a page without a fund"
        )
    if layout.as_of is None:
        raise UnavailableError(expected=f"the day of the holdings of {fund}", seen="none")
    return Holdings(fund=fund, as_of=layout.as_of, document=document)
