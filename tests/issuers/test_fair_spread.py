"""What a spread pays for: laws, and the arithmetic by hand."""

from __future__ import annotations

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.cited import Assumed
from bookrunner.issuers.fair_spread import expected_loss, fair_spread, richness

PD = st.floats(0.0, 0.6)
YEARS = st.floats(0.5, 40)


def given_(value: float) -> Assumed[float]:
    return Assumed(value, "a test")


@given(PD, YEARS, st.floats(0, 0.9))
def test_the_spread_for_losses_discounts_to_what_is_lost(
    pd: float, years: float, back: float
) -> None:
    spread = expected_loss(pd, years, back)
    assert exp(-spread * years) == pytest.approx(1 - pd * (1 - back))
    assert spread >= 0


def test_a_bbb_bond_of_five_years() -> None:
    """PD 3.62 %, recovery 40 %: 43.9 bp of losses, three times that and 20 bp on top."""
    fair = fair_spread(given_(0.0362), given_(5.0))
    assert fair.value * 1e4 == pytest.approx(3 * 43.9 + 20, abs=0.2)
    assert fair.low < fair.value < fair.high
    assert fair.grade == "C"


@given(PD, YEARS)
def test_more_risk_is_never_paid_less(pd: float, years: float) -> None:
    low, high = (
        fair_spread(given_(pd), given_(years)),
        fair_spread(given_(pd * 1.2), given_(years)),
    )
    assert high.value >= low.value
    assert low.low <= low.value <= low.high


def test_a_bond_that_pays_more_than_fair_is_cheap() -> None:
    fair = fair_spread(given_(0.0362), given_(5.0))
    cheap = richness(given_(fair.value + 0.001), fair)
    assert cheap.value == pytest.approx(0.001)
    assert "inside" in cheap.note
    assert "outside" in richness(given_(1.0), fair).note
