"""How a text table starts: a plain heading, or the preamble of an iShares download.

An iShares holdings file is not a table from its first line::

    iShares iBoxx $ Investment Grade Corporate Bond ETF     the fund that answered
    Fund Holdings as of,"Dec 17, 2025"                      the day of its prices
    Inception Date,"Jul 22, 2002"
    ...
    Name,Sector,Asset Class,...,Coupon (%),Price            the heading
    "ACME CORP","Industrial","Fixed Income",...             the holdings
    "The content contained herein is ..."                   a footer

The fund's name matters: the site answers a wrong id with another fund.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bookrunner.errors import MisuseError, UnavailableError, UnreadableError
from bookrunner.units import day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

AS_OF: Final = "Fund Holdings as of"
_HEADINGS: Final = ("Name", "Ticker")  # what the heading of a holdings table starts with
_SEPARATORS: Final = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the rows of a text table start, and what stands before them."""

    columns: tuple[str, ...]
    separator: str
    lines_before: int  # up to and with the heading
    fund: str | None = None  # whose holdings these are, in an iShares file
    as_of: date | None = None


def layout_of(text: str) -> Layout:
    """How a text table is laid out, from its first lines.

    >>> layout_of("isin;coupon;maturity").columns
    ('isin', 'coupon', 'maturity')

    Raises:
        MisuseError: there is no heading, or two columns share a name.
        UnavailableError: a holdings file without holdings.
    """
    lines = text.lstrip("\ufeff").splitlines()
    preamble = any(line.startswith(AS_OF) for line in lines[:4])
    at = _heading_after_preamble(lines) if preamble else 0
    if at >= len(lines) or not lines[at].strip():
        raise MisuseError(expected="a line of headings", seen="an empty file")
    separator = max(_SEPARATORS, key=lines[at].count)
    named = (cell.strip() for cell in _cells(lines[at], separator))
    columns = tuple(name or f"column {number}" for number, name in enumerate(named, 1))
    _refuse_twins(columns)
    return Layout(
        columns=columns,
        separator=separator,
        lines_before=at + 1,
        fund=lines[0].strip(' ,"') if preamble else None,
        as_of=_as_of(lines) if preamble else None,
    )


def _heading_after_preamble(lines: Sequence[str]) -> int:
    for at, line in enumerate(lines):
        if _cells(line, ",")[0].strip() in _HEADINGS:
            return at
    raise UnavailableError(
        expected="a table of holdings, from a line that starts with Name",
        seen=lines[0],
        hint="the fund publishes none for that day",
    )


def _as_of(lines: Sequence[str]) -> date | None:
    words = next(_cells(line, ",")[1:2] for line in lines if line.startswith(AS_OF))
    try:
        return day(words[0]) if words else None
    except UnreadableError:  # "-" where nothing is published
        return None


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
