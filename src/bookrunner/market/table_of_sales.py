"""A user's own table of issuance: rows of words in, rows of supply out.

Columns: ``deal, issuer, sector, rating, currency, day, settles, maturity, face,
duration``; of these `issuer`, `day` and `face` must be there.  Faces are units of the
currency; a face below a million is a table in billions and refused.  Two rows that are
the same sale with two sizes are a conflict, and neither counts.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner.cited import Problem, Reason, Reported
from bookrunner.errors import MisuseError, UnreadableError
from bookrunner.market.impact import LEAST_SUPPLY, MOST_SUPPLY
from bookrunner.market.sold import in_dollars, par_duration
from bookrunner.market.supply import columns
from bookrunner.units import Money, day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bookrunner.market.sold import Rate
    from bookrunner.market.supply import Issuance

NEEDED: Final = ("issuer", "day", "face")
YEAR: Final = 365.25
PAR: Final = 0.045  # for the duration of a row that states none


def table_of_sales(
    rows: Sequence[Mapping[str, str]], name: str, rates: Mapping[str, Rate]
) -> tuple[Issuance, tuple[Problem, ...]]:
    """The rows of a table *name* as supply, and those that could not be taken.

    Raises:
        MisuseError: a column that must be there is not, or the faces are in billions.
    """
    missing = [each for each in NEEDED if rows and each not in rows[0]]
    if missing:
        raise MisuseError(
            expected=f"columns {', '.join(NEEDED)}", seen=f"none named {missing[0]}"
        )
    taken: dict[tuple[str, ...], dict[str, Any]] = {}
    problems: list[Problem] = []
    for n, row in enumerate(rows, start=2):
        try:
            one = _row(row, f"{name}, line {n}", rates)
        except UnreadableError as error:
            problems.append(Problem(f"line {n}", Reason.UNREADABLE, str(error)))
            continue
        _put(taken, one, n, problems)
    kept = [one for one in taken.values() if one["face"] is not None]
    return columns(kept), tuple(problems)


def _put(
    taken: dict[tuple[str, ...], dict[str, Any]],
    one: dict[str, Any],
    n: int,
    problems: list[Problem],
) -> None:
    key = (one["issuer"], str(one["day"]), str(one["maturity"]), one["currency"])
    before = taken.get(key)
    if before is None or not one["maturity"]:
        taken[key if before is None else (*key, str(n))] = one
    elif before["face"] != one["face"]:
        told = f"two sizes of one bond of {one['issuer']} sold on {one['day']}"
        problems.append(Problem(f"line {n}", Reason.CONFLICT, f"{told}: neither counts"))
        before["face"] = None


def _row(row: Mapping[str, str], place: str, rates: Mapping[str, Rate]) -> dict[str, Any]:
    sold_on = day(row["day"])
    due = day(row["maturity"]) if row.get("maturity") else None
    currency = row.get("currency") or "USD"
    face = Reported(Money(_amount(row["face"]), currency), place, sold_on, "C")
    dollars = in_dollars(face, rates.get(currency), row["issuer"])
    tenor = (due - sold_on).days / YEAR if due else np.nan
    if due and due <= sold_on:
        raise UnreadableError(expected=f"a maturity after {sold_on}", seen=str(due))
    return {
        "deal": row.get("deal") or f"{row['issuer']} {sold_on}",
        "issuer": row["issuer"],
        "sector": row.get("sector") or "not told",
        "rating": row.get("rating") or "not rated",
        "currency": currency,
        "month": f"{sold_on:%Y-%m}",
        "day": sold_on,
        "settles": day(row["settles"]) if row.get("settles") else None,
        "maturity": due,
        "tenor": tenor,
        "duration": _duration(row.get("duration") or "", tenor),
        "face": float(dollars.value.amount),
        "figure": dollars,
    }


def _amount(words: str) -> Decimal:
    try:
        amount = Decimal(words.replace(",", "").strip())
    except InvalidOperation:
        raise UnreadableError(expected="a face such as 1500000000", seen=words) from None
    if not amount.is_finite() or amount <= 0 or amount > Decimal(MOST_SUPPLY):
        raise UnreadableError(expected="a face above zero, in units", seen=words)
    if amount < Decimal(LEAST_SUPPLY):
        raise MisuseError(
            expected="faces in units of the currency, such as 1500000000",
            seen=words,
            hint="is the table in billions or millions? write 1.5e9",
        )
    return amount


def _duration(words: str, tenor: float) -> float:
    """As stated, else at par of a middling coupon; NaN without either."""
    if not words:
        return par_duration(PAR, tenor) if np.isfinite(tenor) else np.nan
    try:
        return float(words)
    except ValueError:
        raise UnreadableError(expected="a duration in years", seen=words) from None
