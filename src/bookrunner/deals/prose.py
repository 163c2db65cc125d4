"""Terms told in sentences: the covers of prospectus supplements, and reports.

A cue in a sentence calls for a rule; the tranche is the one whose title or designation
the sentence names, and all of them where it speaks of “the notes”.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bookrunner.deals.layout import Entry
from bookrunner.deals.references import EACH, REFERENCE
from bookrunner.deals.rules import (
    Found,
    currency,
    dates,
    day_count,
    face,
    identifiers,
    interest,
    interest_dates,
    make_whole,
    maturity,
    price,
)
from bookrunner.deals.rules.grammar import DAY, PERCENT
from bookrunner.deals.rules.title import OFFER, TITLE
from bookrunner.deals.tranches import meant, named
from bookrunner.filings.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bookrunner.deals.rules import Rule
    from bookrunner.deals.tranches import Name

_SENTENCE: Final = re.compile(
    r"(?:(?!\n\s*\n)[^.]|\.(?=\d)|(?<=\b[A-Z])\.|(?<=Inc)\.|(?<=Corp)\.|(?<=U\.S)\.|\.(?=[^\s\u201d\"]))+(?:\.|$)?",
    re.DOTALL,
)
_FULL_LINE: Final = 50  # letters: shorter lines are headings and rows
_NAMED_HERE: Final = re.compile(
    r"(?:refer\s+to|(?:is|are)\s+offering)\s+(?:our|the|these)\s+", re.IGNORECASE
)
# Notes told of with these words before them are old ones.
_OLD: Final = re.compile(
    r"\b(?:repay|repaid|redeem|redempt|refinanc|retire|repurchas|outstanding|tender|existing"
    r"|previously|exchange\s+offer)",
    re.IGNORECASE,
)
_CUES: Final[list[tuple[Rule, re.Pattern[str]]]] = [
    (face.RULE, OFFER),
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
            rf"\b(?:at|offering\s+price\s+of)\s+(?:a\s+price\s+of\s+)?(?P<value>{PERCENT})\s+of\s+(?:the\s+|their\s+|its\s+)?(?:aggregate\s+)?principal",
            re.IGNORECASE,
        ),
    ),
    (
        interest.RULE,
        re.compile(
            r"\b(?:bear(?:ing|s)?|accrue|pay)\s+interest\b(?P<value>[^;\n]+)",
            re.IGNORECASE,
        ),
    ),
    (
        interest_dates.RULE,
        re.compile(
            r"\b(?:pay\s+interest|(?:interest|it)\b[^.\n]{0,400}?\b(?:payable|paid))\b(?P<value>.+)",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        interest_dates.RULE,
        re.compile(
            rf"\bfirst\s+(?:interest\s+)?payment\b[^.\n]{{0,80}}?\bon\s+(?P<value>{DAY})",
            re.IGNORECASE,
        ),
    ),
    (
        day_count.RULE,
        re.compile(
            r"\binterest\b[^.\n]{0,80}?\bcomputed\b(?P<value>[^.;\n]+)", re.IGNORECASE
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
    (
        identifiers.RULE,
        re.compile(
            r"\b(?P<value>CUSIP\b(?:\s+(?:numbers?|nos?\.?))?(?:\s+for\s+the\s+\w+)?(?:\s+is)?[\s:#]*[0-9A-Z]{6}\s?[0-9A-Z]{2}\s?\d\b)"
        ),
    ),
    (currency.RULE, currency.ALL_AMOUNTS),
]


# “..., and interest on the 2033 Notes will be paid ...”
_NEXT: Final = re.compile(
    rf"(?:,\s+|;\s+|\s)and\s+(?=(?:interest\s+on\s+)?the\s+{REFERENCE}\s+(?:will|shall|bear|mature|is|are)\b)"
)


# “On January 9, Quill Power Company (the “Company”) issued $600,000,000 ...”
_SELLER: Final = re.compile(
    r"(?P<who>[A-Z][\w&\u2019'.-]*(?:,?\s[A-Z&][\w&\u2019'.-]*){0,6}?,?\s(?:Inc\.?|Incorporated|Corporation|Corp\.?|Company|LLC|L\.P\.|LP|plc|Limited|N\.V\.))"
    r"\s*(?:\([^()]{0,60}\)\s*)?(?:has\s+)?(?:issued|sold|is\s+offering|priced|closed)\b"
)
# Days of a floating period that follows a fixed one are told in a sentence of their own.
_FLOATS: Final = re.compile(r"[\u201c\"]Floating\s+Rate\s+Period", re.IGNORECASE)


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
        for offer in [*_offers(sentence), *sentence.finditer(_NAMED_HERE)]:
            title = TITLE.match(sentence.text, offer.end(), sentence.end)
            if title:
                found.append(sentence.group(title))
    return found


def _offers(sentence: Passage) -> list[re.Match[str]]:
    """Where a sentence offers an amount of notes, but for old notes that are repaid."""
    offers = list(sentence.finditer(OFFER))
    if not offers:
        return []
    old = sentence.between(sentence.start, offers[0].start()).search(_OLD)
    return [] if old else offers


def seller(lines: Sequence[Passage]) -> list[Found]:
    """Who is said to sell, in the first sentence that offers an amount of notes."""
    for sentence in sentences(lines):
        if _offers(sentence):
            who = sentence.search(_SELLER)
            name = sentence.group(who, "who") if who else None
            return (
                [Found("issuer", " ".join(name.words.split()), name, "issuer.sells")]
                if name
                else []
            )
    return []


def prose_entries(
    lines: Sequence[Passage], names: Sequence[Name]
) -> Iterator[tuple[tuple[int, ...] | None, Entry]]:
    """What the sentences tell: whose it is, and an entry for the rule to read."""
    for clause in (each for sentence in sentences(lines) for each in _clauses(sentence)):
        if names and _of_others(clause, names):
            continue
        places = _subjects(clause, names)
        for rule, cue in _CUES:
            found = clause.search(cue)
            if found and not (rule is interest_dates.RULE and clause.search(_FLOATS)):
                yield places, _entry(clause, rule, found)


def _of_others(clause: Passage, names: Sequence[Name]) -> bool:
    """Whether a clause offers notes that are none of these: a concurrent offering."""
    offered = [TITLE.match(o.string, o.end(), clause.end) for o in clause.finditer(OFFER)]
    titles = [clause.group(title) for title in offered if title]
    keys = {name.key for name in names}
    return bool(titles) and not any(name.key in keys for name in named(titles))


def _clauses(sentence: Passage) -> Iterator[Passage]:
    """A sentence that tells of several issues, cut where it turns to the next."""
    offers = [found.start() for found in sentence.finditer(OFFER)]
    cuts = offers[1:] or [found.start() for found in sentence.finditer(_NEXT)]
    for start, end in pairwise([sentence.start, *cuts, sentence.end]):
        yield sentence.between(start, end)


def _entry(sentence: Passage, rule: Rule, found: re.Match[str]) -> Entry:
    value = (
        sentence.group(found, "value" if "value" in found.re.groupindex else "money")
        if found.re.groupindex
        else sentence.between(found.end(), sentence.end)
    )
    entry = Entry(rule, sentence.between(found.start(), value.start))
    entry.add([(range(1), value.between(value.start, value.end))])
    return entry


def _subjects(sentence: Passage, names: Sequence[Name]) -> tuple[int, ...] | None:
    """The tranches a sentence names; None where it speaks of the notes at large."""
    titles = [sentence.group(found) for found in sentence.finditer(TITLE)]
    keys = {name.key for name in named(titles)}
    places = [place for place, name in enumerate(names) if name.key in keys]
    if places and sentence.search(OFFER):
        return tuple(places)  # what else is named there is named in passing
    for found in sentence.finditer(EACH):
        if not any(title.start <= found.start() < title.end for title in titles):
            places += meant(found[0], names)
    return tuple(sorted(set(places))) or None
