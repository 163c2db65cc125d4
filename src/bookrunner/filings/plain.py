"""Plain text to rows: pipes, tabs and wide gaps part the cells of a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.filings.document import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTED: Final = re.compile(r"\t+|\s{3,}|\s*\.{4,}\s*")
_OPEN_CELL: Final = 80  # lines a cell may run on before its closing pipe


def laid_out_text(body: str) -> tuple[str, tuple[tuple[Cell, ...], ...]]:
    r"""The text itself, and its rows.

    >>> text, rows = laid_out_text("Size: | $5 |\nNotes due 2030\n")
    >>> [[text[cell.start : cell.end] for cell in row] for row in rows]
    [['Size:', '$5'], ['Notes due 2030']]
    """
    rows = [row for start, end in _lines(body) if (row := _row(body, start, end))]
    return body, tuple(rows)


def _lines(body: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends; a cell left open by a pipe runs over lines."""
    pieces = body.split("\n")
    at = line = 0
    while line < len(pieces):
        more = _runs_on(pieces, line)
        end = at + sum(len(piece) + 1 for piece in pieces[line : line + more + 1]) - 1
        yield at, end
        at, line = end + 1, line + more + 1


def _runs_on(pieces: list[str], line: int) -> int:
    """How many further lines the last cell of a piped line holds."""
    if "|" not in pieces[line] or pieces[line].rstrip().endswith("|"):
        return 0
    for more, piece in enumerate(pieces[line + 1 : line + _OPEN_CELL], start=1):
        bare = piece.rstrip()
        if bare.endswith("|") and bare.count("|") == 1:
            return more
        if "|" in bare or not bare:
            return 0
    return 0


def _row(body: str, start: int, end: int) -> tuple[Cell, ...]:
    line = body[start:end]
    if not line or line.isspace():
        return ()
    if "|" in line:
        return tuple(_between_pipes(line, start))
    return tuple(_between_gaps(line, start))


def _between_pipes(line: str, at: int) -> Iterator[Cell]:
    for column, piece in enumerate(line.split("|")):
        bare = piece.strip()
        if bare:
            start = at + len(piece) - len(piece.lstrip())
            yield Cell(start, start + len(bare), column)
        at += len(piece) + 1


def _between_gaps(line: str, at: int) -> Iterator[Cell]:
    begin = len(line) - len(line.lstrip())
    stop = len(line.rstrip())
    column = 0
    for gap in _PARTED.finditer(line, begin, stop):
        if gap.start() > begin:
            yield Cell(at + begin, at + gap.start(), column)
            column += 1
        begin = gap.end()
    if stop > begin:
        yield Cell(at + begin, at + stop, column)
