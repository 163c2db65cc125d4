"""`bookrunner deals`: the deals of the library and of the store, as one table."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bookrunner.cli.deal_rows import COLUMNS, cells, record, show
from bookrunner.cli.output import Csv, Json, say_csv, say_json, warn

if TYPE_CHECKING:
    from bookrunner.deals import Deal

Issuer = Annotated[str | None, typer.Option(help="Part of a name, or a ticker.")]
Since = Annotated[str | None, typer.Option(help="Sold from this day, month or year.")]
Until = Annotated[str | None, typer.Option(help="Sold up to this day, month or year.")]
Size = Annotated[
    str | None, typer.Option(help="At least this much of its own currency: 5bn, 500m.")
]
Rating = Annotated[str | None, typer.Option(help="A1, AA-, BBB, IG or HY.")]
Tenor = Annotated[str | None, typer.Option(help="With a tranche of 10, 7-12 or 30+ years.")]
Currency = Annotated[str | None, typer.Option(help="USD, EUR, GBP, ...")]
Cohort = Annotated[str | None, typer.Option(help="Issuers counted together: hyperscalers.")]
Parquet = Annotated[Path | None, typer.Option("--parquet", help="Write a Parquet file.")]

_SIZE: Final = re.compile(r"[$€£¥]?\s*([\d.]+(?:e\d+)?)\s*(bn|billion|b|mn|million|m)?")
_SCALES: Final = {"b": 9, "m": 6}


def deals(
    *,
    issuer: Issuer = None,
    since: Since = None,
    until: Until = None,
    min_size: Size = None,
    rating: Rating = None,
    tenor: Tenor = None,
    currency: Currency = None,
    cohort: Cohort = None,
    json: Json = False,
    csv: Csv = False,
    parquet: Parquet = None,
) -> None:
    """List the deals of the library and of the store."""
    from bookrunner.deals.listing import Wanted, listed, selected

    wanted = Wanted(
        issuer=issuer,
        since=_period(since),
        until=_period(until),
        min_size=_size(min_size),
        rating=rating,
        tenor=_years(tenor),
        currency=currency,
        cohort=cohort,
    )
    rows = selected(listed(stored_deals()), wanted)
    if not rows:
        warn("bookrunner: no deal at hand is all of that")
    if parquet is not None:
        from bookrunner.store.export import write_parquet

        write_parquet(parquet, [cells(row) for row in rows], COLUMNS)
        warn(f"{len(rows)} deals written to {parquet}")
    if json:
        say_json([record(row) for row in rows])
    elif csv:
        say_csv([cells(row) for row in rows], list(COLUMNS))
    elif rows and parquet is None:
        show(rows)


def stored_deals() -> tuple[Deal, ...]:
    """What the store holds; no store is made only to look into it."""
    from bookrunner.errors import UnavailableError
    from bookrunner.store import Store, default_path

    if not default_path().exists():
        return ()
    try:
        with Store.open(reading=True, wait=5) as store:
            return store.deals()
    except UnavailableError as error:
        warn(f"bookrunner: {error}; only the library is listed")
        return ()


def _period(asked: str | None) -> str | None:
    """A day, a month or a year, as it is compared with a row's."""
    if asked is None:
        return None
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", asked):
        return asked
    from bookrunner.errors import MisuseError, UnreadableError
    from bookrunner.units import day

    try:
        return day(asked).isoformat()
    except UnreadableError:
        expected = "a day, a month or a year such as 2025-11-17, 2025-11 or 2025"
        raise MisuseError(expected=expected, seen=asked) from None


def _size(asked: str | None) -> Decimal | None:
    from bookrunner.errors import MisuseError

    if asked is None:
        return None
    found = _SIZE.fullmatch(asked.strip().lower().replace(",", ""))
    try:
        number = Decimal(found[1] if found else "")
    except ArithmeticError:
        raise MisuseError(expected="a size such as 5bn, 500m or 5e9", seen=asked) from None
    return number.scaleb(_SCALES[found[2][0]] if found and found[2] else 0)


def _years(asked: str | None) -> tuple[float, float] | None:
    """The years asked for; a whole number means that number when rounded."""
    from bookrunner.errors import MisuseError

    if asked is None:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(?:(\+)|-(\d+(?:\.\d+)?))?", asked.strip())
    if found is None or (found[3] and float(found[3]) < float(found[1])):
        raise MisuseError(expected="years such as 10, 7-12 or 30+", seen=asked)
    low = float(found[1]) - 0.5
    if found[2]:
        return low, float("inf")
    return low, float(found[3] or found[1]) + 0.5
