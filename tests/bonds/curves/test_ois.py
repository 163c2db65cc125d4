"""The SOFR curve from swap rates, against QuantLib's own bootstrap."""

from __future__ import annotations

import numpy as np
import QuantLib as ql  # noqa: N813 - as its own documents write it

from bookrunner.bonds.curve import YEAR
from bookrunner.bonds.curves import (
    FlatForward,
    bootstrap,
    discount_factor,
    ois_legs,
    par_rate,
)

DEALT = "2026-11-24"
MONTHS = np.array([1, 3, 6, 12, 18, 24, 36, 60, 84, 120, 240, 360])
RATES = (
    np.array([3.98, 3.92, 3.81, 3.64, 3.55, 3.49, 3.45, 3.50, 3.60, 3.75, 3.98, 3.95]) / 100
)
LEGS = ois_legs(DEALT, MONTHS)


def test_every_swap_is_worth_par() -> None:
    for rates in (RATES, RATES - 0.045):
        curve = bootstrap(LEGS, rates)
        np.testing.assert_allclose(par_rate(curve, LEGS), rates, atol=1e-13)


def _quantlib(*, delay: int) -> tuple[ql.YieldTermStructure, list[ql.Date]]:
    today = ql.Date(24, 11, 2026)
    ql.Settings.instance().evaluationDate = today
    index = ql.Sofr()
    helpers = [
        ql.OISRateHelper(
            2,
            ql.Period(int(months), ql.Months),
            ql.QuoteHandle(ql.SimpleQuote(float(rate))),
            index,
            paymentLag=delay,
        )
        for months, rate in zip(MONTHS, RATES, strict=True)
    ]
    curve = ql.PiecewiseLogLinearDiscount(today, helpers, ql.Actual365Fixed())
    return curve, [each.maturityDate() for each in helpers]


def test_discount_factors_are_quantlibs() -> None:
    theirs, ends = _quantlib(delay=0)
    ours = bootstrap(LEGS, RATES, shape=FlatForward)
    days = np.array([end - ql.Date(24, 11, 2026) for end in ends])
    np.testing.assert_allclose(LEGS.end, days / YEAR, atol=1e-12)
    expected = [theirs.discount(end) for end in ends]
    np.testing.assert_allclose(discount_factor(ours, LEGS.end), expected, atol=1e-10)


def test_the_delay_of_payment_moves_a_rate_by_less_than_a_hundredth_of_a_basis_point() -> (
    None
):
    theirs, ends = _quantlib(delay=2)
    ours = bootstrap(LEGS, RATES, shape=FlatForward)
    expected = np.array([theirs.discount(end) for end in ends])
    gap = np.log(discount_factor(ours, LEGS.end) / expected) / LEGS.end
    assert np.abs(gap).max() < 1e-6


def test_a_broken_tenor_has_its_short_period_first() -> None:
    legs = ois_legs(DEALT, np.array([18]))
    assert (legs.accruals[0] * 360).round().tolist() == [181, 369]  # over Memorial Day


def test_a_missing_quote_gives_a_curve_of_nan() -> None:
    holed = np.where(MONTHS == 60, np.nan, RATES)
    assert np.isnan(discount_factor(bootstrap(LEGS, holed), 3.0))
