"""Which column of a table is which figure: the names files use, and the units in them.

A heading is read without case, spaces and punctuation, so ``Maturity Date``,
``maturity_date`` and ``MATURITYDATE`` are one.  A heading may say its unit at its end:
``Coupon (%)``, ``coupon_pct``, ``coupon_decimal``.  Two columns for one figure are
refused, never chosen between; a heading that is not listed here travels along unread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Scale: TypeAlias = Literal["percent", "decimal"]
"""What a rate is written in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A figure a table may state, and the names it is stated under."""

    figure: str
    unit: str
    also: tuple[str, ...]  # in small letters, without spaces and punctuation


@dataclass(frozen=True, slots=True)
class Column:
    """The column a figure stands in, and the scale its heading says, if it says one."""

    name: str
    scale: Scale | None = None


HEADINGS: Final[Sequence[Heading]] = (
    Heading(
        figure="coupon",
        unit="percent or decimal per year",
        also=("cpn", "couponrate", "interestrate"),
    ),
    Heading(
        figure="maturity",
        unit="day",
        also=("maturitydate", "matdate", "maturitydt", "finalmaturity", "due"),
    ),
    Heading(
        figure="clean_price",
        unit="per 100 face",
        also=("price", "priceclean", "px", "pxlast", "pxmid", "lastprice", "midprice"),
    ),
    Heading(
        figure="yield_to_maturity",
        unit="percent or decimal per year",
        also=("yield", "ytm", "yieldtomat", "yldytmmid"),
    ),
    Heading(
        figure="settlement",
        unit="day",
        also=("settle", "settlementdate", "settledate", "settleinferred", "valuedate"),
    ),
    Heading(
        figure="pricing_day",
        unit="day",
        also=(
            "asof",
            "asofdate",
            "asofinferred",
            "pricedate",
            "pricingdate",
            "evaluationdate",
            "valuationdate",
            "tradedate",
            "quotedate",
        ),
    ),
    Heading(
        figure="dated",
        unit="day",
        also=("dateddate", "accrualdate", "accrualstart", "issuedate", "issue"),
    ),
    Heading(
        figure="first_coupon",
        unit="day",
        also=("firstcoupondate", "firstcpn", "firstcpndt", "firstinterestdate"),
    ),
    Heading(
        figure="frequency",
        unit="coupons a year",
        also=("freq", "couponfrequency", "cpnfreq", "paymentfrequency"),
    ),
    Heading(
        figure="day_count",
        unit="30/360, ACT/ACT, ...",
        also=("daycountconvention", "daycnt", "daycountbasis", "daycountfraction"),
    ),
    Heading(figure="currency", unit="ISO 4217", also=("ccy", "crncy", "currencycode")),
    Heading(figure="par_call_date", unit="day", also=("parcall", "parcalldt")),
)

_NAMES: Final[Mapping[str, str]] = {
    name: heading.figure
    for heading in HEADINGS
    for name in (heading.figure.replace("_", ""), *heading.also)
}
_SCALE: Final = re.compile(r"(?i)[\s_(\[]*(?:(%|pct|percent)|(decimal))[)\]]*\s*$")


def columns_by_figure(
    names: Iterable[str], told: Mapping[str, str] | None = None
) -> dict[str, list[Column]]:
    """The columns that state each figure; those *told* by the user decide.

    >>> columns_by_figure(["ISIN", "Coupon (%)", "Maturity"])["coupon"]
    [Column(name='Coupon (%)', scale='percent')]

    Raises:
        MisuseError: the user names a figure or a column there is not.
    """
    listed = list(names)
    meant = _checked(told or {}, listed)
    found: dict[str, list[Column]] = {
        figure: [_column(name)[1]] for figure, name in meant.items()
    }
    for name in listed:
        figure, column = _column(name)
        if figure and figure not in meant and name not in meant.values():
            found.setdefault(figure, []).append(column)
    return found


def the_column(found: Mapping[str, Sequence[Column]], figure: str) -> Column | None:
    """The one column that states a figure, None if there is none.

    Raises:
        MisuseError: there are several.
    """
    columns = found.get(figure, ())
    if len(columns) > 1:
        raise MisuseError(
            expected=f"one column for {figure}",
            seen=" and ".join(repr(column.name) for column in columns),
            hint=f"say which: {figure}=NAME",
        )
    return columns[0] if columns else None


def _column(name: str) -> tuple[str | None, Column]:
    """The figure a column states, if it is a known one, and the column."""
    said = _SCALE.search(name)
    bare = name[: said.start()] if said else name
    figure = _NAMES.get(re.sub(r"[\W_]+", "", bare).lower())
    if said is None:
        return figure, Column(name)
    return figure, Column(name, "percent" if said[1] else "decimal")


def _checked(told: Mapping[str, str], names: Sequence[str]) -> Mapping[str, str]:
    figures = [heading.figure for heading in HEADINGS]
    for figure, name in told.items():
        if figure not in figures:
            raise MisuseError(expected=f"one of {', '.join(figures)}", seen=repr(figure))
        if name not in names:
            raise MisuseError(
                expected=f"a column {name!r} for {figure}", seen=", ".join(names)
            )
    return told
