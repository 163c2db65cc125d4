"""Rows become figures with the passport of the row that states them."""

from __future__ import annotations

from datetime import date

import pytest

from bookrunner.errors import UnreadableError
from bookrunner.library.rows import Witnesses
from bookrunner.units import percent

FILING = {"rate": "", "due": "2035", "as_of": "2025-11", "source": "filing", "grade": "A"}
PRESS = {"rate": "4.65", "due": "2035-11-20", "as_of": "2025-11-17", "source": "press",
         "grade": "B"}  # fmt: skip


def test_the_first_row_that_states_a_figure_vouches_for_it() -> None:
    rate = Witnesses((FILING, PRESS)).figure("rate", percent)
    assert rate
    assert (str(rate.value), rate.source, rate.grade) == ("0.0465", "press", "B")
    assert rate.as_of == date(2025, 11, 17)


def test_a_figure_no_row_states_is_none() -> None:
    assert Witnesses((FILING,)).figure("rate", percent) is None


def test_a_year_is_no_day_but_a_later_row_may_know_it() -> None:
    assert Witnesses((FILING,)).day("due") is None
    due = Witnesses((FILING, PRESS)).day("due")
    assert due
    assert due.source == "press"


def test_a_month_dates_no_passport() -> None:
    issued = Witnesses((FILING,)).words("due")
    assert issued
    assert issued.as_of is None


def test_a_cell_that_is_no_figure_is_refused() -> None:
    with pytest.raises(UnreadableError):
        Witnesses(({**PRESS, "rate": "high"},)).figure("rate", percent)
