"""Stages as a user types or loads them: words in, figures out.

A stage is one of six, a quantity one of four, and its value is written in its own unit:
``115bp``, ``$80bn``, ``50%``.  What is typed needs a source and a day.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cited import Reported
from bookrunner.errors import MisuseError, UnreadableError
from bookrunner.library import StageFacts
from bookrunner.market.stages import QUANTITIES, STAGES
from bookrunner.units import Money, bps, day, money, percent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_WIDEST: Final = Decimal("0.2")  # a spread above 20% is no spread in basis points


def typed(deal: str, words: Mapping[str, str]) -> dict[str, Any]:
    """The cells of one stage for the store, checked.

    >>> words = {"stage": "talk", "quantity": "spread", "value": "115bp"}
    >>> words |= {"tranche": "longest", "source": "IFR", "on": "2025-11-17", "status": ""}
    >>> typed("amzn-2025-11-17", words)["value"]
    Decimal('0.0115')

    Raises:
        MisuseError: a stage or quantity that is none, no source, or no day.
        UnreadableError: a value that is not of its quantity.
    """
    stage, quantity = words.get("stage", ""), words.get("quantity", "")
    for what, known in ((stage, STAGES), (quantity, QUANTITIES)):
        if what not in known:
            raise MisuseError(expected=f"one of {', '.join(known)}", seen=what or "none")
    if not words.get("source") or not words.get("on"):
        raise MisuseError(
            expected="a source and a day for what is typed",
            seen="one without",
            hint="--source IFR --on 2025-11-17",
        )
    value, unit = _measured(quantity, words.get("value", ""))
    return {
        "deal_id": deal,
        "stage": stage,
        "quantity": quantity,
        "tranche": words.get("tranche", ""),
        "value": value,
        "unit": unit,
        "source": words["source"],
        "as_of": day(words["on"]),
        "note": words.get("status", ""),
    }


def as_facts(
    key: tuple[str, str, str, str],
    value: Decimal,
    unit: str,
    said: tuple[str, date, str],
) -> StageFacts:
    """A figure the user typed, as the library tells its own; grade C, a copy unverified."""
    deal_id, stage, quantity, tranche = key
    source, as_of, note = said
    amount = Money(value, unit) if quantity in {"size", "order_book"} else value
    return StageFacts(
        deal_id=deal_id,
        stage=stage,
        quantity=quantity,
        tranche=tranche,
        figure=Reported(amount, source, as_of, "C", note),
    )


def _measured(quantity: str, words: str) -> tuple[Decimal, str]:
    if quantity == "spread":
        spread = bps(words)
        if abs(spread) > _WIDEST:
            raise UnreadableError(expected="a spread in basis points", seen=words)
        return spread, "decimal per year"
    if quantity == "attrition":
        gone = percent(words)
        if not 0 <= gone <= 1:
            raise UnreadableError(expected="a share of the book, 0% to 100%", seen=words)
        return gone, "ratio"
    amount = money(words.replace("bn", " billion").replace("m ", " million "), "USD")
    return amount.amount, amount.currency
