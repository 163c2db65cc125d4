"""From the terms of bonds, or their payments, straight to their figures.

What `standing` finds is used while it is still in the processor's cache: the results
have more rows than are asked for, and what stands comes behind the figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.bonds.kernels.growth import figures, growths, simple_part
from bookrunner.bonds.kernels.solving import SURE, resolved, solved
from bookrunner.bonds.kernels.standing import endings, standings
from bookrunner.units import BASIS_POINT

if TYPE_CHECKING:
    from bookrunner.bonds.kernels.run import Table

_NOT_A_NUMBER: Final = float("nan")


def clean_yields(columns: Table, results: Table) -> None:
    """The yield at each clean price, and a bound of what it is off over all periods.

    Columns: those of `standings`, whether the Treasury's way, clean price.
    """
    standings(columns, columns[6], results[2:])
    step, treasury, p = columns[2], columns[8], columns[9]
    y, doubt, first, n, q = results[0], results[1], results[2], results[3], results[4]
    e, accrued = results[5], results[6]
    for i in range(len(y)):
        f, dirty = 12 / step[i], p[i] + accrued[i]
        y[i], doubt[i] = solved(
            dirty, f, treasury[i], first[i], n[i], q[i], e[i], 100.0, 0.0
        )
    for i in range(len(y)):  # the few that are not settled yet
        if not doubt[i] <= SURE:
            f, dirty = 12 / step[i], p[i] + accrued[i]
            y[i] = resolved(dirty, f, treasury[i], first[i], n[i], q[i], e[i], 100.0, 0.0)


def called_yields(columns: Table, results: Table) -> None:
    """The same if each bond is redeemed.

    Columns: those of `clean_yields`, the day and the price of the redemption.
    """
    endings(columns, columns[10], results[2:])
    step, treasury, p, redemption = columns[2], columns[8], columns[9], columns[11]
    y, doubt, first, n, q = results[0], results[1], results[2], results[3], results[4]
    e, accrued, earned, s = results[5], results[6], results[7], results[8]
    for i in range(len(y)):
        f, dirty, r = 12 / step[i], p[i] + accrued[i], redemption[i] + earned[i]
        y[i], doubt[i] = solved(dirty, f, treasury[i], first[i], n[i], q[i], e[i], r, s[i])
    for i in range(len(y)):  # the few that are not settled yet
        if not doubt[i] <= SURE:
            f, dirty, r = 12 / step[i], p[i] + accrued[i], redemption[i] + earned[i]
            y[i] = resolved(dirty, f, treasury[i], first[i], n[i], q[i], e[i], r, s[i])


def figures_at_yields(columns: Table, results: Table) -> None:
    """What each yield says of its bond.

    Columns: those of `standings`, whether the Treasury's way, yield.
    Results: dirty price, modified and Macaulay duration, convexity, DV01, accrued.
    """
    standings(columns, columns[6], results[6:])
    for i in range(len(results[0])):
        y = columns[9][i]
        results[5][i] = y * columns[2][i] / 12 if y > -1 else _NOT_A_NUMBER
    growths(results[5], results[11])
    for i in range(len(results[0])):
        first, n, q, e = results[6][i], results[7][i], results[8][i], results[9][i]
        period, g = columns[2][i] / 12, results[11][i]
        b = simple_part(first, n, 0.0, columns[8][i])
        value, duration, years, bent = figures(g, period, n, q, e, 100.0, 0.0, first - b, b)
        results[0][i] = value
        results[1][i] = duration
        results[2][i] = years
        results[3][i] = bent
        results[4][i] = value * duration * BASIS_POINT
        results[5][i] = results[10][i]


def yields(columns: Table, results: Table) -> None:
    """The yield at each dirty price, and whether it took a second look.

    Columns: time to the first payment, n, q, e, r, s, coupon periods a year, whether
    the Treasury's way, dirty price.
    """
    first, n, q, e, r = columns[0], columns[1], columns[2], columns[3], columns[4]
    s, f, treasury, p = columns[5], columns[6], columns[7], columns[8]
    y, doubt = results[0], results[1]
    for i in range(len(y)):
        y[i], doubt[i] = solved(
            p[i], f[i], treasury[i], first[i], n[i], q[i], e[i], r[i], s[i]
        )
    for i in range(len(y)):
        if not doubt[i] <= SURE:
            y[i] = resolved(p[i], f[i], treasury[i], first[i], n[i], q[i], e[i], r[i], s[i])


def prices(columns: Table, results: Table) -> None:
    """Dirty price, modified duration and the growth at each yield.

    Columns as of `yields`, with the yield in place of the price.
    """
    for i in range(len(results[0])):
        y = columns[8][i]
        results[0][i] = y / columns[6][i] if y > -1 else _NOT_A_NUMBER
    growths(results[0], results[2])
    for i in range(len(results[0])):
        first, n, q, e = columns[0][i], columns[1][i], columns[2][i], columns[3][i]
        r, s, f, g = columns[4][i], columns[5][i], columns[6][i], results[2][i]
        b = simple_part(first, n, s, columns[7][i])
        value, duration, _, _ = figures(g, 1 / f, n, q, e, r, s, first - b, b)
        results[0][i] = value
        results[1][i] = duration
