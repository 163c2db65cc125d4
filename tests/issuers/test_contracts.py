"""Who owes whom, over which years, and who hangs on one counterparty."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bookrunner.cited import Assumed, Problem, Reason, grade
from bookrunner.issuers.backlogs import BACKLOGS, backlog_after
from bookrunner.issuers.contracts import (
    Profile,
    Shape,
    backlog_share,
    contracts,
    owed_by_year,
    schedule,
)

if TYPE_CHECKING:
    from bookrunner.issuers.contracts import (
        Contract,
    )


def openai(seller: str) -> Contract:
    (found,) = contracts(buyer="OpenAI", seller=seller)
    return found


def test_openai_owes_oracle_sixty_billion_a_year_from_2027() -> None:
    plan = schedule(openai("Oracle"), Profile())
    assert not isinstance(plan, Problem)
    assert {y: int(f.value.amount / 10**9) for y, f in plan.items()} == dict.fromkeys(
        range(2027, 2032), 60
    )


def test_amazons_contract_starts_when_it_was_announced_and_says_that_is_assumed() -> None:
    plan = schedule(openai("AMZN"), Profile())
    assert not isinstance(plan, Problem)
    assert list(plan) == list(range(2025, 2032))
    assert sum(f.value.amount for f in plan.values()) == pytest.approx(Decimal("38e9"))
    reasons = [i.reason for i in plan[2025].inputs if isinstance(i, Assumed)]  # type: ignore[union-attr] # computed
    assert any("no start stated" in reason for reason in reasons)


def test_a_ramp_rises_and_sums_to_the_same() -> None:
    plan = schedule(openai("Oracle"), Profile(shape=Shape.RAMP))
    assert not isinstance(plan, Problem)
    told = [float(f.value.amount) / 1e9 for f in plan.values()]
    assert told == pytest.approx([20, 40, 60, 80, 100])


def test_a_contract_without_a_term_has_no_schedule_until_one_is_set() -> None:
    microsoft = openai("Microsoft Azure")
    told = schedule(microsoft, Profile())
    assert isinstance(told, Problem)
    assert "no term is stated" in told.message
    plan = schedule(microsoft, Profile(unstated_years=10))
    assert not isinstance(plan, Problem)
    assert len(plan) == 10


def test_schedules_sum_year_by_year() -> None:
    plans = [schedule(openai(s), Profile()) for s in ("Oracle", "AMZN")]
    whole = owed_by_year(plan for plan in plans if not isinstance(plan, Problem))
    assert float(whole[2027].value.amount) / 1e9 == pytest.approx(60 + 38 / 7)


def test_two_statements_of_one_contract_are_a_conflict_not_a_sum() -> None:
    (nebius,) = contracts(buyer="Microsoft", seller="Nebius")
    told = nebius.amount
    assert isinstance(told, Problem)
    assert told.reason is Reason.CONFLICT
    assert isinstance(schedule(nebius, Profile()), Problem)


def test_of_two_tallies_of_leases_the_later_counts() -> None:
    (leases,) = contracts(buyer="ORCL", seller="landlords (leases not commenced)")
    assert not isinstance(leases.amount, Problem)
    assert leases.amount.value.amount == Decimal("261e9")
    assert len(leases.statements) == 2


@pytest.mark.parametrize(
    ("ticker", "share"), [("ORCL", 0.574), ("AMZN", 0.156), ("MSFT", 0.396)]
)
def test_the_share_of_a_backlog_that_hangs_on_openai(ticker: str, share: float) -> None:
    told = backlog_share("OpenAI", ticker)
    assert not isinstance(told, Problem)
    assert told.value == pytest.approx(share, abs=0.001)
    assert grade(told) == "B", "the worst of what went in"


def test_a_backlog_is_one_stated_after_the_signature() -> None:
    """300 over the 455 of August would count a contract that was not yet in it."""
    told = backlog_share("OpenAI", "ORCL")
    assert told.inputs[0].as_of == date(2025, 11, 30)  # type: ignore[union-attr] # computed


def test_without_a_backlog_or_a_contract_there_is_no_share() -> None:
    coreweave, nobody = backlog_share("OpenAI", "CRWV"), backlog_share("Meta", "ORCL")
    assert isinstance(coreweave, Problem)
    assert "no backlog of CRWV" in coreweave.message
    assert isinstance(nobody, Problem)
    late = backlog_after("ORCL", date(2026, 1, 1))
    assert isinstance(late, Problem)
    assert "2025-11-30" in late.message


def test_backlogs_are_dated_graded_and_in_order() -> None:
    for told in BACKLOGS.values():
        days = [b.as_of for b in told if b.as_of]
        assert days == sorted(days)
        assert len(days) == len(told)
        assert all(b.source.startswith("https://") for b in told)
