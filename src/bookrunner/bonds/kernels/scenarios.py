"""Loops over scenarios: discount factors of days, and what bonds are worth by them.

Scenarios lie innermost, side by side, so that each step is one vector instruction for
several of them and every scenario is summed by itself in the order of the payments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.bonds.kernels.exponential import expm1

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.bonds.kernels.run import Table

YEAR: Final = 365.25  # days

DENSE: Final = 7
"""Days from one row to the next up to which a factor is stepped, not worked out."""


def discount(
    knot: Sequence[int],
    share: Sequence[float],
    group: Sequence[int],
    years: Sequence[float],
    gap: Sequence[int],
    logarithms: Table,
    slopes: Table,
    shifts: Table,
    factors: Table,
    steps: Table,
) -> None:
    """The discount factor of each row under each scenario.

    A row is a day and a group of bonds: its logarithm lies between two knots of the
    curve, and the group's shift of spread comes off it.  Between the same knots each
    day takes the same factor, so a row *gap* days after the one before is stepped to; a
    gap of nought is worked out, and one below that makes the *steps* of its days anew.
    """
    for row in range(len(knot)):
        u, t, out = share[row], years[row], factors[row]
        shift = shifts[group[row]]
        if gap[row] <= 0:
            left, right = logarithms[knot[row]], logarithms[knot[row] + 1]
            for s in range(len(out)):
                out[s] = 1 + expm1(left[s] + u * (right[s] - left[s]) - shift[s] * t)
        else:
            before, step = factors[row - 1], steps[gap[row] - 1]
            for s in range(len(out)):
                out[s] = before[s] * step[s]
        if gap[row] < 0:
            slope = slopes[knot[row]]
            for days in range(DENSE):
                step = steps[days]
                for s in range(len(out)):
                    step[s] = 1 + expm1((slope[s] - shift[s]) * ((days + 1) * (1 / YEAR)))


def worth(
    offsets: Sequence[int],
    rows: Sequence[int],
    amounts: Sequence[float],
    place: Sequence[int],
    factors: Table,
    worths: Table,
) -> None:
    """What each bond is worth under each scenario.

    The payments of bond *i* of the order of payments belong to bond ``place[i]``.
    """
    for i in range(len(place)):
        out = worths[place[i]]
        for s in range(len(out)):
            out[s] = 0.0
        for j in range(offsets[i], offsets[i + 1]):
            amount, factor = amounts[j], factors[rows[j]]
            for s in range(len(out)):
                out[s] += amount * factor[s]
