"""A policy rule, and what of a sale could reach it.

Taylor's rule sets the policy rate by inflation and the output gap.  A sale moves neither
in a way anyone has measured; what it moves is financial conditions, by thousandths of a
standard deviation, so the rule answers a pipeline at most.
"""

from __future__ import annotations

from typing import Final

TARGET: Final = 0.02  # inflation the rule aims at
WEIGHT: Final = 0.5  # on inflation's miss, and on the gap


def taylor_rate(inflation: float, gap: float, neutral: float) -> float:
    """The policy rate of Taylor's rule (1993); all decimals.

    *neutral* is the real rate at which nothing pushes; *gap* output over its potential.

    >>> round(taylor_rate(inflation=0.03, gap=0.0, neutral=0.01), 4)
    0.045
    """
    return neutral + inflation + WEIGHT * (inflation - TARGET) + WEIGHT * gap


def gap_for(basis_points: float) -> float:
    """The output gap that moves the rule by so many basis points: twice as much.

    >>> gap_for(1.0)
    0.0002
    """
    return basis_points * 1e-4 / WEIGHT
