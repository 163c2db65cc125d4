"""How likely default is, and what a spread should be for it: every model side by side.

Equity value and volatility are the user's, for no filing states them; a transition
matrix is the user's too, for the agencies own theirs.  Without them a model has no
answer, and says what it lacks.  Merton and CreditGrades speak of the market's own
(risk-neutral) probabilities; a matrix speaks of what used to happen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bookrunner import bonds
from bookrunner.cited import Assumed, Computed, Estimated, Problem
from bookrunner.issuers.fair_spread import expected_loss, fair_spread, richness
from bookrunner.issuers.known import missing, worked_out
from bookrunner.issuers.offered import day_of, points
from bookrunner.issuers.structural import leland, merton, survival

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bookrunner.bonds import ParCurve
    from bookrunner.cited import Figure
    from bookrunner.deals import Deal
    from bookrunner.issuers.credit import Credit
    from bookrunner.issuers.known import Ratio
    from bookrunner.issuers.transition import TransitionMatrix
    from bookrunner.units import Money

HORIZON: Final = 5.0  # years
RECOVERY: Final = Assumed(0.4, "the market's convention for senior unsecured debt")
TAX: Final = Assumed(0.21, "the federal rate; state taxes left out")
BANKRUPTCY_COST: Final = Assumed(0.5, "half of the assets, as in Leland's base case")
_ROOM: Final = "issuers.default_risk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """What the user brings: equity, its volatility, a matrix; and the day's Treasuries."""

    curve: Figure[ParCurve] | None
    equity: Figure[Money] | None = None
    equity_volatility: Figure[float] | None = None
    matrix: TransitionMatrix | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TenorSpreads:
    """One tranche: what it pays over Treasuries, and what models say it should."""

    title: str
    traded: Ratio
    fair: Estimated[float] | Problem  # from the matrix; an estimate with its interval
    creditgrades: Ratio

    @property
    def richness(self) -> Ratio:
        """Traded less fair: above zero the tranche is cheap to the model."""
        if isinstance(self.traded, Problem):
            return self.traded
        if not isinstance(self.fair, Estimated):
            return self.fair
        return richness(self.traded, self.fair)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultRisk:
    """Every model's answer, or what it lacks."""

    models: Mapping[str, Ratio]  # probability of default within five years, by model
    merton_spread: Ratio
    optimal_leverage: Ratio  # Leland: debt over the firm, at its most valuable
    spreads: tuple[TenorSpreads, ...]


def default_risk(
    at: Credit, rating: str | None, deal: Deal | None, market: Market
) -> DefaultRisk:
    """What the models say of a borrower, and of each tranche of a deal."""
    firm = _inputs(at, market)
    matrix = _matrix_probability(rating, HORIZON, market.matrix)
    return DefaultRisk(
        models={
            "Merton": worked_out(f"{_ROOM}: Merton", _merton_probability, *firm),
            "CreditGrades": worked_out(f"{_ROOM}: CreditGrades", _lost(HORIZON), *firm),
            "transition matrix": matrix,
        },
        merton_spread=worked_out(f"{_ROOM}: Merton", _merton_spread, *firm),
        optimal_leverage=worked_out(
            f"{_ROOM}: Leland", _optimal_leverage, *firm, TAX, BANKRUPTCY_COST
        ),
        spreads=_spreads(firm, rating, deal, market),
    )


def _inputs(at: Credit, market: Market) -> tuple[Figure[Any] | Problem, ...]:
    """Equity, its volatility, debt and the riskless rate: what every model takes."""
    asked = "set --equity-value and --equity-volatility: no filing states them"
    rate: Figure[float] | Problem = missing("riskless", "no Treasury curve at hand")
    if market.curve is not None:
        level = float(bonds.par_yield(market.curve.value, HORIZON))
        rate = Computed(level, f"{_ROOM}: the five-year Treasury", (day_of(market.curve),))
    return (
        market.equity or missing("equity", asked),
        market.equity_volatility or missing("equity_volatility", asked),
        at.debt,
        rate,
    )


def _merton_probability(equity: Money, moves: float, debt: Money, rate: float) -> float:
    firm = merton(*_floats(equity, moves), face=_float(debt), years=HORIZON, riskless=rate)
    return firm.default_probability


def _merton_spread(equity: Money, moves: float, debt: Money, rate: float) -> float:
    firm = merton(*_floats(equity, moves), face=_float(debt), years=HORIZON, riskless=rate)
    return max(firm.spread, 0.0)


def _optimal_leverage(  # noqa: PLR0913, PLR0917 - the terms of the model
    equity: Money, moves: float, debt: Money, rate: float, tax: float, cost: float
) -> float:
    firm = merton(*_floats(equity, moves), face=_float(debt), years=HORIZON, riskless=rate)
    best = leland(
        firm.assets, firm.asset_volatility, riskless=rate, tax=tax, bankruptcy_cost=cost
    )
    return best.leverage


def _lost(years: float) -> Callable[[Money, float, Money, float], float]:
    """The probability of default within so many years, by CreditGrades."""

    def rule(equity: Money, moves: float, debt: Money, _: float) -> float:
        worth = _float(equity)
        return 1 - survival(worth, _float(debt), equity_volatility=moves, years=years)

    return rule


def _spreads(
    firm: tuple[Figure[Any] | Problem, ...],
    rating: str | None,
    deal: Deal | None,
    market: Market,
) -> tuple[TenorSpreads, ...]:
    told: list[TenorSpreads] = []
    for point in points(deal) if deal else ():
        years = point.years.value
        lost = worked_out(f"{_ROOM}: CreditGrades, {years:.1f} years", _lost(years), *firm)
        told.append(
            TenorSpreads(
                title=point.title,
                traded=point.spread,
                fair=_fair(rating, point.years, market.matrix),
                creditgrades=worked_out(
                    f"{_ROOM}: the spread that pays for losses, risk-neutral",
                    lambda p, back, years=years: expected_loss(p, years, back),
                    lost,
                    RECOVERY,
                ),
            )
        )
    return tuple(told)


def _fair(
    rating: str | None, years: Figure[float], matrix: TransitionMatrix | None
) -> Estimated[float] | Problem:
    probability = _matrix_probability(rating, years.value, matrix)
    if isinstance(probability, Problem):
        return probability
    return fair_spread(probability, years)


def _matrix_probability(
    rating: str | None, years: float, matrix: TransitionMatrix | None
) -> Ratio:
    """The matrix' default probability of a rating, by its letter if it has no notches."""
    if matrix is None:
        said = "set --matrix: agencies' matrices are the user's to load"
        return missing("transition", said)
    if rating is None:
        return missing("transition", "no rating of the borrower is stated")
    letter = rating if rating in matrix.ratings else rating.rstrip("+-")
    if letter not in matrix.ratings:
        return missing("transition", f"the matrix has no {rating}")
    by = f"issuers.transition: {letter} over {years:.1f} years, {matrix.source}"
    return Computed(matrix.default_probability(letter, years), by, ())


def _floats(equity: Money, moves: float) -> tuple[float, float]:
    return _float(equity), moves


def _float(amount: Money) -> float:
    return float(amount.amount)
