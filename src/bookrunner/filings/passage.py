"""Words that know where they stand.

A `Passage` is a stretch of a document's text.  Readers hand passages on instead of
strings, so that whatever is read at the end can be cited by its offsets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of *text* from *start* up to *end*."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words themselves, as they stand."""
        return self.text[self.start : self.end]

    def __bool__(self) -> bool:
        return self.end > self.start

    def between(self, start: int, end: int) -> Passage:
        """The part from *start* to *end*, offsets of the whole text, without its margins.

        >>> Passage("Size:  $5 ", 0, 10).between(5, 10).words
        '$5'
        """
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Passage(self.text, start, end)

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match inside the passage; its offsets are those of the whole text."""
        return pattern.search(self.text, self.start, self.end)

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """A match at the beginning of the passage."""
        return pattern.match(self.text, self.start, self.end)

    def finditer(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Every match inside the passage."""
        return pattern.finditer(self.text, self.start, self.end)

    def group(self, match: re.Match[str], group: int | str = 0) -> Passage:
        """The words of one group of a *match* found in this passage."""
        return Passage(self.text, *match.span(group))

    def lines(self) -> list[Passage]:
        """The lines that are not empty, without their margins."""
        found, at = [], self.start
        for line in self.words.split("\n"):
            if inside := self.between(at, at + len(line)):
                found.append(inside)
            at += len(line) + 1
        return found
