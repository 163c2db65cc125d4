"""The borrower's part of the brief: short, with passports, silent on what is unknown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bookrunner.briefs.borrower import borrower_section
from bookrunner.briefs.record import section_record
from bookrunner.briefs.story import Chart, Line, Said
from bookrunner.briefs.words import spoken
from bookrunner.deals import shipped_deal

if TYPE_CHECKING:
    from bookrunner.briefs.story import Section


def section(deal_id: str) -> Section:
    told = borrower_section(shipped_deal(deal_id))
    assert told is not None
    return told


def lines(told: Section) -> dict[str, str]:
    return {b.label: spoken(b.sentence) for b in told.blocks if isinstance(b, Line)}


def test_amazon_in_a_few_lines() -> None:
    told = lines(section("amzn-2025-11-17"))
    assert len(told) <= 6, "short"
    assert told["Can it carry it?"] == (
        "leverage 0.4x -> 0.5x (long term debt), coverage 35.2x -> 26.6x; "
        "our rating estimate AA+ -> AA+"
    )
    assert told["Year to Sep 2025"].startswith("$130.69bn of operating cash flow, 91.9 %")
    assert "little between them" in told["Why borrow?"]
    assert told["Hangs on OpenAI"] == "15.6 % of its backlog of Dec 2025"


def test_a_floater_hides_coverage_not_leverage() -> None:
    told = lines(section("goog-2025-11-03-usd"))["Can it carry it?"]
    assert "leverage 0.2x -> 0.3x" in told
    assert "coverage 252.7x -> -" in told


def test_oracles_year_is_told_from_the_quarters_found_since() -> None:
    told = lines(section("orcl-2025-09-24"))
    assert told["Year to Aug 2025"].startswith("$21.53bn of operating cash flow, 127.3 %")
    assert "BBB -> BBB-" in told["Can it carry it?"]


def test_what_is_not_stated_is_left_out_of_the_lines() -> None:
    """Of Meta's sale of May 2023 the year before is not at hand."""
    told = lines(section("meta-2023-05-01"))
    assert not any(label.startswith("Year to") for label in told)


@pytest.mark.parametrize("deal_id", ["spacex-2026-06", "wulf-2025-10"])
def test_of_an_issuer_that_does_not_ship_there_is_no_section(deal_id: str) -> None:
    assert borrower_section(shipped_deal(deal_id)) is None


def test_every_figure_said_has_a_passport_or_a_reason() -> None:
    for block in section("amzn-2025-11-17").blocks:
        said = [s for s in getattr(block, "sentence", ()) if isinstance(s, Said)]
        assert all(each.figure is not None or each.why for each in said)


def test_the_section_is_plain_data() -> None:
    json.dumps(section_record(section("meta-2025-10-30")))


def test_in_the_place_of_a_chart_that_cannot_be_drawn_stands_the_reason() -> None:
    told = section("meta-2025-10-30")
    drawn = {block.key for block in told.blocks if isinstance(block, Chart)}
    assert drawn == {"ladder", "capex", "frontier"}
    assert "known at 1 of" in lines(told)["Coverage"]


def test_amazons_section_has_four_charts() -> None:
    told = section("amzn-2025-11-17")
    drawn = [block.key for block in told.blocks if isinstance(block, Chart)]
    assert drawn == ["ladder", "coverage", "capex", "frontier"]


def test_charts_are_specs_the_renderer_draws() -> None:
    vl_convert = pytest.importorskip("vl_convert")
    for block in section("amzn-2025-11-17").blocks:
        if isinstance(block, Chart):
            assert vl_convert.vegalite_to_svg(dict(block.spec)).startswith("<svg")
