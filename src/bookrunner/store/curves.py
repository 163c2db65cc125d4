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
    for name, (value, told_by) in store.on(day, SERIES).items():
        tenor = _TENOR.fullmatch(name)
        if tenor is not None:
            years = float(tenor[1]) / (12 if tenor[2] == "M" else 1)
            nodes[years], source = float(value) / 100, told_by
    if not nodes:
        return None
    tenors = sorted(nodes)
    rates = np.array([nodes[each] for each in tenors])
    return Reported(ParCurve(day, np.array(tenors), rates), source, day, "A")
