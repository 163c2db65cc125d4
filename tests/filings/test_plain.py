"""Plain text to rows: pipes, tabs and gaps part the cells."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.filings.plain import laid_out_text


def cells(body: str) -> list[list[str]]:
    text, rows = laid_out_text(body)
    return [[text[cell.start : cell.end] for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Size:\t$5", ["Size:", "$5"]),
        ("Size: | $5 |", ["Size:", "$5"]),
        ("| |", None),
        ("| | 2029 Notes | | • | | T+15 |", ["2029 Notes", "•", "T+15"]),
        ("Size:        $5", ["Size:", "$5"]),
        ("Size........$5", ["Size", "$5"]),
        ("Wells  Fargo", ["Wells  Fargo"]),  # two spaces part names, not cells
    ],
)
def test_a_line_is_cut_where_its_cells_end(line: str, row: list[str] | None) -> None:
    assert cells(line) == ([row] if row else [])


def test_a_cell_runs_on_to_its_closing_pipe() -> None:
    assert cells("Books: | Ash Inc.\nBirch LLC\nElm Corp. |\nNext: | 1 |") == [
        ["Books:", "Ash Inc.\nBirch LLC\nElm Corp."],
        ["Next:", "1"],
    ]


def test_a_pipe_that_is_never_closed_takes_nothing_with_it() -> None:
    assert cells("Size: | $5\n\nPrice: | 99%") == [["Size:", "$5"], ["Price:", "99%"]]


@given(st.text(alphabet="ab1|\t \n:", max_size=80))
def test_cells_lie_inside_the_text_in_order_and_never_overlap(body: str) -> None:
    text, rows = laid_out_text(body)
    spans = [(cell.start, cell.end) for row in rows for cell in row]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
