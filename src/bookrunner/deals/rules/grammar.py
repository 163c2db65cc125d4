"""How filings write numbers, days and amounts: the patterns every rule is made of."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from bookrunner.errors import UnreadableError
from bookrunner.units import Money, bps, day

_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
NUMBER: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
# 5.250%, 5 1/4 per cent, 5¼%; not the 4% of 1/4%.
PERCENT: Final = (
    r"(?<![\d/.,])\d{1,3}(?:\.\d+|[\s-]\d{1,2}/\d{1,2}|\s?[¼½¾⅛⅜⅝⅞])?"
    r"\s?(?:%|per\s?cent\b\.?)"
)
DAY: Final = (
    rf"(?:\b{_MONTH}\.?\s{{0,3}}\d{{1,2}}(?:st|nd|rd|th)?\s?,?\s{{0,3}}\d{{4}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?,?\s+\d{{4}}\b"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{4}\b)"
)
DAY_OF_YEAR: Final = (
    rf"(?:\b{_MONTH}\.?\s{{0,3}}\d{{1,2}}(?!\d)|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b)"
)
_SYMBOL: Final = r"(?:US\s?\$|U\.S\.\s?\$|C\$|Cdn\$|CA\$|A\$|\$|€|£|¥)"
_CODE: Final = r"(?:USD|EUR|GBP|JPY|CAD|AUD|CHF|CNH|CNY|SEK|NOK|NZD|SGD|HKD|MXN)"
_SCALE: Final = r"(?:thousand|million|billion|mm|mn|bn|m)\b"
MONEY: Final = (
    rf"(?:(?:{_SYMBOL}|\b{_CODE})\s?{NUMBER}(?:\s?{_SCALE})?"
    rf"|\b{NUMBER}(?:\s?{_SCALE})?\s?{_CODE}\b)"
)

PERCENTS: Final = re.compile(PERCENT, re.IGNORECASE)
SIGNED_PERCENTS: Final = re.compile(
    rf"(?:(?<![\w.)])[-\u2013]\s?)?{PERCENT}", re.IGNORECASE
)
DAYS: Final = re.compile(DAY, re.IGNORECASE)
DAYS_OF_YEAR: Final = re.compile(DAY_OF_YEAR, re.IGNORECASE)
AMOUNTS: Final = re.compile(MONEY, re.IGNORECASE)
BASIS_POINTS: Final = re.compile(
    rf"(?:[+-]\s?)?\b{NUMBER}(?=\s?(?:bps?\b|basis[\s-]+points?))", re.IGNORECASE
)
BLANK: Final = re.compile(
    r"\[[\s•●∙·○_*]*\]|[•●○]\s*%|[•●○]\s*(?:,|basis|bps)|_{3,}|\bTBD\b|\bX{2,}%"
)

_MONTHS: Final = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_MONTH_NAME: Final = re.compile(_MONTH, re.IGNORECASE)
_FRACTION: Final = re.compile(
    r"(?P<whole>\d+)(?:[\s-](?P<top>\d+)/(?P<below>[1-9]\d*)|\s?(?P<glyph>[¼½¾⅛⅜⅝⅞]))"
)
_GLYPHS: Final = {
    "¼": (1, 4), "½": (1, 2), "¾": (3, 4),
    "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
_DIGITS: Final = re.compile(r"\d+")
_SCALES: Final = {
    "": 1, "thousand": 10**3, "million": 10**6, "mm": 10**6, "mn": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9,
}  # fmt: skip
_CURRENCIES: Final = {
    "$": "USD", "us$": "USD", "u.s.$": "USD", "c$": "CAD", "cdn$": "CAD", "ca$": "CAD",
    "a$": "AUD", "€": "EUR", "£": "GBP", "¥": "JPY",
}  # fmt: skip
_MONEY_PARTS: Final = re.compile(
    rf"(?P<before>{_SYMBOL}|{_CODE})?\s*(?P<amount>{NUMBER})\s*(?P<scale>{_SCALE})?"
    rf"\s*(?P<after>{_CODE})?",
    re.IGNORECASE,
)


def percent_of(words: str) -> Decimal:
    """A rate in percent as a decimal, whether % or *per cent* stands behind it.

    >>> percent_of("-0.250 per cent")
    Decimal('-0.00250')
    """
    return price_of(words).scaleb(-2)


def price_of(words: str) -> Decimal:
    """A price per 100, with its percent sign or without.

    >>> price_of("99 3/4%"), price_of("100.125 per cent")
    (Decimal('99.75'), Decimal('100.125'))
    """
    bare = " ".join(words.lower().replace("\u2013", "-").split())
    bare = (
        bare.rstrip(".")
        .removesuffix("%")
        .removesuffix("per cent")
        .removesuffix("percent")
        .strip()
    )
    if parts := _FRACTION.fullmatch(bare):
        top, below = _GLYPHS.get(parts["glyph"] or "", (parts["top"], parts["below"]))
        return Decimal(parts["whole"]) + Decimal(top) / Decimal(below)
    return Decimal(bare.replace(" ", ""))


def spread_of(words: str) -> Decimal:
    """Basis points as a decimal, with or without a sign and its space."""
    return bps("".join(words.split()))


def day_of(words: str) -> date:
    """A day, also where its spaces or comma are lost.

    >>> day_of("November20th 2028")
    datetime.date(2028, 11, 20)
    """
    month = _MONTH_NAME.search(words)
    numbers = _DIGITS.findall(words)
    if month is None or len(numbers) != 2:
        return day(words)
    try:
        return date(int(numbers[1]), _month(month[0]), int(numbers[0]))
    except ValueError:
        raise UnreadableError(expected="a day such as May 20, 2026", seen=words) from None


def day_of_year(words: str) -> str:
    """A day that comes every year, as ``MM-DD``.

    >>> day_of_year("November 20")
    '11-20'
    """
    month, number = _MONTH_NAME.search(words), _DIGITS.search(words)
    try:
        return date(2000, _month(month[0]), int(number[0])).strftime("%m-%d")  # type: ignore[index] # None fails as a day that is none does
    except (TypeError, ValueError):
        raise UnreadableError(expected="a day such as May 20", seen=words) from None


def amount_of(words: str, currency: str | None = None) -> Money:
    """An amount with its currency, scales as filings abbreviate them.

    >>> amount_of("U.S.$1.5bn")
    Money(amount=Decimal('1500000000'), currency='USD')
    """
    parts = _MONEY_PARTS.fullmatch(words.strip())
    if parts is None:
        raise UnreadableError(expected="an amount such as $2,500,000,000", seen=words)
    before = "".join((parts["before"] or "").lower().split())
    stated = before or (parts["after"] or "").lower()
    code = _CURRENCIES.get(stated, stated.upper() or currency)
    if code is None:
        raise UnreadableError(expected="an amount with its currency", seen=words)
    amount = (
        Decimal(parts["amount"].replace(",", "")) * _SCALES[(parts["scale"] or "").lower()]
    )
    return Money(amount.quantize(Decimal(1)) if amount == int(amount) else amount, code)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
