"""What the series of the channels are called by those who publish them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from bookrunner.errors import MisuseError, UnreadableError
from bookrunner.market.daily import daily

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bookrunner.market.daily import Daily

PUBLISHED: Final[Mapping[str, str]] = {
    "CBBTCUSD": "bitcoin",  # FRED, by Coinbase
    "PriceUSD": "bitcoin",  # Coin Metrics
    "BTC_USD": "bitcoin",
    "SP500": "equities",  # FRED, the last ten years
    "DFII10": "real_yield",
    "M2SL": "m2",
    "BAMLC0A0CM": "ig_spread",
    "DGS2": "two_year",
    "NFCI": "conditions",
}
_MISSING: Final = {"", ".", "NA", "nan", "#N/A"}


def named_series(
    tables: Iterable[tuple[str, Sequence[Mapping[str, str]]]],
) -> dict[str, Daily]:
    """The series of the channels among the columns of some tables.

    A table's first column is the day.  Two tables that tell one series must agree.

    Raises:
        MisuseError: two values of one day, or a hole.
        UnreadableError: a cell that is no day or no number.
    """
    points: dict[str, list[tuple[date, float]]] = {}
    for file, rows in tables:
        first, *others = rows[0]
        for column in others:
            name = PUBLISHED.get(column, column if column in PUBLISHED.values() else None)
            if name:
                told = [_point(row, first, column, file) for row in rows]
                points.setdefault(name, []).extend(each for each in told if each)
    return {name: daily(name, found) for name, found in points.items()}


def one_series(rows: Sequence[Mapping[str, str]], file: str) -> Daily:
    """The one series of a table: its first column the day, its second the value.

    Raises:
        MisuseError: a table of one column, two values of one day, or a hole.
        UnreadableError: a cell that is no day or no number.
    """
    first, *others = rows[0]
    if not others:
        raise MisuseError(expected="a day and a value a row", seen=f"{file}: {first}")
    points = (_point(row, first, others[0], file) for row in rows)
    return daily(others[0], [each for each in points if each])


def _point(
    row: Mapping[str, str], first: str, column: str, file: str
) -> tuple[date, float] | None:
    if row[column] in _MISSING:
        return None
    try:
        return date.fromisoformat(row[first][:10]), float(row[column])
    except ValueError:
        raise UnreadableError(
            expected=f"a day and a number in {file}", seen=f"{row[first]}, {row[column]}"
        ) from None
