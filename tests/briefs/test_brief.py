"""The brief of Amazon's sale, drawn three ways from one story."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

import bookrunner as br
from bookrunner.briefs import brief
from bookrunner.briefs.page import figures, page
from bookrunner.briefs.record import record
from bookrunner.briefs.story import Chart
from bookrunner.briefs.terminal import drawn
from bookrunner.cited import Problem, Reason
from examples.amazon import CURVE, amazon, filed

if TYPE_CHECKING:
    from bookrunner.briefs import Brief
    from bookrunner.deals import Deal


def on_terminal(told: Brief, *, colour: bool = False) -> str:
    screen = io.StringIO()
    console = Console(file=screen, width=120, force_terminal=colour, no_color=not colour)
    for block in drawn(told.story):
        console.print(block)
    return screen.getvalue()


@pytest.fixture(scope="module")
def told() -> Brief:
    return brief(amazon(), CURVE)


def test_the_first_screen_says_what_was_sold(told: Brief) -> None:
    screen = on_terminal(told)
    assert "$15.00bn in six tranches" in screen
    assert "settles 20 Nov 2025 (T+3)" in screen
    row = next(line for line in screen.splitlines() if "Nov 2065" in line).split()
    assert row == [
        "Nov", "2065", "$2.00bn", "5.550", "99.474", "5.583", "+85", "bp", "15.95",
        "$3.17m", "0.40", "5.608",
    ]  # fmt: skip
    assert "14 of 14 figures that can be re-derived agree" in screen
    assert "$16.08bn of ten-year equivalents" in screen


def test_computed_figures_differ_in_type_from_filed_ones(told: Brief) -> None:
    screen = on_terminal(told, colour=True)
    assert re.search(r"\x1b\[36m\s*\+85 bp", screen)
    assert not re.search(r"\x1b\[36m\s*99\.474", screen)


def test_what_rests_on_an_assumption_is_marked_where_there_is_no_colour() -> None:
    bare = tuple(replace(each, first_coupon=None) for each in amazon().tranches)
    screen = on_terminal(brief(replace(amazon(), tranches=bare), CURVE))
    assert "*duration" in screen
    assert "*over Treasuries" in screen


def test_a_sheet_that_contradicts_itself_says_so_on_the_first_screen() -> None:
    tranches = list(amazon().tranches)
    tranches[3] = replace(tranches[3], yield_to_maturity=filed(Decimal("0.04691")))
    screen = on_terminal(brief(replace(amazon(), tranches=tuple(tranches)), CURVE))
    assert "13 of 14" in screen
    assert "4.691% is stated, the other figures give 4.681%" in screen


def test_without_a_curve_the_brief_is_written_and_says_what_is_missing() -> None:
    screen = on_terminal(brief(amazon(), None))
    assert "no Treasury curve of 2025-11-17 at hand" in screen
    assert "over Treasuries" not in screen
    assert "5.583" in screen


def test_the_record_gives_every_figure_a_value_unit_status_and_source(told: Brief) -> None:
    written = json.loads(json.dumps(record(told.story, told.priced, told.checks)))
    last = written["tranches"][5]
    assert last["yield_to_maturity"]["value"] == pytest.approx(0.055830, abs=1e-6)
    assert last["yield_to_maturity"]["unit"] == "decimal per year"
    assert last["yield_to_maturity"]["status"] == "computed"
    assert last["face"] | {"source": 0} == {
        "value": 2000000000, "unit": "USD", "status": "filed", "source": 0,
    }  # fmt: skip
    assert last["benchmark"]["status"] == "unknown"
    assert last["benchmark"]["why"]
    assert (written["checks_passed"], written["checks_possible"]) == (14, 14)
    assert all({"value", "unit", "status"} <= set(each) for each in last.values())


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: set[str] = set()
        self.anchors: set[str] = set()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        told = dict(attrs)
        if told.get("id"):
            self.anchors.add(told["id"] or "")
        if tag == "a":
            self.targets.add((told["href"] or "").removeprefix("#"))
        assert not any(name.startswith("on") for name, _ in attrs)


def test_every_figure_of_the_page_leads_to_its_passport(told: Brief) -> None:
    links = _Links()
    links.feed(page(told.story))
    said = [each for each in figures(told.story) if each.figure is not None]
    assert len(said) > 60
    assert links.targets <= links.anchors
    drawn = [b for s in told.story.sections for b in s.blocks if isinstance(b, Chart)]
    assert links.tags.count("svg") == len(drawn) > 2


def test_the_page_stands_alone_and_runs_nothing(told: Brief) -> None:
    html = page(told.story)
    assert "<script" not in html
    assert not re.search(r"""(src|href)=["'](?!#)""", html.replace("xlink:href", ""))
    assert "default-src 'none'" in html


def test_words_of_a_filing_cannot_write_on_the_page() -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    deal = replace(
        amazon(),
        issuer=filed(hostile, hostile),
        problems=(Problem("issuer", Reason.CONFLICT, hostile),),
    )
    links = _Links()
    links.feed(page(brief(deal, CURVE).story))
    assert "script" not in links.tags
    assert "img" not in links.tags


def test_a_deal_with_nothing_in_it_is_told_without_a_guess() -> None:
    empty = replace(
        amazon(), tranches=(), issuer=None, total_face=None, net_proceeds=None,
        total_discount=None, bookrunners=None,
    )  # fmt: skip
    told = brief(empty, None)
    assert all(each.why for each in figures(told.story) if each.figure is None)
    assert "in no tranches" in on_terminal(told)
    assert "<h1>" in page(told.story)


@pytest.mark.parametrize("deal", br.sales(), ids=lambda deal: deal.deal_id)
def test_every_sale_that_ships_can_be_told(deal: Deal) -> None:
    """Euro, sterling and franc sales, floaters, and sales known only in part."""
    told = br.brief(deal)
    assert deal.issuer is not None
    assert deal.issuer.value in on_terminal(told)
    assert all(each.why for each in figures(told.story) if each.figure is None)
