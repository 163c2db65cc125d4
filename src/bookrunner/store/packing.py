"""A deal as JSON and back, every passport kept.

Values carry the name of their kind, so that a `Decimal` comes back with its digits and
a `Cited` with the place of its words.  Only the kinds named here are read back.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
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

_RECORDS: Final[dict[str, Callable[..., Any]]] = {
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
    return json.dumps(_packed(deal), ensure_ascii=False, separators=(",", ":"))


def unpacked(line: str) -> Deal:
    """The deal that was packed.

    >>> from bookrunner.deals import shipped_deal
    >>> amazon = shipped_deal("amzn-2025-11-17")
    >>> unpacked(packed(amazon)) == amazon
    True
    """
    deal = _unpacked(json.loads(line))
    if not isinstance(deal, Deal):
        raise TypeError(type(deal).__name__)
    return deal


def _packed(value: Any) -> Any:
    if is_dataclass(value) and type(value).__name__ in _RECORDS:
        given = {f.name: getattr(value, f.name) for f in fields(value) if _told(value, f)}
        return {"is": type(value).__name__} | {k: _packed(v) for k, v in given.items()}
    match value:
        case Decimal() | date():
            written = value.isoformat() if isinstance(value, date) else str(value)
            return {"is": type(value).__name__, "words": written}
        case Enum():
            return {"is": type(value).__name__, "words": value.value}
        case tuple() | list():
            return [_packed(each) for each in value]
        case dict():
            return {"is": "dict", "items": {k: _packed(v) for k, v in value.items()}}
        case _:
            return value


def _told(value: Any, field: Any) -> bool:
    return field.default is MISSING or getattr(value, field.name) != field.default


def _unpacked(value: Any) -> Any:
    match value:
        case list():
            return tuple(_unpacked(each) for each in value)
        case {"is": "dict", "items": items}:
            return {key: _unpacked(each) for key, each in items.items()}
        case {"is": name, "words": words}:
            return _WORDS[name](words)
        case {"is": name, **given}:
            return _RECORDS[name](**{str(key): _unpacked(v) for key, v in given.items()})
        case _:
            return value
