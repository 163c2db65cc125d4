"""A deal as JSON and back, every passport kept.

Values carry the name of their kind, so that a `Decimal` comes back with its digits and
a `Cited` with the place of its words.  Only the kinds named here are read back.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cited import (
    Assumed,
    Citation,
    Cited,
    Computed,
    Estimated,
    Problem,
    Reason,
    Reported,
)
from bookrunner.deals import Deal, Kind, Tranche
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Callable

_RECORDS: Final[dict[str, type[Any]]] = {
    kind.__name__: kind
    for kind in (
        Deal, Tranche, Problem, Citation, Cited, Reported, Computed, Estimated, Assumed,
        Money,
    )
}  # fmt: skip
_WORDS: Final[dict[str, Callable[[str], Any]]] = {
    "Decimal": Decimal,
    "date": date.fromisoformat,
    "Kind": Kind,
    "Reason": Reason,
}


def packed(deal: Deal) -> str:
    """A deal as one line of JSON."""
    return json.dumps(deal, default=_named, ensure_ascii=False, separators=(",", ":"))


def unpacked(line: str) -> Deal:
    """The deal that was packed.

    >>> from bookrunner.deals import shipped_deal
    >>> amazon = shipped_deal("amzn-2025-11-17")
    >>> unpacked(packed(amazon)) == amazon
    True
    """
    deal = json.loads(line, object_hook=_read)
    if not isinstance(deal, Deal):
        raise TypeError(type(deal).__name__)
    return deal


def _named(value: Any) -> dict[str, Any]:
    """A value JSON does not know, with the name of its kind; defaults are left out."""
    name = type(value).__name__
    if name in _RECORDS:
        told = ((field, getattr(value, field), default) for field, default in _fields(name))
        return {"is": name} | {field: own for field, own, default in told if own != default}
    if name in _WORDS:
        return {"is": name, "words": value.value if isinstance(value, Enum) else str(value)}
    raise TypeError(name)


@cache
def _fields(name: str) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(_RECORDS[name]))


def _read(told: dict[str, Any]) -> Any:
    if "is" not in told:
        return told
    name = told.pop("is")
    if name in _WORDS:
        return _WORDS[name](told["words"])
    lists = {field: _frozen(value) for field, value in told.items() if type(value) is list}
    return _RECORDS[name](**told | lists if lists else told)


def _frozen(value: Any) -> Any:
    """A value as the house holds it: a list of JSON was a tuple."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
