"""Terms told in sentences: the covers of prospectus supplements, and reports.

A cue in a sentence calls for a rule; the tranche is the one whose title or designation
the sentence names, and all of them where it speaks of “the notes”.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bookrunner.deals.layout import Entry
from bookrunner.deals.references import EACH
from bookrunner.deals.rules import (
    currency,
    dates,
    face,
    interest,
    interest_dates,
    make_whole,
    maturity,
    price,
)
from bookrunner.deals.rules.grammar import DAY, MONEY, PERCENT
from bookrunner.deals.rules.title import TITLE
from bookrunner.deals.tranches import meant, named
from bookrunner.filings.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bookrunner.deals.rules import Rule
    from bookrunner.deals.tranches import Name

_SENTENCE: Final = re.compile(
    r"(?:(?!\n\s*\n)[^.]|\.(?=\d)|(?<=\b[A-Z])\.|(?<=Inc)\.|(?<=Corp)\.|(?<=U\.S)\.|\.(?=[^\s]))+(?:\.|$)?",
    re.DOTALL,
)
_FULL_LINE: Final = 50  # letters: shorter lines are headings and rows
_OFFERING: Final = re.compile(
    rf"(?P<money>{MONEY})\s+(?:aggregate\s+)?principal\s+amount\s+of\s+(?:our\s+|its\s+|the\s+)?",
    re.IGNORECASE,
)
_CUES: Final[list[tuple[Rule, re.Pattern[str]]]] = [
    (face.RULE, _OFFERING),
    (
        maturity.RULE,
        re.compile(
            rf"\b(?:maturing|will\s+mature|mature[sd]?)\s+(?:on\s+)?(?P<value>{DAY})",
            re.IGNORECASE,
        ),
    ),
    (
        price.RULE,
        re.compile(
            rf"\bat\s+(?:a\s+price\s+of\s+)?(?P<value>{PERCENT})\s+of\s+(?:the\s+|their\s+|its\s+)?(?:aggregate\s+)?principal",
            re.IGNORECASE,
        ),
    ),
    (
        interest.RULE,
        re.compile(
            r"\b(?:bear(?:ing|s)?\s+interest|accrue\s+interest)\s+at\s+(?:a\s+rate\s+(?:of|equal\s+to)\s+)?(?P<value>[^;\n]+)",
            re.IGNORECASE,
        ),
    ),
    (
        interest_dates.RULE,
        re.compile(
            r"\b(?:interest|it)\b[^.\n]{0,400}?\b(?:payable|paid)\b(?P<value>.+)",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        make_whole.PAR_CALL,
        re.compile(
            rf"\bredeem\b[^.\n]{{0,80}}?\bat\s+par\b[^.\n]{{0,40}}?\bon\s+(?P<value>{DAY})",
            re.IGNORECASE,
        ),
    ),
    (dates.PRICING, re.compile(rf"\b[Pp]riced\s+on\s+(?P<value>{DAY})")),
    (
        dates.SETTLEMENT,
        re.compile(
            rf"\b(?:closing\s+took\s+place|closing|deliver\w+|settlement|closed)\b[^.\n]{{0,240}}?\bon\s+(?:or\s+about\s+)?(?P<value>{DAY})",
            re.IGNORECASE,
        ),
    ),
    (currency.RULE, currency.ALL_AMOUNTS),
]


def sentences(lines: Sequence[Passage]) -> Iterator[Passage]:
    """The sentences of some lines, one at a time."""
    for paragraph in _paragraphs(lines):
        for found in paragraph.finditer(_SENTENCE):
            if sentence := paragraph.between(*found.span()):
                yield sentence


def _paragraphs(lines: Sequence[Passage]) -> Iterator[Passage]:
    """Lines that a typewriter broke, whole again; a short line ends its paragraph."""
    open_line: Passage | None = None
    for line in lines:
        if open_line is None:
            open_line = line
        elif _runs_on(open_line, line):
            open_line = Passage(line.text, open_line.start, line.end)
        else:
            yield open_line
            open_line = line
    if open_line is not None:
        yield open_line


def _runs_on(one: Passage, other: Passage) -> bool:
    """Whether a line goes on in the next: long, unfinished, and right above it."""
    last = one.words.rsplit("\n", 1)[-1]
    gap = one.text[one.end : other.start]
    return (
        len(last) >= _FULL_LINE
        and last[-1] not in ".:;"
        and gap.count("\n") == 1
        and not gap.strip()
    )


def prose_titles(lines: Sequence[Passage]) -> list[Passage]:
    """The titles that sentences offer."""
    found = []
    for sentence in sentences(lines):
        for offer in sentence.finditer(_OFFERING):
            title = TITLE.match(sentence.text, offer.end(), sentence.end)
            if title:
                found.append(sentence.group(title))
    return found


def prose_entries(
    lines: Sequence[Passage], names: Sequence[Name]
) -> Iterator[tuple[tuple[int, ...] | None, Entry]]:
    """What the sentences tell: whose it is, and an entry for the rule to read."""
    for clause in (each for sentence in sentences(lines) for each in _clauses(sentence)):
        places = _subjects(clause, names)
        for rule, cue in _CUES:
            if found := clause.search(cue):
                yield places, _entry(clause, rule, found)


def _clauses(sentence: Passage) -> Iterator[Passage]:
    """A sentence that offers several issues, cut before each amount after the first."""
    cuts = [found.start() for found in sentence.finditer(_OFFERING)][1:]
    for start, end in pairwise([sentence.start, *cuts, sentence.end]):
        yield sentence.between(start, end)


def _entry(sentence: Passage, rule: Rule, found: re.Match[str]) -> Entry:
    value = (
        sentence.group(found, "value" if "value" in found.re.groupindex else "money")
        if found.re.groupindex
        else sentence.between(found.end(), sentence.end)
    )
    entry = Entry(rule, sentence.between(found.start(), value.start))
    entry.add([(0, value.between(value.start, value.end))])
    return entry


def _subjects(sentence: Passage, names: Sequence[Name]) -> tuple[int, ...] | None:
    """The tranches a sentence names; None where it speaks of the notes at large."""
    titles = [sentence.group(found) for found in sentence.finditer(TITLE)]
    keys = {name.key for name in named(titles)}
    places = [place for place, name in enumerate(names) if name.key in keys]
    for found in sentence.finditer(EACH):
        if not any(title.start <= found.start() < title.end for title in titles):
            places += meant(found[0], names)
    return tuple(sorted(set(places))) or None
