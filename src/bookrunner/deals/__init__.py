"""Bond sales: from the words of a filing to terms that can be priced.

In comes the text of a document (`filings`), out goes a `Deal` whose every figure is
cited, with the problems that stood in the way; then its checks, and the columns of
`bonds` it is priced with.  This room knows what sheets say; it computes nothing that
`bonds` computes, and touches no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bookrunner.deals.deal import Deal, Kind, Tranche
from bookrunner.deals.shipped import shipped_deal, shipped_deals

if TYPE_CHECKING:
    from bookrunner.deals.reader import read_deal

__all__ = ["Deal", "Kind", "Tranche", "read_deal", "shipped_deal", "shipped_deals"]


def __getattr__(name: str) -> Any:
    """The reader, when it is first asked for: its grammar is large."""
    if name == "read_deal":
        from bookrunner.deals.reader import read_deal

        return read_deal
    raise AttributeError(name)
