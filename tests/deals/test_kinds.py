# ruff: noqa: E501 - the sheets stand here as sheets do
"""How a tranche pays: told from its title first, then from its rates, then from its quote."""

from __future__ import annotations

import pytest

from bookrunner.deals import Kind
from bookrunner.deals.kinds import kind_found
from bookrunner.deals.rules import Found
from bookrunner.deals.tranches import name_of
from bookrunner.filings import Passage


def passage(words: str) -> Passage:
    return Passage(words, 0, len(words))


def kind(title: str, **heard: object) -> Kind | None:
    told = {
        figure: [Found(figure, value, passage("words"), "test")]
        for figure, value in heard.items()
    }
    found = kind_found(name_of(passage(title)), told)
    return found.value if found else None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Fixed Rate Senior Notes Due 2018", Kind.FIXED),
        ("Fixed Rate/Floating Rate Senior Notes due 2027", Kind.FIXED_TO_FLOATING),
        ("Fixed Rate Resetting Senior Notes due 2027", Kind.FIXED_TO_FIXED),
        ("FRNs due 2027", Kind.FLOATING),
    ],
)
def test_the_title_decides(title: str, expected: Kind) -> None:
    assert kind(title, coupon=0) is expected


def test_an_index_with_a_coupon_is_fixed_to_floating_and_alone_floating() -> None:
    assert kind("Notes due 2030", floating_index="SOFR") is Kind.FLOATING
    assert kind("Notes due 2030", floating_index="SOFR", coupon=1) is Kind.FIXED_TO_FLOATING


@pytest.mark.parametrize(
    "figure", ["yield_to_maturity", "spread_at_pricing", "spread_to_midswap"]
)
def test_what_is_quoted_at_a_yield_or_a_spread_is_fixed(figure: str) -> None:
    assert kind("Notes due 2030", **{figure: 1}) is Kind.FIXED


def test_what_says_nothing_has_no_kind() -> None:
    assert kind("Notes due 2030") is None


def test_a_coupon_of_nothing_is_a_zero() -> None:
    assert kind("Notes due 2030", coupon=0) is Kind.ZERO
