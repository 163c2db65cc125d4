"""Bond mathematics on columns: terms, cash flows, price, yield, risk, spread.

Columns of terms come in, columns of numbers go out; one bond is a batch whose columns
have no axis.  A formula knows no source, no file and no clock.
"""

from __future__ import annotations

from bookrunner.bonds.accrual import DayCount, accrued
from bookrunner.bonds.calls import (
    Calls,
    par_calls,
    yield_to_call,
    yield_to_worst,
)
from bookrunner.bonds.carry import carry, roll_down
from bookrunner.bonds.cashflows import CashFlows, cash_flows
from bookrunner.bonds.curve import ParCurve, g_spread, par_yield, ten_year_equivalents
from bookrunner.bonds.make_whole import (
    make_whole_premium,
    make_whole_price,
    make_whole_yield,
)
from bookrunner.bonds.oas import (
    CallDays,
    EffectiveRisk,
    ShortRate,
    call_days,
    callable_price,
    effective_risk,
    oas,
)
from bookrunner.bonds.risk import (
    Risk,
    convexity,
    dv01,
    macaulay_duration,
    modified_duration,
    risk,
)
from bookrunner.bonds.spread import (
    KEY_TENORS,
    clean_price_from_z_spread,
    key_rate_durations,
    spread_duration,
    z_spread,
)
from bookrunner.bonds.swap_spreads import asset_swap_spread, i_spread
from bookrunner.bonds.terms import Bonds, fixed_rate_bonds
from bookrunner.bonds.yields import (
    Convention,
    clean_price_from_yield,
    dirty_price_from_yield,
    yield_from_clean_price,
    yield_from_dirty_price,
)

__all__ = [
    "KEY_TENORS",
    "Bonds",
    "CallDays",
    "Calls",
    "CashFlows",
    "Convention",
    "DayCount",
    "EffectiveRisk",
    "ParCurve",
    "Risk",
    "ShortRate",
    "accrued",
    "asset_swap_spread",
    "call_days",
    "callable_price",
    "carry",
    "cash_flows",
    "clean_price_from_yield",
    "clean_price_from_z_spread",
    "convexity",
    "dirty_price_from_yield",
    "dv01",
    "effective_risk",
    "fixed_rate_bonds",
    "g_spread",
    "i_spread",
    "key_rate_durations",
    "macaulay_duration",
    "make_whole_premium",
    "make_whole_price",
    "make_whole_yield",
    "modified_duration",
    "oas",
    "par_calls",
    "par_yield",
    "risk",
    "roll_down",
    "spread_duration",
    "ten_year_equivalents",
    "yield_from_clean_price",
    "yield_from_dirty_price",
    "yield_to_call",
    "yield_to_worst",
    "z_spread",
]
