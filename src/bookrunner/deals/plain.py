"""A deal as `read --plain` prints it: percent, basis points and ISO days, no passports."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bookrunner.cited import Figure, Problem
    from bookrunner.deals.deal import Deal, Tranche

# key of the plain form -> field of the tranche, decimal places its unit moves
_KEYS: Final = {
    "title": ("title", 0),
    "coupon_pct": ("coupon", 2),
    "kind": ("kind", 0),
    "floating_index": ("floating_index", 0),
    "margin_bps": ("margin", 4),
    "principal": ("face", 0),
    "maturity": ("maturity", 0),
    "price_pct": ("price", 0),
    "yield_pct": ("yield_to_maturity", 2),
    "spread_bps": ("spread_at_pricing", 4),
    "spread_to_midswap_bps": ("spread_to_midswap", 4),
    "benchmark": ("benchmark", 0),
    "benchmark_yield_pct": ("benchmark_yield", 2),
    "underwriting_discount_pct": ("gross_spread", 0),
    "first_coupon_date": ("first_coupon", 0),
    "interest_dates": ("interest_dates", 0),
    "day_count": ("day_count", 0),
    "make_whole_bps": ("make_whole_spread", 4),
    "par_call_date": ("par_call_date", 0),
    "reset_date": ("reset_date", 0),
    "reset_margin_bps": ("reset_margin", 4),
    "cusip": ("cusip", 0),
    "isin": ("isin", 0),
}


def plain(deal: Deal, file: str, problems: Sequence[Problem] = ()) -> dict[str, Any]:
    """One flat object a deal, for programs that want the figures alone."""
    return {
        "file": file,
        "issuer": _bare(deal.issuer),
        "pricing_date": _bare(deal.pricing_date),
        "settlement_date": _bare(deal.settlement_date),
        "currency": _bare(deal.currency),
        "ratings": {agency: _bare(rating) for agency, rating in deal.ratings.items()}
        or None,
        "bookrunners": _bare(deal.bookrunners),
        "tranches": [_plain_tranche(tranche) for tranche in deal.tranches],
        "problems": [f"{each.figure}: {each.message}" for each in problems],
    }


def _plain_tranche(tranche: Tranche) -> dict[str, Any]:
    return {
        key: _bare(getattr(tranche, field), moved) for key, (field, moved) in _KEYS.items()
    }


def _bare(figure: Figure[Any] | None, moved: int = 0) -> Any:
    value = figure.value if figure is not None else None
    match value:
        case Money():
            return _number(value.amount)
        case Decimal():
            return _number(value.scaleb(moved))
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case tuple():
            return list(value)
        case _:
            return value


def _number(value: Decimal) -> int | float:
    return (
        int(value)
        if value == value.to_integral_value() and value.as_tuple().exponent == 0
        else float(value)
    )
