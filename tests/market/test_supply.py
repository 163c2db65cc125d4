"""Supply: sums by hand, what is left out, and tables that cannot be meant."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bookrunner.deals import shipped_deals
from bookrunner.deals.curves import shipped_curve
from bookrunner.deals.priced import priced
from bookrunner.errors import MisuseError
from bookrunner.market.diary import diary
from bookrunner.market.forecasts import forecasts, shares, stated_shares
from bookrunner.market.sold import Rate
from bookrunner.market.supply import hyperscaler_sizes, issuance
from bookrunner.market.table_of_sales import table_of_sales
from bookrunner.market.volumes import GROUPINGS, volumes

if TYPE_CHECKING:
    from bookrunner.market.supply import Issuance

EURO = Rate(currency="EUR", dollars=1.15, day=date(2025, 11, 3))


@cache
def shipped(*rates: Rate) -> Issuance:
    deals = []
    for deal in shipped_deals():
        day = deal.pricing_date
        deals.append(priced(deal, shipped_curve(day.value) if day else None))
    return issuance(deals, {rate.currency: rate for rate in rates})[0]


def row(**cells: str) -> dict[str, str]:
    return {"issuer": "ACME", "day": "2025-03-14", "face": "1500000000"} | cells


def test_november_2025_holds_alphabet_amazon_and_two_data_centres() -> None:
    """$17.5bn + $15bn + $2.35bn + $1.70bn."""
    by_month = {each.group: each for each in volumes(shipped(), "month")}
    assert by_month["2025-11"].gross.value.amount == 36_550_000_000
    assert by_month["2025-11"].net.value == by_month["2025-11"].gross.value


def test_what_falls_due_is_net_of_what_is_sold() -> None:
    rows = [row(maturity="2025-06-01"), row(issuer="B", day="2025-06-20", face="1e9")]
    told, _ = table_of_sales(rows, "mine.csv", {})
    june = {each.group: each for each in volumes(told, "month")}["2025-06"]
    assert june.maturing.value.amount == 1_500_000_000
    assert june.net.value.amount == -500_000_000


@pytest.mark.parametrize("by", GROUPINGS)
def test_every_grouping_adds_up_to_the_whole(by: str) -> None:
    rows = shipped()
    dated = rows.face[~np.isnat(rows.day)].sum() if by == "week" else rows.face.sum()
    total = sum(each.gross.value.amount for each in volumes(rows, by))
    assert float(total) == pytest.approx(float(dated))


def test_ten_year_equivalents_leave_out_and_count_what_has_no_duration() -> None:
    """A bond of 8.1 years and one nobody gives a duration: 1bn of equivalents."""
    rows = [row(duration="8.1", face="1e9"), row(issuer="B", face="2e9")]
    told, _ = table_of_sales(rows, "mine.csv", {})
    (march,) = volumes(told, "month")
    assert march.ten_year_equivalents
    assert march.ten_year_equivalents.value.amount == 1_000_000_000
    assert march.without_duration == 1


def test_another_currency_stays_out_without_a_rate_and_comes_in_with_one() -> None:
    assert "goog-2025-11-03-eur" not in shipped().deal
    with_rate = shipped(EURO)
    mine = np.array([deal == "goog-2025-11-03-eur" for deal in with_rate.deal])
    assert with_rate[mine].face.sum() == pytest.approx(6.5e9 * 1.15)


def test_a_month_alone_counts_in_months_and_not_in_weeks() -> None:
    """Cipher's sale is known to be of November 2025, not on which day."""
    rows = shipped()
    mine = np.array([deal == "cifr-2025-11" for deal in rows.deal])
    assert np.isnat(rows[mine].day).all()
    assert str(rows[mine].month[0]) == "2025-11"


def test_what_serves_a_hyperscaler_is_not_its_own() -> None:
    """Beignet borrows for Meta's campus, off Meta's balance sheet."""
    rows = shipped()
    mine = np.array([deal == "beignet-2025-10" for deal in rows.deal])
    assert set(rows[mine].cohort) == {"others"}


def test_settlements_and_maturities_come_in_order() -> None:
    entries = diary(shipped(), date(2025, 11, 1), date(2025, 12, 1))
    assert [each.day for each in entries] == sorted(each.day for each in entries)
    amazon = [e for e in entries if e.deal == "amzn-2025-11-17"]
    assert [(e.what, f"{e.day}") for e in amazon] == [
        ("priced", "2025-11-17"),
        ("settles", "2025-11-20"),
    ]
    assert amazon[0].face.value.amount == 15_000_000_000


def test_the_hyperscalers_share_depends_on_its_scope() -> None:
    """BofA's $121bn of US IG $1.7tn is 7.1%; Morgan Stanley's $165bn of it 9.7%."""
    told = {(s.part.institution, s.whole.series): s.figure.value for s in shares()}
    assert told["BofA", "US IG issuance"] == pytest.approx(121 / 1700)
    assert told["Morgan Stanley", "US IG issuance"] == pytest.approx(165 / 1700)
    assert not all(each.same_period for each in shares())
    assert {float(s.figure.value) for s in stated_shares()} >= {0.13, 0.275}  # type: ignore[arg-type] # ratios


def test_forecasts_stand_side_by_side_and_are_not_averaged() -> None:
    told = [each for each in forecasts() if each.series == "Hyperscaler issuance"]
    assert [each.figure.value.amount for each in told] == [100e9, 400e9]  # type: ignore[union-attr] # money


def test_a_week_is_an_iso_week() -> None:
    told, _ = table_of_sales([row(day="2024-12-30")], "mine.csv", {})
    assert [each.group for each in volumes(told, "week")] == ["2025-W01"]


def test_an_unknown_grouping_is_refused() -> None:
    with pytest.raises(MisuseError, match="month, week"):
        volumes(shipped(), "mood")


def test_a_table_in_billions_is_refused() -> None:
    with pytest.raises(MisuseError, match="in billions or millions"):
        table_of_sales([row(face="1.5")], "mine.csv", {})


def test_a_table_without_faces_is_refused() -> None:
    with pytest.raises(MisuseError, match="none named face"):
        table_of_sales([{"issuer": "A", "day": "2025-03-14"}], "mine.csv", {})


@pytest.mark.parametrize(
    "cells",
    [
        {"day": "soon"},
        {"face": "lots"},
        {"face": "-1e9"},
        {"maturity": "2020-01-01"},
        {"duration": "long"},
    ],
)
def test_a_row_that_cannot_be_read_is_a_problem_and_the_rest_counts(
    cells: dict[str, str],
) -> None:
    told, problems = table_of_sales([row(**cells), row(issuer="B")], "mine.csv", {})
    assert told.issuer == ("B",)
    assert problems[0].figure == "line 2"


def test_two_sizes_of_one_bond_are_a_conflict_and_neither_counts() -> None:
    rows = [row(maturity="2035-01-01"), row(maturity="2035-01-01", face="2e9")]
    told, problems = table_of_sales(rows, "mine.csv", {})
    assert len(told) == 0
    assert "neither counts" in problems[0].message


def test_the_sizes_scenarios_draw_from_are_the_hyperscalers_own_sales() -> None:
    sizes = hyperscaler_sizes()
    assert sizes.max() == 30e9
    assert 15e9 in sizes
