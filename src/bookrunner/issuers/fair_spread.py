"""What a spread pays for: expected loss, a premium for its risk, and illiquidity.

Default explains a small part of investment-grade spreads (Huang and Huang), or most of
it once calibrated on a century of defaults (Feldhuetter and Schaefer): the question is
open, so the answer is an interval over both readings, and its evidence grade is C.  The
default probability comes from a matrix the user loads, or from the borrower's own
equity (`structural`); without either there is no answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Assumed, Computed, Estimated

if TYPE_CHECKING:
    from bookrunner.cited import Figure

MODEL: Final = "issuers.fair_spread: expected loss, risk premium, liquidity"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadPriors:
    """What is assumed about the spread beyond default; low, central, high."""

    recovery: tuple[Assumed[float], ...] = field(
        default=(
            Assumed(0.55, "senior unsecured debt of large borrowers, at its best"),
            Assumed(0.40, "the market's convention for senior unsecured debt"),
            Assumed(0.30, "what many borrowers failing together would leave"),
        )
    )
    risk_premium: tuple[Assumed[float], ...] = field(
        default=(
            Assumed(1.0, "times expected loss: default is all of the spread"),
            Assumed(3.0, "times expected loss: between the two readings"),
            Assumed(6.0, "times expected loss: default is a sixth of its price"),
        )
    )
    liquidity: tuple[Assumed[float], ...] = field(
        default=(
            Assumed(0.0005, "a new, large, much traded bond"),
            Assumed(0.0020, "an ordinary corporate bond"),
            Assumed(0.0040, "a bond that seldom trades"),
        )
    )


def expected_loss(default_probability: float, years: float, recovery: float) -> float:
    """The spread that pays for average default losses alone, decimal per year.

    ``-ln(1 - PD (1 - R)) / T``, for a default probability over the whole life.

    >>> round(expected_loss(0.0362, 5.0, 0.4) * 1e4, 1)
    43.9
    """
    return -log(1 - default_probability * (1 - recovery)) / years


def fair_spread(
    default_probability: Figure[float],
    years: Figure[float],
    *,
    priors: SpreadPriors | None = None,
) -> Estimated[float]:
    """The spread over Treasuries that risk explains, with its interval.

    The interval runs from the mildest to the harshest of every prior together, each a
    one in twenty: it is wider than the nine in ten it claims.
    """
    about = priors or SpreadPriors()
    low, central, high = (
        premium.value * expected_loss(default_probability.value, years.value, lost.value)
        + thin.value
        for lost, premium, thin in zip(
            about.recovery, about.risk_premium, about.liquidity, strict=True
        )
    )
    assumed = (about.recovery[1], about.risk_premium[1], about.liquidity[1])
    return Estimated(
        central,
        low,
        high,
        MODEL,
        "C",
        inputs=(default_probability, years, *assumed),
        note="low and high take every prior at its mildest and its harshest",
    )


def richness(traded: Figure[float], fair: Estimated[float]) -> Computed[float]:
    """Traded spread less fair spread; above zero the bond is cheap to the model."""
    by = "issuers.fair_spread: traded less fair"
    inside = fair.low <= traded.value <= fair.high
    note = f"traded spread lies {'inside' if inside else 'outside'} the model's interval"
    return Computed(traded.value - fair.value, by, (traded, fair), note=note)
