"""What the figures of a table rest on, chosen and said: settlement, pricing day, curve.

The table's own columns go first, then what the user tells, then the file's heading, then
the custom of the market; whichever it is, a line says so.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bookrunner.cli.price_curves import curves_at_hand, curves_told
from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.bonds.market_days import Calendar
    from bookrunner.bonds.pricing import Basis, TableRules
    from bookrunner.sources.holdings import Layout


def stated_basis(  # one choice each
    layout: Layout | None,
    rules: TableRules,
    *,
    settlement: date | None,
    curve_day: date | None,
    curve_file: str | None,
    calendar: str | None,
) -> tuple[Basis, list[str]]:
    """The basis of a table's figures, and the lines that say what was chosen."""
    from bookrunner.bonds.pricing import Basis

    columns = {figure: column.name for figure, column in rules.columns.items()}
    fund, as_of = (layout.fund, layout.as_of) if layout else (None, None)
    today = date.today()  # noqa: DTZ011 # the user's own day
    basis = Basis(
        settlement=settlement,
        pricing_day=as_of,
        today=today,
        calendar=_calendar(calendar),
        curve_of=curves_at_hand(curve_file),
        curve_day=curve_day,
    )
    whose = f"{calendar} holidays" if calendar else "the holidays of its market"
    cycle = f"the cycle of its market, {whose}"
    made = f"{as_of}, by the file's heading" if as_of else f"by {cycle}, or {today}, today"
    paid = f"{settlement}, as told" if settlement else f"by {cycle}"
    return basis, [
        *([f"the holdings of {fund}"] if fund else []),
        _told("pricing day", columns.get("pricing_day"), made),
        _told("settlement", columns.get("settlement"), paid),
        _conventions(columns),
        f"curve: US Treasury par, {curve_day or 'pricing day'}, {curves_told(curve_file)}",
    ]


def _told(what: str, column: str | None, otherwise: str) -> str:
    if column is None:
        return f"{what}: {otherwise}"
    return f"{what}: column {column!r}, where empty {otherwise}"


def _conventions(columns: Mapping[str, str]) -> str:
    from bookrunner.bonds.pricing.conventions import BY_CURRENCY, DOLLAR

    here = BY_CURRENCY if "currency" in columns else {DOLLAR: BY_CURRENCY[DOLLAR]}
    usual = ", ".join(
        f"{code} {market.frequency} a year {market.day_count.name}"
        for code, market in here.items()
    )
    stated = [columns[name] for name in ("frequency", "day_count") if name in columns]
    told = f"columns {', '.join(map(repr, stated))}, else {usual}" if stated else usual
    return f"conventions: {told}"


def _calendar(name: str | None) -> Calendar | None:
    from bookrunner.bonds.market_days import Calendar

    if name is None:
        return None
    known = {calendar.name.lower(): calendar for calendar in Calendar}
    if name.lower() not in known:
        raise MisuseError(expected=f"a calendar of {', '.join(known)}", seen=name)
    return known[name.lower()]
