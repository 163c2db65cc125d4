"""Where curves, series and holdings meet the disk, in the units of their sources."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bookrunner.sources.series import ParCurves, Series
    from bookrunner.sources.settings import Settings


def curves(settings: Settings, first: date | None, last: date) -> dict[str, int]:
    """The Treasury's curves of the years from *first* to *last*, a series a tenor."""
    from bookrunner.sources.archive import LiveArchive
    from bookrunner.sources.treasury import par_curves

    archive = LiveArchive(settings)
    years = range((first or last).year, last.year + 1)
    found = [each for year in years for each in by_tenor(par_curves(archive, year))]
    return _kept(found)


def series(settings: Settings, names: list[str]) -> dict[str, int]:
    """Series of FRED, as it serves them now."""
    from bookrunner.cli.output import warn
    from bookrunner.sources.archive import LiveArchive
    from bookrunner.sources.fred import coverage, observations

    archive = LiveArchive(settings)
    for note in filter(None, map(coverage, names)):
        warn(f"bookrunner: {note}")
    return _kept(observations(archive, name, key=settings.fred_key) for name in names)


def coins(settings: Settings, assets: list[str]) -> dict[str, int]:
    """Prices of crypto assets in dollars, daily."""
    from bookrunner.sources.archive import LiveArchive
    from bookrunner.sources.coinmetrics import prices

    archive = LiveArchive(settings)
    return _kept(prices(archive, asset) for asset in assets)


def funds(settings: Settings, names: list[str]) -> dict[str, str]:
    """Holdings of funds, each a file to be read by `price`; by name, where it lies."""
    from bookrunner.sources.archive import LiveArchive
    from bookrunner.sources.ishares import holdings

    archive = LiveArchive(settings)
    folder = settings.folder / "holdings"
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for found in (holdings(archive, name.upper()) for name in names):
        path = folder / f"{found.fund}-{found.as_of}.csv"
        path.write_bytes(found.document.body)
        written[found.fund] = str(path)
    return written


def by_tenor(curves: ParCurves) -> list[Series]:
    """A curve's columns as series in percent: ``UST_PAR_10Y``, ``UST_PAR_1.5M``."""
    import numpy as np

    from bookrunner.sources.series import Series

    found = []
    for column, tenor in enumerate(curves.tenors.tolist()):
        label = f"{tenor:g}Y" if tenor >= 1 else f"{tenor * 12:g}M"
        percent = np.round(curves.yields[:, column] * 100, 6)
        found.append(
            Series(
                name=f"UST_PAR_{label}",
                days=curves.days,
                values=percent,
                source=curves.source,
            )
        )
    return found


def _kept(found: Iterable[Series]) -> dict[str, Any]:
    """Store series; how many there are, and how many values are new or revised."""
    from datetime import UTC, datetime
    from math import isfinite

    from bookrunner.store import Store

    fetched = list(found)
    new = 0
    with Store.open() as store, store.together():
        for each in fetched:
            pairs = zip(each.days.tolist(), each.values.tolist(), strict=True)
            known = [(day, Decimal(repr(value))) for day, value in pairs if isfinite(value)]
            new += store.keep_series(
                each.name,
                [day for day, _ in known],
                [value for _, value in known],
                source=each.source,
                fetched_at=datetime.now(UTC),
            )
    return {"series": len(fetched), "values new or revised": new}
