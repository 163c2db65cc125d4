"""From the SEC's lists to stored deals, safe to interrupt and to run twice.

    find     lists of filings                    -> catalogue
    read     papers of one company, days apart   -> deals, each from all its papers
    keep     the deals                           -> wherever the caller keeps them

Deals are a function of the papers alone, and named by them.  A company is claimed by
one process at a time, and a paper is settled only once its deal is stored: a death at
any moment loses nothing, and what is done again is stored under the same name.
"""

from __future__ import annotations

import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from bookrunner.errors import (
    BookrunnerError,
    MissingFileError,
    NotATermSheetError,
    RefusedError,
    UnavailableError,
)
from bookrunner.sources.catalogue import Settled
from bookrunner.sources.edgar import filings_of, filings_since, main_document
from bookrunner.sources.sales import APART, Paper, sales

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from datetime import date

    from bookrunner.deals.deal import Deal
    from bookrunner.sources.archive import Archive, Document
    from bookrunner.sources.catalogue import Catalogue, Work
    from bookrunner.sources.filing_names import Filing
    from bookrunner.sources.locks import Claims
    from bookrunner.sources.sales import Sale

FORMS: Final = ("FWP", "424B2", "424B3", "424B5", "8-K")

Reader: TypeAlias = "Callable[[Document, Filing], Deal]"
"""Reads one paper; raises a `BookrunnerError` that says why it is no bond sale."""

Keeper: TypeAlias = "Callable[[Sequence[Paper], Sequence[Sale]], None]"
"""Stores papers and sales, all of it or nothing, in place of what they gave before."""

_LINES: Final = 4  # papers fetched at once, so that the gate is never idle
_IN_FLIGHT: Final = 16  # works read ahead of the keeper, who takes all that are ready
_PATIENCE: Final = 3  # companies in a row that nobody answers for
_LOOK_AGAIN: Final = 0.2  # seconds between looks at what other processes hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One work done, or failed: what a progress bar needs to know."""

    company: str
    papers: int
    deals: tuple[str, ...] = ()
    failure: str = ""


@dataclass(slots=True, kw_only=True)
class Sync:
    """One run: where papers come from, who reads them, who keeps the deals."""

    archive: Archive
    catalogue: Catalogue
    claims: Claims
    reader: Reader
    keeper: Keeper
    tickers: Mapping[str, int] = field(default_factory=dict)  # to CIK, main ones first
    _failed: set[int] = field(default_factory=set)  # companies not tried again in this run
    _names: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        """Know each company by its main ticker."""
        self._names = {cik: name for name, cik in reversed([*self.tickers.items()])}

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

    def waiting(self, ciks: Sequence[int]) -> int:
        """How many papers of these companies are still to be read."""
        self.catalogue.refresh()
        return self.catalogue.waiting(ciks)

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
        pool = ThreadPoolExecutor(_LINES)
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
        work = None if cik in self._failed else self.catalogue.work(cik)
        if work:
            flying[pool.submit(self._read, work)] = cik
        else:
            self.claims.release(cik)

    def _landed(
        self, pool: ThreadPoolExecutor, flying: dict[Future[_Read], int]
    ) -> Iterator[Step]:
        """The works that are read by now, kept; their companies go on."""
        done = wait(flying, return_when=FIRST_COMPLETED).done
        yield from self._kept([each.result() for each in done])
        for each in done:
            self._take_off(pool, flying, flying.pop(each))

    def _read(self, work: Work) -> _Read:
        """All papers of a work, read; nothing is stored yet."""
        reports = [filing for filing in work.papers if _is_report(filing)]
        try:
            papers = [self._paper(f) for f in work.papers if not _is_report(f)]
            papers += [self._paper(each) for each in reports if _is_near(each, papers)]
        except UnavailableError as error:
            return _Read(work=work, failure=str(error))
        found = sales(papers, ticker=self._names.get(work.cik, ""))
        return _Read(
            work=work,
            papers=[each for each in papers if _is_news(each, work)],
            # A sale without news may lie half outside the work: it stands as it was.
            sales=[sale for sale in found if any(_is_news(p, work) for p in sale.papers)],
        )

    def _paper(self, filing: Filing) -> Paper:
        """One filing's paper, read, or the reason why it is not."""
        try:
            whole = main_document(self.archive, filing)
        except (MissingFileError, RefusedError) as error:
            return Paper(filing=filing, reason=str(error))
        document = replace(whole, body=b"")  # a bank's year does not fit in memory
        try:
            deal = self.reader(whole, filing)
        except Exception as error:  # noqa: BLE001  one paper must not stop the market
            return Paper(filing=filing, document=document, reason=_reason(error))
        return Paper(filing=filing, document=document, deal=deal)

    def _kept(self, reads: Sequence[_Read]) -> list[Step]:
        """Store what works gave, then say that their papers are settled."""
        read = [each for each in reads if not each.failure]
        self._failed |= {each.work.cik for each in reads if each.failure}
        if read:
            papers = [paper for each in read for paper in each.papers]
            self.keeper(papers, [sale for each in read for sale in each.sales])
            self.catalogue.settle(*map(_settled, read))
        return [_step(each) for each in reads]

    def _note(self, filings: Iterable[Filing]) -> list[int]:
        """Put filings of our forms into the catalogue; their companies."""
        ours = [each for each in filings if each.form.removesuffix("/A") in FORMS]
        self.catalogue.add(ours)
        return list(dict.fromkeys(each.cik for each in ours))


def read_paper(document: Document, filing: Filing) -> Deal:
    """The deal a paper tells of, read by the house's own reader.

    Raises:
        NotATermSheetError: a paper of another kind, with the reader's reason.
    """
    from bookrunner.deals import read_deal
    from bookrunner.filings import document as laid_out

    text = laid_out(document.body, document.name, filing=filing.accession)
    deal = read_deal(text).value
    if not deal.tranches:
        reasons = [problem.message for problem in deal.problems]
        raise NotATermSheetError(expected="a bond sale", seen="; ".join(reasons[:1]))
    return replace(deal, documents=(document.url,))


def _reason(error: Exception) -> str:
    if isinstance(error, BookrunnerError):
        return str(error)
    return f"the reader failed: {type(error).__name__}: {error}"


def _is_report(filing: Filing) -> bool:
    return filing.form.startswith("8-K")


def _is_near(report: Filing, papers: Sequence[Paper]) -> bool:
    """Whether a report lies near a sale; most are of other things and stay unread."""
    return any(
        paper.deal and abs(report.day - paper.filing.day) <= APART for paper in papers
    )


def _is_news(paper: Paper, work: Work) -> bool:
    return paper.filing.accession in work.new or paper.filing.accession in work.unread


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What a work gave, before it is stored."""

    work: Work
    papers: Sequence[Paper] = ()
    sales: Sequence[Sale] = ()
    failure: str = ""


def _settled(read: _Read) -> Settled:
    looked_at = {paper.filing.accession: paper for paper in read.papers}
    return Settled(
        sold=[number for number, paper in looked_at.items() if paper.deal],
        refused=[number for number, paper in looked_at.items() if not paper.deal],
        seen=[number for number in read.work.new if number not in looked_at],
    )


def _step(read: _Read) -> Step:
    return Step(
        company=read.work.papers[0].company,
        papers=len(read.work.new),
        deals=tuple(sale.deal.deal_id for sale in read.sales),
        failure=read.failure,
    )
