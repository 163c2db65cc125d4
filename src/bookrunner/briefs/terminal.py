"""The brief on a terminal: the story as lines of text.

A figure as filed or reported is plain; computed, estimated and assumed figures differ
in type, and by a mark where there is no colour: ``~`` estimated, ``*`` assumed,
``°`` reported by a lesser source than the filing.  A column whose figures are all
known in one way carries the mark in its heading.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from bookrunner.briefs.story import Line, Said, Table
from bookrunner.briefs.words import written
from bookrunner.cited import Status, grade, status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import JustifyMethod, RenderableType

    from bookrunner.briefs.story import Section, Sentence, Story
    from bookrunner.cited import Problem

STYLES: Final = {
    Status.FILED: "",
    Status.REPORTED: "",
    Status.COMPUTED: "cyan",
    Status.ESTIMATED: "magenta",
    Status.ASSUMED: "yellow",
}
_MARKS: Final = {Status.ESTIMATED: "~", Status.ASSUMED: "*"}
_LABEL_WIDTH: Final = 20


def drawn(story: Story) -> Iterator[RenderableType]:
    """The story, block by block, for a rich console."""
    yield Padding(_title(story.title), (1, 0, 0, 2))
    for section in story.sections:
        yield from _section(section)
    if story.problems:
        yield Padding(_problems(story.problems), (1, 0, 0, 2))
    yield Padding(_legend(story), (1, 0, 1, 2))


def text(story: Story, *, width: int = 120) -> str:
    """The story as plain text, without colour."""
    console = Console(file=StringIO(), width=width, color_system=None)
    for block in drawn(story):
        console.print(block)
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined] # our StringIO
    return "\n".join(line.rstrip() for line in lines)


def drawn_sections(
    sections: Sequence[Section], problems: Sequence[Problem] = ()
) -> Iterator[RenderableType]:
    """Sections on their own, for a command that tells one part of the story."""
    for section in sections:
        yield from _section(section)
    if problems:
        yield Padding(_problems(problems), (1, 0, 0, 2))


def _title(sentences: Sequence[Sentence]) -> Text:
    lines = [_sentence(each) for each in sentences if each]
    if lines:
        lines[0].stylize("bold")
    return Text("\n").join(lines)


def _section(section: Section) -> Iterator[RenderableType]:
    lines = [each for each in section.blocks if isinstance(each, Line) and not each.detail]
    tables = [each for each in section.blocks if isinstance(each, Table)]
    if tables and section.key != "sale":
        yield Padding(Text(section.heading, style="bold"), (1, 0, 0, 2))
    for table in tables:
        if not table.detail:
            yield Padding(_grid(table), (1, 0, 0, 2))
            if table.total:
                yield Padding(_sentence(table.total), (0, 0, 0, 2))
    if lines:
        yield Padding(_labelled(lines), (1, 0, 0, 2))


def _grid(table: Table) -> Grid:
    grid = Grid(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="dim")
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.headings)
    shared = [_shared_mark(cells) for cells in columns]
    for n, (heading, cells) in enumerate(zip(table.headings, columns, strict=True)):
        words = all(isinstance(cell, str) for cell in cells)
        side: JustifyMethod = "left" if words or n == 0 else "right"
        grid.add_column(f"{shared[n]}{heading}", justify=side, no_wrap=not words)
    for row in table.rows:
        grid.add_row(*(_cell(each, shared[n]) for n, each in enumerate(row)))
    return grid


def _shared_mark(cells: Sequence[Said | str]) -> str:
    marks = {_mark(cell) for cell in cells if isinstance(cell, Said) and cell.figure}
    return marks.pop() if len(marks) == 1 else ""


def _cell(cell: Said | str, shared: str) -> Text:
    if isinstance(cell, str):
        return Text(cell)
    return _figure(cell, mark="" if shared else _mark(cell))


def _labelled(lines: Sequence[Line]) -> Grid:
    grid = Grid(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    grid.add_column(width=_LABEL_WIDTH, no_wrap=True, style="bold")
    grid.add_column()
    for line in lines:
        grid.add_row(line.label, _sentence(line.sentence))
    return grid


def _sentence(sentence: Sentence) -> Text:
    text = Text()
    for part in sentence:
        text.append_text(
            Text(part) if isinstance(part, str) else _figure(part, mark=_mark(part))
        )
    return text


def _figure(said: Said, *, mark: str) -> Text:
    style = STYLES[status(said.figure)] if said.figure else "dim"
    return Text(f"{mark}{written(said)}", style=style)


def _mark(said: Said) -> str:
    if said.figure is None:
        return ""
    known = status(said.figure)
    if known is Status.REPORTED and grade(said.figure) != "A":
        return "°"
    return _MARKS.get(known, "")


def _problems(problems: Sequence[Problem]) -> Text:
    lines = [f"! {each.figure}: {each.message}" for each in problems]
    return Text("\n".join(lines), style="red")


def _legend(story: Story) -> Text:
    text = Text("plain as filed", style="dim")
    for known, words in (
        (Status.COMPUTED, "computed"),
        (Status.ESTIMATED, "~estimated"),
        (Status.ASSUMED, "*assumed"),
    ):
        text.append("   ")
        text.append(words, style=STYLES[known])
    text.append(f"   sources: {'; '.join(story.sources)}", style="dim")
    text.append(f"\nbookrunner brief {story.deal_id} --html brief.html", style="dim")
    return text
