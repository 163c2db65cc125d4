"""Two ways of doing the same work, timed turn by turn."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_SHORTEST: Final = 1e-4  # seconds a clock can be trusted with


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
    """Nanoseconds an item, ours and the peer's; the bar is a ratio or a time."""

    task: str
    item: str
    ours_ns: float
    peer_ns: float | None = None  # None where no peer does such work
    bar: float | None = None  # how many times faster we should be
    limit_ns: float | None = None  # how long we may take, where there is no peer

    @property
    def ratio(self) -> float | None:
        """How many times faster."""
        return None if self.peer_ns is None else self.peer_ns / self.ours_ns

    @property
    def reached(self) -> float:
        """The part of the bar that is reached; 1 and above is all of it."""
        if self.limit_ns is not None:
            return self.limit_ns / self.ours_ns
        return (self.ratio or 0.0) / (self.bar or 1.0)


def timed(task: Task, turns: int) -> Row:
    """The medians of so many turns, ours and the peer's one after the other.

    The first turn of each is not counted: it loads and compiles.  A turn of ours does its
    work as often as fills the time of the peer's, so that neither has the caches warmer.
    """
    task.ours()
    task.peer()
    often = max(1, round(seconds(task.peer) / max(seconds(task.ours), _SHORTEST)))
    ours, peers = [], []
    for _ in range(turns):
        ours.append(seconds(task.ours, often) / (often * task.our_items))
        peers.append(seconds(task.peer) / task.peer_items)
    return Row(
        task=task.name,
        item=task.item,
        bar=task.bar,
        ours_ns=1e9 * median(ours),
        peer_ns=1e9 * median(peers),
    )


def seconds(work: Callable[[], object], often: int = 1) -> float:
    """Processor time of this process for doing work so often."""
    start = time.process_time()
    for _ in range(often):
        work()
    return time.process_time() - start
