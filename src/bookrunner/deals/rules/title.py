"""Titles: what a tranche is called, and what its name says of it.

$1,250,000,000   2025 Series A   5.15%   Senior Notes   due 2035   (the “2035 Notes”)
amount           series          coupon  noun           due        designation
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.grammar import DAY, MONEY, PERCENT
from bookrunner.deals.rules.rule import Found, Rule

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

NOUN: Final = r"(?:Notes?|Bonds?|Debentures?|Securities|Obligations)"
_DUE: Final = (
    rf"(?:[Dd]ue|maturing(?:\s+on)?)\s+(?:on\s+)?(?:{DAY}|(?:[A-Z][a-z]+\.?,?\s+)?\d{{4}})"
    r"(?:\s\(Series\s[A-Z0-9]{1,6}\))?"
)
_RATE: Final = PERCENT
_OPENING: Final = (
    rf"(?:\d{{1,3}}-[Yy]ear\s+)?(?:(?:(?:19|20)\d\d\s+)?Series\s+[A-Z0-9]{{1,6}},?\s+)?"
    rf"(?:First\s+(?:and\s+Refunding\s+)?Mortgage\s+Bonds,?\s+|Mortgage\s+Bonds,?\s+)?"
    rf"(?:{_RATE}\n?|(?i:Floating|Variable|Fixed|Zero|Step|Senior|Subordinated|Junior|Medium|Global"
    rf"|Collateral|Secured|Unsecured|First\s+Mortgage|Series|Green|Sustainab\w+|Callable|Convertible"
    rf"|Enhanced|Remarketable|Extendible|Perpetual|Exchangeable|Amortizing|Debt|Unsubordinated"
    rf"|Non-Preferred|Guaranteed|Resettable|Contingent|Surplus|Social|Refunding|Dated|Deferrable"
    rf"|Notes|Debentures|Bonds)\b)"
)
# In sentences: “4.300% notes due 2031”, with nothing between but what notes are called.
_IN_PROSE: Final = (
    rf"{_RATE}\s?(?:(?i:fixed|floating|rate|to|reset|senior|junior|subordinated|unsecured|secured"
    rf"|medium|term|global|green|convertible|guaranteed|callable|preferred|non|series|debt)(?:[\s/-]|(?=rate))){{0,9}}"
    rf"(?i:{NOUN})"
)
TITLE: Final = re.compile(
    rf"(?:{_OPENING}(?:(?!\b(?:[Dd]ue|for|plus|per|principal)\b)[^\n\t:;|“”\"\[\]]){{0,110}}?\b{NOUN}\b"
    rf"(?:(?!\b(?:[Dd]ue|for|plus|per|principal)\b)[^\n\t:;|“”\"\[\]]){{0,60}}?|{_IN_PROSE})\s+{_DUE}"
)
_WHOSE: Final = (
    r"(?:(?:[Tt]he\s+)?(?:[A-Z][\w.,&]*\s){0,5}?(?:[A-Z]\w*[\u2019']s?|[A-Z]{2,}s)"
    r"|our|its|their|the|new)\s+"
)
# “$5,000,000 aggregate principal amount of its ...”; “$5,000,000 of our 5% Notes due 2030”.
OFFER: Final = re.compile(
    rf"(?P<money>{MONEY})\s+(?:(?i:(?:in\s+)?(?:aggregate\s+)?(?:principal|nominal)\s+amount\s+of)"
    rf"\s+(?:{_WHOSE})?|of\s?(?:{_WHOSE})(?={TITLE.pattern}))"
)
DESIGNATED: Final = re.compile(
    r"\(\s*(?:the|each,?\s+an?|collectively,?\s+the|our|such\s+notes,?\s+the)?\s*"
    r"[“\"”'\u2018](?P<name>[^”\"“\n]{2,60})[”\"“'\u2019][^)\n]{0,60}\)",
    re.IGNORECASE,
)
_NOUN: Final = re.compile(NOUN, re.IGNORECASE)
_APPLICABLE: Final = re.compile(
    r"Terms\s+(?:applicable\s+)?(?:to|of)\s+(?:the\s+|each\s+of\s+the\s+)?", re.IGNORECASE
)
_AMOUNT_BEFORE: Final = re.compile(
    rf"\s*(?:Issue\s+of\s+)?{MONEY}\s*(?:(?:aggregate\s+)?principal\s+amount\s+(?:of\s+)?)?(?:of\s+)?"
)


def titles(value: Passage) -> list[Passage]:
    """Every full title among the words, “... Notes due 2028”, in order."""
    return [value.group(match) for match in value.finditer(TITLE)]


def lone_title(line: Passage) -> Passage | None:
    """The title that fills a line, but for an amount before and a designation after."""
    if not line.search(_NOUN):
        return None
    start = line.start
    if applicable := line.match(_APPLICABLE):
        start = applicable.end()
    if amount := line.match(_AMOUNT_BEFORE):
        start = amount.end()
    found = TITLE.match(line.text, start, line.end)
    if found is None:
        return None
    rest = line.between(found.end(), line.end)
    if rest and not rest.match(_TRAILER):
        return None
    return line.group(found)


def titles_in_a_row(line: Passage) -> list[Passage]:
    """Two titles or more that fill a line between them, as on a flattened page."""
    found = titles(line) if line.end - line.start < _LONGEST_ROW else []
    filled = sum(len(title.words) for title in found)
    return found if len(found) > 1 and filled > 0.8 * (line.end - line.start) else []


_LONGEST_ROW: Final = 600  # characters
_TRAILER: Final = re.compile(
    r"(?:\s|[*†‡§+:.,;]|\(\d\)|\([^)]{0,160}\)|Reopening|Issued\s+under.{0,60})*$",
    re.IGNORECASE,
)


def read_title(value: Passage, _label: Passage) -> Outcome:
    """The titles among the words, or the line itself where it is short enough for one."""
    stated: list[Passage | None] = [*titles(value)]
    for each in stated or [_bare_title(line) for line in value.lines()]:
        if each:
            yield Found("title", " ".join(each.words.split()), each, "title.stated")


def _bare_title(line: Passage) -> Passage | None:
    named = line.search(DESIGNATED)
    bare = line.between(line.start, named.start() if named else line.end)
    begins = bare.words[:1]
    named_so = re.search(NOUN, bare.words) and (begins.isupper() or begins.isdigit())
    return bare if named_so and len(bare.words) < 120 and "”" not in bare.words else None


RULE: Final = Rule(
    "title",
    r"(?:titles?|designations?|securit(?:y|ies)|series|issues?|notes|bonds|debt\ssecurities|instrument)"
    r"|(?:titles?|description|name|designation|type|class|series)\sof\s(?:the\s|each\s)*"
    r"(?:class\sof\s)?(?:series\sof\s)?(?:senior\s)?(?:debt\s)?"
    r"(?:securit(?:y|ies)|notes|series|bonds|debentures|issue)"
    r"|(?:securit(?:y|ies)|notes|bonds|debt\ssecurities|series|issue)\s"
    r"(?:offered|titles?|description|name|type|issued|to\sbe\sissued|designation)s?"
    r"|securities\sand\stitle|offered\ssecurities|issue\sof\ssecurities|legal\sname|new\sissue",
    read_title,
)
