"""A panel of events from a table: sales, their share of a segment, what spreads did.

Columns ``factor, day, share, moved_bp`` and, where there is one, ``control_bp`` (what the
matched control did, taken off) and ``cluster`` (a name of the flock; else the week).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.errors import MisuseError, UnreadableError
from bookrunner.market.assets import Kind
from bookrunner.market.calibration import Panel
from bookrunner.units import BASIS_POINT, day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NEEDED: Final = ("factor", "day", "share", "moved_bp")


def panels(rows: Sequence[Mapping[str, str]]) -> dict[Kind, Panel]:
    """The events of each factor.

    Raises:
        MisuseError: a column that must be there is not, or no factor of that name.
        UnreadableError: a cell that is no number or no day.

    >>> row = {"factor": "sector", "day": "2025-11-17", "share": "0.05", "moved_bp": "3"}
    >>> panels([row])[Kind.SECTOR].share.tolist()
    [0.05]
    """
    missing = [name for name in NEEDED if name not in rows[0]]
    if missing:
        raise MisuseError(
            expected=f"columns {', '.join(NEEDED)}", seen=f"none named {missing[0]}"
        )
    groups: dict[Kind, list[Mapping[str, str]]] = {}
    for row in rows:
        groups.setdefault(_kind(row["factor"]), []).append(row)
    return {kind: _panel(own) for kind, own in groups.items()}


def _panel(rows: Sequence[Mapping[str, str]]) -> Panel:
    moved = [_number(row, "moved_bp") - _number(row, "control_bp", 0.0) for row in rows]
    flocks = [row.get("cluster") or _week(row["day"]) for row in rows]
    return Panel(
        share=np.array([_number(row, "share") for row in rows]),
        moved=np.array(moved) * BASIS_POINT,
        cluster=np.unique(flocks, return_inverse=True)[1].astype(np.int64),
    )


def _kind(name: str) -> Kind:
    try:
        return Kind(name)
    except ValueError:
        known = ", ".join(kind.value for kind in Kind)
        raise MisuseError(expected=f"a factor: {known}", seen=name) from None


def _week(words: str) -> str:
    year, week, _ = day(words).isocalendar()
    return f"{year}-W{week:02d}"


def _number(row: Mapping[str, str], name: str, default: float | None = None) -> float:
    words = row.get(name, "")
    if not words and default is not None:
        return default
    try:
        return float(words)
    except ValueError:
        raise UnreadableError(expected=f"a number as {name}", seen=words) from None
