"""Exchange rates as typed: ``EUR=1.15@2025-11-03``, a rate and its day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.market.sold import Rate

_RATE = re.compile(r"([A-Z]{3})=(\d+(?:\.\d+)?)@(\d{4}-\d{2}-\d{2})")


def given_rates(words: Sequence[str] | None) -> dict[str, Rate]:
    """Every rate typed, by its currency; words that are none are refused."""
    rates = [given_rate(each) for each in words or ()]
    return {rate.currency: rate for rate in rates}


def given_rate(words: str) -> Rate:
    """One rate with its day."""
    from bookrunner.errors import MisuseError
    from bookrunner.market.sold import Rate
    from bookrunner.units import day

    found = _RATE.fullmatch(words.strip())
    if found is None or not float(found[2]) > 0:
        raise MisuseError(
            expected="a rate with its date, such as EUR=1.15@2025-11-03", seen=words
        )
    return Rate(currency=found[1], dollars=float(found[2]), day=day(found[3]))
