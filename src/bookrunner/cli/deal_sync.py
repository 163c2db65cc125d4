"""Where filings meet the store: a sync that reads with our reader and keeps in our file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bookrunner.sources.sales import Paper, Sale
    from bookrunner.sources.settings import Settings
    from bookrunner.sources.sync import Sync
    from bookrunner.store import Filing


def deal_sync(settings: Settings, *, again: bool) -> Sync:
    """A sync into the user's store; *again* reads anew what was read before."""
    from bookrunner import __version__
    from bookrunner.sources.archive import LiveArchive
    from bookrunner.sources.catalogue import Catalogue
    from bookrunner.sources.edgar import tickers
    from bookrunner.sources.locks import Claims
    from bookrunner.sources.sync import Sync, read_paper
    from bookrunner.store import Store, default_path

    archive = LiveArchive(settings)
    folder = settings.folder / "sync"
    catalogue = Catalogue(folder, reader=__version__)
    with Store.open() as store:
        stored = frozenset(filing.accession for filing in store.filings())
    catalogue.reopen(frozenset() if again else stored)
    return Sync(
        archive=archive,
        catalogue=catalogue,
        claims=Claims(folder / "claims"),
        reader=read_paper,
        keeper=keeper(default_path()),
        tickers=tickers(archive),
    )


def keeper(path: Path) -> Callable[[Sequence[Paper], Sequence[Sale]], None]:
    """What stores papers and their deals in the file at *path*, in one transaction."""
    from bookrunner.store import Store

    def keep(papers: Sequence[Paper], sales: Sequence[Sale]) -> None:
        with Store.open(path) as store, store.together():
            store.keep_filings((_filing(paper), paper.deal) for paper in papers)
            store.keep_deals(
                (sale.deal, [paper.filing.accession for paper in sale.papers])
                for sale in sales
            )

    return keep


def _filing(paper: Paper) -> Filing:
    from bookrunner.store import Filing

    filing, document = paper.filing, paper.document
    outcome = "deal" if paper.deal else "refused" if document else "unread"
    return Filing(
        accession=filing.accession,
        cik=str(filing.cik),
        company=filing.company,
        form=filing.form,
        filed=filing.day,
        url=filing.folder,
        outcome=outcome,
        reason=paper.reason,
        documents=((document.name, document.url, document.sha256),) if document else (),
    )
