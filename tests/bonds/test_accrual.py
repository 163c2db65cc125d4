"""Accrued interest of nothing, and under rules nobody knows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bookrunner.bonds import accrued, fixed_rate_bonds

NOTE = fixed_rate_bonds(0.0525, "2035-01-15", dated="2025-01-15")


def test_no_bonds_accrue_nothing() -> None:
    assert accrued(NOTE[None][:0], "2025-03-31").shape == (0,)


def test_an_unknown_day_count_accrues_nan() -> None:
    assert np.isnan(accrued(replace(NOTE, day_count=np.array(99)), "2025-03-31"))
