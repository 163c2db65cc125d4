"""What the figures of a table rest on, chosen and said: settlement, pricing day, curve.

The table's own columns go first, then what the user tells, then the file's heading, then
the custom of the market; whichever it is, a line says so.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bookrunner.cli.price_settlement import settlement_rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.bonds import ParCurve
    from bookrunner.bonds.pricing import Basis, TableRules
    from bookrunner.bonds.pricing.spreads import CurveOf
    from bookrunner.sources.holdings import Layout


def stated_basis(  # one choice each
    layout: Layout | None,
    rules: TableRules,
    *,
    settlement: date | None,
    curve_day: date | None,
    curve_file: str | None,
    calendar: str,
) -> tuple[Basis, list[str]]:
    """The basis of a table's figures, and the lines that say what was chosen."""
    from bookrunner.bonds.pricing import Basis

    columns = {figure: column.name for figure, column in rules.columns.items()}
    pricing_day, known = _pricing_day(layout)
    basis = Basis(
        settlement=settlement,
        pricing_day=pricing_day,
        settle=settlement_rule(calendar),
        curve_of=_curves(curve_file),
        curve_day=curve_day,
    )
    paid = (
        f"{settlement}, as told" if settlement else f"the next cycle, {calendar} calendar"
    )
    return basis, [
        *([f"the holdings of {layout.fund}"] if layout and layout.fund else []),
        _told("pricing day", columns.get("pricing_day"), f"{pricing_day}, {known}"),
        _told("settlement", columns.get("settlement"), paid),
        _conventions(columns),
        f"curve: US Treasury par, {curve_day or 'pricing day'}, {_curves_told(curve_file)}",
    ]


def _pricing_day(layout: Layout | None) -> tuple[date, str]:
    if layout is not None and layout.as_of is not None:
        return layout.as_of, "as the file's heading says"
    return date.today(), "today"  # noqa: DTZ011 # the user's own day


def _told(what: str, column: str | None, otherwise: str) -> str:
    if column is None:
        return f"{what}: {otherwise}"
    return f"{what}: column {column!r}, where empty {otherwise}"


def _conventions(columns: Mapping[str, str]) -> str:
    from bookrunner.bonds.pricing.conventions import BY_CURRENCY

    usual = ", ".join(
        f"{code} {frequency} a year {day_count.name}"
        for code, (frequency, day_count) in BY_CURRENCY.items()
    )
    stated = [columns[name] for name in ("frequency", "day_count") if name in columns]
    told = f"columns {', '.join(map(repr, stated))}, else {usual}" if stated else usual
    return f"conventions: {told}"


def _curves_told(file: str | None) -> str:
    if file is not None:
        return f"from {file}, else as shipped"
    return "as shipped: month ends since 2019 and days of deals; --curve FILE adds others"


def _curves(file: str | None) -> CurveOf:
    """The user's curves, and of days they do not hold, those that ship."""
    from bookrunner.deals.curves import shipped_curve

    own = {} if file is None else _own_curves(file)

    def curve_of(day: date) -> ParCurve | None:
        if day in own or None in own:
            return own.get(day, own.get(None))
        shipped = shipped_curve(day)
        return None if shipped is None else shipped.value

    return curve_of


def _own_curves(file: str) -> dict[date | None, ParCurve]:
    import numpy as np

    from bookrunner.bonds import ParCurve
    from bookrunner.sources.curve_files import open_curves

    return {
        row.day: ParCurve(
            row.day or date.max, np.array([*row.rates]), np.array([*row.rates.values()])
        )
        for row in open_curves(file)
    }
