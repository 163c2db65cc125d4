"""The Treasury par curve of a day, from the series `sync --curves` keeps: one a tenor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Reported

if TYPE_CHECKING:
    from datetime import date

    from bookrunner.bonds import ParCurve
    from bookrunner.store.store import Store

SERIES: Final = "UST_PAR_"
_TENOR: Final = re.compile(rf"{SERIES}(\d+(?:\.\d+)?)([MY])")


def kept_curve(store: Store, day: date) -> Reported[ParCurve] | None:
    """The par curve of exactly that day, None where none is kept."""
    import numpy as np

    from bookrunner.bonds import ParCurve

    nodes: dict[float, float] = {}
    source = ""
    for name in store.series_names():
        tenor = _TENOR.fullmatch(name)
        if tenor is None:
            continue
        known = store.series(name)
        value = dict(zip(known.days, known.values, strict=True)).get(day)
        if value is not None:
            years = float(tenor[1]) / (12 if tenor[2] == "M" else 1)
            nodes[years], source = float(value) / 100, known.source
    if not nodes:
        return None
    tenors = sorted(nodes)
    rates = np.array([nodes[each] for each in tenors])
    return Reported(ParCurve(day, np.array(tenors), rates), source, day, "A")
