"""A deal as a table for people: what is sold, and what could not be settled."""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cli.output import warn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bookrunner.cited import Figure, Problem
    from bookrunner.deals import Deal, Tranche


def show_deal(file: str, deal: Deal, problems: Sequence[Problem]) -> None:
    """The deal on stdout; a column nobody stated is left out, problems follow."""
    from rich.console import Console
    from rich.table import Table

    console = Console(soft_wrap=True, highlight=False, width=_width())
    console.print(_headline(file, deal), markup=False)
    shown = [
        (heading, cells)
        for heading, told in _COLUMNS
        if any(cells := [told(tranche) for tranche in deal.tranches])
    ]
    if shown:
        table = Table(box=None, padding=(0, 2, 0, 0))
        for heading, _ in shown:
            table.add_column(heading, no_wrap=True)
        for row in zip(*(cells for _, cells in shown), strict=True):
            table.add_row(*row)
        console.print(table)
    for each in problems:
        warn(f"{file}: {each.figure}: {each.message}")


def _width() -> int | None:
    """As wide as the terminal; into a file or a pipe, as wide as the table."""
    return None if sys.stdout.isatty() else 400


def _headline(file: str, deal: Deal) -> str:
    told = [_said(deal.issuer) or file]
    if deal.pricing_date:
        told.append(f"priced {_said(deal.pricing_date)}")
    if deal.settlement_date:
        told.append(f"settles {_said(deal.settlement_date)}")
    ratings = " / ".join(
        f"{agency} {rating.value}" for agency, rating in deal.ratings.items()
    )
    return ", ".join(told) + (f"; {ratings}" if ratings else "")


def _coupon(tranche: Tranche) -> str:
    fixed = _percent(tranche.coupon)
    if tranche.floating_index is None:
        return fixed
    margin = f" {_points(tranche.margin)}" if tranche.margin else ""
    floating = f"{tranche.floating_index.value}{margin}"
    return f"{fixed}, then {floating}" if fixed else floating


def _said(figure: Figure[Any] | None) -> str:
    return "" if figure is None else str(figure.value)


def _percent(figure: Figure[Decimal] | None) -> str:
    return "" if figure is None else f"{figure.value.scaleb(2)}%"


def _points(figure: Figure[Decimal] | None) -> str:
    return "" if figure is None else f"{figure.value.scaleb(4).normalize():+f} bp"


_COLUMNS: Final[list[tuple[str, Callable[[Tranche], str]]]] = [
    ("notes", lambda each: _said(each.title)),
    ("face", lambda each: _said(each.face)),
    ("coupon", _coupon),
    ("maturity", lambda each: _said(each.maturity)),
    ("price", lambda each: _said(each.price)),
    ("yield", lambda each: _percent(each.yield_to_maturity)),
    ("spread", lambda each: _points(each.spread_at_pricing or each.spread_to_midswap)),
    ("benchmark", lambda each: _said(each.benchmark)),
    ("par call", lambda each: _said(each.par_call_date)),
    ("CUSIP", lambda each: _said(each.cusip or each.isin)),
]
