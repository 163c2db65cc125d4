"""A figure as filed and as restated, and when two must not be subtracted."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bookrunner.issuers.companyfacts import read_company_facts
from bookrunner.issuers.vintages import Vintage, contexts, of_two_minds
from examples.company_facts import answer, entry

if TYPE_CHECKING:
    from bookrunner.issuers.vintages import Context


def context(*stated: tuple[int, str]) -> Context:
    told = [entry(value, "2023-01-01", "2023-03-31", filed) for value, filed in stated]
    facts = read_company_facts(answer({"X": told})).value.of("X")
    return next(iter(contexts(facts).values()))


def test_the_first_statement_is_as_filed_the_last_is_as_restated() -> None:
    both = context((6842, "2023-04-27"), (6823, "2024-04-25"))
    assert both.restated
    assert both.fact(Vintage.AS_FILED).value == Decimal(6842)
    assert both.fact(Vintage.AS_RESTATED).value == Decimal(6823)


def test_a_figure_repeated_unchanged_is_not_restated_and_cites_its_first_filing() -> None:
    same = context((10, "2023-04-27"), (10, "2024-04-25"))
    assert not same.restated
    assert same.fact(Vintage.AS_RESTATED).accession == "accn-2023-04-27"


def test_a_restated_figure_is_not_subtracted_from_one_nobody_looked_at_again() -> None:
    restated = context((6842, "2023-04-27"), (6823, "2024-04-25"))
    left_behind = context((13058, "2023-07-27"))
    assert of_two_minds(restated, left_behind, Vintage.AS_RESTATED)
    assert of_two_minds(left_behind, restated, Vintage.AS_RESTATED)
    assert not of_two_minds(restated, left_behind, Vintage.AS_FILED)


def test_two_restated_figures_go_together() -> None:
    one = context((6842, "2023-04-27"), (6823, "2024-04-25"))
    other = context((13058, "2023-07-27"), (12957, "2024-08-01"))
    assert not of_two_minds(one, other, Vintage.AS_RESTATED)


def test_a_figure_repeated_after_the_change_was_looked_at_again() -> None:
    restated = context((6842, "2023-04-27"), (6823, "2024-04-25"))
    confirmed = context((13058, "2023-07-27"), (13058, "2024-08-01"))
    assert not of_two_minds(restated, confirmed, Vintage.AS_RESTATED)


def test_as_filed_a_figure_first_stated_after_a_change_may_already_hold_it() -> None:
    restated = context((100, "2023-04-27"), (90, "2023-07-27"))
    first_half = context((210, "2023-07-27"))
    assert of_two_minds(restated, first_half, Vintage.AS_FILED)
