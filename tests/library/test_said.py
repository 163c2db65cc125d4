"""Claims ship as what was said, with no verdict."""

from __future__ import annotations

from dataclasses import fields

from bookrunner.library import ClaimFacts, claims


def test_a_claim_names_its_quantity_and_its_scope() -> None:
    growth = next(c for c in claims("amzn-2025-11-17") if c.claim_id == "capex-growth")
    assert growth.quantity == "capex_growth:AMZN:3 months:2025-09-30"
    assert growth.scope == "net of sale proceeds and incentives"
    assert (growth.value, growth.unit) == ("0.61", "ratio")


def test_no_verdict_ships() -> None:
    names = {field.name for field in fields(ClaimFacts)}
    assert not names & {"status", "verdict", "grade", "corrected", "comment"}
    told = " ".join(f"{claim.claim} {claim.scope}" for claim in claims())
    assert not [v for v in ("15.0", "130.7", "35.1", "92.3", "121") if v in told]


def test_another_sale_has_claims_of_its_own() -> None:
    assert claims("meta-2025-10-30") == ()
    assert claims() == claims("amzn-2025-11-17")
