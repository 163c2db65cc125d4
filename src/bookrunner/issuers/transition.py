"""Default probabilities from a matrix of rating transitions.

The agencies' matrices belong to the agencies: the user loads one, a CSV whose first
column and heading name the ratings and whose last column is default.  Rows that sum to
one but for rounding are scaled to one; others are refused.  ``n`` years are the matrix
to its n-th power, parts of a year go through its generator (the matrix logarithm).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.errors import MisuseError, UnreadableError

if TYPE_CHECKING:
    from bookrunner.units import Floats

_ROUNDING: Final = 0.005  # published rows sum to one within rounding, not better


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionMatrix:
    """Probabilities, over one year, to pass from one rating to another."""

    ratings: tuple[str, ...]  # best first, default last
    rows: Floats  # decimals; every row sums to one
    source: str

    def default_probability(self, rating: str, years: float) -> float:
        """Probability that *rating* has defaulted after *years*.

        Raises:
            MisuseError: the matrix has no such rating, or the time is negative.
        """
        if rating not in self.ratings:
            raise MisuseError(expected=f"one of {', '.join(self.ratings)}", seen=rating)
        if years < 0:
            raise MisuseError(expected="a time ahead, in years", seen=str(years))
        moved = self.over(years)
        return float(np.clip(moved[self.ratings.index(rating), -1], 0.0, 1.0))

    def over(self, years: float) -> Floats:
        """The transition probabilities over *years*, whole or not."""
        if float(years).is_integer():
            return np.linalg.matrix_power(self.rows, int(years))
        from scipy.linalg import expm

        moved: Floats = expm(years * self.generator())
        return moved

    def generator(self) -> Floats:
        """The yearly rates of passage behind the matrix.

        Its logarithm, with rates below zero (which no process has) set to zero and the
        diagonal made to balance: the usual repair (Israel, Rosenthal and Wei 2001).
        """
        from scipy.linalg import logm

        rates: Floats = np.real(logm(self.rows))
        rates = np.maximum(rates - np.diag(np.diag(rates)), 0.0)
        return rates - np.diag(rates.sum(axis=1))


def transition_matrix(text: str, source: str) -> TransitionMatrix:
    r"""A matrix from CSV, in percent or decimals.

    Raises:
        UnreadableError: it is no square of numbers, or a row does not sum to one.

    >>> text = "from,A,B,D\nA,90,8,2\nB,10,80,10\n"
    >>> matrix = transition_matrix(text, "an example")
    >>> round(matrix.default_probability("A", 2), 4)
    0.046
    """
    table = [row for row in csv.reader(StringIO(text)) if any(cell.strip() for cell in row)]
    if len(table) < 2:
        raise UnreadableError(expected="a table of rating transitions", seen=text[:60])
    ratings = tuple(cell.strip() for cell in table[0][1:])
    rows = _numbers(table[1:], ratings)
    sums = rows.sum(axis=1)
    whole = 100.0 if np.median(sums) > 2 else 1.0
    if np.any(np.abs(sums / whole - 1) > _ROUNDING) or np.any(rows < 0):
        raise UnreadableError(
            expected="rows of probabilities that sum to one",
            seen=f"sums {', '.join(f'{each / whole:.4f}' for each in sums)}",
        )
    return TransitionMatrix(ratings=ratings, rows=rows / sums[:, None], source=source)


def _numbers(body: list[list[str]], ratings: tuple[str, ...]) -> Floats:
    """The square of numbers; default, from which nobody returns, may be left out."""
    named = tuple(row[0].strip() for row in body)
    expected = f"a row for each of {', '.join(ratings)}"
    if named not in {ratings, ratings[:-1]}:
        raise UnreadableError(expected=expected, seen=", ".join(named))
    try:
        rows = np.array([[float(cell) for cell in row[1:]] for row in body])
        square = rows.reshape(len(body), len(ratings))
    except ValueError as error:
        raise UnreadableError(
            expected=f"{expected}, all numbers", seen=str(error)
        ) from None
    if len(body) == len(ratings):
        return square
    stays = np.zeros((1, len(ratings)))
    stays[0, -1] = square.sum(axis=1).max()
    return np.vstack([square, stays])
