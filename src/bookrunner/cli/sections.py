"""One section of the story on its own: to a terminal, as JSON, or as CSV."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from bookrunner.cli.output import say_csv, say_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bookrunner.briefs.story import Section, Table
    from bookrunner.cited import Problem


def say_section(
    section: Section, problems: Sequence[Problem], *, json: bool, csv: bool
) -> None:
    """A section as a person or a program wants it; CSV is its first table."""
    if json:
        from bookrunner.briefs.record import section_record

        say_json(section_record(section, problems))
    elif csv:
        from bookrunner.briefs.story import Table

        table = next(each for each in section.blocks if isinstance(each, Table))
        say_csv(_rows(table), table.headings)
    else:
        _draw(section, problems)


def write_page(
    sections: Sequence[Section], problems: Sequence[Problem], path: Path
) -> None:
    """Sections as one HTML file that stands alone, pictures inside."""
    from bookrunner.briefs.page import page
    from bookrunner.briefs.story import Story
    from bookrunner.cli.output import warn

    story = Story(
        deal_id=sections[0].key,
        title=((sections[0].heading,),),
        sections=tuple(sections),
        problems=tuple(problems),
        sources=(),
    )
    path.write_text(page(story), encoding="utf-8")
    warn(f"wrote {path}")


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    """Cells as plain values in the units of the house; an unknown figure is empty."""
    from bookrunner.cited import passport

    for row in table.rows:
        cells = (
            each
            if isinstance(each, str)
            else passport(each.figure, each.form.unit)["value"]
            for each in row
        )
        yield dict(zip(table.headings, cells, strict=True))


def _draw(section: Section, problems: Sequence[Problem]) -> None:
    from rich.console import Console

    from bookrunner.briefs.terminal import drawn_sections

    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    for block in drawn_sections([section], problems):
        console.print(block)
