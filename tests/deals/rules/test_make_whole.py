# ruff: noqa: E501 - the words stand here as sheets print them
"""Calls: of several days, the one from which par is paid; at odds, none."""

from __future__ import annotations

import pytest

from bookrunner.cited import Reason
from examples.reading import one, problems


@pytest.mark.parametrize(
    "words",
    [
        "On or after June 15, 2026 and before December 15, 2035, make-whole at T+15 bps; at par on or after December 15, 2035",
        "On or after June 15, 2026 at the U.S. Treasury Rate plus 15 basis points, and at par on or after December 15, 2035",
        "At any time on or after June 15, 2026, at the make-whole price (Treasury Rate + 15 basis points) or, on or after December 15, 2035, at par",
        "On or after June 15, 2026 at a make-whole premium of T+15 bps until December 15, 2035 and at par thereafter",
        "On or after June 15, 2026 at 102.05%, on or after June 15, 2030 at 101.025%, and at 100% on or after December 15, 2035",
    ],
)
def test_a_day_from_which_more_than_par_is_paid_is_no_par_call(words: str) -> None:
    sheet = f"Title: 4.1% Notes due 2036\nOptional Redemption: {words}\n"
    assert one(sheet)["par_call_date"] == "2035-12-15"


def test_two_days_from_which_nothing_else_than_par_is_told_are_a_conflict() -> None:
    words = "On or after June 15, 2026 at par; on or after December 15, 2035 at par"
    sheet = f"Title: 4.1% Notes due 2036\nOptional Redemption: {words}\n"
    assert "par_call_date" not in one(sheet)
    assert problems(sheet)["par_call_date:1"].reason is Reason.CONFLICT


def test_a_make_whole_spread_over_treasuries_is_no_spread_at_pricing() -> None:
    seen = one("Title: 4.1% Notes due 2036\nMake-Whole Spread over Treasuries: 50 bps\n")
    assert seen["make_whole_bps"] == 50
    assert "spread_bps" not in seen
