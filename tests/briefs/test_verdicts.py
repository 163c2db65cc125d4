"""A verdict in a sentence, its figures still with their passports."""

from __future__ import annotations

import pytest

from bookrunner.briefs.audit import audited
from bookrunner.briefs.story import Said
from bookrunner.briefs.verdicts import sentence
from bookrunner.briefs.words import spoken
from bookrunner.deals import shipped_deal

VERDICTS = {v.claim.claim_id: v for v in audited(shipped_deal("amzn-2025-11-17"))}


@pytest.mark.parametrize(
    ("claim_id", "ending"),
    [
        ("amount", "corrected, $15.00bn; $12.00bn was the target"),
        ("tranches", "confirmed"),
        ("cash-flow", "wrong, $130.69bn"),
        ("jpmorgan", "true only of US high-grade issuance ($1.810tn)"),
        (
            "capex-growth",
            (
                "another basis, net of sale proceeds and incentives, that no source at hand"
                " states; gross purchases of property and equipment (55.2 %)"
            ),
        ),
        ("alphabet", "no figure at hand adds it up: in USD ($17.50bn), in EUR (€6.50bn)"),
        ("capacity", "not found, no figure at hand speaks of it"),
    ],
)
def test_each_finding_reads_as_a_sentence(claim_id: str, ending: str) -> None:
    told = spoken(sentence(VERDICTS[claim_id]))
    assert told == f"“{VERDICTS[claim_id].claim.claim}”: {ending}"


@pytest.mark.parametrize("claim_id", VERDICTS)
def test_no_figure_of_a_sentence_is_bare(claim_id: str) -> None:
    """Digits stand in the claim's own words, in names of scopes, and in passports."""
    _, *rest = sentence(VERDICTS[claim_id])
    told = VERDICTS[claim_id]
    words = "".join(part for part in rest if isinstance(part, str))
    for held in (*told.agreeing, *told.others):
        words = words.replace(held.scope, "") if held.scope else words
    assert not any(letter.isdigit() for letter in words)
    keys = [part.key for part in rest if isinstance(part, Said)]
    assert len(keys) == len(set(keys)), "each can be explained by its own name"
    assert all(key.startswith(f"claim:{claim_id}") for key in keys)
