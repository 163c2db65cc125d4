"""Default by every model, and what each lacks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bookrunner.cited import Assumed, Estimated, Problem
from bookrunner.deals import shipped_deal
from bookrunner.issuers.credit import credit
from bookrunner.issuers.default_risk import HORIZON, Market, default_risk
from bookrunner.issuers.from_library import financials_from_library
from bookrunner.issuers.offered import curve_on
from bookrunner.issuers.structural import merton, survival
from bookrunner.issuers.transition import transition_matrix
from bookrunner.units import Money

MATRIX = transition_matrix("from,AA,BBB,D\nAA,90,9.9,0.1\nBBB,5,94,1\n", "an example")
ORACLE = credit(financials_from_library("ORCL"), date(2025, 8, 31))
SOLD = shipped_deal("orcl-2025-09-24")


def market(*, equity: bool = True, matrix: bool = True) -> Market:
    return Market(
        curve=curve_on(date(2025, 9, 24)),
        equity=Assumed(Money(Decimal("8e11"), "USD"), "a test") if equity else None,
        equity_volatility=Assumed(0.45, "a test") if equity else None,
        matrix=MATRIX if matrix else None,
    )


def test_each_model_answers_with_its_own_formula() -> None:
    told = default_risk(ORACLE, "BBB", SOLD, market())
    values = {k: v.value for k, v in told.models.items() if not isinstance(v, Problem)}
    firm = merton(8e11, 0.45, face=92_568e6, years=HORIZON, riskless=0.0367)
    assert values["Merton"] == pytest.approx(firm.default_probability, rel=0.02)
    alive = survival(8e11, 92_568e6, equity_volatility=0.45, years=HORIZON)
    assert values["CreditGrades"] == pytest.approx(1 - alive)
    assert values["transition matrix"] == pytest.approx(
        MATRIX.default_probability("BBB", 5.0)
    )


def test_each_tranche_stands_beside_its_fair_spread() -> None:
    told = default_risk(ORACLE, "BBB+", SOLD, market())
    assert len(told.spreads) == 6
    first = told.spreads[0]
    assert not isinstance(first.traded, Problem)
    assert first.traded.value == pytest.approx(0.0076, abs=1e-4)
    assert isinstance(first.fair, Estimated)
    assert first.fair.low < first.fair.value < first.fair.high


def test_without_equity_or_matrix_each_model_says_what_it_lacks() -> None:
    told = default_risk(ORACLE, "BBB", SOLD, market(equity=False, matrix=False))
    for answer in told.models.values():
        assert isinstance(answer, Problem)
        assert "set --" in answer.message
    assert isinstance(told.optimal_leverage, Problem)


def test_a_rating_the_matrix_does_not_know_gives_none() -> None:
    told = default_risk(ORACLE, "CCC", None, market()).models["transition matrix"]
    assert isinstance(told, Problem)
    assert "no CCC" in told.message
    unrated = default_risk(ORACLE, None, None, market()).models["transition matrix"]
    assert isinstance(unrated, Problem)
