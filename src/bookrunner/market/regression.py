"""Least squares with errors that survive what series do: by statsmodels.

Newey-West errors for what is correlated over time, clustered errors for what is
correlated within a week or a sale.  The extra ``stats`` brings the library; without it
one line says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from bookrunner.errors import UnavailableError

if TYPE_CHECKING:
    from bookrunner.units import Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Coefficients in the order of the columns given."""

    coefficients: Floats
    errors: Floats  # standard errors
    residuals: Floats
    observations: int
    freedom: float  # degrees of freedom of the t that judges a coefficient
    r_squared: float

    def interval(self, at: int, level: float = 0.90) -> tuple[float, float]:
        """The interval of one coefficient."""
        from scipy.stats import t

        reach = float(t.ppf(0.5 + level / 2, self.freedom)) * self.errors[at]
        return float(self.coefficients[at] - reach), float(self.coefficients[at] + reach)

    def p_value(self, at: int) -> float:
        """Probability of so large a coefficient if the truth were zero, both sides."""
        from scipy.stats import t

        ratio = abs(self.coefficients[at]) / self.errors[at]
        return float(2 * t.sf(ratio, self.freedom))


def with_newey_west(outcome: Floats, columns: Floats, lags: int) -> Fit:
    """Least squares, errors robust to *lags* of correlation over time."""
    fit = _ols(outcome, columns).fit(
        cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}, use_t=True
    )
    return _kept(fit, len(outcome) - columns.shape[1])


def with_clusters(outcome: Floats, columns: Floats, clusters: Ints) -> Fit:
    """Least squares, errors robust to any correlation within a cluster.

    With few clusters they are judged by a t of as many degrees less one.
    """
    fit = _ols(outcome, columns).fit(
        cov_type="cluster",
        cov_kwds={"groups": clusters, "use_correction": True, "df_correction": True},
        use_t=True,
    )
    return _kept(fit, len(np.unique(clusters)) - 1)


def with_constant(*columns: Floats) -> Floats:
    """Columns beside a constant, which stands first."""
    return np.column_stack([np.ones(len(columns[0])), *columns])


def adjusted(p_values: list[float]) -> list[float]:
    """Holm's p-values: what is left of each when so many questions were asked."""
    if not p_values:
        return []
    multitest = _statsmodels("statsmodels.stats.multitest")
    return [float(p) for p in multitest.multipletests(p_values, method="holm")[1]]


def proportion_interval(hits: int, count: int, level: float = 0.90) -> tuple[float, float]:
    """The exact interval of a share of successes (Clopper-Pearson)."""
    proportion = _statsmodels("statsmodels.stats.proportion")
    low, high = proportion.proportion_confint(hits, count, alpha=1 - level, method="beta")
    return float(low), float(high)


def _ols(outcome: Floats, columns: Floats) -> Any:
    return _statsmodels("statsmodels.regression.linear_model").OLS(outcome, columns)


def _kept(fit: Any, freedom: float) -> Fit:
    return Fit(
        coefficients=np.asarray(fit.params, float),
        errors=np.asarray(fit.bse, float),
        residuals=np.asarray(fit.resid, float),
        observations=int(fit.nobs),
        freedom=float(freedom),
        r_squared=float(fit.rsquared),
    )


def _statsmodels(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise UnavailableError(
            expected="the library statsmodels, for estimates",
            seen="none installed",
            hint='pip install "bookrunner[stats]"',
        ) from None
