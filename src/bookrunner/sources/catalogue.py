"""What was found and what is settled: the work list of a sync, on disk.

    sync/
      filings.jsonl    every filing of a form we read, once
      settled.jsonl    what came of them, and which reader read them

A filing is new until it is settled: it gave a deal (*sold*), it is no bond sale
(*refused*), or it is a report with no sale near it, which nobody read (*seen*).  Papers
of one sale lie within days of each other, so a `Work` is a company's new papers and
whatever sold, or was seen, near them: a paper that turns up late finds its sale.  What
is refused once is never read again by the same reader: of a bank's thousand structured
notes nothing is left but their names.
"""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from bookrunner.sources.filing_names import Filing
from bookrunner.sources.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_NEAR: Final = timedelta(days=30)
"""Within this of a new paper lies all that can be of its sale."""
_MOST: Final = 100  # new papers in one work, so that a bank's year comes in pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Papers of one company to be read together, oldest first."""

    papers: tuple[Filing, ...]
    new: frozenset[str]  # accession numbers of those not settled
    unread: frozenset[str]  # of the reports among them that nobody read before

    @property
    def cik(self) -> int:
        """The company."""
        return self.papers[0].cik


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What came of the papers of a work, by accession number."""

    sold: Sequence[str] = ()
    refused: Sequence[str] = ()
    seen: Sequence[str] = ()


class Catalogue:
    """All filings found and settled, shared by any number of processes."""

    def __init__(self, folder: Path, *, reader: str) -> None:
        """The catalogue in *folder*, as one version of the *reader* settled it."""
        self._found = Ledger(folder / "filings.jsonl")
        self._ended = Ledger(folder / "settled.jsonl")
        self._reader = reader
        self._turn = threading.RLock()
        self._known: set[str] = set()
        self._filed: dict[int, list[Filing]] = {}
        self._state: dict[str, str] = {}  # accession number -> sold, refused or seen

    def add(self, filings: Iterable[Filing]) -> None:
        """Note filings; one that is known is not noted twice."""
        found = list(filings)
        self.refresh()
        new = [filing for filing in found if self._learn(filing)]
        if new:
            self._found.append(
                *(asdict(each) | {"day": each.day.isoformat()} for each in new)
            )

    def work(self, cik: int) -> Work | None:
        """A company's next work, or None if all its papers are settled."""
        with self._turn:
            filed = sorted(self._filed.get(cik, ()), key=lambda f: (f.day, f.accession))
            states = {f.accession: self._state.get(f.accession, "new") for f in filed}
        new = [filing for filing in filed if states[filing.accession] == "new"][:_MOST]
        chosen = {filing.accession for filing in new}
        papers = [
            filing
            for filing in filed
            if filing.accession in chosen
            or (states[filing.accession] in {"sold", "seen"} and _is_near(filing, new))
        ]
        if not new:
            return None
        unread = {f.accession for f in papers if states[f.accession] == "seen"}
        return Work(papers=tuple(papers), new=frozenset(chosen), unread=frozenset(unread))

    def waiting(self, ciks: Iterable[int]) -> int:
        """How many papers of these companies are new."""
        with self._turn:
            filed = (each for cik in ciks for each in self._filed.get(cik, ()))
            return sum(each.accession not in self._state for each in filed)

    def settle(self, *ended: Settled) -> None:
        """Say what came of papers."""
        self._ended.append(*({"reader": self._reader} | asdict(each) for each in ended))
        self.refresh()

    def reopen(self, stored: frozenset[str]) -> None:
        """Count as new whatever is not among the papers *stored*.

        A store is a cache: who deletes it, or points to another, reads again from the
        evidence.
        """
        self.refresh()
        with self._turn:
            self._state = {
                accession: state
                for accession, state in self._state.items()
                if state == "seen" or accession in stored
            }

    def refresh(self) -> None:
        """Learn what other processes found and settled."""
        with self._turn:
            for row in self._found.news():
                self._learn(Filing(**(row | {"day": date.fromisoformat(row["day"])})))
            for row in self._ended.news():
                if row["reader"] == self._reader:
                    for state in ("sold", "refused", "seen"):
                        self._state |= dict.fromkeys(row[state], state)

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


def _is_near(filing: Filing, others: Sequence[Filing]) -> bool:
    return any(abs(filing.day - each.day) <= _NEAR for each in others)
