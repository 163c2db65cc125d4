# ruff: noqa: E501 - the sheets stand here as sheets do
"""Witnesses agreed are one citation; at odds, a problem and no figure."""

from __future__ import annotations

from bookrunner.cited import Cited, Reason
from examples.reading import one, problems, reading, told

TITLE = "Title: 5.250% Notes due 2035\n"


def test_two_places_that_agree_are_cited_once() -> None:
    deal = reading(TITLE + "Coupon: 5.250%\n").value
    coupon = deal.tranches[0].coupon
    assert isinstance(coupon, Cited)
    assert coupon.citation.quote == "5.250%"


def test_two_places_at_odds_are_a_problem_that_quotes_both() -> None:
    sheet = TITLE + "Trade Date: May 5, 2025\nPricing Date: May 6, 2025\n"
    assert "pricing_date" not in told(sheet)
    problem = problems(sheet)["pricing_date"]
    assert problem.reason is Reason.CONFLICT
    assert [cited.quote for cited in problem.seen] == ["May 5, 2025", "May 6, 2025"]


def test_an_index_in_full_and_in_short_is_one() -> None:
    seen = one(
        "Title: Floating Rate Notes due 2028\nPricing Benchmark: Compounded Daily SOFR\n"
        "Coupon: SOFR, plus 1.430% per annum\n"
    )
    assert (seen["floating_index"], seen["margin_bps"]) == ("Compounded Daily SOFR", 143)


def test_two_indices_are_a_conflict() -> None:
    sheet = "Title: Floating Rate Notes due 2028\nBase Rate: SOFR\nInterest Rate: EURIBOR + 5 bps\n"
    assert "floating_index" not in one(sheet)


def test_a_par_call_on_the_day_of_maturity_is_none() -> None:
    seen = one(
        TITLE + "Maturity Date: May 20, 2035\n"
        "Optional Redemption: make-whole call at any time prior to May 20, 2035 at T+15 bps\n"
    )
    assert "par_call_date" not in seen


def test_a_yield_of_the_pricing_benchmark_is_a_swaps_where_that_is_a_swap() -> None:
    over_swaps = one(
        TITLE + "Pricing Benchmark: 8-year EUR mid-swap\nPricing Benchmark Yield: 2.710%\n"
        "Re-offer Spread vs. Pricing Benchmark: MS + 90 basis points\n"
    )
    assert "benchmark_yield_pct" not in over_swaps
    assert over_swaps["spread_to_midswap_bps"] == 90
    over_bonds = one(
        TITLE + "Pricing Benchmark: UST 4.000% due May 15, 2035\n"
        "Pricing Benchmark Yield: 4.710%\n"
    )
    assert over_bonds["benchmark_yield_pct"] == 4.71


def test_the_currency_of_the_sizes_is_the_deals() -> None:
    assert told(TITLE + "Principal Amount: €750,000,000\n")["currency"] == "EUR"


RESET = (
    "$750,000,000 2.500% Fixed Rate Reset Subordinated Notes due May 3, 2036\n"
    "Coupon: 2.500%\nReset Date: May 3, 2031\nSpread: 95 basis points\n"
)


def test_a_plain_spread_of_a_reset_is_what_is_added_to_the_new_rate() -> None:
    seen = one(RESET)
    assert (seen["kind"], seen["reset_margin_bps"]) == ("fixed-to-fixed", 95)
    assert "spread_bps" not in seen


def test_a_plain_spread_beside_a_bond_is_over_that_bond() -> None:
    seen = one(RESET + "Benchmark Treasury: UST 1.250% due April 30, 2031\n")
    assert seen["spread_bps"] == 95
    assert "reset_margin_bps" not in seen


def test_two_sizes_under_one_label_are_a_conflict() -> None:
    sheet = TITLE + "Aggregate Principal Amount:\n$500,000,000\n$250,000,000\n"
    assert "principal" not in one(sheet)
    assert any(problem.reason is Reason.CONFLICT for problem in problems(sheet).values())
