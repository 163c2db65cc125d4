"""What kind of bond a row says it is, in a column of coupon types or in its name.

A row that says nothing is taken as a bond of fixed coupons and one repayment.  One that
says otherwise is not priced as such: what a floating or inflation-linked bond will pay,
and when a pass-through repays, no table of terms tells.  A fixed-to-floating bond is
priced to the day its coupon would be set anew, where the table gives that day.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bookrunner.bonds.pricing.headings import Column
    from bookrunner.tables import Table
    from bookrunner.units import Ints


class Kind(IntEnum):
    """What a bond pays, as far as pricing must know."""

    FIXED = 0
    TREASURY = 1  # fixed, by the customs of the US Treasury
    RESET = 2  # fixed until its coupon is set anew
    FLOATING = 3
    STEPPED = 4
    INFLATION_LINKED = 5
    PASS_THROUGH = 6
    NO_BOND = 7


_TYPES: Final[Sequence[tuple[Kind, str]]] = [
    (
        Kind.RESET,
        r"\b(?:fix|fxd?).*(?:fl(?:oa)?t|frn|var|reset)|\bvariable|\bvar\b|\breset",
    ),
    (Kind.FLOATING, r"\bfl(?:oa)?t|\bfrn\b"),
    (Kind.STEPPED, r"\bstep"),
    (Kind.INFLATION_LINKED, r"\binflation|\bindex|\blinke[rd]\b|\bcpi\b"),
]
_NAMES: Final[Sequence[tuple[Kind, str]]] = [
    (Kind.NO_BOND, r"^(?:futures?|swaps?|options?|forwards?|equity|equities)$"),
    (
        Kind.RESET,
        (
            r"\b(?:fxd?|fix(?:ed)?)[-/ ](?:to[-/ ])?(?:frn|flt|float(?:er|ing)?|var)\b"
            r"|\d\d/\d\d VAR$"  # 04/29 VAR
        ),
    ),
    (Kind.FLOATING, r"\bFRN\b|\bfloater\b|\bfloating rate\b|\d\d/\d\d FLT$"),
    (
        Kind.INFLATION_LINKED,
        r"\btreasury \(?(?:cpi|infl)|\btips\b|\binflation[- ](?:linked|indexed|protected)",
    ),
    (
        Kind.PASS_THROUGH,
        (
            r"\bUMBS\b|\bGNMA2\b|\bTBA\b|\bpass[- ]through\b"
            r"|\b(?:FNMA|FHLMC|GNMA|FGOLD)\b.*\b\d\d ?YR\b"
        ),
    ),
    (
        Kind.TREASURY,
        r"^(?:U\.?S\.?A? |United States )?Treasury (?:note|bond|bill|n/b|strip)",
    ),
]
_TYPE_COLUMN: Final = "coupon_type"
_NAME_COLUMNS: Final = {
    *("name", "security", "securityname", "securitydescription", "description"),
    *("instrument", "instrumentname", "bond", "bondname", "issuename"),
    *("assetclass", "assettype", "securitytype", "instrumenttype"),
}


def name_columns(names: Sequence[str], columns: Mapping[str, Column]) -> tuple[str, ...]:
    """The columns that name or describe the bond, of those that state no figure.

    >>> name_columns(["Name", "ISIN", "Security Description"], {})
    ('Name', 'Security Description')
    """
    taken = {column.name for column in columns.values()}
    plain = {name: re.sub(r"[\W_]+", "", name).lower() for name in names}
    return tuple(n for n in names if plain[n] in _NAME_COLUMNS and n not in taken)


def kinds(table: Table, columns: Mapping[str, Column], named: Sequence[str]) -> Ints:
    """The `Kind` of every row: by its coupon type, else by its name.

    >>> from bookrunner.tables import as_table
    >>> held = as_table({"Name": ["ACME CORP", "OAK BANK FXD-FRN", "TREASURY NOTE"]})
    >>> kinds(held, {}, ["Name"]).tolist()
    [0, 2, 1]
    """
    found = np.full(len(table), Kind.FIXED, dtype=np.int64)
    told = [(name, _NAMES) for name in named]
    if _TYPE_COLUMN in columns:
        told.insert(0, (columns[_TYPE_COLUMN].name, _TYPES))
    for name, patterns in told:
        if table.kind(name) == "words":
            found = np.where(found == Kind.FIXED, _in_words(table, name, patterns), found)
    return found


def _in_words(table: Table, name: str, patterns: Sequence[tuple[Kind, str]]) -> Ints:
    """What each cell of a column says; every pattern looks at all words at once first."""
    words, codes = table.words(name)
    said = np.full(len(words) + 1, Kind.FIXED, dtype=np.int64)  # the last: says nothing
    text = "\n".join(words)
    for kind, pattern in reversed(patterns):
        search = re.compile(f"(?im){pattern}").search
        if search(text):
            said[[at for at, word in enumerate(words) if search(word.strip())]] = kind
    return said[codes]
