"""Assets carry the exposures they should, and bonds only come in."""

from __future__ import annotations

import pytest

from bookrunner.errors import MisuseError
from bookrunner.market.assets import Asset, Kind, assets, long_end_loading
from bookrunner.market.reference import amazon_2025, factors

ONE = Asset(name="AMZN 10y", tenor=10, duration=8, issuer="AMZN")


def test_an_issuer_is_exposed_to_its_own_factor_and_to_no_other_issuers() -> None:
    market = amazon_2025()
    own, other = (market.names.index(n) for n in ("AMZN 10y", "META 10y"))
    amazon = next(k for k, f in enumerate(market.factors) if f.issuer == "AMZN")
    assert market.exposure[own, amazon] == 7.92
    assert market.exposure[other, amazon] == 0.0


def test_treasuries_carry_no_spread() -> None:
    market = amazon_2025()
    spreads = market.columns_of(Kind.SPREAD, Kind.SECTOR, Kind.ISSUER)
    assert not market.exposure[:4, spreads].any()


@pytest.mark.parametrize(("tenor", "loading"), [(2, 0), (5, 0), (17.5, 0.5), (40, 1)])
def test_the_long_end_loads_from_five_years_to_thirty(tenor: float, loading: float) -> None:
    assert long_end_loading(tenor) == loading


def test_an_asset_named_twice_is_refused() -> None:
    with pytest.raises(MisuseError, match="AMZN 10y twice"):
        assets([ONE, ONE], factors({"AMZN": 50e9}))


def test_equities_and_bitcoin_have_no_row_so_no_supply_of_theirs_can_enter() -> None:
    """A thing without a tenor or a duration is no bond."""
    with pytest.raises(MisuseError, match="a tenor and a duration above zero"):
        assets([Asset(name="Bitcoin", tenor=0, duration=0, supply=1e9)], factors({}))


def test_a_tenor_beyond_any_curve_is_refused() -> None:
    with pytest.raises(MisuseError, match="tenors up to 101 years"):
        assets([Asset(name="for ever", tenor=150, duration=20)], factors({}))


def test_an_unknown_row_is_named_with_those_that_exist() -> None:
    with pytest.raises(MisuseError, match="UST 3y"):
        amazon_2025().row("Bitcoin")
