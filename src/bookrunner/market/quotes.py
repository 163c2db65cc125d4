"""Quotes of the bonds that trade, from a table of a user's: one day, a row a bond.

Two layouts are read.  One is typed by hand: ``issuer, years, spread_bp, day``.  The other
is a fund's holdings as `bookrunner price HOLDINGS --csv` writes them: ``name, maturity,
settlement, g_spread``; rows without a spread are left out, and the five AI borrowers are
known there by the names funds write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.errors import MisuseError, UnreadableError
from bookrunner.market.concession import Quotes
from bookrunner.units import bps, day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

BY_HAND: Final = ("issuer", "years", "spread_bp", "day")
PRICED: Final = ("name", "maturity", "settlement", "g_spread")
WRITTEN: Final = {
    "AMAZON": "AMZN",
    "ALPHABET": "GOOGL",
    "META PLATFORMS": "META",
    "MICROSOFT": "MSFT",
    "ORACLE": "ORCL",
}
YEAR: Final = 365.25  # days


def quotes_in(rows: Sequence[Mapping[str, str]], source: str) -> Quotes:
    """The quotes of a table, in either layout.

    Raises:
        MisuseError: columns of neither layout, or two days in one table.
        UnreadableError: a cell that is no number or no day.

    >>> row = {"issuer": "AMZN", "years": "10", "spread_bp": "50", "day": "2025-11-17"}
    >>> quotes_in([row], "mine.csv").spread.tolist()
    [0.005]
    """
    if all(name in rows[0] for name in PRICED):
        return _priced([row for row in rows if row["g_spread"]], source)
    missing = [name for name in BY_HAND if name not in rows[0]]
    if missing:
        raise MisuseError(
            expected=f"columns {', '.join(BY_HAND)}", seen=f"none named {missing[0]}"
        )
    return Quotes(
        day=_one_day([day(row["day"]) for row in rows]),
        tenor=np.array([_number(row["years"], "years") for row in rows]),
        spread=np.array([float(bps(row["spread_bp"])) for row in rows]),
        issuer=tuple(row["issuer"] for row in rows),
        source=source,
    )


def _priced(rows: Sequence[Mapping[str, str]], source: str) -> Quotes:
    if not rows:
        raise MisuseError(
            expected="holdings with spreads",
            seen=f"{source}: none has one",
            hint="a Treasury curve of their day is needed: bookrunner sync --curves",
        )
    settled = _one_day([day(row["settlement"]) for row in rows])
    left = [(day(row["maturity"]) - settled).days / YEAR for row in rows]
    return Quotes(
        day=settled,
        tenor=np.array(left),
        spread=np.array([_number(row["g_spread"], "g_spread") for row in rows]),
        issuer=tuple(_ticker(row["name"]) for row in rows),
        source=source,
    )


def _ticker(name: str) -> str:
    """The ticker of a borrower whose name is known; of another, the name itself."""
    starts = (ticker for word, ticker in WRITTEN.items() if name.upper().startswith(word))
    return next(starts, name)


def _one_day(days: Sequence[date]) -> date:
    if len(set(days)) > 1:
        raise MisuseError(expected="quotes of one day", seen=f"{len(set(days))} days")
    return days[0]


def _number(words: str, what: str) -> float:
    try:
        return float(words)
    except ValueError:
        raise UnreadableError(expected=f"{what} as a number", seen=words) from None
