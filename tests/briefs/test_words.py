"""Figures in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.briefs.story import Form, Said
from bookrunner.briefs.words import UNKNOWN, spoken, written
from bookrunner.cited import Assumed, Estimated
from bookrunner.units import Money


def say(value: object, form: Form) -> str:
    return written(Said(key="k", figure=Assumed(value, "a test"), form=form))


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (Money(Decimal(2500000000), "USD"), Form.MONEY, "$2.50bn"),
        (Money(Decimal(999999999), "USD"), Form.MONEY, "$1.00bn"),
        (Money(Decimal(34750000), "USD"), Form.MONEY, "$34.75m"),
        (Money(Decimal(1500), "EUR"), Form.MONEY, "€1,500"),
        (Money(Decimal(-5000000), "SEK"), Form.MONEY, "-SEK 5.00m"),
        (Money(Decimal(1810000000000), "USD"), Form.MONEY, "$1.810tn"),
        (Money(Decimal(701176), "USD"), Form.MONEY_PER_BP, "$0.70m"),
        (Decimal("0.03900"), Form.COUPON, "3.900"),
        (Decimal("0.05"), Form.COUPON, "5"),
        (0.055830153, Form.RATE, "5.583"),
        (0.0085, Form.SPREAD, "+85 bp"),
        (-0.000004, Form.SPREAD, "+0 bp"),
        (-0.00025, Form.MOVE, "-2.5 bp"),
        (date(2028, 11, 20), Form.MONTH, "Nov 2028"),
        (date(2025, 11, 7), Form.DAY, "7 Nov 2025"),
        (5.33, Form.RATIO, "5.3x"),
        (0.124, Form.SHARE, "12.4 %"),
        (-0.0004, Form.CHANGE, "-0.04 %"),
    ],
)
def test_a_figure_is_written_as_its_form_says(
    value: object, form: Form, words: str
) -> None:
    assert say(value, form) == words


def test_an_estimate_is_never_written_without_its_interval() -> None:
    figure = Estimated(-0.0004, -0.0012, -0.0001, "channel", "C-")
    said = Said(key="bitcoin", figure=figure, form=Form.CHANGE)
    assert written(said) == "-0.04 % (90 %: -0.12 to -0.01)"


def test_what_nobody_knows_is_a_dash() -> None:
    assert written(Said(key="k", figure=None, form=Form.RATE, why="not stated")) == UNKNOWN


def test_a_sentence_is_its_words_and_figures() -> None:
    said = Said(key="k", figure=Assumed(6, "a test"), form=Form.COUNT)
    assert spoken(("in ", said, " tranches")) == "in 6 tranches"


@given(st.floats(-0.2, 0.2), st.sampled_from([Form.SPREAD, Form.MOVE, Form.CHANGE]))
def test_a_signed_figure_is_never_minus_nothing(value: float, form: Form) -> None:
    words = say(value, form)
    assert words[0] in "+-"
    assert not (words.startswith("-") and float(words.split()[0]) == 0)
