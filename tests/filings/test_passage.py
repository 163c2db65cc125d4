"""Words that know where they stand."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bookrunner.filings import Passage

TEXT = "Size:   $5  \n  Price: 99.5%\n\n"
WHOLE = Passage(TEXT, 0, len(TEXT))


def test_what_is_found_inside_stands_where_the_whole_text_says() -> None:
    found = WHOLE.search(re.compile(r"\d+\.\d%"))
    assert found is not None
    inside = WHOLE.group(found)
    assert (inside.words, TEXT[inside.start : inside.end]) == ("99.5%", "99.5%")


def test_margins_are_left_out_and_empty_lines_too() -> None:
    assert [line.words for line in WHOLE.lines()] == ["Size:   $5", "Price: 99.5%"]


def test_a_passage_without_words_is_false() -> None:
    assert not WHOLE.between(5, 8)
    assert WHOLE.between(5, 10).words == "$5"


@given(st.text(alphabet="ab \n\t", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_no_cut_leaves_the_text_or_keeps_a_margin(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text)), min(end, len(text))
    inside = Passage(text, 0, len(text)).between(start, end)
    assert inside.words == text[start:end].strip()
    assert all(line.words == line.words.strip() for line in inside.lines())
