"""Two places of a sheet that speak of the same thing.

The title and the terms, the identifiers and their check digits, the dates and the
calendar they must keep.  Nothing is computed here that needs bond mathematics.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cited import Computed
from bookrunner.deals.check import Check, Verdict, check_deal, disagreements
from bookrunner.units import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bookrunner.cited import Figure, Problem
    from bookrunner.deals.deal import Deal, Tranche

_TITLE_COUPON: Final = re.compile(r"(\d+\.\d+)\s*%")
_TITLE_YEAR: Final = re.compile(
    r"\b(?:due|of)\s+(?:[A-Z][a-z]+\s+\d{1,2},\s*)?((?:19|20|21)\d\d)\b"
)


def cross_readings(deal: Deal) -> tuple[Check, ...]:
    """Every pair of places that speak of the same thing, and whether they agree."""
    return tuple(
        check
        for n, tranche in enumerate(deal.tranches, 1)
        for check in (
            *_of_title(tranche, n),
            *_of_identifiers(tranche, n),
            *_of_dates(deal, tranche, n),
        )
    )


def contradictions(deal: Deal) -> tuple[Problem, ...]:
    """Whatever in the documents of a deal does not add up or agree, as problems."""
    return disagreements(check_deal(deal) + cross_readings(deal))


def _of_title(tranche: Tranche, n: int) -> Iterator[Check]:
    title, coupon, maturity = tranche.title, tranche.coupon, tranche.maturity
    if title is None:
        return
    rates, years = _TITLE_COUPON.findall(title.value), _TITLE_YEAR.findall(title.value)
    if coupon is not None and len(rates) == 1:
        agrees = percent(rates[0]) == coupon.value
        yield _reading(f"coupon:{n}", "coupon and title", (coupon, title), agrees)
    if maturity is not None and len(years) == 1:
        agrees = maturity.value.year == int(years[0])
        yield _reading(f"maturity:{n}", "maturity and title", (maturity, title), agrees)


def _of_identifiers(tranche: Tranche, n: int) -> Iterator[Check]:
    cusip, isin = tranche.cusip, tranche.isin
    if cusip is not None:
        agrees = cusip.value[-1:] == cusip_check_digit(cusip.value[:-1])
        yield _reading(f"cusip:{n}", "CUSIP and its check digit", (cusip,), agrees)
    if isin is not None:
        agrees = isin.value[-1:] == isin_check_digit(isin.value[:-1])
        yield _reading(f"isin:{n}", "ISIN and its check digit", (isin,), agrees)
    if cusip is not None and isin is not None and isin.value[:2] in {"US", "CA"}:
        agrees = isin.value[2:11] == cusip.value
        yield _reading(f"isin:{n}", "ISIN and CUSIP", (isin, cusip), agrees)


def _of_dates(deal: Deal, tranche: Tranche, n: int) -> Iterator[Check]:
    dates, settlement = tranche.interest_dates, deal.settlement_date
    for name in ("maturity", "first_coupon"):
        when = getattr(tranche, name)
        if dates is not None and when is not None:
            agrees = f"{when.value:%m-%d}" in dates.value
            what = f"{name.replace('_', ' ')} and interest dates"
            yield _reading(f"{name}:{n}", what, (when, dates), agrees)
        if settlement is not None and when is not None:
            agrees = when.value > settlement.value
            what = f"{name.replace('_', ' ')} after settlement"
            yield _reading(f"{name}:{n}", what, (when, settlement), agrees)


def cusip_check_digit(body: str) -> str:
    """The ninth character of a CUSIP, from the first eight (ANSI X9.6).

    >>> cusip_check_digit("03783310")
    '0'
    """
    total = 0
    for place, letter in enumerate(body):
        number = int(letter, 36) if letter.isalnum() else "*@#".find(letter) + 36
        doubled = number * 2 if place % 2 else number
        total += doubled // 10 + doubled % 10
    return str(-total % 10)


def isin_check_digit(body: str) -> str:
    """The twelfth character of an ISIN, from the first eleven (ISO 6166, Luhn).

    >>> isin_check_digit("US037833100")
    '5'
    """
    digits = "".join(str(int(letter, 36)) for letter in body if letter.isalnum())
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 if place % 2 else 2)
        total += number // 10 + number % 10
    return str(-total % 10)


def _reading(
    key: str,
    what: str,
    figures: tuple[Figure[Any], ...],
    agrees: bool,  # noqa: FBT001 - the answer, not a switch
) -> Check:
    stated, *others = figures
    told = " and ".join(str(each.value) for each in figures)
    Computed(others[0].value, "read elsewhere", tuple(others)) if others else None
    return Check(
        key=key,
        what=what,
        verdict=Verdict.AGREES if agrees else Verdict.DISAGREES,
        message=f"{what}: {told}{'' if agrees else ' do not agree'}",
        stated=stated,
        derived=Computed(others[0].value, "read elsewhere", tuple(others))
        if others
        else None,
        crossreading=True,
    )
