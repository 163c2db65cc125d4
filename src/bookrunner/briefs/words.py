"""Numbers into words: the only place where a figure becomes percent or basis points.

A passport and a form come in, text goes out.  A figure nobody knows is written as a
dash; why it is missing stands in the story.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from bookrunner.briefs.story import Form
from bookrunner.cited import Estimated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from bookrunner.briefs.story import Said, Sentence
    from bookrunner.units import Money

UNKNOWN: Final = "-"
_BANDS: Final = {
    Form.MOVE_BAND,
    Form.CHANGE_BAND,
    Form.BILLIONS_BAND,
    Form.SENSITIVITY_BAND,
    Form.PRICE_BAND,
}
_SYMBOLS: Final = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "CAD": "C$",
    "CHF": "CHF ",
}
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)


def written(said: Said) -> str:
    """A figure in words; an estimate with the interval it lies in.

    >>> from decimal import Decimal
    >>> from bookrunner.briefs.story import Form, Said
    >>> from bookrunner.cited import Assumed, Estimated
    >>> written(Said(key="c", figure=Assumed(Decimal("0.03900"), "x"), form=Form.COUPON))
    '3.900'
    >>> impact = Estimated(0.0004, 0.00025, 0.00069, "impact", "B")
    >>> written(Said(key="own", figure=impact, form=Form.MOVE))
    '+4.0 bp (90 %: +2.5 to +6.9)'
    """
    if said.figure is None:
        return UNKNOWN
    write = _WRITERS[said.form]
    words = write(said.figure.value)
    if isinstance(said.figure, Estimated) and said.form is not Form.CENTRE:
        low, high = write(said.figure.low), write(said.figure.high)
        if said.form in _BANDS:
            return f"{words} [{_bare(low)}, {_bare(high)}]"
        return f"{words} ({said.figure.level:.0%}: {_bare(low)} to {_bare(high)})".replace(
            "%:", " %:"
        )
    return words


def spoken(sentence: Sentence) -> str:
    """A sentence as plain text."""
    return "".join(part if isinstance(part, str) else written(part) for part in sentence)


def _bare(words: str) -> str:
    return words.removesuffix(" bp").removesuffix(" %")


def _day(when: date) -> str:
    return f"{when.day} {_month(when)}"


def _month(when: date) -> str:
    return f"{_MONTHS[when.month - 1]} {when.year}"


def _money(amount: Money) -> str:
    symbol = _SYMBOLS.get(amount.currency, f"{amount.currency} ")
    size, sign = abs(amount.amount), "-" if amount.amount < 0 else ""
    for scale, letters, digits in ((10**12, "tn", 3), (10**9, "bn", 2), (10**6, "m", 2)):
        if size >= scale * Decimal("0.9999995"):
            return f"{sign}{symbol}{size / scale:,.{digits}f}{letters}"
    return f"{sign}{symbol}{size:,.0f}"


def _money_per_bp(amount: Money) -> str:
    symbol = _SYMBOLS.get(amount.currency, f"{amount.currency} ")
    return f"{symbol}{amount.amount / 10**6:,.2f}m"


def _coupon(rate: Any) -> str:
    return f"{rate.scaleb(2):f}" if isinstance(rate, Decimal) else _rate(rate)


def _rate(rate: Any) -> str:
    return f"{float(rate) * 100:.3f}"


def _signed(number: float, digits: int) -> str:
    """Signed and rounded, and never minus nothing."""
    words = f"{number:+.{digits}f}"
    return words.replace("-", "+") if float(words) == 0 else words


_WRITERS: Final[Mapping[Form, Callable[[Any], str]]] = {
    Form.TEXT: str,
    Form.COUNT: lambda n: f"{n:,}",
    Form.DAY: _day,
    Form.MONTH: _month,
    Form.MONEY: _money,
    Form.MONEY_PER_BP: _money_per_bp,
    Form.COUPON: _coupon,
    Form.RATE: _rate,
    Form.SPREAD: lambda rate: f"{_signed(float(rate) * 1e4, 0)} bp",
    Form.MOVE: lambda rate: f"{_signed(float(rate) * 1e4, 1)} bp",
    Form.MOVE_BAND: lambda rate: _signed(float(rate) * 1e4, 1),
    Form.CHANGE_BAND: lambda change: f"{_signed(float(change) * 100, 2)} %",
    Form.BILLIONS_BAND: lambda dollars: f"{float(dollars) / 1e9:,.0f}",
    Form.CENTRE: lambda rate: _signed(float(rate) * 1e4, 1),
    Form.PRICE_BAND: lambda price: f"{float(price) * 100:.2f}",
    Form.SENSITIVITY_BAND: lambda number: _signed(float(number), 3),
    Form.PRICE: lambda price: f"{price:.3f}",
    Form.POINTS: lambda points: f"{points:.2f}",
    Form.YEARS: lambda years: f"{years:.2f}",
    Form.CONVEXITY: lambda years: f"{years:,.1f}",
    Form.RATIO: lambda ratio: f"{float(ratio):.1f}x",
    Form.SHARE: lambda share: f"{float(share) * 100:.1f} %",
    Form.CHANGE: lambda change: f"{_signed(float(change) * 100, 2)} %",
}
