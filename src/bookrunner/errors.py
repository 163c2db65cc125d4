"""What can go wrong when the house is misused or the world does not answer.

Problems *in data* are values (`cited.Problem`); only these are raised::

    BookrunnerError
      MisuseError             an argument, option or table that cannot be meant
        UnreadableError       words that are not the figure they should be
      NotATermSheetError      a document that describes no bond sale we read
      UnavailableError        something outside did not answer or is not there
        MissingFileError      a path that leads nowhere
        StaleError            a source older than the question needs
      RefusedError            asked to go where the house does not go

Each takes facts and writes its own sentence: what was expected, what was seen, and a
hint what to do.  The command line prints that sentence and nothing else.
"""

from __future__ import annotations

from typing import ClassVar


class BookrunnerError(Exception):
    """What was expected, what was seen, and what to do about it."""

    exit_status: ClassVar[int] = 1

    def __init__(self, *, expected: str, seen: str, hint: str = "") -> None:
        self.expected = expected
        self.seen = seen
        self.hint = hint
        told = f"expected {expected}, saw {_clipped(seen)}"
        super().__init__(f"{told}; {hint}" if hint else told)


class MisuseError(BookrunnerError):
    """An argument, option or table that cannot be meant."""

    exit_status = 2


class UnreadableError(MisuseError):
    """Words that are not the figure they should be."""

    exit_status = 1


class NotATermSheetError(BookrunnerError):
    """A document that describes no bond sale we read."""


class UnavailableError(BookrunnerError):
    """Something outside did not answer, or is not there."""


class MissingFileError(UnavailableError):
    """A path that leads nowhere, or to something that is no file."""

    exit_status = 2


class StaleError(UnavailableError):
    """A source older than the question needs."""


class RefusedError(BookrunnerError):
    """Asked to go where the house does not go: another host, a private address."""

    exit_status = 2


def _clipped(seen: str, most: int = 120) -> str:
    line = " ".join(seen.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
