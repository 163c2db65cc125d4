# ruff: noqa: E501 - the words stand here as sheets print them
"""Resets: from which day, and what is added; of a floater, nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bookrunner.deals import Kind
from bookrunner.deals.rules import reset
from bookrunner.deals.rules.interest import RULE
from examples.reading import one, read_by

D = Decimal
RESET = (
    "From the issue date to, but excluding, February 1, 2030 at the rate of 6.875% per year "
    "and from then on, during each Reset Period, at the {index} as of the most recent "
    "determination date (as defined herein) plus a spread of 2.386%, provided that it "
    "will not reset below 6.875%"
)


@pytest.mark.parametrize(
    "index",
    [
        "Five-year U.S. Treasury Rate",
        "5-Year Treasury Rate",
        "Five Year Mid-Swap Rate",
        "five-year Government of Canada Yield",
    ],
)
def test_a_rate_that_is_set_anew_is_told_whole(index: str) -> None:
    assert read_by(RULE, RESET.format(index=index)) == {
        "coupon": D("0.06875"),
        "kind": Kind.FIXED_TO_FIXED,
        "reset_date": date(2030, 2, 1),
        "reset_margin": D("0.02386"),
    }


def test_margins_that_step_up_are_no_margin() -> None:
    words = "5.25% and then the Five-Year Treasury Rate plus (i) 2.5% until 2032, plus (ii) 3.5%"
    assert "reset_margin" not in read_by(RULE, words)


def test_date_and_margin_stand_beside_labels() -> None:
    assert read_by(reset.DATE, "September 15, 2034") == {"reset_date": date(2034, 9, 15)}
    assert read_by(reset.MARGIN, "+240.4 basis points") == {"reset_margin": D("0.02404")}
    assert read_by(reset.MARGIN, "2.404% per annum") == {"reset_margin": D("0.02404")}
    assert read_by(reset.DATE, "each date on which a period begins") == {}


def test_the_reset_dates_of_a_floater_are_another_thing() -> None:
    seen = one(
        "Title: Floating Rate Notes due 2028\nBase Rate: SOFR\nSpread: +55 bps\n"
        "Initial Interest Reset Date: July 29, 2025\n"
    )
    assert "reset_date" not in seen
