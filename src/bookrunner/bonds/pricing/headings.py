"""Which column of a table is which figure: the names files use, and the units in them.

A heading is read without case, spaces and punctuation, so ``Maturity Date``,
``maturity_date`` and ``MATURITYDATE`` are one.  A heading may say its unit at its end:
``Coupon (%)``, ``coupon_pct``, ``coupon_decimal``; ``(USD)``, ``(per 100)`` and
``(DD.MM.YYYY)`` are passed over.  Two columns for one figure are refused, never chosen
between; a heading that is not listed here travels along unread.
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
    failing: tuple[str, ...] = ()  # names that count where none of the others stands


@dataclass(frozen=True, slots=True)
class Column:
    """The column a figure stands in, and the scale its heading says, if it says one."""

    name: str
    scale: Scale | None = None


HEADINGS: Final[Sequence[Heading]] = (
    Heading(
        figure="coupon",
        unit="percent or decimal per year",
        also=("cpn", "cpnrate", "couponrate", "interestrate", "kupon"),
    ),
    Heading(
        figure="maturity",
        unit="day",
        also=(
            "maturitydate",
            "matdate",
            "maturitydt",
            "finalmaturity",
            "finalmaturitydate",
            "statedmaturity",
            "due",
            "duedate",
            "fälligkeit",
            "endfälligkeit",
        ),
    ),
    Heading(
        figure="clean_price",
        unit="per 100 face",
        also=(
            "price",
            "priceclean",
            "cleanpx",
            "px",
            "pxlast",
            "pxmid",
            "pxclean",
            "pxcleanmid",
            "lastprice",
            "midprice",
            "pricemid",
            "mktprice",
            "mktpx",
            "marketprice",
            "unitprice",
            "closeprice",
            "closingprice",
            "evalprice",
            "evaluatedprice",
            "kurs",
        ),
    ),
    Heading(
        figure="yield_to_maturity",
        unit="percent or decimal per year",
        also=("yield", "ytm", "yieldtomat", "yldtomat", "yldytmmid", "rendite"),
    ),
    Heading(
        figure="settlement",
        unit="day",
        also=(
            "settle",
            "settlementdate",
            "settlementdt",
            "settledate",
            "settledt",
            "settleinferred",
            "valuedate",
        ),
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
            "holdingsasof",
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
    Heading(
        figure="currency",
        unit="ISO 4217",
        also=("ccy", "crncy", "curr", "currencycode", "währung"),
        failing=("marketcurrency", "localcurrency", "marktwährung"),
    ),
    Heading(figure="par_call_date", unit="day", also=("parcall", "parcalldt")),
    Heading(
        figure="reset_date",
        unit="day",
        also=(
            "reset",
            "resetdt",
            "firstreset",
            "firstresetdate",
            "nextreset",
            "nextresetdate",
            "floatstart",
            "floatstartdate",
            "fixtofloatdate",
        ),
    ),
    Heading(
        figure="coupon_type",
        unit="fixed, floating, variable, ...",
        also=(
            "cpntype",
            "cpntyp",
            "coupontyp",
            "couponkind",
            "ratetype",
            "interesttype",
            "interestratetype",
            "fixedfloating",
        ),
    ),
)

_NAMES: Final[Mapping[str, str]] = {
    name: heading.figure
    for heading in HEADINGS
    for name in (heading.figure.replace("_", ""), *heading.also)
}
_FAILING: Final[Mapping[str, str]] = {
    name: heading.figure for heading in HEADINGS for name in heading.failing
}
_SCALE: Final = re.compile(
    r"(?i)[\s_(\[,]*(?:(%(?:\s*p\.?\s?a\.?)?|pct|percent)|(decimal))[)\]]*\s*$"
)
_PASSED_OVER: Final = re.compile(
    r"\s*[(\[](?:[A-Z]{3}|[$€£¥]|clean|mid|local|per 100|% of (?:par|face)"
    r"|[DMYdmyTJtj]{1,4}(?:[-/. ][DMYdmyTJtj]{1,4}){2})[)\]]\s*$"
)
_DAY_FIRST: Final = re.compile(r"[(\[][DdTtJj]{1,2}[-/. ]")


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
    free = [name for name in listed if name not in meant.values()]
    for name in free:
        figure, column = _column(name)
        if figure and figure not in meant:
            found.setdefault(figure, []).append(column)
    for name in free:
        figure = _FAILING.get(_plain(name))
        if figure and figure not in found:
            found[figure] = [Column(name)]
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


def says_day_first(column: Column) -> bool:
    """Whether a heading says that days come before months, as ``(DD/MM/YYYY)`` does."""
    return _DAY_FIRST.search(column.name) is not None


def _column(name: str) -> tuple[str | None, Column]:
    """The figure a column states, if it is a known one, and the column."""
    bare = _PASSED_OVER.sub("", name)
    said = _SCALE.search(bare)
    figure = _NAMES.get(_plain(bare[: said.start()] if said else bare))
    if said is None:
        return figure, Column(name)
    return figure, Column(name, "percent" if said[1] else "decimal")


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


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
