"""A deal as `--json` writes it: every figure an object with its passport."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cited import passport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.cited import Problem
    from bookrunner.deals.deal import Deal, Tranche

_RATE: Final = "decimal per year"
_PRICE: Final = "per 100 face"
UNITS: Final = {
    "title": "text",
    "kind": "text",
    "face": "currency",
    "coupon": _RATE,
    "floating_index": "text",
    "margin": _RATE,
    "maturity": "date",
    "first_coupon": "date",
    "interest_dates": "month-day",
    "frequency": "per year",
    "day_count": "text",
    "price": _PRICE,
    "yield_to_maturity": _RATE,
    "spread_at_pricing": _RATE,
    "spread_to_midswap": _RATE,
    "benchmark": "text",
    "benchmark_price": _PRICE,
    "benchmark_yield": _RATE,
    "gross_spread": _PRICE,
    "net_price": _PRICE,
    "make_whole_spread": _RATE,
    "par_call_date": "date",
    "reset_date": "date",
    "reset_margin": _RATE,
    "cusip": "text",
    "isin": "text",
}
"""The unit of each figure of a tranche."""

_OF_DEAL: Final = {
    "issuer": "text",
    "guarantors": "text",
    "pricing_date": "date",
    "settlement_date": "date",
    "currency": "ISO 4217",
    "bookrunners": "text",
    "use_of_proceeds": "text",
    "total_face": "currency",
    "net_proceeds": "currency",
}


def deal_passports(deal: Deal, problems: Sequence[Problem] = ()) -> dict[str, Any]:
    """Every figure of a deal with value, unit, status and source; problems beside them."""
    written: dict[str, Any] = {"deal": deal.deal_id, "documents": list(deal.documents)}
    for name, unit in _OF_DEAL.items():
        written[name] = passport(getattr(deal, name), unit, _why(problems, name))
    written["ratings"] = {
        agency: passport(rating, "text") for agency, rating in deal.ratings.items()
    }
    written["tranches"] = [
        _tranche_passports(tranche, place, problems)
        for place, tranche in enumerate(deal.tranches, 1)
    ]
    written["problems"] = [_problem(each) for each in problems]
    return written


def _tranche_passports(
    tranche: Tranche, place: int, problems: Sequence[Problem]
) -> dict[str, Any]:
    return {
        name: passport(getattr(tranche, name), unit, _why(problems, f"{name}:{place}"))
        for name, unit in UNITS.items()
    }


def _why(problems: Sequence[Problem], figure: str) -> str:
    told = [each.message for each in problems if each.figure == figure]
    return "; ".join(told) or "not stated"


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "figure": problem.figure,
        "reason": problem.reason.value,
        "message": problem.message,
        "seen": [asdict(citation) for citation in problem.seen],
    }
