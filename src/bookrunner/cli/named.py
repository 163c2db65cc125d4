"""What a user names on the command line, as a deal: of the library, or in documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bookrunner.errors import MisuseError, NotATermSheetError

if TYPE_CHECKING:
    from bookrunner.deals import Deal


def deal_named(names: list[str]) -> Deal:
    """The deal of that name, of the library or the store, or the one documents tell of.

    Raises:
        MisuseError: no such deal, or documents of two sales.
        NotATermSheetError: documents that tell of no bond sale we read.
    """
    files = [name for name in names if name == "-" or Path(name).exists() or "." in name]
    if not files and len(names) == 1:
        return _deal_called(names[0])
    if len(files) < len(names):
        strange = next(name for name in names if name not in files)
        raise MisuseError(expected="documents of one sale", seen=strange)
    return _deal_in(files)


def _deal_called(name: str) -> Deal:
    from bookrunner.shelf import deal, kept_deal

    try:
        return deal(name)
    except MisuseError:
        kept = kept_deal(name)
        if kept is None:
            raise
        return kept


def _deal_in(files: list[str]) -> Deal:
    from bookrunner.shelf import read

    deal = read(*files)
    if not deal.tranches:
        why = deal.problems[0].message if deal.problems else "no tranche is named"
        raise NotATermSheetError(expected="a term sheet or prospectus cover", seen=why)
    return deal
