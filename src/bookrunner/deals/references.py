"""References: how a sheet points at one of its tranches.

2028 Notes: ...       ... for the 2035 Notes       (Floating Rate Notes)
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bookrunner.deals.rules.title import NOUN

_YEAR: Final = r"(?:19|20|21)\d\d"
_RATE: Final = r"\d{1,2}(?:\.\d{1,5})?%"
_WORD: Final = (
    r"(?:(?i:Floating(?:[ -]Rate)?|Fixed(?:[ -]Rate)?|Fixed[ -]to[ -](?:Floating"
    r"|Fixed)(?:[ -]Rate)?"
    r"|Variable Rate|Fixed/Floating(?: Rate)?|FRN|Senior|Subordinated|Junior"
    r"|Unsecured|Secured|Global"
    r"|Green|Zero Coupon|New|Additional|Reopened|Reset|Sterling|Euro|USD|Dollar"
    r"|FXD|Medium-Term"
    r"|(?:\d{1,3}|two|three|five|seven|ten|twenty|thirty|forty)[ -]year)"
    r"|Series [A-Z0-9]{1,6}|Class [A-Z0-9]{1,3}|[A-Z]-?\d?(?= Notes)|January"
    r"|February|March|April|May"
    r"|June|July|August|September|October|November|December)"
)
_TELLING: Final = re.compile(
    r"(?:19|20|21)\d\d|%|(?i:Float|Fixed|Series|Class|Year|FRN|Zero|Reset)|[A-Z]-?\d? Notes"
)
# One year or one rate: "November 20, 2028 2030 Notes:" is a day, and then a reference.
# A narrow page breaks it: “2030”, “Notes:”.
REFERENCE: Final = (
    rf"(?:(?:(?<=\n){_YEAR}\n(?={NOUN}:)"
    rf"|(?:{_WORD}[ ]){{0,4}}(?:(?:{_YEAR}[ ]|{_RATE}[ ])(?:{_WORD}[ ]){{0,4}}|(?<=[ ])))"
    rf"(?i:{NOUN})\b"
    rf"(?:\s[Dd]ue\s(?:[A-Z][a-z]+\s(?:\d{{1,2}},?\s)?)?{_YEAR})?"
    rf"|\b(?i:{NOUN})\s[Dd]ue\s(?:[A-Z][a-z]+\s(?:\d{{1,2}},?\s)?)?{_YEAR})"
)
_WHOLE: Final = re.compile(rf"(?:(?:for\s+)?(?:the|each\s+of\s+the)\s+)?{REFERENCE}")
AND: Final = rf"(?:(?:,\s*(?:and\s+)?|\s+and\s+|\s*/\s*)(?:the\s+)?{REFERENCE}){{0,12}}"
BEFORE: Final = re.compile(rf"(?<![\w“])(?:the\s+)?(?P<who>{REFERENCE}{AND})\s*:")
BEFORE_DUE: Final = re.compile(rf"\b(?P<who>(?i:{NOUN})\s[Dd]ue\s{_YEAR})\s*:")
BEFORE_LINE: Final = re.compile(
    rf"^[^\S\n]*(?:[•·*-]\s*)?(?:the\s+|For\s+the\s+)?(?P<who>{REFERENCE}{AND})\s*(?::|[\u2013—]|-(?=\s)|\t|\n|\s{{2,}}|(?=[$€£¥]))",
    re.MULTILINE,
)
AFTER: Final = re.compile(
    rf"(?:\(\s*|\b(?:for|in\s+the\s+case\s+of|with\s+respect\s+to|in\s+respect\s+of|per)\s+)"
    rf"(?:the\s+|each\s+of\s+the\s+|each\s+)?(?P<who>{REFERENCE}{AND})\s*(?:\)|(?=[\s,;.]|$))"
)
NAMED: Final = re.compile(NOUN, re.IGNORECASE)
EACH: Final = re.compile(REFERENCE)


@lru_cache(maxsize=4096)
def is_reference(words: str) -> bool:
    """Whether these words point at a tranche and do nothing else.

    >>> is_reference("2028 Floating Rate Notes"), is_reference("Senior Notes")
    (True, False)
    """
    bare = words.strip().rstrip(":").strip()
    return _WHOLE.fullmatch(bare) is not None and _TELLING.search(bare) is not None
