"""How a text table starts: a plain heading, or the preamble of a fund's download.

An iShares holdings file is not a table from its first line::

    iShares iBoxx $ Investment Grade Corporate Bond ETF     the fund that answered
    Fund Holdings as of,"Dec 17, 2025"                      the day of its prices
    Inception Date,"Jul 22, 2002"
    ...
    Name,Sector,Asset Class,...,Coupon (%),Price            the heading
    "ACME CORP","Industrial","Fixed Income",...             the holdings
    "The content contained herein is ..."                   a footer

Other sites and other years put other lines before it, so the heading is the first line
that names two figures of a bond.  The fund's name matters: the site answers a wrong id
with another fund.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from bookrunner.bonds.pricing.cells import day_cells
from bookrunner.bonds.pricing.headings import columns_by_figure
from bookrunner.errors import MisuseError, UnavailableError
from bookrunner.tables import as_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bookrunner.tables import Table

AS_OF: Final = "Fund Holdings as of"
_HEADINGS: Final = ("Name", "Ticker")  # what the heading of a holdings table starts with
_TERMS: Final = {"coupon", "maturity", "clean_price", "yield_to_maturity"}
_SEPARATORS: Final = (",", ";", "\t", "|")
_LONGEST_PREAMBLE: Final = 60  # lines
_AS_OF: Final = re.compile(
    r"(?i)\bas (?:of|at)\b[\s:]*"
    r"|^\W*(?:stand|datum|fondsposition per|(?:(?:pricing|valuation|report) )?date)\b[\s:]*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the rows of a text table start, and what stands before them."""

    columns: tuple[str, ...]
    separator: str
    lines_before: int  # up to and with the heading
    fund: str | None = None  # whose holdings these are, where a preamble says so
    as_of: date | None = None

    @property
    def preamble(self) -> bool:
        """Whether other lines stand before the heading, and so perhaps a footer after."""
        return self.lines_before > 1


def layout_of(text: str) -> Layout:
    """How a text table is laid out, from its first lines.

    >>> layout_of("isin;coupon;maturity").columns
    ('isin', 'coupon', 'maturity')

    Raises:
        MisuseError: there is no heading, or two columns share a name.
        UnavailableError: a holdings file without holdings.
    """
    lines = text.lstrip("\ufeff").splitlines()
    at = _heading(lines)
    if at >= len(lines) or not lines[at].strip():
        raise MisuseError(expected="a line of headings", seen="an empty file")
    separator = _separator(lines[at])
    named = (cell.strip() for cell in _cells(lines[at], separator))
    columns = tuple(name or f"column {number}" for number, name in enumerate(named, 1))
    _refuse_twins(columns)
    return Layout(
        columns=columns,
        separator=separator,
        lines_before=at + 1,
        fund=_fund(lines[:at]),
        as_of=_as_of(lines[:at]),
    )


def _heading(lines: Sequence[str]) -> int:
    """Which line is the heading: the first, unless a later one speaks of bonds."""
    some = lines[:_LONGEST_PREAMBLE]
    of_bonds = (at for at, line in enumerate(some) if len(_terms(line)) > 1)
    found = next(of_bonds, 0)
    if found or not any(line.startswith(AS_OF) for line in lines[:4]):
        return found
    for at, line in enumerate(lines):
        if _cells(line, ",")[0].strip() in _HEADINGS:
            return at
    raise UnavailableError(
        expected="a table of holdings, from a line that starts with Name",
        seen=lines[0],
        hint="the fund publishes none for that day",
    )


def _terms(line: str) -> set[str]:
    """The terms of a bond that the cells of a line name."""
    cells = {cell.strip() for cell in _cells(line, _separator(line))}
    return _TERMS & columns_by_figure(cells).keys()


def _fund(preamble: Sequence[str]) -> str | None:
    """The name on the first line, where that is a name and not the day."""
    first = preamble[0].strip(' ,;"\t') if preamble else ""
    return None if not first or _AS_OF.search(first) else first


def _as_of(preamble: Iterable[str]) -> date | None:
    """The day a line of the preamble states; None where it states none, or "-"."""
    for line in preamble:
        if found := _AS_OF.search(line):
            words = line[found.end() :].strip(' ,;:"\t').replace('"', "")
            (told,) = day_cells(_one(words), "day", what="day", day_first=False).values
            if not np.isnat(told):
                return cast("date", told.item())
    return None


def _one(words: str) -> Table:
    return as_table({"day": [words]})


def _separator(line: str) -> str:
    return max(_SEPARATORS, key=line.count)


def _cells(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), []) or [""]


def _refuse_twins(columns: Sequence[str]) -> None:
    small = [name.lower() for name in columns]
    twins = sorted({name for name in columns if small.count(name.lower()) > 1})
    if twins:
        raise MisuseError(
            expected="one column of each name",
            seen=f"several named {', '.join(map(repr, twins))}",
            hint="rename or leave out all but one",
        )
