"""Ratings keep their sign: the AA of AA- is another rating."""

from __future__ import annotations

import pytest

from bookrunner.deals import read_deal
from bookrunner.filings import document

SHEET = """Example Industries, Inc.
Pricing Term Sheet
Issuer:\tExample Industries, Inc.
Pricing Date:\tNovember 17, 2025
Ratings ({agencies}):\t{ratings}
5.250% Notes due 2035
Principal Amount:\t$500,000,000
Maturity Date:\tNovember 20, 2035
Coupon:\t5.250%
"""


@pytest.mark.parametrize(
    "ratings",
    [
        ("A1", "AA", "AA-"),
        ("Aa2", "AA+", "AA"),
        ("Baa1", "BBB+", "A-"),
        ("Ba1", "BB-", "B+"),
    ],
)
def test_each_agency_gets_the_rating_in_its_place(ratings: tuple[str, str, str]) -> None:
    sheet = SHEET.format(agencies="Moody's / S&P / Fitch", ratings=" / ".join(ratings))
    read = read_deal(document(sheet.encode(), "sheet.txt")).value.ratings
    assert tuple(each.value for each in read.values()) == ratings
