"""The facts that ship, each row with its source, date and grade.

CSV files in library/data come in; figures with passports go out.  Only facts that may
be redistributed live here, a cell nobody knows stays empty, and a figure its source
derived is no witness and is left out.  Grade A is the filing, B the press or a data
site; leads of grade C do not ship.

`scripts/build_library.py` wrote the files; `docs/library.md` says from what.
"""

from __future__ import annotations

from bookrunner.library.borrowers import (
    CommitmentFacts,
    QuarterFacts,
    cohorts,
    commitments,
    issuers,
    quarters,
)
from bookrunner.library.curve_sales import CurveSale, curve_sales
from bookrunner.library.par_curves import CurveFacts, par_curve, par_curve_on_or_before
from bookrunner.library.said import ClaimFacts, claims
from bookrunner.library.sales import (
    DealFacts,
    StageFacts,
    TrancheFacts,
    deals,
    stages,
    tranches,
)
from bookrunner.library.volumes import SupplyFacts, supply

__all__ = [
    "ClaimFacts",
    "CommitmentFacts",
    "CurveFacts",
    "CurveSale",
    "DealFacts",
    "QuarterFacts",
    "StageFacts",
    "SupplyFacts",
    "TrancheFacts",
    "claims",
    "cohorts",
    "commitments",
    "curve_sales",
    "deals",
    "issuers",
    "par_curve",
    "par_curve_on_or_before",
    "quarters",
    "stages",
    "supply",
    "tranches",
]
