"""The market of a deal from facts: sizes with passports, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bookrunner.cited import Assumed, status
from bookrunner.deals import Kind as Pays
from bookrunner.deals import shipped_deal
from bookrunner.deals.curves import shipped_curve
from bookrunner.deals.priced import priced
from bookrunner.errors import MisuseError, UnavailableError
from bookrunner.market.assets import Kind
from bookrunner.market.inputs import deal_inputs, given_debt, loadings, market
from bookrunner.market.outstanding import outstanding, sector_outstanding
from bookrunner.market.sold import Rate

if TYPE_CHECKING:
    from bookrunner.market.inputs import Inputs

AMAZON = "amzn-2025-11-17"


def inputs_of(name: str, **options: object) -> Inputs:
    deal = shipped_deal(name)
    assert deal.pricing_date
    curve = shipped_curve(deal.pricing_date.value)
    assert curve
    return deal_inputs(priced(deal, curve), curve, **options)  # type: ignore[arg-type] # options by name


def test_amazons_market_comes_from_its_balance_sheet_and_its_peers() -> None:
    """Long-term debt of 30 September 2025: $50,742m; the five together, $304bn."""
    inputs = inputs_of(AMAZON)
    assert inputs.outstanding["AMZN"].value.amount == 50_742_000_000
    assert inputs.sector
    assert float(inputs.sector.value.amount) == pytest.approx(304.5e9, rel=0.001)
    assert float(inputs.face.value.amount) == 15e9


def test_ten_year_equivalents_are_those_of_the_reference() -> None:
    """Reference output: 16.2bn."""
    tens = inputs_of(AMAZON).ten_year_equivalents
    assert float(tens.value.amount) == pytest.approx(16.2e9, rel=0.01)


def test_bonds_sold_since_the_balance_sheet_are_added() -> None:
    """Meta, 17 November 2025: $28.8bn at the end of September and $30bn sold since."""
    debt = outstanding("META", date(2025, 11, 17))
    assert debt
    assert float(debt.value.amount) == pytest.approx(58.8e9, rel=0.001)
    assert len(debt.inputs) == 2


def test_an_issuer_without_a_balance_sheet_has_no_known_debt() -> None:
    assert outstanding("NOBODY", date(2025, 11, 17)) is None
    assert sector_outstanding(date(2000, 1, 1)) is None


def test_the_sector_loads_on_average_by_one() -> None:
    inputs = inputs_of(AMAZON)
    told = loadings(inputs)
    debts = {t: float(inputs.outstanding[t].value.amount) for t in told}
    mean = sum(told[t][Kind.SECTOR] * debts[t] for t in told) / sum(debts.values())
    assert mean == pytest.approx(1.0)


def test_only_a_year_known_is_taken_at_its_middle_and_marked_assumed() -> None:
    """Meta, 30 October 2025: the sources at hand give years of maturity alone."""
    first = inputs_of("meta-2025-10-30").sold[0]
    assert isinstance(first.tenor, Assumed)
    assert first.tenor.value == pytest.approx(4.67, abs=0.01)
    assert status(first.duration).word == "assumed"


def test_a_floater_moves_no_rates() -> None:
    inputs = inputs_of("orcl-2026-02-02")
    floater = next(each for each in inputs.sold if each.floating)
    assets = market(inputs)
    level = assets.columns_of(Kind.LEVEL)[0]
    assert assets.exposure[assets.row(floater.name), level] == 0.0


def test_a_euro_deal_is_refused_without_a_rate_and_converted_with_one() -> None:
    with pytest.raises(MisuseError, match=r"EUR=1\.15@2025-11-03"):
        inputs_of("goog-2025-11-03-eur")
    rate = Rate(currency="EUR", dollars=1.15, day=date(2025, 11, 3))
    converted = inputs_of("goog-2025-11-03-eur", rate=rate)
    assert float(converted.face.value.amount) == pytest.approx(6.5e9 * 1.15)
    assert "dollars a EUR, as given for 2025-11-03" in str(converted.sold[0].face)


def test_a_rate_of_another_currency_is_no_rate() -> None:
    rate = Rate(currency="GBP", dollars=1.3, day=date(2025, 11, 3))
    with pytest.raises(MisuseError, match="in EUR"):
        inputs_of("goog-2025-11-03-eur", rate=rate)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("goog-2026-02-10-chf", "the tranches of"),
        ("meta-2023-05-01", None),
    ],
)
def test_a_deal_is_run_only_with_its_tranches(name: str, told: str | None) -> None:
    if told is None:
        assert inputs_of(name).sold
        return
    with pytest.raises(UnavailableError, match=told):
        inputs_of(name)


def test_an_unknown_issuer_needs_its_debt_and_has_no_sector() -> None:
    deal = replace(shipped_deal(AMAZON), ticker="NEWCO")
    curve = shipped_curve(date(2025, 11, 17))
    assert curve
    with pytest.raises(UnavailableError, match="--outstanding 45e9"):
        deal_inputs(priced(deal, curve), curve)
    given = deal_inputs(priced(deal, curve), curve, own_outstanding=given_debt(45e9))
    assert given.sector is None
    assert given.betas["NEWCO"].value == 1.0
    kinds = {factor.kind for factor in market(given).factors}
    assert Kind.SECTOR not in kinds


@pytest.mark.parametrize("kind", ["convertible", "preferred"])
def test_what_is_no_bond_is_refused(kind: str) -> None:
    deal = shipped_deal(AMAZON)
    first = deal.tranches[0]
    other = (
        replace(first, kind=Assumed(Pays.CONVERTIBLE, "made up"))
        if kind == "convertible"
        else replace(first, title=Assumed("6.50% Series D Preferred Stock", "made up"))
    )
    curve = shipped_curve(date(2025, 11, 17))
    assert curve
    changed = replace(deal, tranches=(other, *deal.tranches[1:]))
    with pytest.raises(MisuseError, match="nothing else is sold into this market"):
        deal_inputs(priced(changed, curve), curve)


def test_debt_in_billions_is_refused() -> None:
    with pytest.raises(MisuseError, match="in billions"):
        given_debt(45.0)


def test_every_row_has_an_exposure_to_something() -> None:
    assets = market(inputs_of(AMAZON))
    assert np.all(np.abs(assets.exposure).sum(axis=1) > 0)
