"""A table of bonds priced: every column kept, the figures and a reason added."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner.bonds.pricing.cells import no_whys, silent
from bookrunner.bonds.pricing.figures import (
    ALL_KEY_RATES,
    FIGURES,
    KEY_RATES,
    REASON,
    USUAL,
    figures,
)
from bookrunner.bonds.pricing.quotes import quotes
from bookrunner.bonds.pricing.rules import table_rules
from bookrunner.bonds.pricing.spreads import measured_by_day
from bookrunner.errors import MisuseError
from bookrunner.tables import CELLS_BEYOND, as_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bookrunner.bonds.pricing.basis import Basis
    from bookrunner.bonds.pricing.cells import Whys
    from bookrunner.bonds.pricing.rules import TableRules
    from bookrunner.tables import Table

UNITS: Final[Mapping[str, str]] = {each.name: each.unit for each in FIGURES}
_DAYS: Final = {each.name for each in FIGURES if each.unit == "day"}
_BY_CURVE: Final = [each.name for each in FIGURES if each.by_curve]


def price_table(
    frame: Any,
    basis: Basis,
    *,
    columns: Sequence[str] | None = None,
    headings: Mapping[str, str] | None = None,
    units: Mapping[str, str] | None = None,
) -> Table:
    """Any frame of bonds with its analytics beside it.

    Args:
        frame: a frame that speaks Arrow, or a mapping of names to columns.
        basis: settlement, pricing day and curve, where the rows do not say them.
        columns: the columns to give, of the frame and of `FIGURES`; None for the
            frame's own and the usual figures.
        headings: figure -> column of the frame, where a heading is not understood.
        units: figure -> ``percent``, ``decimal``, ``per 100`` or ``fraction``.

    Raises:
        MisuseError: a column is missing, stands twice or is asked for and unknown.

    >>> from datetime import date
    >>> from bookrunner.bonds.pricing import Basis
    >>> held = {"isin": ["US1"], "Coupon (%)": [5.25], "Maturity": ["2035-01-15"]}
    >>> priced = price_table(
    ...     held | {"Price": [99.50]}, Basis(settlement=date(2025, 3, 31))
    ... )
    >>> f"{priced.floats('yield_to_maturity')[0]:.6f}"
    '0.053151'
    """
    table = as_table(frame)
    rules = table_rules(table, columns=headings, units=units)
    return priced(table, rules, basis, columns=columns)


def priced(
    table: Table,
    rules: TableRules,
    basis: Basis,
    *,
    columns: Sequence[str] | None = None,
) -> Table:
    """The rows of *table*, or of one block of it, with their analytics.

    A column that was read as a figure gives way to it; an unread one of the same name
    is kept as ``NAME_given``.
    """
    kept = _kept(table, rules)
    given = _usual(kept.names, rules) if columns is None else _spelled_out(columns)
    wanted = [name for name in UNITS if name in given]
    _demand(given, kept.names)
    read = quotes(table, rules, basis)
    good = read.good
    able = read[good]
    measured = measured_by_day(able, basis.curve_of, basis.curve_day)
    worked = figures(able, {*wanted, "yield_to_maturity"}, measured)
    reason = read.reason.copy()
    reason[good] = _missing(worked, measured.whys)
    filled = {name: _dealt_out(name, worked[name], good, len(table)) for name in wanted}
    return kept.with_columns(filled | {REASON.name: reason}, UNITS).select(given)


def _usual(kept: Iterable[str], rules: TableRules) -> list[str]:
    """The table's own columns, the usual figures, and those its own columns call for."""
    called = {"yield_to_worst", "workout"} if "par_call_date" in rules.columns else set()
    called |= {"workout"} if "reset_date" in rules.columns else set()
    quoted = set() if "clean_price" in rules.columns else {"clean_price"}
    added = [name for name in UNITS if name in {*USUAL, *called, *quoted}]
    own = [name for name in kept if name not in added]
    return [*own, *added, REASON.name]


def _spelled_out(columns: Iterable[str]) -> list[str]:
    """The columns asked for, with all key rates for the one word that means them."""
    asked = ((KEY_RATES if name == ALL_KEY_RATES else (name,)) for name in columns)
    return [name for names in asked for name in names]


def _kept(table: Table, rules: TableRules) -> Table:
    """The table's own columns, those out of the way whose names are taken."""
    read = {column.name for column in rules.columns.values()}
    taken = {*UNITS, REASON.name}
    aside = {n: f"{n}_given" for n in table.names if n in taken and n not in read}
    names = [name for name in table.names if name != CELLS_BEYOND]
    return table.select(names).renamed(aside)


def _demand(given: Sequence[str], kept: Sequence[str]) -> None:
    known = [*kept, *UNITS, REASON.name, ALL_KEY_RATES]
    unknown = next((name for name in given if name not in known), None)
    if unknown is not None or not given:
        near = get_close_matches(unknown or "", known, n=1, cutoff=0.5)
        raise MisuseError(
            expected=f"columns of the table, or figures such as {', '.join(USUAL)}",
            seen=repr(unknown) if unknown is not None else "none",
            hint=f"did you mean {near[0]}?" if near else "",
        )


def _missing(worked: Mapping[str, Any], unmeasured: Whys) -> Whys:
    """Why figures of rows that could be read are missing all the same."""
    by_curve = [name for name in _BY_CURVE if name in worked]
    why = unmeasured.copy() if by_curve else no_whys(len(unmeasured))
    why[np.isnan(worked["yield_to_maturity"])] = "no yield gives this price"
    for name in by_curve:
        why[silent(why) & np.isnan(worked[name])] = f"no {name} at this price"
    return why


def _dealt_out(name: str, values: Any, rows: Any, size: int) -> Any:
    """Figures of the good rows in their places, missing everywhere else."""
    if name in _DAYS:
        column = np.full(size, "NaT", dtype="datetime64[D]")
    else:
        column = np.full(size, np.nan)
    column[rows] = values
    return column
