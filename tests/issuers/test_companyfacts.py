"""Company facts: what a filing states, and what is no statement at all."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.cited import Reason, Status, status
from bookrunner.errors import UnreadableError
from bookrunner.issuers.companyfacts import read_company_facts
from bookrunner.issuers.from_facts import financials_from_facts
from examples.company_facts import answer, entry, sec_file, to_date

CASH = "CashAndCashEquivalentsAtCarryingValue"
STATED = entry(100, None, "2025-09-30", "2025-10-30")


def test_a_fact_carries_accession_concept_period_form_and_day_of_filing() -> None:
    facts = read_company_facts(
        answer({"Capex": [entry(35, "2025-07-01", "2025-09-30", "2025-10-31")]})
    )
    (fact,) = facts.value.of("Capex")
    cited = fact.cited()
    assert status(cited) is Status.FILED
    assert cited.citation.filing == "accn-2025-10-31"
    assert cited.citation.quote == "35"
    told = cited.citation.document
    for part in ("us-gaap:Capex", "2025-07-01", "2025-09-30", "10-Q", "2025-10-31"):
        assert part in told


def test_what_was_filed_later_is_not_known_earlier() -> None:
    later = entry(101, None, "2025-09-30", "2026-01-30")
    facts = read_company_facts(answer({CASH: [later, STATED]})).value
    assert [f.value for f in facts.of(CASH, date(2025, 12, 31))] == [Decimal(100)]
    assert [f.value for f in facts.of(CASH)] == [Decimal(100), Decimal(101)]


def test_the_same_statement_twice_counts_once() -> None:
    facts = read_company_facts(answer({CASH: [STATED, dict(STATED, frame="CY2025Q3I")]}))
    assert len(facts.value.of(CASH)) == 1
    assert facts.problems == ()


def test_a_filing_that_states_two_values_for_one_figure_is_refused_and_named() -> None:
    facts = read_company_facts(answer({CASH: [STATED, dict(STATED, val=200)]}))
    assert facts.value.of(CASH) == ()
    (problem,) = facts.problems
    assert problem.reason is Reason.CONFLICT
    assert "accn-2025-10-30" in problem.message


@pytest.mark.parametrize(
    "broken",
    [
        {"val": None},
        {"val": "a lot"},
        {"val": float("inf")},
        {"end": "soon"},
        {"filed": ""},
        {"start": "2026-01-01"},  # begins after it ends
    ],
    ids=str,
)
def test_an_entry_that_is_no_statement_is_counted_not_repaired(
    broken: dict[str, object],
) -> None:
    read = read_company_facts(answer({CASH: [STATED | broken]}))
    assert read.value.of(CASH) == ()
    assert [p.reason for p in read.problems] == [Reason.UNREADABLE]


def test_shares_and_pure_numbers_are_not_money() -> None:
    read = read_company_facts(answer({"EarningsPerShareBasic": [STATED]}, "USD/shares"))
    assert read.value.of("EarningsPerShareBasic") == ()


def test_a_foreign_filer_without_us_facts_is_a_problem_not_an_empty_company() -> None:
    text = '{"cik": 937966, "entityName": "N.V.", "facts": {"ifrs-full": {"Revenue": {}}}}'
    read = read_company_facts(text)
    assert read.value.facts == {}
    (problem,) = read.problems
    assert problem.reason is Reason.UNSUPPORTED
    assert "ifrs-full" in problem.message


@pytest.mark.parametrize(
    "text", ["", "[]", "null", '{"facts": {}}', "<html>", '{"cik": "x", "facts": {}}']
)
def test_what_is_no_company_facts_answer_says_so_in_one_line(text: str) -> None:
    with pytest.raises(UnreadableError, match="company facts") as raised:
        read_company_facts(text)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("ticker", ["googl", "meta", "msft"])
def test_real_answers_are_read_without_a_problem(ticker: str) -> None:
    read = read_company_facts(sec_file(ticker))
    assert read.problems == ()
    assert len(read.value.facts) >= 18


JUNK = st.sampled_from([None, True, -1, 1.5, "x", "", [], {}, [None], {"a": 1}, "9" * 400])


@st.composite
def broken_answers(draw: st.DrawFn) -> str:
    """A sound answer with one of its parts replaced by something else."""
    sound: Any = json.loads(
        answer({CASH: [STATED], "Revenues": to_date([1, 2, 3, 4], 2024)})
    )
    place, key = sound, draw(st.sampled_from(sorted(sound)))
    while isinstance(place[key], dict | list) and place[key] and draw(st.booleans()):
        place = place[key]
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        key = draw(st.sampled_from(list(keys)))
    place[key] = draw(JUNK)
    return json.dumps(sound)


@given(broken_answers())
def test_a_broken_answer_is_read_with_problems_or_refused(text: str) -> None:
    with suppress(UnreadableError):
        read = read_company_facts(text)
        financials_from_facts(read, "X")
