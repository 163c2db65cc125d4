"""The brief as one HTML file that stands alone: no script, nothing fetched.

Every figure links to its passport at the foot of the page; charts are drawn here, as
pictures inside the file.  All text is escaped: filings are strangers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bookrunner.briefs.provenance import provenance
from bookrunner.briefs.story import Form, Line, Said, Table
from bookrunner.briefs.words import spoken, written
from bookrunner.cited import status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from bookrunner.briefs.story import Chart, Section, Sentence, Story


def page(story: Story) -> str:
    """The story as an HTML document."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    house = Environment(
        loader=PackageLoader("bookrunner.briefs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    told = {said.key: said for said in figures(story) if said.figure is not None}
    return house.get_template("brief.html").render(
        story=story,
        heading=spoken(story.title[0]),
        passports=list(told.values()),
        written=written,
        provenance=provenance,
        anchor=_anchor,
        status=_status,
        kind=lambda block: type(block).__name__,
        is_text=lambda cell: isinstance(cell, str) or cell.form is Form.TEXT,
        picture=_picture,
    )


def figures(story: Story) -> Iterator[Said]:
    """Every figure a story says, in the order it says them."""
    for sentence in story.title:
        yield from _of_sentence(sentence)
    for section in story.sections:
        yield from _of_section(section)


def _of_section(section: Section) -> Iterator[Said]:
    for block in section.blocks:
        if isinstance(block, Line):
            yield from _of_sentence(block.sentence)
        elif isinstance(block, Table):
            for row in block.rows:
                yield from _of_sentence(row)
            yield from _of_sentence(block.total)


def _of_sentence(sentence: Sentence) -> Iterator[Said]:
    return (part for part in sentence if isinstance(part, Said))


def _anchor(said: Said) -> str:
    return "figure-" + re.sub(r"[^A-Za-z0-9_-]", "-", said.key)


def _status(said: Said) -> str:
    return status(said.figure).word if said.figure else "unknown"


def _picture(chart: Chart) -> Markup:
    """The chart as an SVG of our own making; its text is escaped by the drawer."""
    from markupsafe import Markup
    from vl_convert import vegalite_to_svg

    svg: Any = vegalite_to_svg(dict(chart.spec), vl_version="5.20")
    return Markup(svg)  # noqa: S704 - drawn by us from numbers
