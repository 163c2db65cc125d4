"""A server on this machine that answers as the world does, with faults on demand.

It speaks HTTP/1.1 over real sockets and finds answers by host and target.  Each request
may meet a fault, drawn from a seed; the moments of all requests are kept, so that what
the world would have seen can be measured here.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import hashlib
import itertools
import random
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Self

FAULTS = (
    "forbidden",
    "busy",
    "broken",
    "slow",
    "cut",
    "short",
    "long",
    "torn-gzip",
    "hang-up",
)
"""What chance may bring; "away", a redirect to another host, comes only when asked for."""

_REASONS = {
    200: "OK",
    302: "Found",
    304: "Not Modified",
    403: "Forbidden",
    404: "Not Found",
    429: "Too Many Requests",
    500: "Internal Server Error",
}


@dataclass(frozen=True)
class Asked:
    """One request, as the server saw it."""

    at: float  # monotonic seconds
    host: str
    target: str
    headers: Mapping[str, str]


class Replay:
    """The server; start it with ``with``, ask it under `address`."""

    def __init__(
        self,
        answers: Mapping[tuple[str, str], bytes],
        *,
        faults: float = 0.0,
        seed: int = 7,
        slow: float = 0.05,
    ) -> None:
        self.answers = dict(answers)
        self.faults = faults  # the share of requests that meet one
        self.asked: list[Asked] = []
        self.met: dict[str, int] = {}
        self.next: list[str] = []  # faults for the next requests, before chance
        self.raw: dict[tuple[str, str], bytes] = {}  # whole answers, heads and all
        self.port = 0
        self._slow = slow
        self._random = random.Random(seed)  # noqa: S311  chance to test with, no secret
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def busiest_second(self) -> int:
        """The most requests in any second."""
        moments = sorted(each.at for each in self.asked)
        first = most = 0
        for last, moment in enumerate(moments):
            while moment - moments[first] >= 1.0:
                first += 1
            most = max(most, last - first + 1)
        return most

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._serve, "127.0.0.1", 0)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        ended = (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError)
        with contextlib.suppress(*ended):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                asked = _asked(head.decode("latin-1"))
                self.asked.append(asked)
                stays = await self._answer(asked, writer)
                await writer.drain()
                if not stays:
                    break
        writer.close()

    async def _answer(self, asked: Asked, writer: asyncio.StreamWriter) -> bool:
        """Answer, and say whether the line stays open."""
        fault = self._fault()
        place = (asked.host, asked.target)
        if fault == "slow":
            await asyncio.sleep(self._slow)
        if place in self.raw or fault == "hang-up":
            writer.write(self.raw.get(place, b""))
            return False
        if fault in _REFUSALS or place not in self.answers:
            writer.write(_REFUSALS.get(fault, _MISSING))
            return True
        write = _FAULTY.get(fault, _whole)
        writer.write(write(asked, self.answers[place]))
        return write is _whole

    def _fault(self) -> str:
        fault = ""
        if self.next:
            fault = self.next.pop(0)
        elif self._random.random() < self.faults:
            fault = self._random.choice(FAULTS)
        self.met[fault] = self.met.get(fault, 0) + 1
        return fault


def _asked(head: str) -> Asked:
    first, *lines = head.rstrip().split("\r\n")
    headers = {
        name.lower(): value for name, value in (line.split(": ", 1) for line in lines)
    }
    return Asked(time.monotonic(), headers.get("host", ""), first.split()[1], headers)


def _head(status: int, length: int, more: Mapping[str, str] | None = None) -> bytes:
    fields = {"Content-Length": str(length)} | dict(more or {})
    lines = [
        f"HTTP/1.1 {status} {_REASONS[status]}",
        *itertools.starmap("{}: {}".format, fields.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def _whole(asked: Asked, body: bytes) -> bytes:
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    if asked.headers.get("if-none-match") == etag:
        return _head(304, 0, {"ETag": etag})
    wire, packing = _packed(asked, body)
    return _head(200, len(wire), packing | {"ETag": etag}) + wire


def _packed(asked: Asked, body: bytes) -> tuple[bytes, dict[str, str]]:
    if "gzip" in asked.headers.get("accept-encoding", "") and len(body) % 2:
        return gzip.compress(body, 1), {"Content-Encoding": "gzip"}
    return body, {}


def _cut(asked: Asked, body: bytes) -> bytes:
    wire, packing = _packed(asked, body)
    return _head(200, len(wire), packing) + wire[: len(wire) // 2]


def _short(_: Asked, body: bytes) -> bytes:
    """Says less than it sends."""
    wire = gzip.compress(body, 1)
    return _head(200, len(wire) * 2 // 3, {"Content-Encoding": "gzip"}) + wire


def _long(_: Asked, body: bytes) -> bytes:
    """Says more than it sends, and closes."""
    return _head(200, len(body) + 100) + body


def _torn_gzip(_: Asked, body: bytes) -> bytes:
    wire = gzip.compress(body, 1)
    wire = wire[: len(wire) // 2]
    return _head(200, len(wire), {"Content-Encoding": "gzip"}) + wire


_REFUSALS = {
    "forbidden": _head(403, 0),
    "busy": _head(429, 0, {"Retry-After": "0"}),
    "broken": _head(500, 0),
    "away": _head(302, 0, {"Location": "https://elsewhere.example/x"}),
}
_MISSING = _head(404, 0)
_FAULTY: dict[str, Callable[[Asked, bytes], bytes]] = {
    "cut": _cut,
    "short": _short,
    "long": _long,
    "torn-gzip": _torn_gzip,
}
