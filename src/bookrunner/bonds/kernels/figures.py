"""From the terms of bonds straight to their figures, without a stop in between.

What `standing` finds is used while it is still in the processor's cache: the results
have more rows than are asked for, and what stands comes behind the figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.bonds.kernels.growth import (
    SURE,
    figures,
    grown,
    growths,
    logarithm1p,
    near_expm1,
    settled,
    simple_part,
)
from bookrunner.bonds.kernels.standing import standings
from bookrunner.units import BASIS_POINT

if TYPE_CHECKING:
    from bookrunner.bonds.kernels.run import Table

_NOT_A_NUMBER: Final = float("nan")


def clean_yields(columns: Table, results: Table) -> None:
    """The yield at each clean price, and a bound of what it is off over all periods.

    Columns: those of `standings`, whether the Treasury's way, clean price.
    """
    standings(columns, results[2:])
    for i in range(len(results[0])):
        first, n, q = results[2][i], results[3][i], results[4][i]
        e, p = results[5][i], results[6][i] + columns[9][i]
        b = simple_part(first, n, 0.0, columns[8][i])
        g, doubt = grown(p, n, q, e, 100.0, 0.0, first - b, b)
        results[0][i] = 12 / columns[2][i] * near_expm1(g)
        results[1][i] = doubt
    for i in range(len(results[0])):  # the few that are not settled yet
        if results[1][i] > SURE:
            first, n, q = results[2][i], results[3][i], results[4][i]
            e, p = results[5][i], results[6][i] + columns[9][i]
            b = simple_part(first, n, 0.0, columns[8][i])
            g = logarithm1p(results[0][i] * columns[2][i] / 12)
            g, doubt = settled(g, p, n, q, e, 100.0, 0.0, first - b, b)
            results[0][i] = 12 / columns[2][i] * near_expm1(g)
            results[1][i] = doubt


def figures_at_yields(columns: Table, results: Table) -> None:
    """What each yield says of its bond.

    Columns: those of `standings`, whether the Treasury's way, yield.
    Results: dirty price, modified and Macaulay duration, convexity, DV01, accrued.
    """
    standings(columns, results[6:])
    for i in range(len(results[0])):
        y = columns[9][i]
        results[5][i] = y * columns[2][i] / 12 if y > -1 else _NOT_A_NUMBER
    growths(results[5], results[11])
    for i in range(len(results[0])):
        first, n, q, e = results[6][i], results[7][i], results[8][i], results[9][i]
        f, g = 12 / columns[2][i], results[11][i]
        b = simple_part(first, n, 0.0, columns[8][i])
        value, duration, years, bent = figures(g, f, n, q, e, 100.0, 0.0, first - b, b)
        results[0][i] = value
        results[1][i] = duration
        results[2][i] = years
        results[3][i] = bent
        results[4][i] = value * duration * BASIS_POINT
        results[5][i] = results[10][i]
