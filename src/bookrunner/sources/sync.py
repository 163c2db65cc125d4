"""From the SEC's lists to stored deals, safe to interrupt and to run twice.

    find     lists of filings                    -> catalogue
    read     papers of one company, days apart   -> deals, each from all its papers
    keep     the deals                           -> wherever the caller keeps them

Deals are a function of the papers alone.  A company is claimed by one process at a
time; what a work gives is written down before it is stored and after, so a death at any
moment loses nothing and a second run stores nothing twice.
"""

from __future__ import annotations

import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from bookrunner.errors import BookrunnerError, MissingFileError, UnavailableError
from bookrunner.sources.edgar import filings_of, filings_since, main_document
from bookrunner.sources.sales import Paper, sales

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from datetime import date

    from bookrunner.deals.deal import Deal
    from bookrunner.sources.archive import Archive, Document
    from bookrunner.sources.catalogue import Catalogue, Work
    from bookrunner.sources.filing_names import Filing
    from bookrunner.sources.locks import Claims

FORMS: Final = ("FWP", "424B2", "424B3", "424B5", "8-K")

Reader: TypeAlias = "Callable[[Document, Filing], Deal]"
"""Reads one paper; raises a `BookrunnerError` that says why it is no bond sale."""

Keeper: TypeAlias = "Callable[[Sequence[Deal], Iterable[str]], None]"
"""Stores deals and removes those of the given names, all of it or nothing."""

_IN_FLIGHT: Final = 4  # companies read at once, so that the line is never idle
_PATIENCE: Final = 3  # companies in a row that nobody answers for
_LOOK_AGAIN: Final = 0.2  # seconds between looks at what other processes hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One work done, or failed: what a progress bar needs to know."""

    company: str
    papers: int
    deals: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)  # accession -> why not read
    failure: str = ""


@dataclass(slots=True, kw_only=True)
class Sync:
    """One run: where papers come from, who reads them, who keeps the deals."""

    archive: Archive
    catalogue: Catalogue
    claims: Claims
    reader: Reader
    keeper: Keeper
    tickers: Mapping[int, str] = field(default_factory=dict)
    _failed: set[str] = field(default_factory=set)  # not tried again in this run

    def find_since(self, first: date, last: date) -> list[int]:
        """Note what everybody filed from *first* to *last*; the companies concerned."""
        return self._note(filings_since(self.archive, first, last))

    def find_of(self, ciks: Sequence[int], *, since: date | None = None) -> list[int]:
        """Note what these companies filed; the companies themselves."""
        found = (
            filing for cik in ciks for filing in filings_of(self.archive, cik, since=since)
        )
        self._note(found)
        return list(ciks)

    def pending(self, ciks: Sequence[int]) -> int:
        """How many papers of these companies are still to be read."""
        self.catalogue.refresh()
        return sum(len(work.papers) for work in self.catalogue.pending(ciks))

    def run(self, ciks: Sequence[int]) -> Iterator[Step]:
        """Read what is pending and keep the deals, a step a work."""
        waiting = list(ciks)
        failures = 0
        while waiting:
            held: list[int] = []
            for step in self._round(waiting, held):
                failures = failures + 1 if step.failure else 0
                yield step
                if failures == _PATIENCE:
                    raise UnavailableError(
                        expected="answers", seen=step.failure, hint="sync again later"
                    )
            waiting = held
            time.sleep(_LOOK_AGAIN if held else 0)

    def _round(self, ciks: Sequence[int], held: list[int]) -> Iterator[Step]:
        """One pass over the companies; those another process has go into *held*."""
        pool = ThreadPoolExecutor(_IN_FLIGHT)
        flying: dict[Future[_Read], int] = {}
        try:
            for cik in ciks:
                if not self.claims.take(cik):
                    held.append(cik)
                    continue
                self._take_off(pool, flying, cik)
                while len(flying) == _IN_FLIGHT:
                    yield from self._landed(pool, flying)
            while flying:
                yield from self._landed(pool, flying)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _take_off(
        self, pool: ThreadPoolExecutor, flying: dict[Future[_Read], int], cik: int
    ) -> None:
        """Start on the company's next work, or let go of it."""
        self.catalogue.refresh()
        pending = [w for w in self.catalogue.pending([cik]) if w.key not in self._failed]
        if pending:
            flying[pool.submit(self._read, pending[0])] = cik
        else:
            self.claims.release(cik)

    def _landed(
        self, pool: ThreadPoolExecutor, flying: dict[Future[_Read], int]
    ) -> Iterator[Step]:
        """The works that are read by now, kept; their companies go on."""
        for done in wait(flying, return_when=FIRST_COMPLETED).done:
            cik = flying.pop(done)
            yield self._kept(done.result())
            self._take_off(pool, flying, cik)

    def _read(self, work: Work) -> _Read:
        """All papers of a work, read; nothing is stored yet."""
        papers: list[Paper] = []
        notes: dict[str, str] = {}
        for filing in sorted(work.papers, key=lambda each: each.form.startswith("8-K")):
            if filing.form.startswith("8-K") and not papers:
                continue  # most reports are of other things: read where there is a sale
            try:
                document = main_document(self.archive, filing)
                papers.append(Paper(filing=filing, deal=self.reader(document, filing)))
            except BookrunnerError as error:
                if isinstance(error, UnavailableError) and not isinstance(
                    error, MissingFileError
                ):
                    return _Read(work=work, failure=str(error))
                notes[filing.accession] = str(error)
        deals = sales(papers, ticker=self.tickers.get(work.cik, ""))
        return _Read(work=work, deals=deals, notes=notes)

    def _kept(self, read: _Read) -> Step:
        """Store what a work gave, in place of what its papers gave before."""
        work = read.work
        step = Step(company=work.papers[0].company, papers=len(work.papers))
        if read.failure:
            self._failed.add(work.key)
            return replace(step, failure=read.failure)
        names = [deal.deal_id for deal in read.deals]
        self.catalogue.begin(work, names)
        self.keeper(read.deals, sorted(self.catalogue.gave(work) - set(names)))
        self.catalogue.finish(work, names, read.notes)
        return replace(step, deals=tuple(names), notes=read.notes)

    def _note(self, filings: Iterable[Filing]) -> list[int]:
        """Put filings of our forms into the catalogue; their companies."""
        ours = [each for each in filings if each.form.removesuffix("/A") in FORMS]
        self.catalogue.add(ours)
        return list(dict.fromkeys(each.cik for each in ours))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What a work gave, before it is stored."""

    work: Work
    deals: Sequence[Deal] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    failure: str = ""
