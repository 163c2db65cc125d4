"""The Treasury a tranche is priced over: its terms from its name, its yield from its price.

Sheets name a benchmark by coupon and maturity ("4.000% due November 15, 2035") and
quote it in thirty-seconds, for settlement on the next business day.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bookrunner import bonds
from bookrunner.bonds import DayCount, fixed_rate_bonds
from bookrunner.cited import Computed
from bookrunner.errors import UnreadableError
from bookrunner.units import BASIS_POINT, as_dates, day, percent

if TYPE_CHECKING:
    from datetime import date

    from bookrunner.bonds import Bonds
    from bookrunner.deals.deal import Deal, Tranche

_NAMED: Final = re.compile(
    r"(\d+(?:\.\d+)?)\s*%.*?(?:due|of|,)\s*"
    r"([A-Z][a-z]+\.? \d{1,2}, ?\d{4}|\d{1,2}/\d{1,2}/\d{4})"
)


def treasury_yield_from_price(
    deal: Deal, tranche: Tranche
) -> tuple[Computed[float], float] | None:
    """The benchmark's yield, and its price points per unit of yield; None if unnamed."""
    named, quoted, priced_on = tranche.benchmark, tranche.benchmark_price, deal.pricing_date
    treasury = _treasury(named.value) if named else None
    if treasury is None or named is None or quoted is None or priced_on is None:
        return None
    on = as_dates(_next_weekday(priced_on.value))
    found = float(bonds.yield_from_clean_price(treasury, on, float(quoted.value)))
    inputs = (named, quoted, priced_on)
    per_unit = float(bonds.dv01(treasury, on, found)) / BASIS_POINT
    return Computed(found, "bonds.yield_from_clean_price", inputs), per_unit


def _treasury(name: str) -> Bonds | None:
    """A Treasury note or bond from its name, taken as past its first coupon."""
    found = _NAMED.search(name)
    if found is None:
        return None
    try:
        coupon, maturity = percent(found[1]), as_dates(day(found[2]))
    except UnreadableError:
        return None
    return fixed_rate_bonds(float(coupon), maturity, day_count=DayCount.ACT_ACT_ICMA)


def _next_weekday(when: date) -> date:
    ahead = {4: 3, 5: 2}.get(when.weekday(), 1)
    return when + timedelta(days=ahead)
