"""The concession: a curve with a known answer, and every reason to withhold it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bookrunner.deals import shipped_deal
from bookrunner.deals.curves import shipped_curve
from bookrunner.deals.priced import priced
from bookrunner.errors import MisuseError
from bookrunner.library import stages
from bookrunner.market.concession import Quotes, concessions
from bookrunner.market.quotes import quotes_in

if TYPE_CHECKING:
    from bookrunner.deals.priced import PricedDeal

DAY = date(2025, 11, 17)
TENOR = np.array([2.0, 3, 4, 5, 7, 8, 10, 12, 15, 20, 25, 30, 35, 40])


@cache
def amazon() -> PricedDeal:
    return priced(shipped_deal("amzn-2025-11-17"), shipped_curve(DAY))


def quotes(day: date = DAY, issuer: str = "AMZN", less: float = 5e-4) -> Quotes:
    """Bonds that trade *less* tighter than a smooth curve through Amazon's new spreads."""
    spread = 0.0031 - less + 0.00205 * np.log(TENOR / 3)
    return Quotes(
        day=day,
        tenor=TENOR,
        spread=spread,
        issuer=(issuer,) * len(TENOR),
        source="made up for this test",
    )


def test_a_tranche_five_basis_points_over_its_own_curve_pays_five() -> None:
    """The ten-year at +55 over a curve that stands at 50.7 there less 0: about +4 to +5."""
    found = concessions(amazon(), quotes(), (), ())
    ten = found[3].against_own_curve
    assert ten
    by_hand = 0.0055 - (0.0031 - 5e-4 + 0.00205 * np.log(10 / 3))
    assert ten.value == pytest.approx(by_hand, abs=2e-5)
    assert ten.low <= ten.value <= ten.high


def test_peers_are_measured_against_their_own_bonds() -> None:
    found = concessions(amazon(), quotes(issuer="META", less=-1e-3), ("META",), ())
    assert found[3].against_own_curve is None
    assert "fewer than 4 bonds of the issuer" in found[3].why_not_own
    peers = found[3].against_peers
    assert peers
    assert peers.value < 0


def test_talk_is_known_of_the_longest_alone() -> None:
    """Talk +115 bp on the 2065 notes, priced at +85: 30 inside."""
    found = concessions(amazon(), None, (), stages("amzn-2025-11-17"))
    assert found[-1].against_talk
    assert found[-1].against_talk.value == pytest.approx(-0.0030)
    assert "no talk of this tranche" in found[0].why_not_talk


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (None, "no quotes of 2025-11-17"),
        (quotes(day=date(2025, 12, 17)), "30 days from the pricing"),
    ],
)
def test_without_quotes_of_the_day_it_is_withheld(given: Quotes | None, why: str) -> None:
    found = concessions(amazon(), given, (), ())
    assert all(each.against_own_curve is None for each in found)
    assert why in found[0].why_not_own


def test_metas_2025_tranches_have_no_spread_to_measure() -> None:
    """Sources at hand state neither price nor yield; of the 2065 the press states +110."""
    deal = priced(shipped_deal("meta-2025-10-30"), shipped_curve(date(2025, 10, 30)))
    found = concessions(deal, None, (), stages("meta-2025-10-30"))
    assert len(found) == 6
    assert all("no spread at pricing" in each.why_not_talk for each in found[:-1])
    assert found[-1].against_talk
    assert found[-1].against_talk.value == pytest.approx(-0.0030)


def test_a_tenor_beyond_the_curve_is_not_extrapolated() -> None:
    short = replace(
        quotes(),
        tenor=TENOR[:6],
        spread=quotes().spread[:6],
        issuer=("AMZN",) * 6,
    )
    found = concessions(amazon(), short, (), ())
    assert "beyond the issuer's curve" in found[-1].why_not_own


ROWS = [
    {"issuer": "AMZN", "years": "10", "spread_bp": "50", "day": "2025-11-17"},
    {"issuer": "AMZN", "years": "30", "spread_bp": "70", "day": "2025-11-17"},
]


def test_quotes_come_from_a_table() -> None:
    read = quotes_in(ROWS, "mine.csv")
    assert read.day == DAY
    np.testing.assert_allclose(read.spread, [0.0050, 0.0070])


def test_quotes_come_from_holdings_that_were_priced() -> None:
    """The columns of `bookrunner price HOLDINGS --csv`; a cash line has no spread."""
    bond = {
        "name": "META PLATFORMS INC",
        "maturity": "2035-11-17",
        "settlement": "2025-11-18",
        "g_spread": "0.0061",
    }
    read = quotes_in([bond, bond | {"name": "CASH", "g_spread": ""}], "lqd.csv")
    assert read.issuer == ("META",)
    assert read.tenor[0] == pytest.approx(10.0, abs=0.01)
    assert read.spread[0] == 0.0061
    with pytest.raises(MisuseError, match="sync --curves"):
        quotes_in([bond | {"g_spread": ""}], "lqd.csv")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([{"issuer": "AMZN"}], "none named years"),
        ([ROWS[0], ROWS[1] | {"day": "2025-11-18"}], "2 days"),
        ([ROWS[0] | {"years": "ten"}], "years as a number"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(
    rows: list[dict[str, str]], told: str
) -> None:
    with pytest.raises(MisuseError, match=told):
        quotes_in(rows, "mine.csv")
