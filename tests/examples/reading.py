"""Short cuts of the tests that read: words in, what was read out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bookrunner.deals import read_deal
from bookrunner.deals.plain import plain
from bookrunner.deals.rules import Found
from bookrunner.filings import Passage, document

if TYPE_CHECKING:
    from bookrunner.cited import Problem, Reading
    from bookrunner.deals import Deal
    from bookrunner.deals.rules import Rule


def reading(words: str | bytes, name: str = "sheet.txt") -> Reading[Deal]:
    """The reading of a sheet given as its words."""
    data = words if isinstance(words, bytes) else words.encode()
    return read_deal(document(data, name))


def told(words: str | bytes) -> dict[str, Any]:
    """What `read --plain` tells of a sheet, empty figures left out."""
    read = reading(words)
    flat = plain(read.value, "sheet.txt", read.problems)
    flat["tranches"] = [
        {key: value for key, value in tranche.items() if value is not None}
        for tranche in flat["tranches"]
    ]
    return {key: value for key, value in flat.items() if value not in (None, [], {})}


def one(words: str | bytes) -> dict[str, Any]:
    """The only tranche of a sheet."""
    (tranche,) = told(words)["tranches"]
    assert isinstance(tranche, dict)
    return tranche


def problems(words: str | bytes) -> dict[str, Problem]:
    """The problems of a sheet, by figure."""
    return {each.figure: each for each in reading(words).problems}


def read_by(rule: Rule, words: str, label: str = "") -> dict[str, Any]:
    """What one rule reads from some words beside a label."""
    text = f"{label}\t{words}"
    outcome = rule.read(
        Passage(text, len(label) + 1, len(text)), Passage(text, 0, len(label))
    )
    return {each.figure: each.value for each in outcome if isinstance(each, Found)}
