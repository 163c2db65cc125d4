"""Merton, Leland, CreditGrades: published values, second opinions, laws."""

from __future__ import annotations

from math import exp, isnan, log, sqrt
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import fsolve, minimize_scalar
from scipy.stats import norm

from bookrunner.issuers.structural import leland, merton, survival

if TYPE_CHECKING:
    from bookrunner.units import Floats


def test_mertons_example_in_hull() -> None:
    """Options, Futures and Other Derivatives: V 12.40, volatility 21.23 %, PD 12.7 %."""
    firm = merton(3.0, 0.80, face=10.0, years=1.0, riskless=0.05)
    assert f"{firm.assets:.2f}" == "12.40"
    assert f"{firm.asset_volatility:.2%}" == "21.23%"
    assert f"{firm.default_probability:.1%}" == "12.7%"
    assert f"{firm.debt:.2f}" == "9.40"
    assert round(firm.spread * 1e4) == 124


@given(
    st.floats(0.5, 50),
    st.floats(0.1, 1.2),
    st.floats(1, 30),
    st.floats(0.5, 10),
    st.floats(0, 0.1),
)
def test_merton_solves_both_of_its_equations(
    equity: float, moves: float, face: float, years: float, rate: float
) -> None:
    firm = merton(equity, moves, face=face, years=years, riskless=rate)
    volatility = firm.asset_volatility
    if volatility < 1e-4:
        return
    d1 = (log(firm.assets / face) + (rate + volatility**2 / 2) * years) / (
        volatility * sqrt(years)
    )
    d2 = d1 - volatility * sqrt(years)
    call = firm.assets * norm.cdf(d1) - face * exp(-rate * years) * norm.cdf(d2)
    assert call == pytest.approx(equity, rel=1e-6)
    assert norm.cdf(d1) * volatility * firm.assets == pytest.approx(
        moves * equity, rel=1e-5
    )


def test_merton_agrees_with_a_general_solver() -> None:
    def equations(x: Floats, /) -> list[float]:
        assets, s = x
        d1 = (log(assets / 40) + (0.04 + s * s / 2) * 5) / (s * sqrt(5))
        call = assets * norm.cdf(d1) - 40 * exp(-0.2) * norm.cdf(d1 - s * sqrt(5))
        return [call - 60, norm.cdf(d1) * s * assets - 0.35 * 60]

    assets, volatility = fsolve(equations, [95, 0.2])
    firm = merton(60, 0.35, face=40, years=5, riskless=0.04)
    assert firm.assets == pytest.approx(assets)
    assert firm.asset_volatility == pytest.approx(volatility)


@pytest.mark.parametrize("bad", [(0, 0.8), (3, 0), (-1, 0.5)])
def test_no_equity_no_answer(bad: tuple[float, float]) -> None:
    assert isnan(merton(*bad, face=10, years=1, riskless=0.05).spread)


def test_lelands_base_case() -> None:
    """Leland (1994), the example of its section III."""
    firm = leland(100.0, 0.20, riskless=0.06, tax=0.35, bankruptcy_cost=0.5)
    told = (firm.coupon, firm.debt, firm.debt_yield * 100, firm.spread * 1e4,
            firm.default_value, firm.firm, firm.leverage * 100)  # fmt: skip
    assert told == pytest.approx((6.501, 96.27, 6.753, 75.3, 52.82, 128.44, 75.0), abs=0.05)


@pytest.mark.parametrize(
    ("volatility", "cost", "leverage", "spread"),
    [(0.15, 0.50, 80.9, 41), (0.25, 0.50, 70.1, 120), (0.20, 0.25, 79.0, 80)],
)
def test_lelands_other_cases(
    volatility: float, cost: float, leverage: float, spread: float
) -> None:
    firm = leland(100.0, volatility, riskless=0.06, tax=0.35, bankruptcy_cost=cost)
    assert round(firm.leverage * 100, 1) == leverage
    assert round(firm.spread * 1e4) == spread


def test_lelands_coupon_is_the_one_a_search_finds() -> None:
    r, s, t, a, v = 0.06, 0.20, 0.35, 0.5, 100.0

    def worth(coupon: float) -> float:
        barrier = (1 - t) * coupon / (r + s * s / 2)
        q = (barrier / v) ** (2 * r / s**2)
        return float(v + t * coupon / r * (1 - q) - a * barrier * q)

    best = minimize_scalar(lambda c: -worth(c), bounds=(0.1, 15), method="bounded")
    firm = leland(v, s, riskless=r, tax=t, bankruptcy_cost=a)
    assert firm.coupon == pytest.approx(best.x, rel=1e-4)
    assert firm.firm == pytest.approx(worth(best.x))


def test_creditgrades_survival_of_four_leverages() -> None:
    told = [
        survival(1.0, d, equity_volatility=0.4, years=5.0) for d in (0.1, 0.5, 1.0, 2.0)
    ]
    assert np.round(told, 4).tolist() == [0.9977, 0.9371, 0.8695, 0.7892]
    assert round(survival(1.0, 1.0, equity_volatility=0.4, years=0.0), 4) == 0.9999


@given(st.floats(0.05, 2), st.floats(0.1, 0.5), st.floats(0.1, 10))
def test_survival_falls_with_debt_volatility_and_time(
    debt: float, moves: float, years: float
) -> None:
    base = survival(1.0, debt, equity_volatility=moves, years=years)
    assert 0 <= base <= 1
    slack = 1e-12
    assert survival(1.0, debt, equity_volatility=moves * 1.5, years=years) <= base + slack
    if moves < 0.4:  # beyond, more debt at one equity volatility means calmer assets
        dearer = survival(1.0, debt * 1.5, equity_volatility=moves, years=years)
        assert dearer <= base + slack
    assert survival(1.0, debt, equity_volatility=moves, years=years * 1.5) <= base + slack


def test_survival_of_nonsense_is_nan() -> None:
    assert isnan(survival(0.0, 1.0, equity_volatility=0.4, years=5.0))
    assert isnan(survival(1.0, 1.0, equity_volatility=0.4, years=-1.0))
