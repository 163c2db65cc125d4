"""Labels are known by their words, whatever brackets and marks stand around them."""

from __future__ import annotations

import pytest

from bookrunner.deals.labels import (
    LONGEST,
    ends_as_label,
    is_label,
    is_other_label,
    is_shaped_as_label,
    plain_label,
    rule_for,
)
from examples.variants import LABELS


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Coupon (Interest Rate)*:", "coupon"),
        ("U.S. Treasury Benchmark:", "us treasury benchmark"),
        ("Ratings\u2020 (Moody\u2019s / S&P)(1)", "ratings"),
        (
            "Day Count Convention with Respect to the Fixed Rate Period",
            "day count convention",
        ),
    ],
)
def test_brackets_marks_and_footnotes_come_off(words: str, plain: str) -> None:
    assert plain_label(words) == plain


@pytest.mark.parametrize("label", [each for words in LABELS.values() for each in words])
def test_every_label_practitioners_use_calls_for_a_rule(label: str) -> None:
    assert rule_for(label) is not None
    assert rule_for(f"{label.upper()}:") is rule_for(label)


@pytest.mark.parametrize("words", ["2028 Notes", "the Floating Rate Notes", "", "  ", "*"])
def test_references_and_nothing_are_no_labels(words: str) -> None:
    assert not is_label(words)
    assert not ends_as_label(words)


def test_words_too_long_for_a_label_are_none() -> None:
    assert rule_for("Coupon " + "(" + "x" * LONGEST + ")") is None
    assert not is_other_label("Denominations " + "x" * LONGEST)


def test_an_unknown_label_is_known_by_its_shape() -> None:
    assert is_shaped_as_label("Stabilisation Manager:")
    assert not is_shaped_as_label("$500,000,000 of our Notes:")
    assert not is_shaped_as_label("Moody's:")
