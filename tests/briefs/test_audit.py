"""Claims are judged by rule, from the figures the house holds."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.briefs.audit import Finding, audited, verdict
from bookrunner.briefs.held import Held
from bookrunner.cited import Assumed, Citation, Cited, Computed, Reported, grade
from bookrunner.deals import Deal, Tranche, shipped_deal
from bookrunner.library import ClaimFacts
from bookrunner.units import Money

if TYPE_CHECKING:
    from bookrunner.briefs.audit import Verdict

SHARED = Path(
    os.environ.get("BOOKRUNNER_SHARED", Path(__file__).parents[2].parent / "shared")
)
AMAZON = shipped_deal("amzn-2025-11-17")
AMOUNT = ClaimFacts(
    claim_id="amount",
    deal_id="amzn-2025-11-17",
    claim="Amazon is raising $12bn",
    quantity="total_face:amzn-2025-11-17",
    relation="is",
    value="12e9",
    unit="USD",
    scope="",
    source="test",
    as_of=date(2025, 11, 17),
)


def found(claim_id: str, deal: Deal = AMAZON) -> Verdict:
    (told,) = (each for each in audited(deal) if each.claim.claim_id == claim_id)
    return told


def dollars(amount: str) -> Held:
    return Held(figure=Assumed(Money(Decimal(amount), "USD"), "test"))


def test_twelve_billion_was_the_target_and_fifteen_were_sold() -> None:
    """Term sheet of 17 November 2025; the press told the target."""
    told = found("amount")
    assert told.finding is Finding.CORRECTED
    assert [str(each.figure.value) for each in told.others] == ["USD 15,000,000,000"]
    assert [each.stage for each in told.agreeing] == ["target"]
    assert grade(told.others[0].figure) == "A"


@pytest.mark.parametrize(
    "claim_id", ["tranches", "bookrunners", "meta", "oracle", "openai"]
)
def test_what_the_record_says_too_is_confirmed(claim_id: str) -> None:
    assert found(claim_id).finding is Finding.CONFIRMED


def test_operating_cash_flow_of_seventy_billion_is_wrong() -> None:
    """Four quarters to 30 September 2025: 45.636 + 17.015 + 32.515 + 35.525."""
    told = found("cash-flow")
    assert told.finding is Finding.WRONG
    (flow,) = (each.figure for each in told.others)
    assert isinstance(flow, Computed)
    assert flow.value == Money(Decimal(130_691_000_000), "USD")
    assert len(flow.inputs) == 4
    assert all(isinstance(each, Reported) and each.source for each in flow.inputs)


@pytest.mark.parametrize(
    ("claim_id", "gross"),
    [("capex", 35_095_000_000), ("capex-nine-months", 92_297_000_000)],
)
def test_capex_net_of_proceeds_is_another_basis(claim_id: str, gross: int) -> None:
    """Purchases of property and equipment: 25.019 + 32.183 + 35.095."""
    told = found(claim_id)
    assert told.finding is Finding.OTHER_SCOPE
    assert told.agreeing == (), "no source at hand states the net basis"
    (held,) = told.others
    assert held.figure.value.amount == gross
    assert held.scope.startswith("gross")


def test_growth_is_worked_out_within_one_basis_only() -> None:
    """35.095 on 22.620, gross on gross: 55 %, and 61 % is not judged against it."""
    told = found("capex-growth")
    assert told.finding is Finding.OTHER_SCOPE
    (held,) = told.others
    assert isinstance(held.figure, Computed)
    assert round(float(held.figure.value), 2) == 0.55
    assert [f.value.amount for f in held.figure.inputs] == [35_095_000_000, 22_620_000_000]


def test_two_scopes_of_supply_are_not_one() -> None:
    told = found("ai-supply")
    assert told.finding is Finding.OTHER_SCOPE
    (held,) = told.agreeing
    assert held.scope == "AI-related US IG issuance, 2025 to end Oct"
    others = {each.scope: each.figure.value.amount for each in told.others}
    assert others["Hyperscaler (5) USD IG issuance"] == 121_000_000_000


def test_the_forecast_holds_for_high_grade_only() -> None:
    told = found("jpmorgan")
    assert told.finding is Finding.OTHER_SCOPE
    assert {each.scope for each in told.agreeing} == {"US high-grade issuance"}


@pytest.mark.parametrize("claim_id", ["capacity", "capex-2026", "first-in-years"])
def test_what_no_figure_speaks_of_is_not_found(claim_id: str) -> None:
    told = found(claim_id)
    assert (told.finding, told.agreeing, told.others) == (Finding.NOT_FOUND, (), ())


def test_no_rate_of_exchange_is_guessed() -> None:
    told = found("alphabet")
    assert told.finding is Finding.OTHER_SCOPE
    assert [each.scope for each in told.others] == ["in USD", "in EUR"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the audit made by hand is not at hand")
def test_the_rules_find_what_an_audit_by_hand_found() -> None:
    """Where they differ, the hand had a source that the house does not hold."""
    path = SHARED / "facts" / "seed_claims.csv"
    by_hand = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    status = {row["claim_id"]: row["status"] for row in by_hand}
    for number, claim_id in BY_HAND.items():
        expected = SAME.get(status[number], Finding.NOT_FOUND)
        assert found(claim_id).finding is expected, (claim_id, status[number])


BY_HAND = {
    "1": "amount",
    "3": "tranches",
    "4": "bookrunners",
    "7": "meta",
    "8": "oracle",
    "9": "ai-supply",
    "10": "jpmorgan",
    "12": "capex",
    "13": "capex-nine-months",
    "15": "openai",
    "16": "cash-flow",
}
SAME = {
    "confirmed": Finding.CONFIRMED,
    "corrected": Finding.CORRECTED,
    "wrong": Finding.WRONG,
    "confirmed with scope": Finding.OTHER_SCOPE,
    "corrected for basis": Finding.OTHER_SCOPE,
}


def test_the_deal_at_hand_is_judged_not_the_one_that_ships() -> None:
    words = Citation("0001104659-25-113283", "fwp.htm", 0, "Amazon.com, Inc.", "issuer")
    smaller = tuple(replace(t, face=Cited(Money(Decimal("2e9"), "USD"), words))
                    for t in AMAZON.tranches)  # fmt: skip
    read = replace(
        AMAZON,
        deal_id="fwp.htm",
        issuer=Cited("AMAZON.COM, INC.", words),
        total_face=None,
        tranches=smaller,
    )
    told = found("amount", read)
    assert told.finding is Finding.CONFIRMED, "six times two is twelve"
    assert isinstance(told.agreeing[0].figure, Computed)


def test_a_sale_read_from_its_documents_meets_its_own_target_and_bookrunners() -> None:
    """The term sheet names no bookrunner; the library knows them, and the target."""
    words = Citation("0001104659-25-113283", "fwp.htm", 0, "Amazon.com, Inc.", "issuer")
    read = replace(
        AMAZON, deal_id="fwp.htm", issuer=Cited(words.quote, words), bookrunners=None
    )
    assert found("amount", read).finding is Finding.CORRECTED
    assert found("bookrunners", read).finding is Finding.CONFIRMED
    assert found("tranches", read).finding is Finding.CONFIRMED


def test_nothing_is_said_of_a_sale_the_library_does_not_know() -> None:
    assert audited(Deal(deal_id="unknown", tranches=(Tranche(),))) == ()
    assert audited(shipped_deal("meta-2025-10-30")) == ()


def test_a_user_may_bring_claims_of_his_own() -> None:
    mine = replace(AMOUNT, value="15.0e9")
    assert [v.finding for v in audited(AMAZON, [mine])] == [Finding.CONFIRMED]


@pytest.mark.parametrize(
    ("value", "finding"),
    [
        ("15e9", "confirmed"),
        ("15.0e9", "confirmed"),
        ("15.4e9", "wrong"),
        ("2e10", "confirmed"),
    ],
)
def test_a_claim_agrees_in_the_digits_it_is_made_in(value: str, finding: str) -> None:
    told = verdict(replace(AMOUNT, value=value), [dollars("15e9")])
    assert told.finding.value == finding


def test_another_currency_never_agrees() -> None:
    told = verdict(replace(AMOUNT, unit="EUR"), [dollars("12e9")])
    assert told.finding is Finding.WRONG


def test_a_quantity_nobody_knows_is_not_found() -> None:
    odd = replace(AMOUNT, quantity="colour:amzn-2025-11-17")
    assert audited(AMAZON, [odd])[0].finding is Finding.NOT_FOUND


SCOPES = st.sampled_from(["", "gross", "net"])
AMOUNTS = st.integers(1, 30).map(lambda n: f"{n}e9")


@settings(deadline=None)
@given(
    st.lists(st.tuples(AMOUNTS, SCOPES, st.sampled_from(["", "target"])), max_size=4),
    AMOUNTS,
    SCOPES,
)
def test_a_verdict_never_loses_or_invents_a_figure(
    at_hand: list[tuple[str, str, str]], value: str, scope: str
) -> None:
    held = [replace(dollars(a), scope=s, stage=stage) for a, s, stage in at_hand]
    told = verdict(replace(AMOUNT, value=value, scope=scope), held)
    assert all(each in held for each in (*told.agreeing, *told.others))
    last = [each for each in held if not each.stage]
    if last:
        assert all(each in (*told.agreeing, *told.others) for each in last)
    assert (told.finding is Finding.NOT_FOUND) == (not last)
    if told.finding in {Finding.CONFIRMED, Finding.CORRECTED}:
        assert told.agreeing
    if told.finding is Finding.WRONG:
        assert told.others
        assert not told.agreeing
