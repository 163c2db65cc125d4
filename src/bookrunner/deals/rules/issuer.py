"""Who borrows, and who guarantees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.rule import Found, Rule, Scope

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

_ASIDE: Final = re.compile(
    r"\s*\((?:the\s|“|\"|NYSE|Nasdaq|LEI|ticker|formerly|a\s)[^)\n]*\)?|\s*[*†‡]+|\s*\(\d\)|\s+\(LEI.*",
    re.IGNORECASE,
)


_LEGAL: Final = re.compile(
    r"\b(?:Inc|Incorporated|Corp|Corporation|Company|L\.?L\.?C|L\.?P|plc|PLC|N\.V|S\.A|AG|Ltd|Limited)\b"
)
_SHORT: Final = 30  # letters of the first half of a name


def read_issuer(value: Passage, _label: Passage) -> Outcome:
    """The first line, without what stands in brackets behind it."""
    for line in _unbroken(value.lines())[:1]:
        aside = line.search(_ASIDE)
        name = line.between(line.start, aside.start() if aside else line.end)
        if name and len(name.words) < 150:
            yield Found("issuer", " ".join(name.words.split()), name, "issuer.stated")


def _unbroken(lines: list[Passage]) -> list[Passage]:
    """Lines whose first is the first half of a name: “Quill”, “Power Company”."""
    if len(lines) < 2 or not _LEGAL.search(lines[1].words) or _LEGAL.search(lines[0].words):
        return lines
    one, other = lines[0], lines[1]
    near = one.text[one.end : other.start].count("\n") == 1 and one.end - one.start < _SHORT
    if not near or other.words.split()[0] == one.words.split()[0]:
        return lines
    return [one.between(one.start, other.end), *lines[2:]]


def read_guarantors(value: Passage, _label: Passage) -> Outcome:
    """Every guarantor, a line or a semicolon apart."""
    names = tuple(
        " ".join(line.words.split()) for line in value.lines() if len(line.words) < 150
    )
    if names and names[0].lower().rstrip(".") not in {"none", "n/a", "not applicable"}:
        yield Found("guarantors", names, value, "guarantors.stated")


RULE: Final = Rule(
    "issuer",
    r"issuers?(?:\sname|\sof\s(?:the\s)?(?:notes|securities))?|company|(?:name\sof\s)?(?:the\s)?issuer"
    r"|obligor|borrower|issuing\sentity|issuer\sname",
    read_issuer,
    Scope.DEAL,
)
GUARANTORS: Final = Rule(
    "guarantors",
    r"(?:parent\s|note\s|subsidiary\s)?guarant(?:or|ors|ee|ees)|guaranteed\sby",
    read_guarantors,
    Scope.DEAL,
)
