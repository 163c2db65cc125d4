"""What numbers are measured in, and the doors through which they come in.

Inside the house a rate, yield, spread, ratio or probability is a decimal (0.0525), a
price or accrued interest is per 100 of face, a duration is in years, and a date is a
day.  Percent, basis points, thirty-seconds and the words of a filing exist only here,
at the doors, and where numbers leave again (`briefs.words`, the command line).

Each alias names a unit once.  Signatures read as physics (``Rates`` in, ``Prices``
out), and the Arrow schema and the report headings take the unit from the same place.

A door takes the words as filed and gives an exact `Decimal` with the digits of the
filing, so that the rounding of a stated figure is never lost; words that are no such
figure raise `UnreadableError`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from bookrunner.errors import MisuseError, UnreadableError

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Dates: TypeAlias = npt.NDArray[np.datetime64]

Rates: TypeAlias = Annotated[Floats, "decimal per year"]
Spreads: TypeAlias = Annotated[Floats, "decimal per year"]
Ratios: TypeAlias = Annotated[Floats, "ratio"]
Prices: TypeAlias = Annotated[Floats, "per 100 face"]
Years: TypeAlias = Annotated[Floats, "years"]
SquareYears: TypeAlias = Annotated[Floats, "years squared"]

RatesLike: TypeAlias = Rates | float
PricesLike: TypeAlias = Prices | float
DatesLike: TypeAlias = Dates | date | str

FACE: Final = 100.0
BASIS_POINT: Final = 1e-4

_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+")
_LONG_DAY: Final = re.compile(r"([A-Za-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s*(\d{4})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)\.?,?\s+(\d{4})")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_US_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_TICKS: Final = re.compile(r"(\d{1,3})-(\d{2})\s*(?:(\+)|([1-7])/([248])|([0-7]))?")
_SCALES: Final = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_SYMBOLS: Final = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_MONEY: Final = re.compile(
    r"(?P<symbol>US\$|C\$|A\$|[$€£¥])?\s*(?P<code>[A-Z]{3})?\s*(?P<amount>[\d,]+(?:\.\d+)?)"
    r"\s*(?P<scale>thousand|million|billion)?\s*(?P<after>[A-Z]{3})?",
)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in one currency; sums of two currencies are refused.

    >>> Money(Decimal("2500000000"), "USD") + Money(Decimal(1), "USD")
    Money(amount=Decimal('2500000001'), currency='USD')
    """

    amount: Decimal  # units of the currency, not thousands or millions
    currency: str  # ISO 4217

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other).amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other).amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        return Money(self.amount * factor, self.currency)

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,f}"

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise MisuseError(
                expected=f"an amount in {self.currency}",
                seen=f"one in {other.currency}",
                hint="convert it first, with a stated rate and date",
            )
        return other


def percent(words: str) -> Decimal:
    """A rate stated in percent, as a decimal with the digits it was stated in.

    >>> percent("5.250%")
    Decimal('0.05250')
    """
    return _number(words, "a percentage such as 5.250%", r"%|per\s*cent|percent").scaleb(-2)


def bps(words: str) -> Decimal:
    """A spread stated in basis points, as a decimal.

    >>> bps("+85 basis points")
    Decimal('0.0085')
    """
    unit = r"basis\s+points?|bps?\.?"
    return _number(words, "basis points such as +85 bp", unit).scaleb(-4)


def price(words: str) -> Decimal:
    """A price per 100 of face, with or without its percent sign.

    >>> price("99.978%")
    Decimal('99.978')
    """
    return _number(words, "a price such as 99.978%", r"%")


def treasury_price(words: str) -> Decimal:
    """A Treasury price in points and thirty-seconds, per 100 of face.

    After the thirty-seconds, ``+`` is a half, ``1/4`` a quarter (also glued, as filings
    print it: ``99-051/4``), and a third digit counts eighths of a thirty-second.

    >>> treasury_price("99-16+")
    Decimal('99.515625')
    >>> treasury_price("99-051/4")
    Decimal('99.1640625')
    """
    found = _TICKS.fullmatch(words.strip())
    if found is None or int(found[2]) > 31:
        raise UnreadableError(expected="a Treasury price such as 99-16+", seen=words)
    eighths = Decimal(0)
    if found[3]:
        eighths = Decimal(4)
    elif found[4]:
        eighths = Decimal(8) * int(found[4]) / int(found[5])
    elif found[6]:
        eighths = Decimal(found[6])
    return Decimal(found[1]) + (Decimal(found[2]) + eighths / 8) / 32


def money(words: str, currency: str | None = None) -> Money:
    """An amount with its currency, from a symbol, a code or *currency*.

    >>> money("$2,500,000,000")
    Money(amount=Decimal('2500000000'), currency='USD')
    >>> money("€1.25 billion").amount
    Decimal('1250000000')
    """
    found = _MONEY.fullmatch(words.strip())
    if found is None:
        raise UnreadableError(expected="an amount such as $2,500,000,000", seen=words)
    named = {"US$": "USD", "C$": "CAD", "A$": "AUD"} | _SYMBOLS
    code = found["code"] or found["after"] or named.get(found["symbol"] or "", currency)
    if code is None:
        raise UnreadableError(expected="an amount with its currency", seen=words)
    amount = Decimal(found["amount"].replace(",", "")) * _SCALES[found["scale"] or ""]
    return Money(amount.quantize(Decimal(1)) if amount == int(amount) else amount, code)


def day(words: str) -> date:
    """A day, as filings write it.

    >>> day("November 17, 2025")
    datetime.date(2025, 11, 17)
    """
    text = words.strip()
    try:
        if found := _ISO_DAY.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _US_DAY.fullmatch(text):
            return date(int(found[3]), int(found[1]), int(found[2]))
        if found := _LONG_DAY.fullmatch(text):
            return date(int(found[3]), _month(found[1]), int(found[2]))
        if found := _DAY_FIRST.fullmatch(text):
            return date(int(found[3]), _month(found[2]), int(found[1]))
    except ValueError:  # the thirtieth of February, the month of Smarch
        pass
    raise UnreadableError(expected="a day such as November 17, 2025", seen=words)


def in_percent(rate: Decimal | float, digits: int = 3) -> str:
    """A rate in the words of a message: ``in_percent(0.0525)`` is ``'5.250%'``."""
    return f"{float(rate) * 100:.{digits}f}%"


def in_bps(spread: Decimal | float, digits: int = 1) -> str:
    """A spread in the words of a message: ``in_bps(0.0085)`` is ``'85.0 bp'``."""
    return f"{float(spread) * 1e4:.{digits}f} bp"


def as_dates(when: DatesLike) -> Dates:
    """Whole days as a column; a single date becomes a column without an axis."""
    return np.asarray(when, dtype="datetime64[D]")


def _month(name: str) -> int:
    matches = [m for m in _MONTHS if len(name) >= 3 and m.startswith(name.lower())]
    if name.lower() == "sept":
        matches = ["september"]
    if len(matches) != 1:
        raise ValueError(name)
    return _MONTHS.index(matches[0]) + 1


def _number(words: str, expected: str, unit: str) -> Decimal:
    bare = re.sub(rf"\s*(?:{unit})\s*$", "", words.strip(), flags=re.IGNORECASE)
    if not _NUMBER.fullmatch(bare):
        raise UnreadableError(expected=expected, seen=words)
    return Decimal(bare.replace(",", ""))
