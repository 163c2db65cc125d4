# ruff: noqa: E501 - the words stand here as sheets print them, one a line
"""Ratings find their agencies, whichever stands first."""

from __future__ import annotations

import pytest

from bookrunner.deals.rules import ratings
from bookrunner.deals.rules.rule import Found
from bookrunner.filings import Passage
from examples.reading import told


def read(words: str, label: str = "Ratings") -> dict[str, str]:
    text = f"{label}\t{words}"
    outcome = ratings.RULE.read(
        Passage(text, len(label) + 1, len(text)), Passage(text, 0, len(label))
    )
    return dict(each.value for each in outcome if isinstance(each, Found))


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("A1 (Moody's) / AA- (S&P)", "Ratings"),
        ("Moody\u2019s: A1; S&P: AA-", "Ratings"),
        ("A1 / AA-", "Ratings (Moody's / S&P)"),
        ("A1 / AA- (Moody\u2019s/ S&P)", "Expected Ratings*"),
        ("A1 by Moody\u2019s Investors Service, Inc. and AA- by Standard & Poor\u2019s", "Ratings"),
        ("Moody\u2019s Investors Service Inc.\n\u201cA1\u201d\nS&P Global Ratings\n\u201cAA-\u201d", "Ratings"),
    ],
)  # fmt: skip
def test_each_agency_gets_its_own(words: str, label: str) -> None:
    assert read(words, label) == {"Moody's": "A1", "S&P": "AA-"}


def test_outlooks_stay_beside_their_rating() -> None:
    words = (
        "Moody's: A3 (stable outlook); S&P: BBB+, negative outlook; Fitch: A- / positive"
    )
    assert read(words) == {
        "Moody's": "A3 (stable)",
        "S&P": "BBB+ (negative)",
        "Fitch": "A- (positive)",
    }


def test_ratings_without_an_agency_are_nobodys() -> None:
    assert read("A1 / AA-") == {}
    assert read("A1 / AA- / A+", "Ratings (Moody's / S&P)") == {}


def test_what_an_agency_never_says_is_not_its_rating() -> None:
    assert read("Moody's: AA-; S&P: Baa1") == {}
    assert read("A securities rating is not a recommendation to buy. Moody's: n/a") == {}


def test_outlooks_told_behind_them_all_go_in_order() -> None:
    words = "Baa2/BBB/BBB+ (Stable/Positive/Stable)"
    assert read(words, "Expected Ratings* (Moody's/S&P/Fitch)") == {
        "Moody's": "Baa2 (stable)",
        "S&P": "BBB (positive)",
        "Fitch": "BBB+ (stable)",
    }


def test_the_notes_ratings_go_before_those_of_their_issuer() -> None:
    seen = told(
        "Title: 5.250% Notes due 2035\n"
        "Issuer Ratings: A1 (negative) (Moody's) / A+ (stable) (S&P)\n"
        "Expected Issue Ratings1: A2 (Moody's)\n"
    )
    assert seen["ratings"] == {"Moody's": "A2"}


def test_a_rating_told_again_without_its_outlook_is_one_rating() -> None:
    seen = told(
        "Title: 5.250% Notes due 2035\n"
        "Ratings: Moody's: A2 (stable)\n"
        "Expected Ratings: Moody's: A2\n"
    )
    assert seen["ratings"] == {"Moody's": "A2 (stable)"}


def test_ratings_of_the_issuer_name_no_issuer() -> None:
    seen = told(
        "Issuer: Quill Bank\nTitle: 5.250% Notes due 2035\n"
        "Rating of the Issuer:1\tAaa by Moody's and AAA by Scope Ratings\n"
    )
    assert seen["issuer"] == "Quill Bank"
    assert seen["ratings"] == {"Moody's": "Aaa", "Scope": "AAA"}


def test_listed_apart_they_must_be_as_many_as_their_agencies() -> None:
    assert read("NR / A- (S&P / Fitch)") == {}
    assert read("A1 / A- / AAL (Moody\u2019s / S&P / DBRS)") == {
        "Moody's": "A1",
        "S&P": "A-",
        "DBRS": "AAL",
    }
