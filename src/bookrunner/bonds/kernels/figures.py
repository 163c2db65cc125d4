"""From the terms of bonds straight to their figures, without a stop in between.

What `standing` finds is used while it is still in the processor's cache: the results
have more rows than are asked for, and what stands comes behind the figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookrunner.bonds.kernels.growth import figures, grown, near_expm1, simple_part
from bookrunner.bonds.kernels.standing import standings

if TYPE_CHECKING:
    from bookrunner.bonds.kernels.run import Table


def clean_yields(columns: Table, results: Table) -> None:
    """The yield at each clean price, and the last step towards it over all periods.

    Columns: those of `standings`, whether the Treasury's way, clean price.
    """
    standings(columns, results[2:])
    for i in range(len(results[0])):
        first, n, q = results[2][i], results[3][i], results[4][i]
        e, p = results[5][i], results[6][i] + columns[9][i]
        b = simple_part(first, n, 0.0, columns[8][i])
        g, step = grown(p, n, q, e, 100.0, 0.0, first - b, b)
        results[0][i] = 12 / columns[2][i] * near_expm1(g)
        results[1][i] = step


def figures_at_yields(columns: Table, results: Table) -> None:
    """Dirty price, modified duration, convexity and accrued interest at each yield.

    Columns: those of `standings`, whether the Treasury's way, yield.
    """
    standings(columns, results[4:])
    for i in range(len(results[0])):
        first, n, q, e = results[4][i], results[5][i], results[6][i], results[7][i]
        f, y = 12 / columns[2][i], columns[9][i]
        b = simple_part(first, n, 0.0, columns[8][i])
        value, duration, bend = figures(y, f, n, q, e, 100.0, 0.0, first - b, b)
        results[0][i] = value
        results[1][i] = duration
        results[2][i] = bend
        results[3][i] = results[8][i]
