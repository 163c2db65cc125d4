"""The one door to the world: polite, bounded, and suspicious.

Every request says who asks, passes the gate (`rate`), goes only to hosts we know
(`addresses`), and is answered whole or not at all: an answer that is cut off, longer or
shorter than it says, or packed to burst is never taken for a document.  What may pass
(403, 429, 5xx, a cut line, silence) is asked again, later and later, no sooner than
the server says; what will not (404, another host) is told in one line.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import weakref
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from bookrunner.errors import MissingFileError, MisuseError, RefusedError, UnavailableError
from bookrunner.sources.addresses import loopback, permitted, public_addresses
from bookrunner.sources.bodies import PassingError, received
from bookrunner.sources.rate import Gate

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx2

    from bookrunner.sources.settings import Settings

_REDIRECTS: Final = {301, 302, 303, 307, 308}
_PASSING: Final = {403, 408, 425, 429, 500, 502, 503, 504}
_MOST_REDIRECTS: Final = 5

# Retries are the door's own business: no word of them on the user's terminal.
logging.getLogger("stamina").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long the door waits and how often it asks; seconds."""

    attempts: int
    first_wait: float
    longest_wait: float  # also the longest Retry-After that is waited for
    silence: float  # without a byte, after which a line counts as dead
    whole_answer: float  # for one answer from first to last byte


WORLD: Final = Patience(
    attempts=8, first_wait=0.5, longest_wait=60, silence=30, whole_answer=300
)
REPLAY: Final = Patience(
    attempts=15, first_wait=0.01, longest_wait=2, silence=1, whole_answer=5
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address answered, whole."""

    url: str
    at: datetime  # UTC
    status: int  # 200, or 304: not changed since the condition
    headers: Mapping[str, str]
    body: bytes


class Door:
    """The way out, for one user; safe for several threads."""

    def __init__(self, settings: Settings, *, patience: Patience | None = None) -> None:
        """A door under *settings*; nothing is opened before the first request."""
        self._settings = settings
        self._patience = patience or (REPLAY if settings.replay else WORLD)
        self._gate = Gate(settings.rate, per_second=settings.per_second)
        self._clients: dict[str, httpx2.Client] = {}
        self._numbers: dict[str, list[str]] = {}
        self._opening = threading.Lock()
        self._hang_up = weakref.finalize(self, _hang_up, self._clients)

    def ask(
        self,
        url: str,
        *,
        conditions: Mapping[str, str] | None = None,
        unrecorded: str = "",
        size: int | None = None,
    ) -> Answer:
        """The whole answer of *url*, asked as often as patience allows.

        *conditions* are the headers of a conditional request; *unrecorded* is added to the
        query and recorded nowhere; *size* is what a listing says the answer weighs.
        """
        import httpx2
        import stamina

        host = permitted(url, self._settings.hosts)
        headers = self._headers(host) | dict(conditions or {})
        weighed = _Weighed(size)
        try:
            for attempt in stamina.retry_context(
                on=self._wait,
                attempts=self._patience.attempts,
                timeout=None,
                wait_initial=self._patience.first_wait,
                wait_max=self._patience.longest_wait,
                wait_jitter=self._patience.first_wait,
            ):
                with attempt:
                    answer = self._followed(url, headers, unrecorded, attempt.num - 1)
                    return weighed.checked(answer)
        except (PassingError, httpx2.TransportError) as error:
            raise UnavailableError(
                expected=f"an answer from {host}",
                seen=str(error) or type(error).__name__,
                hint="what was fetched so far is kept; ask again later",
            ) from error
        raise AssertionError(url)  # stamina ends in an answer or an exception

    def close(self) -> None:
        """Hang up all lines; a door nobody holds any more does so by itself."""
        self._hang_up()

    def _headers(self, host: str) -> dict[str, str]:
        who = self._settings.identity
        if host.endswith(".sec.gov") and "@" not in who:
            raise MisuseError(
                expected="a name and a mail address to declare to the SEC",
                seen=who or "none",
                hint="it turns away who does not say who asks: set EDGAR_IDENTITY="
                "'Your Name you@example.org' or give --identity",
            )
        if not who.isascii() or (who and not who.isprintable()):
            raise MisuseError(expected="an identity in plain characters", seen=repr(who))
        return {"Host": host, "User-Agent": who or "bookrunner", "Accept-Encoding": "gzip"}

    def _wait(self, error: Exception) -> bool | float:
        """Whether to ask again, and when if the server said so."""
        import httpx2

        if isinstance(error, PassingError) and error.wait:
            return error.wait if error.wait <= self._patience.longest_wait else False
        return isinstance(error, PassingError | httpx2.TransportError)

    def _followed(
        self, url: str, headers: Mapping[str, str], unrecorded: str, attempt: int
    ) -> Answer:
        """The answer of *url* or of where it redirects to on the same host."""
        here = url
        for _ in range(_MOST_REDIRECTS):
            answer = self._exchange(here, headers, unrecorded, attempt)
            if answer.status not in _REDIRECTS:
                return replace(answer, url=url)
            here = self._same_host(here, answer.headers.get("location", ""))
        raise RefusedError(expected=f"at most {_MOST_REDIRECTS} redirects", seen=url)

    def _same_host(self, url: str, location: str) -> str:
        there = urljoin(url, location)
        if permitted(there, self._settings.hosts) != urlsplit(url).hostname:
            raise RefusedError(
                expected=f"an answer from {url}", seen=f"a redirect to {there}"
            )
        return there

    def _exchange(
        self, url: str, headers: Mapping[str, str], unrecorded: str, attempt: int
    ) -> Answer:
        """One request and its answer; everything that is no answer raises."""
        host = headers["Host"]
        request = self._client(host).build_request(
            "GET",
            self._dialled(url, host, attempt) + unrecorded,
            headers=dict(headers),
            extensions={"sni_hostname": host},
        )
        at = datetime.now(UTC)
        with self._gate.ticket():
            response = self._client(host).send(request, stream=True)
        with contextlib.closing(response):
            _judge(url, response.status_code, response.headers)
            body = received(response, within=self._patience.whole_answer)
        return Answer(
            url=url,
            at=at,
            status=response.status_code,
            headers=dict(response.headers),
            body=body,
        )

    def _dialled(self, url: str, host: str, attempt: int) -> str:
        """The address with the machine's number, checked, in place of its name."""
        if self._settings.replay:
            origin = loopback(self._settings.replay)
        else:
            if host not in self._numbers or attempt:
                self._numbers[host] = public_addresses(host)
            number = self._numbers[host][attempt % len(self._numbers[host])]
            origin = f"https://[{number}]" if ":" in number else f"https://{number}"
        parts = urlsplit(url)
        return f"{origin}{parts.path}" + (f"?{parts.query}" if parts.query else "")

    def _client(self, host: str) -> httpx2.Client:
        """One client a host: two names at one number must not share a line."""
        import httpx2

        with self._opening:
            if host not in self._clients:
                self._clients[host] = httpx2.Client(
                    timeout=self._patience.silence, trust_env=False, follow_redirects=False
                )
        return self._clients[host]


def _judge(url: str, status: int, headers: Mapping[str, str]) -> None:
    """Let through what is an answer; raise what may pass, and what will not."""
    if status in {200, 304} or status in _REDIRECTS:
        return
    if status in _PASSING:
        raise PassingError(
            seen=f"status {status}", wait=_retry_after(headers.get("retry-after", ""))
        )
    if status in {404, 410}:
        raise MissingFileError(expected=f"a document at {url}", seen=f"status {status}")
    raise UnavailableError(expected=f"an answer from {url}", seen=f"status {status}")


def _retry_after(words: str) -> float | None:
    """Seconds until the server wants to be asked again: a number, or a date."""
    if words.strip().isdigit():
        return float(words)
    try:
        moment = parsedate_to_datetime(words)
    except ValueError:
        return None
    return max(0.0, (moment - datetime.now(moment.tzinfo)).total_seconds())


def _hang_up(clients: Mapping[str, httpx2.Client]) -> None:
    for client in clients.values():
        client.close()


class _Weighed:
    """The check against a listing: twice the same other size, and the listing is wrong."""

    def __init__(self, size: int | None) -> None:
        self._size = size
        self._seen: set[bytes] = set()

    def checked(self, answer: Answer) -> Answer:
        if self._size is None or answer.status == 304 or len(answer.body) == self._size:
            return answer
        if answer.body in self._seen:
            return answer
        self._seen.add(answer.body)
        raise PassingError(seen=f"{len(answer.body)} bytes where {self._size} are listed")
