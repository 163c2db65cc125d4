"""Gross and net capex are told apart by the figures themselves."""

from __future__ import annotations

from bookrunner.issuers.capex_bases import parted_by_basis
from bookrunner.issuers.companyfacts import read_company_facts
from examples.company_facts import answer, sec_file, to_date

CAPEX = "PaymentsToAcquirePropertyPlantAndEquipment"
SALES = "ProceedsFromSaleOfPropertyPlantAndEquipment"
NEXT_YEAR = ["2024-04-30", "2024-07-30", "2024-10-30", "2025-01-30"]


def test_a_filing_that_restates_the_old_figure_less_proceeds_is_on_the_net_basis() -> None:
    """2023 first filed gross with its proceeds, a year later at the difference."""
    told = answer(
        {
            CAPEX: [
                *to_date([100, 200, 300, 400], 2023),
                *to_date([95, 190, 290, 385], 2023, filed=NEXT_YEAR),
                *to_date([110, 230, 350, 480], 2024),
            ],
            SALES: to_date([5, 10, 10, 15], 2023),
        }
    )
    facts = read_company_facts(told).value
    parted = parted_by_basis(facts.of(CAPEX), facts.of(SALES))
    assert {int(f.value) for f in parted.value.gross} == {100, 200, 300, 400}
    assert {int(f.value) for f in parted.value.net} == {
        95,
        190,
        290,
        385,
        110,
        230,
        350,
        480,
    }
    (turn,) = parted.problems
    assert "accn-2024-04-30" in turn.message
    assert "net of proceeds" in turn.message


def test_without_a_word_on_proceeds_the_concept_means_what_it_says() -> None:
    facts = read_company_facts(answer({CAPEX: to_date([1, 2, 3, 4], 2023)})).value
    parted = parted_by_basis(facts.of(CAPEX), ())
    assert len(parted.value.gross) == 4
    assert parted.value.net == ()
    assert parted.problems == ()


def test_a_correction_that_is_not_the_proceeds_is_no_change_of_basis() -> None:
    told = answer(
        {
            CAPEX: [
                *to_date([100, 200, 300, 400], 2023),
                *to_date([97, 190, 290, 385], 2023, filed=NEXT_YEAR)[:1],
            ],
            SALES: to_date([5, 10, 10, 15], 2023),
        }
    )
    facts = read_company_facts(told).value
    assert parted_by_basis(facts.of(CAPEX), facts.of(SALES)).value.net == ()


def test_a_filing_whose_basis_nothing_tells_is_left_out_with_a_problem() -> None:
    late = to_date([500], 2026)  # repeats no figure of a known filing
    told = answer(
        {
            CAPEX: [
                *to_date([100, 200, 300, 400], 2023),
                *to_date([95], 2023, filed=NEXT_YEAR),
                *late,
            ],
            SALES: to_date([5, 10, 10, 15], 2023),
        }
    )
    facts = read_company_facts(told).value
    parted = parted_by_basis(facts.of(CAPEX), facts.of(SALES))
    every = {int(f.value) for f in (*parted.value.gross, *parted.value.net)}
    assert 500 not in every
    assert any("accn-2026-04-30" in p.message for p in parted.problems)


def test_meta_turned_to_net_in_april_2024_and_stayed() -> None:
    """Read by hand in its filings: 6,842 less 19 of proceeds is the 6,823 restated."""
    facts = read_company_facts(sec_file("meta")).value
    parted = parted_by_basis(facts.of(CAPEX), facts.of(SALES))
    assert {f.filed.year for f in parted.value.gross} == {2023, 2024}
    assert max(f.end.isoformat() for f in parted.value.gross) == "2023-12-31"
    assert max(f.end.isoformat() for f in parted.value.net) == "2026-03-31"
    (turn,) = parted.problems
    assert "0001326801-24-000049" in turn.message
