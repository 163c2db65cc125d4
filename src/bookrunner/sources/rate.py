"""At most so many requests a second, over all processes of this user.

Each request holds a ticket; there are as many tickets as requests a second.  A ticket
is a file, held by an exclusive lock from before the request is sent until its answer
begins, and rested one second before it is used again.  So two uses of one ticket are
always more than a second apart *at the server*, whatever the network does between:

    ticket   |--- held: sent .... answered ---|-- rests 1 s --|--- held ...

Nobody can overtake: who waits for a ticket to be rested holds it while he waits.  A
process that dies loses its lock with its life; the ticket it leaves marked as in use
rests a full second from the moment it is found.
"""

from __future__ import annotations

import contextlib
import struct
import time
from typing import IO, TYPE_CHECKING, Final

from bookrunner.sources.locks import locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REST: Final = 1.02
"""Seconds a ticket rests: the second itself, and what clocks may differ by."""
_LOOK_AGAIN: Final = 0.01  # seconds between looks when every ticket is held
_IN_USE: Final = -1.0  # the mark of a ticket that is out
_MARK: Final = struct.Struct("<d")


class Gate:
    """The gate all requests pass through; any number of processes and threads."""

    def __init__(self, folder: Path, *, per_second: int) -> None:
        """Tickets in *folder*, one file for each of the *per_second* requests."""
        folder.mkdir(parents=True, exist_ok=True)
        self._tickets = [folder / f"ticket-{each:03}" for each in range(per_second)]
        self._next = 0

    @contextlib.contextmanager
    def ticket(self) -> Iterator[None]:
        """Wait for a ticket, hold it for one request, and lay it down to rest.

        Leave the block when the answer has begun: the rest counts from there.
        """
        with self._rested_ticket() as ticket:
            _mark(ticket, _IN_USE)
            try:
                yield
            finally:
                _mark(ticket, time.monotonic())

    @contextlib.contextmanager
    def _rested_ticket(self) -> Iterator[IO[bytes]]:
        with contextlib.closing(self._free_ticket()) as ticket:
            time.sleep(_rest_left(ticket))
            yield ticket

    def _free_ticket(self) -> IO[bytes]:
        """The ticket nobody holds that has rested longest, locked."""
        while True:
            best: IO[bytes] | None = None
            for path in self._in_turn():
                found = locked(path)
                if found and (best is None or _rest_left(found) < _rest_left(best)):
                    best, found = found, best
                if found:
                    found.close()
                if best and _rest_left(best) == 0:
                    return best
            if best:
                return best
            time.sleep(_LOOK_AGAIN)

    def _in_turn(self) -> list[Path]:
        """All tickets, beginning after the one tried first last time."""
        self._next = (self._next + 1) % len(self._tickets)
        return self._tickets[self._next :] + self._tickets[: self._next]


def _mark(ticket: IO[bytes], moment: float) -> None:
    ticket.seek(0)
    ticket.write(_MARK.pack(moment))


def _rest_left(ticket: IO[bytes]) -> float:
    """Seconds until the ticket may be used again."""
    ticket.seek(0)
    mark = ticket.read(_MARK.size)
    if not mark:
        return 0.0  # new
    laid_down = _MARK.unpack(mark)[0] if len(mark) == _MARK.size else _IN_USE
    rested = time.monotonic() - laid_down
    if laid_down == _IN_USE or not rested >= 0:
        return _REST  # its holder died, or the machine was started since, or no number
    return max(0.0, _REST - rested)
