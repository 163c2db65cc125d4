"""Documents of the world, asked for once and kept for ever.

Every source is functions over an `Archive`: an address goes in, a `Document` comes out,
with where, when and under which hash it is kept.  `LiveArchive` goes through the door
and keeps evidence; `FakeArchive` answers from a dictionary, for tests and examples.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from bookrunner.errors import MissingFileError, UnavailableError
from bookrunner.sources.evidence import Evidence
from bookrunner.sources.http import Door

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.sources.evidence import Fetch
    from bookrunner.sources.http import Answer
    from bookrunner.sources.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Bytes from the world, and their evidence."""

    url: str
    body: bytes
    sha256: str
    at: datetime  # when the world last confirmed it, UTC
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The file name in its address."""
        return self.url.partition("?")[0].rpartition("/")[2]


class Archive(Protocol):
    """Where documents come from."""

    def document(
        self,
        url: str,
        *,
        settled: bool = False,
        unrecorded: str = "",
        size: int | None = None,
    ) -> Document:
        """What *url* holds.

        A *settled* address never changes its answer (a filed document) and is asked
        only once.  *unrecorded* is added to the query and recorded nowhere; *size* is what
        a listing says the document weighs.
        """


class LiveArchive:
    """The world, through the door; every answer kept as evidence."""

    def __init__(
        self,
        settings: Settings,
        *,
        door: Door | None = None,
        evidence: Evidence | None = None,
    ) -> None:
        """An archive for one user; it keeps what it fetches under his folder."""
        self.evidence = evidence or Evidence(settings.evidence)
        self._door = door or Door(settings)

    def document(
        self,
        url: str,
        *,
        settled: bool = False,
        unrecorded: str = "",
        size: int | None = None,
    ) -> Document:
        """What *url* holds, from the evidence where that is certain to stand."""
        known = self._intact(self.evidence.last(url))
        if known and settled:
            return known
        headers = known.headers if known else {}
        answer = self._door.ask(
            url, conditions=_conditions(headers), unrecorded=unrecorded, size=size
        )
        if answer.status == 200:
            return self._kept(answer)
        if known is None:
            raise UnavailableError(expected=f"a document at {url}", seen="status 304")
        # A 304 need not repeat what the next condition will rest on.
        unchanged = {**headers, **answer.headers}
        return self._kept(replace(answer, headers=unchanged, body=known.body))

    def _kept(self, answer: Answer) -> Document:
        fetch = self.evidence.keep(
            answer.url,
            answer.body,
            at=answer.at,
            status=answer.status,
            headers=answer.headers,
        )
        return _document(fetch, answer.body)

    def _intact(self, fetch: Fetch | None) -> Document | None:
        """What was kept, unless it is lost or damaged: then it is fetched again."""
        if fetch is None:
            return None
        try:
            return _document(fetch, self.evidence.body(fetch.sha256))
        except UnavailableError:
            return None


class FakeArchive:
    """A world of a few documents, by address."""

    def __init__(self, documents: Mapping[str, bytes]) -> None:
        """Answer from *documents*; every other address is not there."""
        self._documents = documents
        self.asked: list[str] = []

    def document(
        self,
        url: str,
        *,
        settled: bool = False,
        unrecorded: str = "",
        size: int | None = None,
    ) -> Document:
        """The bytes under *url*."""
        del settled, unrecorded, size  # a dictionary neither changes nor keeps secrets
        self.asked.append(url)
        if url not in self._documents:
            raise MissingFileError(expected=f"a document at {url}", seen="status 404")
        body = self._documents[url]
        return Document(
            url=url,
            body=body,
            sha256=hashlib.sha256(body).hexdigest(),
            at=datetime(2026, 1, 1, tzinfo=UTC),
        )


def _document(fetch: Fetch, body: bytes) -> Document:
    return Document(
        url=fetch.url, body=body, sha256=fetch.sha256, at=fetch.at, headers=fetch.headers
    )


def _conditions(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers that ask for news only; names as the door gives them, small."""
    asked = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
    return {name: headers[known] for name, known in asked.items() if known in headers}
