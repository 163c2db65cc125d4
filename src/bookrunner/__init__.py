"""Bookrunner reads a bond sale and says what it does.

The shelf: what most people need, by one name each.  Every room behind it can be
imported by itself; nothing heavy is loaded before it is used.

>>> import bookrunner as br
>>> deal = br.deal("amzn-2025-11-17")
>>> len(deal.tranches)
6
>>> print(br.brief(deal))  # doctest: +ELLIPSIS
<BLANKLINE>
  Amazon.com   $15.00bn in six tranches   priced 17 Nov 2025, settles 20 Nov 2025 (T+3)
...
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from bookrunner import bonds
    from bookrunner.shelf import brief, deal, impact, issuer, price, read, sales

__all__ = ["bonds", "brief", "deal", "impact", "issuer", "price", "read", "sales"]
__version__ = "0.1.0"

_ROOMS: Final = {"bonds"}


def __getattr__(name: str) -> Any:
    """A name of the shelf, loaded when it is first used."""
    if name in _ROOMS:
        return import_module(f"bookrunner.{name}")
    if name in __all__:
        return getattr(import_module("bookrunner.shelf"), name)
    raise AttributeError(name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
