"""`bookrunner sources`: what is held of each source, how fresh, and under which licence."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cli.output import Csv, Json, say_csv, say_json

if TYPE_CHECKING:
    from bookrunner.sources.register import Standing

COLUMNS: Final = ("source", "series", "last", "asked", "stale", "licence", "note")


def sources(*, json: Json = False, csv: Csv = False) -> None:
    """Say of each source its last day, its licence, and whether it is stale."""
    rows = _standings()
    if json:
        say_json([_plain(row) for row in rows])
    elif csv:
        say_csv([_plain(row) for row in rows], COLUMNS)
    else:
        _show(rows)


def _standings() -> list[Standing]:
    from datetime import UTC, datetime

    from bookrunner import __version__
    from bookrunner.sources.catalogue import Catalogue
    from bookrunner.sources.evidence import Evidence
    from bookrunner.sources.register import standings
    from bookrunner.sources.settings import settings

    here = settings()
    catalogue = Catalogue(here.folder / "sync", reader=__version__)
    return standings(Evidence(here.evidence), catalogue, datetime.now(UTC).date())


def _plain(row: Standing) -> dict[str, Any]:
    told = asdict(row)
    told["last"] = row.last.isoformat() if row.last else None
    told["asked"] = row.asked.isoformat(timespec="seconds") if row.asked else None
    return told


def _show(rows: list[Standing]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for head in ("source", "series", "last day", "asked", "", "licence"):
        table.add_column(head, overflow="fold")
    for row in rows:
        state = "never asked" if row.asked is None else "stale" if row.stale else "fresh"
        table.add_row(
            row.source,
            row.series,
            str(row.last or ""),
            f"{row.asked:%Y-%m-%d %H:%M}" if row.asked else "",
            state,
            row.licence,
        )
    console = Console(soft_wrap=False)
    console.print(table)
    for note in filter(None, (row.note for row in rows)):
        console.print(note)
