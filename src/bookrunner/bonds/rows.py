"""Rows that belong to bonds, bond after bond: ranks and running sums.

Payments, repayments, calls and interest periods stand in one row after another, and
`offsets` says where each bond begins.  What is missing in one bond's rows is missing in
that bond alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bookrunner.units import Floats, Ints


def ranked(bond: Ints, days: Ints) -> Ints:
    """A number that rises with the bond, and within a bond with the day.

    >>> ranked(np.array([0, 0, 1]), np.array([7, 9, 2])).argsort().tolist()
    [0, 1, 2]
    """
    return bond * 2**32 + days


def running_sums(offsets: Ints, bond: Ints, each: Floats) -> Floats:
    """The sum up to and with each row, from the first of its bond.

    >>> bond, each = np.array([0, 0, 1, 1]), np.array([np.nan, 1.0, 2.0, 3.0])
    >>> running_sums(np.array([0, 2, 4]), bond, each).tolist()
    [nan, nan, 2.0, 5.0]
    """
    known = np.isfinite(each)
    total = np.concatenate(([0.0], np.cumsum(np.where(known, each, 0.0))))
    sums = total[1:] - total[offsets[:-1]][bond]
    lost = np.bincount(bond, ~known, len(offsets) - 1) > 0
    return np.where(lost[bond], np.nan, sums)
