"""The Treasury curve a deal is measured against: that of its pricing day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bookrunner.bonds import ParCurve
from bookrunner.cited import Reported
from bookrunner.library import par_curve

if TYPE_CHECKING:
    from datetime import date


def shipped_curve(day: date) -> Reported[ParCurve] | None:
    """The Treasury par curve of exactly that day, where it ships with the library."""
    facts = par_curve(day)
    if facts is None:
        return None
    rates = np.array([float(rate) for rate in facts.rates])
    curve = ParCurve(facts.day, np.array(facts.tenors), rates)
    return Reported(curve, facts.source, facts.day, facts.grade)
