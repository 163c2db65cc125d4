"""Three thousand real bonds: our yields and durations against the published ones.

The files may be used here for checking and never passed on; without them the tests are
skipped.  Published yields are rounded to a basis point, prices and coupons to 0.01, so
that a plain pricer stands at the floor of that noise; the figures are in docs/bonds.md.
"""

from __future__ import annotations

import csv
import gzip
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bookrunner.bonds import fixed_rate_bonds, modified_duration, yield_from_clean_price

if TYPE_CHECKING:
    from bookrunner.units import Flags, Floats

REPOSITORY = Path(__file__).parents[2]
SHARED = Path(os.environ.get("BOOKRUNNER_SHARED", REPOSITORY.parent / "shared"))


@dataclass(frozen=True)
class Checked:
    """Differences over the bonds whose yield is to maturity."""

    yields: Floats  # basis points
    durations: Floats  # years, ours less theirs
    rounding: Floats  # basis points that rounded prices and coupons can explain
    odd_first: Flags

    def outside(self) -> Counter[str]:
        """Why the yields more than a basis point off are: counted, not named."""
        reasons = np.select(
            [
                np.abs(self.durations) > 0.02,
                self.odd_first,
                np.abs(self.yields) <= 1 + self.rounding,
            ],
            ["called, reset or stepped", "odd first coupon", "rounding"],
            "other",
        )
        return Counter(reasons[~(np.abs(self.yields) <= 1)].tolist())


def checked(name: str) -> Checked:
    path = SHARED / "market" / name
    if not path.exists():
        pytest.skip(f"needs {name}, which is not passed on")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["maturity"] and row["ytm_pct"]]
    rows = [row for row in rows if row["ytm_pct"] == row["ytw_pct"]]
    number = {k: np.array([float(r[k] or "nan") for r in rows]) for k in NUMBERS}
    day = {k: np.array([r[k] or "NaT" for r in rows], dtype="M8[D]") for k in DAYS}
    bonds = fixed_rate_bonds(
        number["coupon_pct"] / 100, day["maturity"], dated=day["accrual_date"]
    )
    on = day["settle_inferred"]
    yields = yield_from_clean_price(bonds, on, number["price_clean"])
    durations = modified_duration(bonds, on, yields)
    return Checked(
        yields=1e4 * yields - 100 * number["ytm_pct"],
        durations=durations - number["mod_duration"],
        rounding=0.005 * 1e4 / (number["price_clean"] * np.maximum(durations, 0.1)) + 0.5,
        odd_first=on < bonds.first_coupon,
    )


NUMBERS = ("coupon_pct", "price_clean", "ytm_pct", "mod_duration")
DAYS = ("maturity", "settle_inferred", "accrual_date")


@pytest.mark.parametrize(
    ("name", "within_a_basis_point", "durations_within"),
    [
        ("LQD_holdings_2025-12-17.csv.gz", 0.94, 0.90),
        ("LQDB_holdings_2023-06-05.csv.gz", 0.98, 0.96),
    ],
)
def test_published_yields_and_durations_are_met(
    name: str, within_a_basis_point: float, durations_within: float
) -> None:
    found = checked(name)
    assert np.nanmedian(np.abs(found.yields)) <= 0.3
    assert (np.abs(found.yields) <= 1).mean() >= within_a_basis_point
    assert (np.abs(found.durations) <= 0.01).mean() >= durations_within
    unexplained = found.outside()["other"]
    assert unexplained <= 0.02 * len(found.yields)
