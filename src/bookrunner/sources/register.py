"""The sources by name: whose they are, under which licence, and how fresh what we hold is.

Read from the evidence alone: nothing is asked, nothing fetched.  A source is stale when
its last day lies further back than three of its own steps and a long weekend.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

import numpy as np

from bookrunner.errors import BookrunnerError
from bookrunner.sources import coinmetrics, fred, treasury
from bookrunner.sources.holdings import layout_of
from bookrunner.sources.ishares import LICENCE
from bookrunner.units import as_dates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from bookrunner.sources.catalogue import Catalogue
    from bookrunner.sources.evidence import Evidence, Fetch
    from bookrunner.units import Dates

PUBLIC: Final = "public domain, US government work"
_LICENCES: Final = (
    ("BAML", "(c) ICE Data Indices: your own use, not to be passed on"),
    ("AAA", "(c) Moody's: your own use, not to be passed on"),
    ("BAA", "(c) Moody's: your own use, not to be passed on"),
    ("DAAA", "(c) Moody's: your own use, not to be passed on"),
    ("DBAA", "(c) Moody's: your own use, not to be passed on"),
    ("SP500", "(c) S&P Dow Jones Indices: your own use, not to be passed on"),
    ("NASDAQ", "(c) Nasdaq: your own use, not to be passed on"),
    ("VIX", "(c) Cboe: your own use, not to be passed on"),
    ("CB", "(c) Coinbase: your own use, not to be passed on"),
    ("SOFR", "New York Fed: free with attribution"),
    ("RRP", "New York Fed: free with attribution"),
    ("NFCI", "Chicago Fed: free with attribution"),
    *((name, PUBLIC) for name in ("DGS", "DFII", "DFF", "FEDFUNDS", "WALCL", "M2SL")),
)
_UNKNOWN: Final = "see the notes of the series at FRED"
_LONG_WEEKEND: Final = 4  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a source stands with us."""

    source: str
    series: str
    licence: str
    last: date | None = None  # the last day it speaks of
    asked: datetime | None = None  # when it last answered, UTC
    stale: bool = True
    note: str = ""


def standings(evidence: Evidence, catalogue: Catalogue, today: date) -> list[Standing]:
    """Every source, those never asked included."""
    return [
        _edgar(evidence, catalogue, today),
        _treasury(evidence, today),
        *_fred(evidence, today),
        _coins(evidence, today),
        _holdings(evidence, today),
    ]


def licence(name: str) -> str:
    """The licence of a series of FRED.

    >>> licence("DGS10")
    'public domain, US government work'
    """
    return next((words for start, words in _LICENCES if name.startswith(start)), _UNKNOWN)


def _edgar(evidence: Evidence, catalogue: Catalogue, today: date) -> Standing:
    last = catalogue.last_day()
    return Standing(
        source="SEC EDGAR",
        series="filings",
        licence=PUBLIC,
        last=last,
        asked=_asked(_fetches(evidence, "sec.gov")),
        stale=last is None or (today - last).days > _LONG_WEEKEND,
    )


def _treasury(evidence: Evidence, today: date) -> Standing:
    def days(fetch: Fetch) -> Dates:
        read = treasury.from_xml if "/xml?" in fetch.url else treasury.from_csv
        return read(evidence.body(fetch.sha256), source=fetch.url).days

    fetches = _fetches(evidence, "home.treasury.gov")
    held = Standing(source="US Treasury", series="par yield curve", licence=PUBLIC)
    return _dated(replace(held, asked=_asked(fetches)), _read(fetches, days), today)


def _fred(evidence: Evidence, today: date) -> Iterator[Standing]:
    named: dict[str, list[Fetch]] = {}
    for fetch in _fetches(evidence, "stlouisfed.org"):
        query = parse_qs(urlsplit(fetch.url).query)
        for name in query.get("id", []) + query.get("series_id", []):
            named.setdefault(name, []).append(fetch)
    if not named:
        yield Standing(source="FRED", series="", licence="by series")
    for name, fetches in sorted(named.items()):
        whole = fred.kept(evidence, name)
        held = Standing(source="FRED", series=name, licence=licence(name))
        held = replace(held, asked=_asked(fetches), note=fred.coverage(name))
        yield _dated(held, [whole.days] if whole else [], today)


def _coins(evidence: Evidence, today: date) -> Standing:
    def days(fetch: Fetch) -> Dates:
        return coinmetrics.from_page(evidence.body(fetch.sha256), asset="").days

    fetches = _fetches(evidence, "coinmetrics.io")
    terms = "CC BY-NC 4.0: your own use"
    held = Standing(source="Coin Metrics", series="asset prices", licence=terms)
    return _dated(replace(held, asked=_asked(fetches)), _read(fetches, days), today)


def _holdings(evidence: Evidence, today: date) -> Standing:
    def days(fetch: Fetch) -> Dates:
        layout = layout_of(evidence.body(fetch.sha256).decode("utf-8-sig", "replace"))
        return as_dates(np.array([layout.as_of] if layout.as_of else [], "datetime64[D]"))

    fetches = _fetches(evidence, "ishares.com")
    held = Standing(source="iShares", series="fund holdings", licence=LICENCE)
    return _dated(replace(held, asked=_asked(fetches)), _read(fetches, days), today)


def _read(fetches: list[Fetch], days: Callable[[Fetch], Dates]) -> list[Dates]:
    """The days of what can be read: a page of apologies is kept as evidence too."""
    found = []
    for fetch in fetches:
        with contextlib.suppress(BookrunnerError):
            found.append(days(fetch))
    return found


def _dated(standing: Standing, days: list[Dates], today: date) -> Standing:
    """The standing with its last day, and whether that is too long ago."""
    together = np.unique(np.concatenate(days)) if days else np.array([], "datetime64[D]")
    if not len(together):
        return standing
    last: date = together[-1].item()
    late = (today - last).days > _patience(together)
    return replace(standing, last=last, stale=late)


def _patience(days: Dates) -> float:
    """Days that may pass before a source with this step counts as stale."""
    steps = np.diff(days[-12:]).astype(np.int64)
    return _LONG_WEEKEND + 3 * float(np.median(steps)) if len(steps) else _LONG_WEEKEND


def _fetches(evidence: Evidence, host: str) -> list[Fetch]:
    """The latest answer of every address at a host or below it."""
    found = [url for url in evidence.addresses() if _at(url, host)]
    return [fetch for url in found if (fetch := evidence.last(url))]


def _at(url: str, host: str) -> bool:
    name = urlsplit(url).hostname or ""
    return name == host or name.endswith(f".{host}")


def _asked(fetches: list[Fetch]) -> datetime | None:
    return max((fetch.at for fetch in fetches), default=None)
