"""How often a bond pays and how it counts days: as the table says, else as its market does.

A table of corporate bonds rarely says either.  What it leaves open is taken from the
corporate market of the bond's currency, for a bond that names itself a US Treasury from
that market; of a currency whose market we do not know nothing is assumed, and a row that
leaves it open cannot be priced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.bonds.accrual import DayCount
from bookrunner.bonds.markets import MARKETS
from bookrunner.bonds.pricing.cells import first_why, is_missing, silent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.bonds.markets import Market
    from bookrunner.bonds.pricing.cells import Whys
    from bookrunner.bonds.pricing.headings import Column
    from bookrunner.tables import Table
    from bookrunner.units import Flags, Ints

DOLLAR: Final = "USD"
BY_CURRENCY: Final[Mapping[str, Market]] = {
    MARKETS[name].currency: MARKETS[name]
    for name in ("US corporate", "euro corporate", "sterling corporate", "yen corporate")
}
TREASURY: Final = MARKETS["US Treasury"]

_FREQUENCIES: Final[Mapping[str, int]] = {
    "1": 1, "annual": 1, "annually": 1, "a": 1, "yearly": 1,
    "2": 2, "semiannual": 2, "semiannually": 2, "sa": 2, "s": 2, "halfyearly": 2,
    "3": 3, "4": 4, "quarterly": 4, "q": 4, "6": 6, "12": 12, "monthly": 12, "m": 12,
}  # fmt: skip
_DAY_COUNTS: Final[Mapping[str, DayCount]] = {
    "30360": DayCount.THIRTY_360,
    "30u360": DayCount.THIRTY_360,
    "30360us": DayCount.THIRTY_360,
    "us30360": DayCount.THIRTY_360,
    "thirty360": DayCount.THIRTY_360,
    "30360isda": DayCount.BOND_BASIS,
    "bondbasis": DayCount.BOND_BASIS,
    "30e360": DayCount.THIRTY_E_360,
    "eurobondbasis": DayCount.THIRTY_E_360,
    "thirtye360": DayCount.THIRTY_E_360,
    "act360": DayCount.ACT_360,
    "act365": DayCount.ACT_365F,
    "act365f": DayCount.ACT_365F,
    "act365fixed": DayCount.ACT_365F,
    "actact": DayCount.ACT_ACT_ICMA,
    "actacticma": DayCount.ACT_ACT_ICMA,
    "actactisma": DayCount.ACT_ACT_ICMA,
}
_UNSET: Final = 0  # neither a frequency nor a day count


@dataclass(frozen=True, slots=True)
class Conventions:
    """Coupons a year and day count of every row, and why a row has none."""

    frequency: Ints
    day_count: Ints
    currency: Whys  # in capitals; USD where the table has no such column
    treasury: Flags  # bonds of the US Treasury
    whys: Whys

    @property
    def markets(self) -> list[tuple[Market, Flags]]:
        """The markets the rows belong to, and which rows belong to each."""
        rows = [
            (market, (self.currency == code) & ~self.treasury)
            for code, market in BY_CURRENCY.items()
        ]
        return [(m, own) for m, own in [*rows, (TREASURY, self.treasury)] if own.any()]


def conventions_of(
    table: Table, columns: Mapping[str, Column], *, treasury: Flags
) -> Conventions:
    """What each row of the table says of itself, or what its market goes by."""
    named, codes = _currencies(table, columns)
    currency = np.array(named, dtype=object)[codes]
    usual = np.array([_usual(code) for code in named])[codes]
    treasury = treasury & (currency == DOLLAR)
    usual[treasury] = TREASURY.frequency, TREASURY.day_count
    frequency, why = _coded(table, columns, "frequency", _FREQUENCIES, usual[:, 0])
    day_count, why_not = _coded(table, columns, "day_count", _DAY_COUNTS, usual[:, 1])
    whys = first_why(len(table), [why, why_not])
    unset = (frequency == _UNSET) | (day_count == _UNSET)
    for row in np.flatnonzero(unset & silent(whys)):
        whys[row] = f"no frequency and day count stated, none assumed in {currency[row]}"
    return Conventions(frequency, day_count, currency, treasury, whys)


def _usual(currency: str) -> tuple[int, int]:
    """Coupons a year and day count of most bonds in a currency."""
    market = BY_CURRENCY.get(currency)
    return (market.frequency, market.day_count) if market else (_UNSET, _UNSET)


def _currencies(table: Table, columns: Mapping[str, Column]) -> tuple[list[str], Ints]:
    """Each currency once, the last for rows that name none, and the one of every row."""
    if "currency" not in columns:
        return [DOLLAR], np.zeros(len(table), dtype=np.int64)
    words, codes = table.words(columns["currency"].name)
    known = [DOLLAR if is_missing(word) else word.strip().upper() for word in words]
    return [*known, DOLLAR], codes


def _coded(
    table: Table,
    columns: Mapping[str, Column],
    figure: str,
    meanings: Mapping[str, int],
    usual: Ints,
) -> tuple[Ints, Whys | None]:
    """A column of words or numbers by its meaning; the usual one where it is silent."""
    if figure not in columns:
        return usual, None
    name = columns[figure].name
    if table.kind(name) == "number":
        numbers = table.floats(name)
        named = [None if np.isnan(each) else f"{each:g}" for each in numbers]
        table = table.with_columns({name: named})
    words, codes = table.words(name)
    plain = [_plain(word) for word in words]
    meant = np.array([*(meanings.get(each, _UNSET) for each in plain), _UNSET], np.int64)
    silent = np.array([*map(is_missing, words), True])
    unknown = [
        None if is_missing(word) or each in meanings else f"unknown {figure} {word!r}"
        for word, each in zip(words, plain, strict=True)
    ]
    whys = np.array([*unknown, None], dtype=object)[codes]
    return np.where(silent[codes], usual, meant[codes]), whys


def _plain(word: str) -> str:
    return re.sub(r"[\W_]+", "", word).lower().replace("actual", "act")
