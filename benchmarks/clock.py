"""Two ways of doing the same work, timed turn by turn."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Work done our way and the peer's; the peer may do a smaller share of it."""

    name: str
    item: str  # what one time is the time of
    bar: float  # the ratio to reach
    ours: Callable[[], object]
    our_items: int
    peer: Callable[[], object]
    peer_items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Nanoseconds an item, ours and the peer's."""

    task: str
    item: str
    bar: float
    ours_ns: float
    peer_ns: float

    @property
    def ratio(self) -> float:
        """How many times faster."""
        return self.peer_ns / self.ours_ns


def timed(task: Task, turns: int) -> Row:
    """The medians of so many turns, ours and the peer's one after the other.

    The first turn of each is not counted: it loads and compiles.
    """
    ours, peers = [], []
    task.ours()
    task.peer()
    for _ in range(turns):
        ours.append(seconds(task.ours) / task.our_items)
        peers.append(seconds(task.peer) / task.peer_items)
    return Row(
        task=task.name,
        item=task.item,
        bar=task.bar,
        ours_ns=1e9 * median(ours),
        peer_ns=1e9 * median(peers),
    )


def seconds(work: Callable[[], object]) -> float:
    """Processor time of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start
