"""Backlogs as stated: in order, sourced, and the one that counts a contract."""

from __future__ import annotations

from datetime import date

import pytest

from bookrunner.cited import Problem
from bookrunner.issuers.backlogs import BACKLOGS, backlog_after


@pytest.mark.parametrize("ticker", BACKLOGS)
def test_backlogs_are_in_order_and_each_says_where_it_stands(ticker: str) -> None:
    days = [each.as_of for each in BACKLOGS[ticker]]
    assert None not in days
    assert days == sorted(set(days), key=str)
    assert all(each.source.startswith("https://") for each in BACKLOGS[ticker])
    assert all(each.value.amount > 10**11 for each in BACKLOGS[ticker])


def test_a_contract_counts_in_the_first_backlog_after_it_was_signed() -> None:
    """OpenAI signed with Amazon on 3 November 2025: $244bn at the end of that year."""
    told = backlog_after("AMZN", date(2025, 11, 3))
    assert not isinstance(told, Problem)
    assert (str(told.value), told.as_of) == ("USD 244,000,000,000", date(2025, 12, 31))


def test_a_contract_of_the_very_day_is_counted() -> None:
    told = backlog_after("ORCL", date(2025, 11, 30))
    assert not isinstance(told, Problem)
    assert told.as_of == date(2025, 11, 30)


def test_with_no_later_backlog_the_last_one_is_named_and_not_used() -> None:
    told = backlog_after("ORCL", date(2026, 6, 1))
    assert isinstance(told, Problem)
    assert "the last at hand is of 2025-11-30" in told.message
    nobody = backlog_after("CRWV", date(2025, 1, 1))
    assert isinstance(nobody, Problem)
    assert nobody.message.endswith("no backlog of CRWV at or after 2025-01-01")
