"""The cut of a deal in words: signs said in words, reasons once, sizes as filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bookrunner.briefs.mix_view import mix_section
from bookrunner.briefs.story import Line, Said, Table
from bookrunner.briefs.words import spoken
from bookrunner.cited import Status, status
from bookrunner.issuers.mix_beliefs import implied
from examples.mixes import CASH_FLOWS, gap

if TYPE_CHECKING:
    from bookrunner.briefs.story import Section


def section(deal_id: str) -> Section:
    told = gap(deal_id)
    return mix_section(told, implied(told))


def table(deal_id: str, key: str) -> Table:
    blocks = section(deal_id).blocks
    (found,) = (b for b in blocks if isinstance(b, Table) and b.key == key)
    return found


def line(deal_id: str, label: str) -> str:
    blocks = section(deal_id).blocks
    told = [spoken(b.sentence) for b in blocks if isinstance(b, Line) and b.label == label]
    return " | ".join(told)


def test_what_was_sold_is_as_filed_and_what_is_best_is_assumed() -> None:
    (row,) = (r for r in table("amzn-2025-11-17", "mix").rows if r[0] == "10 years")
    sold, best = row[1], row[2]
    assert isinstance(sold, Said)
    assert isinstance(best, Said)
    assert sold.figure
    assert best.figure
    assert status(sold.figure) is not Status.ASSUMED
    assert status(best.figure) is Status.ASSUMED


def test_less_and_more_are_said_in_words() -> None:
    assert line("amzn-2025-11-17", "Left over") == (
        "of $710.55m of interest: it pays $46.51m less than the best split, for $63.16m "
        "more risk of refinancing: $16.65m a year that no named limit explains"
    )
    assert "more than the best split" in line("meta-2025-10-30", "Left over")
    assert "less risk of refinancing" in line("meta-2025-10-30", "Left over")


def test_a_limit_no_split_keeps_says_so_in_its_row() -> None:
    rows = table("orcl-2025-09-24", "mix_gap").rows
    (told,) = (row[1] for row in rows if row[0] == "the ladder has room")
    assert told == "no split keeps it"


def test_what_a_split_breaks_is_one_line_a_limit() -> None:
    assert line("meta-2025-10-30", "Breaks") == (
        "no tranche above the largest others sold: 40 years $4.50bn against $4.00bn"
    )
    assert line("amzn-2025-11-17", "Breaks") == ""
    assert line("orcl-2025-09-24", "Breaks").count(" against ") == 5


def test_a_tenor_nobody_had_sold_is_told_with_the_one_that_stands_for_it() -> None:
    told = line("goog-2025-11-03-usd", "Measured on")
    assert told.endswith("nobody had sold 50 years: 40 years stand for it")


def test_beliefs_below_five_basis_points_are_left_to_the_table() -> None:
    told = line("amzn-2025-11-17", "To be believed")
    assert told.startswith("3 years -46 bp, 5 years -14 bp, 20 years +8 bp, 40 years -9 bp")
    assert "7 years" not in told


@pytest.mark.parametrize("deal_id", list(CASH_FLOWS))
def test_every_figure_of_the_section_is_known(deal_id: str) -> None:
    for block in section(deal_id).blocks:
        if isinstance(block, Line):
            assert all(p.figure for p in block.sentence if isinstance(p, Said))
