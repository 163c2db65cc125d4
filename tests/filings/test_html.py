# ruff: noqa: E501 - the words stand here as sheets print them, one a line
"""HTML to rows: what a reader sees, cell by cell, in bounded time."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookrunner.errors import NotATermSheetError
from bookrunner.filings.html import DEEPEST, is_html, laid_out_html


def cells(body: str) -> list[list[str]]:
    text, rows = laid_out_html(body)
    return [[text[cell.start : cell.end] for cell in row] for row in rows]


def test_a_row_is_a_row_and_spacers_are_none() -> None:
    page = "<table><tr><td><b>Size:</b></td><td> </td><td><p>$5<br>bn</p></td></tr></table>"
    assert cells(page) == [["Size:", "$5\nbn"]]


def test_symbols_in_cells_of_their_own_go_back_to_their_numbers() -> None:
    page = "<tr><td>Total</td><td><p>$</p></td><td><p>300,000</p></td><td>99.5</td><td>%</td></tr>"
    assert cells(f"<table>{page}</table>") == [["Total", "$300,000", "99.5%"]]


def test_nested_tables_are_flattened_row_by_row() -> None:
    inner = "<table><tr><td>2029 Notes</td><td>T+15</td></tr><tr><td>2034 Notes</td></tr></table>"
    page = f"<table><tr><td>Call:</td><td>{inner}</td></tr></table>"
    assert cells(page) == [["Call:"], ["2029 Notes", "T+15"], ["2034 Notes"]]


def test_columns_know_where_they_stand() -> None:
    page = "<table><tr><td></td><td colspan=2>A</td><td>B</td></tr></table>"
    _, (row,) = laid_out_html(page)
    assert [cell.columns for cell in row] == [range(1, 3), range(3, 4)]


def test_a_cell_merged_downwards_pushes_the_next_row_aside() -> None:
    page = "<tr><td rowspan=2>A</td><td>B</td></tr><tr><td>C</td></tr><tr><td>D</td></tr>"
    _, rows = laid_out_html(f"<table>{page}</table>")
    assert [[cell.column for cell in row] for row in rows] == [[0, 1], [1], [0]]


@pytest.mark.parametrize("span", ["0", "-1", "²", "two", "", "1e9"])
def test_a_span_that_is_no_count_is_one(span: str) -> None:
    _, (row,) = laid_out_html(f"<table><tr><td colspan='{span}' rowspan='{span}'>A</table>")
    assert row[0].columns == range(1)


def test_scripts_styles_and_comments_are_not_read() -> None:
    page = "<style>p{}</style><script>var x='$5'</script><!-- $6 --><p>Size &amp; price</p>"
    assert cells(page) == [["Size & price"]]


@pytest.mark.parametrize(
    "broken",
    [
        "<p>Size<p>$5",
        "<table><tr><td>Size<td>$5",
        "<b><i>Size</b></i><br>$5",
        "<td>Size</tr>$5",
    ],
)
def test_broken_pages_keep_their_words(broken: str) -> None:
    told = " ".join(word for row in cells(broken) for word in row)
    assert "Size" in told
    assert "$5" in told


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 1_000_000,
        "<table><tr><td>" * 400_000,
        "<b>" * 1_000_000 + "Size",
        "<p>x</p>" * 400_000,
    ],
    ids=["divs", "tables", "bold", "paragraphs"],
)
def test_a_million_tags_are_refused_before_they_are_parsed(hostile: str) -> None:
    began = time.process_time()
    with pytest.raises(NotATermSheetError):
        laid_out_html(hostile)
    assert time.process_time() - began < 2


def test_pages_as_deep_as_allowed_are_read() -> None:
    deep = DEEPEST - 2
    assert cells("<div>" * deep + "Size" + "</div>" * deep) == [["Size"]]


def test_text_with_a_stray_angle_is_no_page() -> None:
    assert not is_html("yield < 5% and price > 99")
    assert is_html("<P>Size</P>")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine
@given(
    st.lists(
        st.sampled_from(
            ["<td>", "</td>", "<tr>", "</table>", "<table>", "a ", "$", "<br>", "<p>", "5%"]
        ),
        max_size=30,
    )
)
def test_every_cell_stands_in_the_text_whatever_the_tags(pieces: list[str]) -> None:
    text, rows = laid_out_html("<html>" + "".join(pieces))
    spans = [(cell.start, cell.end) for row in rows for cell in row]
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert spans == sorted(spans)
