"""A smooth curve through quotes, and how well it is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.bonds.curves import (
    Svensson,
    discount_factor,
    fit_svensson,
    treasury_par_rate,
    zero_rate,
    zero_rate_error,
)
from bookrunner.errors import MisuseError

TENORS = np.array([0.25, 0.5, 1, 2, 3, 5, 7, 10, 15, 20, 25, 30])

# Board of Governors, "The U.S. Treasury Yield Curve: 1961 to the Present", first day,
# 14 June 1961: BETA0-2 and TAU1, and what they give at one to seven years (percent).
FED = Svensson(level=0.03917606, slope=-0.01277955, hump=-0.01949397, decay=0.339218)
FED_ZEROS = [2.9825, 3.3771, 3.5530, 3.6439, 3.6987, 3.7351, 3.7612]


def test_the_federal_reserves_own_zero_rates_come_out() -> None:
    zeros = 100 * zero_rate(FED, np.arange(1.0, 8.0))
    np.testing.assert_allclose(zeros, FED_ZEROS, atol=6e-5)


@settings(max_examples=8, deadline=None)
@given(
    st.floats(0.03, 0.06),
    st.floats(-0.02, -0.005),
    st.floats(0.6, 1.8),
    st.floats(7.0, 14.0),
)
def test_a_curve_of_the_form_is_found_again(
    level: float, slope: float, decay: float, second_decay: float
) -> None:
    truth = Svensson(
        level=level,
        slope=slope,
        hump=-0.02,
        second_hump=0.02,
        decay=decay,
        second_decay=second_decay,
    )
    fit = fit_svensson(TENORS, treasury_par_rate(truth, TENORS))
    asked = np.array([0.3, 4.0, 12.0, 28.0])
    np.testing.assert_allclose(
        zero_rate(fit.curve, asked), zero_rate(truth, asked), atol=1e-7
    )


def test_one_hump_is_nelson_and_siegel() -> None:
    fit = fit_svensson(TENORS, zero_rate(FED, TENORS), quoted=zero_rate, humps=1)
    assert fit.curve.second_hump == 0.0
    assert fit.curve.hump == pytest.approx(FED.hump)


def test_standard_errors_are_those_seen_over_many_noisy_days() -> None:
    """Fit 120 days of the same curve with a basis point of noise; compare the scatter."""
    truth = Svensson(level=0.05, slope=-0.012, hump=-0.03, decay=1.8)
    noise = np.random.default_rng(11).normal(0, 1e-4, (120, len(TENORS)))
    exact = zero_rate(truth, TENORS)
    fits = [fit_svensson(TENORS, exact + day, quoted=zero_rate, humps=1) for day in noise]
    seen = np.std([zero_rate(fit.curve, 12.0) for fit in fits])
    told = np.sqrt(np.mean([zero_rate_error(fit, 12.0) ** 2 for fit in fits]))
    assert told == pytest.approx(seen, rel=0.2)
    levels = np.std([fit.curve.level for fit in fits])
    errors = [fit.standard_errors.level for fit in fits]
    assert np.mean(errors) == pytest.approx(levels, rel=0.2)


def test_a_missing_quote_is_left_out_and_has_no_residual() -> None:
    quotes = zero_rate(FED, TENORS)
    holed = np.where(TENORS == 10, np.nan, quotes)
    fit = fit_svensson(TENORS, holed, quoted=zero_rate, humps=1)
    assert np.isnan(fit.residuals[TENORS == 10]).all()
    assert np.abs(fit.residuals[TENORS != 10]).max() < 1e-9


def test_too_few_quotes_are_refused() -> None:
    with pytest.raises(MisuseError, match="more than 6 quotes"):
        fit_svensson(TENORS[:6], np.full(6, 0.04))
    with pytest.raises(MisuseError, match="one hump or two"):
        fit_svensson(TENORS, np.full(12, 0.04), humps=3)


def test_discounting_starts_at_one_and_not_before_today() -> None:
    assert discount_factor(FED, 0.0) == 1.0
    assert np.isnan(discount_factor(FED, -1.0))
