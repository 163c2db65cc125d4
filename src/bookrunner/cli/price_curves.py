"""The Treasury curve of a day: the user's own, one that ships, or one fetched before."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bookrunner.bonds import ParCurve
    from bookrunner.bonds.pricing.basis import CurveOf

_SERIES: Final = "UST_PAR_"  # as `bookrunner sync --curves` keeps them, in percent


def curves_told(file: str | None) -> str:
    """Where curves are taken from, in words."""
    if file is not None:
        return f"from {file}, else as shipped or fetched before"
    return "as shipped or fetched before; --curve FILE or `sync --curves` adds others"


def curves_at_hand(file: str | None) -> CurveOf:
    """The curve of a day, None where nothing at hand has it; never that of a near day."""
    from bookrunner.deals.curves import shipped_curve

    own = {} if file is None else _own(file)

    def curve_of(day: date) -> ParCurve | None:
        if day in own or None in own:
            return own.get(day, own.get(None))
        shipped = shipped_curve(day)
        return shipped.value if shipped else _fetched().get(day)

    return curve_of


def _own(file: str) -> dict[date | None, ParCurve]:
    from datetime import date

    from bookrunner.sources.curve_files import open_curves

    return {row.day: _curve(row.day or date.max, row.rates) for row in open_curves(file)}


@cache
def _fetched() -> dict[date, ParCurve]:
    """Every curve of the store; none where there is no store, and none is made."""
    from bookrunner.sources.curve_files import tenor
    from bookrunner.store import Store, default_path

    rates: dict[date, dict[float, float]] = {}
    if not default_path().exists():
        return {}
    with Store.open() as store:
        names = [name for name in store.series_names() if name.startswith(_SERIES)]
        for name in names:
            years = tenor(name.removeprefix(_SERIES))
            kept = store.series(name)
            for day, percent in zip(kept.days, kept.values, strict=True):
                if years is not None:
                    rates.setdefault(day, {})[years] = float(percent) / 100
    return {day: _curve(day, points) for day, points in rates.items() if len(points) > 1}


def _curve(day: date, rates: Mapping[float, float]) -> ParCurve:
    import numpy as np

    from bookrunner.bonds import ParCurve

    tenors = sorted(rates)
    return ParCurve(day, np.array(tenors), np.array([rates[years] for years in tenors]))
