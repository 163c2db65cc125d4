"""What was found and what is done: the work list of a sync, on disk.

    sync/
      filings.jsonl    every filing of a form we read, once
      done.jsonl       the works that are done

Papers of one company filed within days of each other are one `Work`: a term sheet, its
prospectus supplement and the report of its closing lie a few days apart.  A work is
done when a row says so for exactly its papers and this reader; a paper that turns up
later makes it a new work.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from bookrunner.sources.filing_names import Filing
from bookrunner.sources.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_APART: Final = timedelta(days=5)
"""Papers further apart than this are not of one sale; a long weekend is four days."""


@dataclass(frozen=True, slots=True)
class Work:
    """Papers of one company to be read together, oldest first."""

    papers: tuple[Filing, ...]
    reader: str  # the version of what reads them

    @property
    def cik(self) -> int:
        """The company."""
        return self.papers[0].cik

    @property
    def accessions(self) -> list[str]:
        """The accession numbers of the papers."""
        return [paper.accession for paper in self.papers]

    @property
    def key(self) -> str:
        """What makes this work this work: its papers and its reader."""
        told = "\n".join([self.reader, *sorted(self.accessions)])
        return hashlib.sha256(told.encode()).hexdigest()


class Catalogue:
    """All filings found and all work done, shared by any number of processes."""

    def __init__(self, folder: Path, *, reader: str) -> None:
        """The catalogue in *folder*, for works of one *reader*."""
        self._found = Ledger(folder / "filings.jsonl")
        self._finished = Ledger(folder / "done.jsonl")
        self._reader = reader
        self._turn = threading.RLock()
        self._known: set[str] = set()
        self._filed: dict[int, list[Filing]] = {}
        self._done: set[str] = set()

    def add(self, filings: Iterable[Filing]) -> None:
        """Note filings; one that is known is not noted twice."""
        found = list(filings)
        self.refresh()
        new = [filing for filing in found if self._learn(filing)]
        if new:
            self._found.append(
                *(asdict(each) | {"day": each.day.isoformat()} for each in new)
            )

    def pending(self, ciks: Iterable[int]) -> list[Work]:
        """The works of these companies that are not done."""
        with self._turn:
            works = [work for cik in ciks for work in self._works(self._filed.get(cik, []))]
            return [work for work in works if work.key not in self._done]

    def finish(self, works: Iterable[Work]) -> None:
        """Say that works are done."""
        self._finished.append(
            *({"work": work.key, "papers": work.accessions} for work in works)
        )
        self.refresh()

    def reopen(self, stored: frozenset[str]) -> None:
        """Count as undone every work with a paper that is not among those *stored*.

        A store is a cache: who deletes it, or points to another, reads again from the
        evidence.
        """
        self.refresh()
        with self._turn:
            works = [work for filed in self._filed.values() for work in self._works(filed)]
            lost = {work.key for work in works if not stored.issuperset(work.accessions)}
            self._done -= lost

    def refresh(self) -> None:
        """Learn what other processes found and did."""
        with self._turn:
            for row in self._found.news():
                self._learn(Filing(**(row | {"day": date.fromisoformat(row["day"])})))
            self._done |= {row["work"] for row in self._finished.news()}

    def last_day(self) -> date | None:
        """The day of the latest filing found."""
        self.refresh()
        days = [filing.day for filed in self._filed.values() for filing in filed]
        return max(days, default=None)

    def _learn(self, filing: Filing) -> bool:
        """Take a filing in, if its number is new."""
        with self._turn:
            if filing.accession in self._known:
                return False
            self._known.add(filing.accession)
            self._filed.setdefault(filing.cik, []).append(filing)
            return True

    def _works(self, filed: list[Filing]) -> list[Work]:
        """One company's filings, cut where they lie too far apart."""
        runs: list[list[Filing]] = []
        for filing in sorted(filed, key=lambda each: (each.day, each.accession)):
            if runs and filing.day - runs[-1][-1].day <= _APART:
                runs[-1].append(filing)
            else:
                runs.append([filing])
        return [Work(papers=tuple(run), reader=self._reader) for run in runs]
