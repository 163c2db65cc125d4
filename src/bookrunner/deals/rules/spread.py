"""Spreads at pricing: over the stated benchmark, and over mid-swaps."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.coupon import read_margin
from bookrunner.deals.rules.grammar import (
    BASIS_POINTS,
    NUMBER,
    PERCENT,
    percent_of,
    spread_of,
)
from bookrunner.deals.rules.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

PLAIN: Final = "spread_at_pricing.plain"  # over a bond or an index: nothing says which
_PERCENT: Final = re.compile(rf"(?:T\s?)?[+-]\s?{PERCENT}")
# “Spread (Plus or Minus): Plus 0.509%” is over an index, whatever else the notes pay.
_PLUS_OR_MINUS: Final = re.compile(r"\bplus\s+or\s+minus\b", re.IGNORECASE)
_OVER_SWAPS: Final = re.compile(r"(?:MS|mid-?swaps?)\s?[+-]", re.IGNORECASE)
_BARE: Final = re.compile(rf"(?:T\s?)?\+\s?{NUMBER}\s*$")


def read_spread(value: Passage, label: Passage) -> Outcome:
    """The first number of basis points."""
    if label.search(_PLUS_OR_MINUS):
        yield from read_margin(value, label)
        return
    plain = label.words.strip(" :").lower() == "spread"
    for found in _points(value, "spread_at_pricing"):
        yield replace(found, rule=PLAIN) if plain else found


def read_midswap(value: Passage, _label: Passage) -> Outcome:
    """The first number of basis points over mid-swaps."""
    yield from _points(value, "spread_to_midswap")


def _points(value: Passage, figure: str) -> Iterator[Found]:
    if value.match(_OVER_SWAPS):
        figure = "spread_to_midswap"
    if percent := value.match(_PERCENT):
        words = percent[0]
        yield Found(
            figure, percent_of(words.lstrip("T")), value.group(percent), f"{figure}.percent"
        )
    elif found := value.search(BASIS_POINTS):
        words = found[0]
        yield Found(figure, spread_of(words), value.group(found), f"{figure}.stated")
    elif bare := value.match(_BARE):
        words = bare[0].lstrip("T ")
        yield Found(figure, spread_of(words), value.group(bare), f"{figure}.bare")


_OVER: Final = r"(?:to|over|vs|versus|against|above)"
RULE: Final = Rule(
    "spread",
    rf"(?:re\s?offer\s|credit\s|pricing\s|issue\s|benchmark\s|treasury\s|new\sissue\s|final\s)?spread"
    rf"(?:\s{_OVER}\s(?:the\s)?(?:pricing\s|reference\s|applicable\s|relevant\s|us\s|german\s|uk\s"
    r"|government\s|goc\s|canada\s)*(?:benchmark|treasur(?:y|ies)|ust|bunds?|dbr|obl|gilts?|jgbs?|curve"
    r"|security|bonds?|government|goc|canada|govt|t)s?(?:\s(?:benchmark|treasur(?:y|ies)|securit(?:y|ies)|bonds?"
    r"|yield|rate|issue|note|curve|bunds?|gilts?|government\ssecurity|government\sbond))?)?",
    read_spread,
)
MIDSWAP: Final = Rule(
    "spread_to_midswap",
    rf"(?:re\s?offer\s|pricing\s|issue\s)?spread\s{_OVER}\s(?:the\s)?(?:\w+\s){{0,2}}?mid\s?(?:market\s)?swaps?"
    r"(?:\s(?:rate|yield))?|mid\s?swaps?\sspread|ms\sspread",
    read_midswap,
)
