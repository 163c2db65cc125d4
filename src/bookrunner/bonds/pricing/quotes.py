"""A table of quoted bonds: from named columns to terms, price, days, and reasons.

Every row comes out, in its place.  A row that cannot be priced says why in
`Quotes.reason`, and the good rows are not held up by it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bookrunner.bonds.pricing.basis import trade_days
from bookrunner.bonds.pricing.cells import (
    Cells,
    day_cells,
    first_why,
    no_whys,
    number_cells,
    silent,
)
from bookrunner.bonds.pricing.conventions import conventions_of
from bookrunner.bonds.pricing.kinds import Kind, kinds
from bookrunner.bonds.pricing.reasons import reasons
from bookrunner.bonds.pricing.rules import DAYS
from bookrunner.bonds.pricing.scales import SCALES
from bookrunner.bonds.terms import fixed_rate_bonds
from bookrunner.tables import CELLS_BEYOND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.bonds.markets import Market
    from bookrunner.bonds.pricing.basis import Basis
    from bookrunner.bonds.pricing.cells import Whys
    from bookrunner.bonds.pricing.conventions import Conventions
    from bookrunner.bonds.pricing.rules import TableRules
    from bookrunner.bonds.terms import Bonds
    from bookrunner.tables import Table
    from bookrunner.units import Dates, Flags, Floats, Ints, Prices, Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """Bonds as a table states them, in the units of the house; row *i* is row *i*."""

    coupon: Rates
    maturity: Dates
    dated: Dates
    first_coupon: Dates
    frequency: Ints
    day_count: Ints
    currency: Whys
    par_call_date: Dates
    reset_date: Dates  # NaT where the coupon stays what it is
    kind: Ints  # `Kind`
    clean_price: Prices  # NaN where the row states a yield instead
    stated_yield: Rates  # NaN where it states a price
    pricing_day: Dates
    settlement: Dates
    reason: Whys  # why a row cannot be priced; None where it can

    def __getitem__(self, rows: Ints) -> Quotes:
        """Every column indexed alike."""
        return Quotes(**{name: getattr(self, name)[rows] for name in self.__slots__})

    @property
    def good(self) -> Ints:
        """The rows that can be priced."""
        return np.flatnonzero(silent(self.reason))

    @property
    def ending(self) -> Dates:
        """The day figures run to: maturity, or the day the coupon would be set anew."""
        return np.where(np.isnat(self.reset_date), self.maturity, self.reset_date)

    @property
    def bonds(self) -> Bonds:
        """The terms of the bonds; ask it of good rows only."""
        return fixed_rate_bonds(
            self.coupon,
            self.ending,
            dated=self.dated,
            first_coupon=self.first_coupon,
            frequency=self.frequency,
            day_count=self.day_count,
        )


def quotes(table: Table, rules: TableRules, basis: Basis) -> Quotes:
    """The rows of *table* as quoted bonds."""
    days = {figure: _days(table, rules, figure) for figure in DAYS}
    rates = {figure: _numbers(table, rules, figure) for figure in SCALES}
    kind = kinds(table, rules.columns, rules.named)
    usual = conventions_of(table, rules.columns, treasury=kind == Kind.TREASURY)
    stated = days["pricing_day"].values, days["settlement"].values
    priced_on, paid_on = trade_days(*stated, basis, _markets(usual, basis))
    unread = [each.whys for each in days.values()] + [each.whys for each in rates.values()]
    read = Quotes(
        coupon=rates["coupon"].values,
        maturity=days["maturity"].values,
        dated=days["dated"].values,
        first_coupon=days["first_coupon"].values,
        frequency=usual.frequency,
        day_count=usual.day_count,
        currency=usual.currency,
        par_call_date=days["par_call_date"].values,
        reset_date=days["reset_date"].values,
        kind=kind,
        clean_price=rates["clean_price"].values,
        stated_yield=rates["yield_to_maturity"].values,
        pricing_day=priced_on,
        settlement=paid_on,
        reason=first_why(
            len(table), [_beyond(table), _no_terms(days, rates), *unread, usual.whys]
        ),
    )
    return replace(read, reason=reasons(read))


def _markets(usual: Conventions, basis: Basis) -> list[tuple[Market, Flags]]:
    """The market of every row, by its own calendar or by the one told."""
    if basis.calendar is None:
        return usual.markets
    return [(replace(each, calendar=basis.calendar), own) for each, own in usual.markets]


def _days(table: Table, rules: TableRules, figure: str) -> Cells[Dates]:
    if figure not in rules.columns:
        return Cells(np.full(len(table), "NaT", dtype="datetime64[D]"))
    name = rules.columns[figure].name
    return day_cells(table, name, what=figure, day_first=figure in rules.day_first)


def _numbers(table: Table, rules: TableRules, figure: str) -> Cells[Floats]:
    """Numbers in the units of the house; what does not fit its column is NaN, and why."""
    if figure not in rules.columns:
        return Cells(np.full(len(table), np.nan))
    scale = rules.scales[figure]
    cells, signed = number_cells(
        table,
        rules.columns[figure].name,
        what=figure,
        decimal_comma=figure in rules.decimal_commas,
    )
    suspect = scale.suspect(cells.values) & ~signed
    whys = cells.whys
    if suspect.any():
        odd = no_whys(len(table))
        for row in np.flatnonzero(suspect):
            odd[row] = f"{figure} {cells.values[row]:g} where the column is {scale.name}"
        whys = first_why(len(table), [whys, odd])
    factor = np.where(signed, SCALES[figure].signed, scale.factor)
    return Cells(np.where(suspect, np.nan, cells.values * factor), whys)


def _beyond(table: Table) -> Whys | None:
    """Rows of a text file with more cells than its heading: no telling which is which."""
    if CELLS_BEYOND not in table.names:
        return None
    words, codes = table.words(CELLS_BEYOND)
    told = [f"more cells than headings: {word!r}" for word in words]
    return np.array([*told, None], dtype=object)[codes]


def _no_terms(days: Mapping[str, Cells[Dates]], rates: Mapping[str, Cells[Floats]]) -> Whys:
    """Rows that are no bond: cash, funds, the footer of a file."""
    maturity, coupon = days["maturity"], rates["coupon"]
    whys = no_whys(len(coupon.values))
    whys[_blank(np.isnan(coupon.values), coupon.whys)] = "no coupon"
    whys[_blank(np.isnat(maturity.values), maturity.whys)] = "no maturity"
    return whys


def _blank(missing: Flags, whys: Whys | None) -> Flags:
    """Rows that are missing, and not for being unreadable."""
    return missing if whys is None else missing & silent(whys)
