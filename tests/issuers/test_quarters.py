"""Quarters out of years to date: worked examples, laws, and every refusal."""

from __future__ import annotations

from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.cited import Computed, Reason
from bookrunner.issuers.companyfacts import read_company_facts
from bookrunner.issuers.quarters import quarters
from bookrunner.issuers.vintages import Vintage
from examples.company_facts import answer, entry, sec_file, to_date

if TYPE_CHECKING:
    from bookrunner.cited import Reading
    from bookrunner.issuers.quarters import Quarter

CAPEX = "PaymentsToAcquirePropertyPlantAndEquipment"


def read(
    told: list[Any], vintage: Vintage = Vintage.AS_RESTATED
) -> Reading[tuple[Quarter, ...]]:
    return quarters(read_company_facts(answer({"X": told})).value.of("X"), vintage=vintage)


def values(found: Reading[tuple[Quarter, ...]]) -> list[int]:
    return [int(quarter.value) for quarter in found.value]


def test_the_fourth_quarter_is_the_year_less_nine_months() -> None:
    found = read(to_date([10, 30, 60, 100], 2024))
    assert values(found) == [10, 20, 30, 40]
    last = found.value[-1].amount
    assert isinstance(last, Computed)
    assert [int(each.value.amount) for each in last.inputs] == [100, 60]
    assert found.problems == ()


def test_a_missing_half_year_leaves_holes_not_guesses() -> None:
    told = to_date([10, 30, 60, 100], 2024)
    assert values(read([told[0], told[2], told[3]])) == [10, 40]


def test_a_stated_quarter_that_the_difference_contradicts_is_refused() -> None:
    told = [
        *to_date([10, 30, 60, 100], 2024),
        entry(25, "2024-04-01", "2024-06-30", "2024-07-30"),
    ]
    found = read(told)
    assert values(found) == [10, 30, 40]
    assert "25 stated, 20 as a difference" in found.problems[0].message


def test_figures_rounded_to_the_hundred_million_may_differ_by_their_rounding() -> None:
    """Stated 5.2bn, and 9.9bn less 4.6bn: all three are rounded."""
    told = [
        entry(4_600_000_000, "2024-07-01", "2024-09-30", "2025-01-30"),
        entry(9_900_000_000, "2024-07-01", "2024-12-31", "2025-01-30"),
        entry(5_200_000_000, "2024-10-01", "2024-12-31", "2025-01-30"),
    ]
    found = read(told)
    assert values(found) == [4_600_000_000, 5_200_000_000]
    assert found.problems == ()


def test_four_stated_quarters_that_do_not_sum_to_the_year_are_all_refused() -> None:
    starts = ["2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01"]
    ends = ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]
    told = [entry(10, *span, "2025-01-30") for span in zip(starts, ends, strict=True)]
    found = read([*told, entry(55, "2024-01-01", "2024-12-31", "2025-01-30")])
    assert values(found) == []
    assert all("sum to 40, the year is 55" in p.message for p in found.problems)


def test_a_statement_a_thousand_times_another_is_refused() -> None:
    told = to_date([10, 30, 60, 100], 2024)
    found = read([*told, dict(told[1], val=30_000, accn="other", filed="2025-07-30")])
    assert [p.reason for p in found.problems] == [Reason.IMPLAUSIBLE]
    assert values(found) == [10, 40]


def test_a_quarter_filed_in_the_wrong_scale_is_refused() -> None:
    spans = [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30")]
    before = [
        entry(10 + n, f"2024-{start}", f"2024-{end}", "2024-12-01")
        for n, (start, end) in enumerate(spans)
    ]
    before[1]["val"] = 11_000
    found = read(before)
    assert values(found) == [10, 12]
    assert "its scale?" in found.problems[0].message


def test_a_changed_fiscal_year_whose_quarters_overlap_is_refused() -> None:
    told = [
        entry(10, "2024-10-01", "2024-12-31", "2025-01-30"),
        entry(11, "2024-11-01", "2025-01-31", "2025-02-28"),
        entry(12, "2025-02-01", "2025-04-30", "2025-05-30"),
    ]
    found = read(told)
    assert values(found) == [12]
    assert all("did the fiscal year change" in p.message for p in found.problems)


def test_a_fiscal_year_of_53_weeks_is_still_four_quarters() -> None:
    spans = [("2022-12-25", "2023-03-25"), ("2022-12-25", "2023-06-24"),
             ("2022-12-25", "2023-09-23"), ("2022-12-25", "2023-12-30")]  # fmt: skip
    told = [
        entry(v, *span, "2024-01-30") for v, span in zip([1, 3, 6, 10], spans, strict=True)
    ]
    assert values(read(told)) == [1, 2, 3, 4]


def test_a_quarter_across_vintages_is_refused_then_comes_back() -> None:
    """Meta restated 2023 quarter by quarter during 2024: known by hand from its filings."""
    facts = read_company_facts(sec_file("meta")).value
    spring = quarters(facts.of(CAPEX, date(2024, 5, 1)))
    told = {q.end.isoformat(): int(q.value / 10**6) for q in spring.value}
    assert told["2023-03-31"] == 6823
    assert "2023-06-30" not in told, "neither 6,235 (a mix) nor anything else"
    assert "different vintages" in spring.problems[0].message
    today = {
        q.end.isoformat(): int(q.value / 10**6) for q in quarters(facts.of(CAPEX)).value
    }
    assert [today[f"2023-{d}"] for d in ("03-31", "06-30", "09-30", "12-31")] == [
        6823, 6134, 6496, 7592,
    ]  # fmt: skip


def test_as_filed_and_as_restated_are_both_whole() -> None:
    facts = read_company_facts(sec_file("meta")).value.of(CAPEX)
    filed = quarters(facts, vintage=Vintage.AS_FILED)
    assert [int(q.value / 10**6) for q in filed.value[:4]] == [6842, 6216, 6543, 7665]
    assert filed.problems == ()


@pytest.mark.parametrize("ticker", ["googl", "meta", "msft"])
def test_quarters_of_real_filers_sum_to_their_years_as_a_plain_loop_has_it(
    ticker: str,
) -> None:
    facts = read_company_facts(sec_file(ticker)).value.of(CAPEX)
    years = {
        (f.start, f.end): f.value for f in facts if f.start and (f.end - f.start).days > 350
    }
    found = quarters(facts).value
    for (start, end), year in years.items():
        inside = [q.value for q in found if start <= q.start and q.end <= end]
        if len(inside) == 4:
            assert sum(inside) == year
    assert len(found) >= 13


@given(st.lists(st.integers(1, 10**6), min_size=4, max_size=4))
def test_differences_undo_the_running_sum(spent: list[int]) -> None:
    found = read(to_date(list(accumulate(spent)), 2024))
    if not found.problems:
        assert values(found) == spent
