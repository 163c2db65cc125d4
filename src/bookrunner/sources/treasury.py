"""The US Treasury's daily par yield curve, from its CSV files and its XML feed.

A year at a time.  The columns differ from year to year (the 2-month bill came in 2018,
the 4-month in 2022, the 1.5-month in 2025), so they are read by name: ``"1.5 Month"``,
``"10 Yr"``, ``BC_1_5MONTH``.  Yields come in percent and leave as decimals.  US
government work: public domain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from bookrunner.errors import UnavailableError
from bookrunner.sources.series import curves, day_of, number, table

if TYPE_CHECKING:
    from datetime import date

    from bookrunner.sources.archive import Archive
    from bookrunner.sources.series import ParCurves

_RATES: Final = "https://home.treasury.gov/resource-center/data-chart-center/interest-rates"
_TENOR: Final = re.compile(r"(?i)(?:BC_)?(\d+(?:[._]\d+)?)\s*(mo|month|yr|year)s?")


def csv_address(year: int) -> str:
    """Where the Treasury keeps a year's curves as CSV."""
    return (
        f"{_RATES}/daily-treasury-rates.csv/{year}/all"
        f"?type=daily_treasury_yield_curve&field_tdr_date_value={year}&page&_format=csv"
    )


def xml_address(year: int) -> str:
    """Where the Treasury keeps a year's curves as a feed."""
    return f"{_RATES}/pages/xml?data=daily_treasury_yield_curve&field_tdr_date_value={year}"


def par_curves(archive: Archive, year: int, *, feed: bool = False) -> ParCurves:
    """A year's daily par yield curves, from the CSV or, with *feed*, the XML."""
    if feed:
        return from_xml(archive.document(xml_address(year)).body, source=xml_address(year))
    return from_csv(archive.document(csv_address(year)).body, source=csv_address(year))


def tenor(column: str) -> float | None:
    """The tenor a column is named for, in years; None if it is named for none.

    >>> tenor("1.5 Month"), tenor("BC_1_5MONTH"), tenor("10 Yr"), tenor("Date")
    (0.125, 0.125, 10.0, None)
    """
    found = _TENOR.fullmatch(column.strip())
    if found is None:
        return None
    many = float(found[1].replace("_", "."))
    return many / 12 if found[2].lower().startswith("mo") else many


def from_csv(body: bytes, *, source: str) -> ParCurves:
    """Curves from the Treasury's CSV."""
    rows = table(body, first=("Date",), source=source)
    return curves(((day_of(row["Date"]), _points(row)) for row in rows), source=source)


def from_xml(body: bytes, *, source: str) -> ParCurves:
    """Curves from the Treasury's feed; a document with entities of its own is refused."""
    rows: list[dict[str, str]] = []
    path: list[str] = []

    def opened(name: str, _: dict[str, str]) -> None:
        path.append(name.rpartition(":")[2])
        if path[-1] == "properties":
            rows.append({})

    def said(words: str) -> None:
        if path[-2:-1] == ["properties"]:
            rows[-1][path[-1]] = rows[-1].get(path[-1], "") + words

    def declared(*_: object) -> None:
        raise UnavailableError(expected=f"a plain feed from {source}", seen="entities")

    parser = expat.ParserCreate()
    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda _: path.pop()
    parser.CharacterDataHandler = said
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(body, True)  # noqa: FBT003  expat takes no keywords
    except expat.ExpatError as error:
        raise UnavailableError(expected=f"a feed from {source}", seen=str(error)) from error
    return curves(_dated(rows), source=source)


def _dated(rows: list[dict[str, str]]) -> list[tuple[date, dict[float, float]]]:
    return [(day_of(row["NEW_DATE"]), _points(row)) for row in rows if "NEW_DATE" in row]


def _points(row: dict[str, str]) -> dict[float, float]:
    points = {
        tenor(name): number(words) / 100 for name, words in row.items() if tenor(name)
    }
    return {years: rate for years, rate in points.items() if years is not None}
