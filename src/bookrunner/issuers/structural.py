"""What equity says about debt: Merton, Leland and CreditGrades.

Three answers to one question, each with its own simplification: Merton (1974) has one
zero-coupon debt due on one day; Leland (1994) a perpetual coupon, taxes and bankruptcy
costs, and so an optimal amount of debt; CreditGrades (2002) a default barrier nobody
knows exactly.  Volatilities, rates and spreads are decimals per year, time is in years,
amounts are in any one currency.  A case without an answer gives NaN.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, exp, isfinite, log, nan, sqrt

_STEPS = 80  # halvings, past the last digit of a float


@dataclass(frozen=True, slots=True, kw_only=True)
class Merton:
    """A firm with one debt due, as its equity prices it."""

    assets: float
    asset_volatility: float
    default_probability: float  # risk-neutral, to the day the debt is due
    debt: float  # value today
    spread: float  # over the riskless rate


def merton(
    equity: float,
    equity_volatility: float,
    *,
    face: float,
    years: float,
    riskless: float,
) -> Merton:
    """The firm behind its equity.

    ``E = V N(d1) - F exp(-rT) N(d2)`` and ``sE E = N(d1) sV V``.

    Hull's example: equity of 3 with a volatility of 80 %, debt of 10 due in a year.

    >>> firm = merton(3.0, 0.80, face=10.0, years=1.0, riskless=0.05)
    >>> f"{firm.assets:.2f} {firm.asset_volatility:.4f} {firm.default_probability:.3f}"
    '12.40 0.2123 0.127'
    """
    if not min(equity, equity_volatility, face, years) > 0:
        return Merton(assets=nan, asset_volatility=nan, default_probability=nan,
                      debt=nan, spread=nan)  # fmt: skip
    due = face * exp(-riskless * years)
    volatility = _asset_volatility(equity, equity_volatility, due, years)
    assets = _assets(equity, volatility, due, years)
    debt = assets - equity
    return Merton(
        assets=assets,
        asset_volatility=volatility,
        default_probability=_normal(-_d2(assets, volatility, due, years)),
        debt=debt,
        spread=-log(debt / face) / years - riskless if debt > 0 else nan,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Leland:
    """A firm with perpetual debt at the coupon that makes it worth most."""

    coupon: float  # a year
    debt: float
    debt_yield: float
    spread: float
    default_value: float  # assets at which equity stops paying
    firm: float
    leverage: float  # debt over the value of the firm


def leland(
    assets: float,
    volatility: float,
    *,
    riskless: float,
    tax: float,
    bankruptcy_cost: float,
) -> Leland:
    """The optimal capital structure of Leland (1994), section III.

    With ``X = 2r/s^2`` and ``V_B = (1-t)C/(r+s^2/2)`` the value of the firm,
    ``V + tC/r (1-q) - a V_B q`` with ``q = (V_B/V)^X``, is greatest where
    ``q = (t/r) / ((1+X)(t/r + a m))``, ``m = V_B/C``.

    >>> firm = leland(100.0, 0.20, riskless=0.06, tax=0.35, bankruptcy_cost=0.5)
    >>> f"{firm.coupon:.3f} {firm.debt:.2f} {firm.spread * 1e4:.1f} {firm.leverage:.3f}"
    '6.501 96.27 75.3 0.750'
    """
    power = 2 * riskless / volatility**2
    per_coupon = (1 - tax) / (riskless + volatility**2 / 2)  # V_B / C
    shield = tax / riskless
    price_of_default = shield / ((1 + power) * (shield + bankruptcy_cost * per_coupon))
    default_value = assets * price_of_default ** (1 / power)
    coupon = default_value / per_coupon
    perpetual = coupon / riskless
    recovered = (1 - bankruptcy_cost) * default_value
    debt = perpetual + (recovered - perpetual) * price_of_default
    firm = (
        assets
        + tax * perpetual * (1 - price_of_default)
        - bankruptcy_cost * default_value * price_of_default
    )
    return Leland(
        coupon=coupon,
        debt=debt,
        debt_yield=coupon / debt,
        spread=coupon / debt - riskless,
        default_value=default_value,
        firm=firm,
        leverage=debt / firm,
    )


def survival(  # noqa: PLR0913 - the terms of the formula, all but two by name
    equity: float,
    debt: float,
    *,
    equity_volatility: float,
    years: float,
    recovery: float = 0.5,
    recovery_volatility: float = 0.3,
) -> float:
    """Probability of no default, by the CreditGrades approximation (Finger et al. 2002).

    The published exact formula was corrected in 2008 (Kiesel and Veraart); the
    approximation stands.  At no time at all it is just below one, by design: the
    barrier is unknown already today.

    >>> [round(survival(1.0, d, equity_volatility=0.4, years=5.0), 4) for d in (0.5, 1.0)]
    [0.9371, 0.8695]
    """
    if not min(equity, debt, equity_volatility, recovery) > 0 or years < 0:
        return nan
    barrier = recovery * debt
    distance = (equity + barrier) / barrier * exp(recovery_volatility**2)
    asset_volatility = equity_volatility * equity / (equity + barrier)
    spread_out = sqrt(asset_volatility**2 * years + recovery_volatility**2)
    far = log(distance) / spread_out
    return _normal(-spread_out / 2 + far) - distance * _normal(-spread_out / 2 - far)


def _asset_volatility(
    equity: float, equity_volatility: float, due: float, years: float
) -> float:
    """The asset volatility at which the model's equity moves as the real one does.

    Halving: the model's equity volatility rises with that of the assets.
    """
    low, high = 0.0, equity_volatility
    for _ in range(_STEPS):
        middle = (low + high) / 2
        assets = _assets(equity, middle, due, years)
        moves = _normal(_d2(assets, middle, due, years) + middle * sqrt(years))
        if moves * middle * assets < equity_volatility * equity:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _assets(equity: float, volatility: float, due: float, years: float) -> float:
    """The assets whose call at the debt's present value *due* is worth the equity."""
    low, high = equity, equity + due
    for _ in range(_STEPS):
        middle = (low + high) / 2
        second = _d2(middle, volatility, due, years)
        call = middle * _normal(second + volatility * sqrt(years)) - due * _normal(second)
        if call < equity:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _d2(assets: float, volatility: float, due: float, years: float) -> float:
    moves = volatility * sqrt(years)
    distance = log(assets / due)
    return distance / moves - moves / 2 if moves else (distance or 1.0) * float("inf")


def _normal(z: float) -> float:
    """The standard normal distribution function."""
    return 0.5 * erfc(-z / sqrt(2)) if isfinite(z) else float(z > 0)
