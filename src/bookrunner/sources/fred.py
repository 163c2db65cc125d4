"""Series of FRED: the open CSV, or the keyed API where the user has a key.

Since April 2026 FRED serves the ICE BofA series for the last three years only.  What
was fetched before stays in the evidence and is joined to what comes now (`series`);
`coverage` says so to the user.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Final

from bookrunner.errors import MisuseError, UnavailableError
from bookrunner.sources.edgar_layouts import parsed
from bookrunner.sources.series import day_of, joined, number, series, table

if TYPE_CHECKING:
    from bookrunner.sources.archive import Archive
    from bookrunner.sources.evidence import Evidence
    from bookrunner.sources.series import Series

_GRAPH: Final = "https://fred.stlouisfed.org/graph/fredgraph.csv"
_API: Final = "https://api.stlouisfed.org/fred/series/observations"
_NAME: Final = re.compile(r"[A-Z0-9]{1,40}", re.ASCII)


def graph_address(name: str) -> str:
    """Where FRED keeps a series as open CSV.

    >>> graph_address("DGS10")
    'https://fred.stlouisfed.org/graph/fredgraph.csv?id=DGS10'
    """
    return f"{_GRAPH}?id={_series_name(name)}"


def api_address(name: str) -> str:
    """Where FRED's API keeps a series; the key is no part of the address."""
    return f"{_API}?series_id={_series_name(name)}&file_type=json"


def observations(archive: Archive, name: str, *, key: str = "") -> Series:
    """What FRED serves of a series now; with *key* through its API."""
    if key:
        found = archive.document(api_address(name), unrecorded=f"&api_key={key}")
        return from_json(found.body, name=name, source=found.url)
    found = archive.document(graph_address(name))
    return from_csv(found.body, name=name, source=found.url)


def kept(evidence: Evidence, name: str) -> Series | None:
    """All that was ever fetched of a series, the latest answer first in doubt."""
    whole: Series | None = None
    readers = {graph_address(name): from_csv, api_address(name): from_json}
    fetches = [fetch for address in readers for fetch in evidence.history(address)]
    for fetch in sorted(fetches, key=lambda each: each.at):
        with contextlib.suppress(UnavailableError):  # a page of apologies is no series
            body = evidence.body(fetch.sha256)
            whole = joined(whole, readers[fetch.url](body, name=name, source=fetch.url))
    return whole


def coverage(name: str) -> str:
    """What a user must know of how much FRED serves of a series; mostly nothing."""
    if name.startswith("BAML"):
        return (
            f"{name}: FRED serves ICE series for the last three years only, since "
            "April 2026; older days stay as fetched before"
        )
    return ""


def from_csv(body: bytes, *, name: str, source: str) -> Series:
    """A series from ``fredgraph.csv``, new header or old, ``.`` or nothing for no value."""
    rows = table(body, first=("observation_date", "DATE"), source=source)
    if rows and name not in rows[0]:
        raise UnavailableError(expected=f"a column {name}", seen=", ".join(rows[0]))
    points = {day_of(next(iter(row.values()))): number(row[name]) for row in rows}
    return series(name, points, source=source)


def from_json(body: bytes, *, name: str, source: str) -> Series:
    """A series from the API's observations."""
    told = parsed(body)
    if "observations" not in told:
        raise UnavailableError(
            expected=f"observations of {name}", seen=str(told.get("error_message", "none"))
        )
    points = {day_of(row["date"]): number(row["value"]) for row in told["observations"]}
    return series(name, points, source=source)


def _series_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise MisuseError(expected="the name of a FRED series such as DGS10", seen=name)
    return name
