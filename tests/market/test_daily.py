"""Series are checked before they are used."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from bookrunner.errors import MisuseError, UnavailableError, UnreadableError
from bookrunner.market.daily import aligned, at_ends, daily, enough
from bookrunner.market.series_names import named_series

START = date(2025, 1, 1)


def days(*apart: int) -> list[date]:
    return [START + timedelta(each) for each in apart]


def test_two_values_of_one_day_are_refused() -> None:
    with pytest.raises(MisuseError, match="1 and 2 on 2025-01-01"):
        daily("x", [(START, 1.0), (START, 2.0)])


def test_the_same_value_twice_is_one_day() -> None:
    assert len(daily("x", [(START, 1.0), (START, 1.0)])) == 1


def test_a_hole_is_refused_and_named() -> None:
    points = [(day, 1.0) for day in days(*range(20), *range(40, 60))]
    with pytest.raises(MisuseError, match="21 days after 2025-01-20"):
        daily("x", points)


def test_a_monthly_series_has_no_holes_between_its_months() -> None:
    points = [(date(2025, month, 1), 1.0) for month in range(1, 13)]
    assert len(daily("m2", points)) == 12


def test_what_is_missing_is_left_out_and_not_zero() -> None:
    points = list(zip(days(0, 1, 2), (1.0, float("nan"), 3.0), strict=True))
    assert daily("x", points).values.tolist() == [1.0, 3.0]


def test_series_meet_on_the_days_both_have() -> None:
    one = daily("a", [(day, float(n)) for n, day in enumerate(days(0, 1, 2, 3))])
    other = daily("b", [(day, 10.0 * n) for n, day in enumerate(days(1, 3, 4))])
    common, (left, right) = aligned(one, other)
    assert common.tolist() == days(1, 3)
    assert (left.tolist(), right.tolist()) == ([1.0, 3.0], [0.0, 10.0])


def test_weeks_end_on_friday_and_months_with_their_last_day() -> None:
    """1 January 2025 is a Wednesday: the first week ends on Friday the 3rd."""
    series = daily("x", [(day, float(n)) for n, day in enumerate(days(*range(40)))])
    assert at_ends(series, "W").days[:2].tolist() == [date(2025, 1, 3), date(2025, 1, 10)]
    assert at_ends(series, "M").days[0].item() == date(2025, 1, 31)


def test_a_sample_too_short_is_withheld_with_both_counts() -> None:
    with pytest.raises(UnavailableError, match=r"at least 60 observations for x, saw 12"):
        enough("x", 12, 60)


def test_series_are_known_by_what_their_publishers_call_them() -> None:
    table = [
        {"observation_date": "2025-01-02", "DGS2": "4.25", "DGS10": "4.57"},
        {"observation_date": "2025-01-03", "DGS2": ".", "DGS10": "4.60"},
    ]
    found = named_series([("fred.csv", table)])
    assert list(found) == ["two_year"]
    np.testing.assert_array_equal(found["two_year"].values, [4.25])


def test_a_cell_that_is_no_number_is_named() -> None:
    with pytest.raises(UnreadableError, match="2025-01-02, high"):
        named_series([("f.csv", [{"date": "2025-01-02", "NFCI": "high"}])])
