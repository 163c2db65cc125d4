"""A figure or the reason for none: problems travel, nothing is worked out from a hole."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bookrunner.cited import Assumed, Computed, Reason
from bookrunner.errors import MisuseError
from bookrunner.issuers.known import implausible, missing, quotient, worked_out
from bookrunner.units import Money

if TYPE_CHECKING:
    from bookrunner.cited import Problem

TWO = Assumed(2.0, "a test")


def test_a_step_keeps_what_went_in() -> None:
    told = worked_out("twice", lambda x, y: x * y, TWO, TWO)
    assert told == Computed(4.0, "twice", (TWO, TWO))


def test_the_first_problem_travels_and_the_rule_is_not_asked() -> None:
    def never(*_: float) -> float:
        raise AssertionError

    first, second = missing("a", "not stated"), missing("b", "not stated either")
    assert worked_out("x", never, TWO, first, second) is first


def test_a_rule_may_refuse_what_it_is_given() -> None:
    def refuse(_: float) -> float | Problem:
        return implausible("x", "no base")

    assert worked_out("half of nothing", refuse, TWO) == implausible("x", "no base")
    assert implausible("x", "no base").reason is Reason.IMPLAUSIBLE


def test_two_currencies_have_no_quotient() -> None:
    dollars, euros = Money(Decimal(1), "USD"), Money(Decimal(1), "EUR")
    with pytest.raises(MisuseError, match="EUR"):
        quotient(dollars, euros)
