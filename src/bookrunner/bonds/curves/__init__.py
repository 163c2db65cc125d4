"""Curves: par quotes in, discount factors at any time out.

::

    par quotes ──bootstrap──> Curve ──> discount_factor  zero_rate  forward_rate  par_rate
    par quotes ──fit_svensson──> Curve, with standard errors
    spreads of many bonds ──fit_spread_curves──> fair spread, who is cheap, who is rich

A curve is anything that knows the logarithm of its discount factor; what is asked of it
(`zero`) does not care how it was drawn.  Times are years, rates are decimals.
"""

from __future__ import annotations

from bookrunner.bonds.curves.bootstrap import bootstrap, zero_sensitivities
from bookrunner.bonds.curves.ois import ois_legs
from bookrunner.bonds.curves.par import (
    ParLegs,
    par_rate,
    semiannual_legs,
    treasury_par_rate,
)
from bookrunner.bonds.curves.shapes import FlatForward, KnotCurve, MonotoneConvex
from bookrunner.bonds.curves.spread import (
    FairSpread,
    SpreadCurves,
    compare,
    fair_spread,
    fit_spread_curves,
)
from bookrunner.bonds.curves.svensson import (
    Svensson,
    SvenssonFit,
    fit_svensson,
    zero_rate_error,
)
from bookrunner.bonds.curves.zero import (
    Curve,
    discount_factor,
    forward_rate,
    zero_rate,
)

__all__ = [
    "Curve",
    "FairSpread",
    "FlatForward",
    "KnotCurve",
    "MonotoneConvex",
    "ParLegs",
    "SpreadCurves",
    "Svensson",
    "SvenssonFit",
    "bootstrap",
    "compare",
    "discount_factor",
    "fair_spread",
    "fit_spread_curves",
    "fit_svensson",
    "forward_rate",
    "ois_legs",
    "par_rate",
    "semiannual_legs",
    "treasury_par_rate",
    "zero_rate",
    "zero_rate_error",
    "zero_sensitivities",
]
