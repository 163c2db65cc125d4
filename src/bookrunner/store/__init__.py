"""What was fetched and read, kept in one DuckDB file [shell].

Deals, filings, facts and series come in; the same, with their passports, go out.  The
file is a cache of evidence: it can be rebuilt from the documents, but nothing that was
committed is lost, by a kill or by a second run, and what was fetched before is kept
beside what is fetched now.

    with Store.open() as store:
        store.keep_deal(deal, filings=["0001018724-25-000123"])

The file lies in the user's data folder, or where `BOOKRUNNER_HOME` points.  While one
process holds it no other can open it, so hold it briefly; opening waits its turn.
"""

from __future__ import annotations

from bookrunner.store.opening import default_path, home
from bookrunner.store.records import Fact, Filing, Observations, Run, Stage
from bookrunner.store.store import Store

__all__ = [
    "Fact",
    "Filing",
    "Observations",
    "Run",
    "Stage",
    "Store",
    "default_path",
    "home",
]
