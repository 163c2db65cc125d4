"""Ratings: what each agency says of the notes, the outlook beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.rule import Found, Rule, Scope

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

AGENCIES: Final = {
    "Moody's": r"Moody[\u2019'\u2018\u00b4`]?s?(?:\s+Investors?\s+Services?)?",
    "S&P": (
        r"S\s?&\s?P(?:\s+Global)?(?:\s+Ratings)?|Standard\s*(?:&"
        r"|and)\s*Poor[\u2019'\u2018\u00b4`]?s(?:\s+Ratings?\s+\w+)?|\bSP\b"
    ),
    "Fitch": r"Fitch(?:\s+Ratings)?",
    "DBRS": r"(?:DBRS|Morningstar\s+DBRS)(?:\s+Morningstar)?",
    "Kroll": r"KBRA|Kroll(?:\s+Bond\s+Rating\s+Agency)?",
    "R&I": r"R\s?&\s?I",
    "JCR": r"JCR",
    "Scope": r"Scope(?:\s+Ratings)?",
}
_AGENCY: Final = re.compile(
    "|".join(f"(?P<a{place}>{names})" for place, names in enumerate(AGENCIES.values())),
    re.IGNORECASE,
)
_OUTLOOK: Final = re.compile(
    r"[\u201d\"\s,(/\u2013-]{0,6}(?:with\s+an?\s+)?(?:outlook:?\s*)?"
    r"\b(?P<outlook>stable|negative|positive|developing|review\s+\w+)\b",
    re.IGNORECASE,
)
# Outlooks told after the ratings, in their order: “Baa3/BBB- (Stable/Positive)”.
_OUTLOOKS: Final = re.compile(
    r"\(\s*((?:stable|negative|positive|developing)(?:\s*/\s*(?:stable|negative|positive"
    r"|developing)){1,6})\s*\)",
    re.IGNORECASE,
)
_OF_ISSUER: Final = re.compile(
    r"\bissuer\W*s?\b.*rating|ratings?\s+of\b.*issuer", re.IGNORECASE
)
OF_ISSUER: Final = "ratings.of_the_issuer"
_RATING: Final = re.compile(
    r"(?<![A-Za-z0-9.&])(?:\(P\))?(?:Aaa|Aa[123]|Baa[123]|Ba[123]|B[123]|Caa[123]|A[123]"
    r"|(?:AA|BBB)[HL]|(?:AAA|AA|BBB|BB|CCC|A|B)(?:\s?\((?:low|high)\)|[+-]|\u2013)?)(?![A-Za-z0-9.&+])"
)
_MOODYS: Final = re.compile(r"(?:\(P\))?(?:Aaa|(?:Aa|A|Baa|Ba|B|Caa)[123])")


def read_ratings(value: Passage, label: Passage) -> Outcome:
    """Ratings beside their agencies, or in the order in which the label names them."""
    agencies = [
        (found.start(), found.end(), _name(found)) for found in value.finditer(_AGENCY)
    ]
    ratings = [found.span() for found in value.finditer(_RATING)]
    named = [_name(found) for found in label.finditer(_AGENCY)]
    if agencies:
        pairs = _paired(agencies, ratings)
    elif len(named) == len(ratings):
        pairs = list(zip(named, ratings, strict=True))
    else:
        return
    rule = OF_ISSUER if label.search(_OF_ISSUER) else "ratings.stated"
    outlooks = _outlooks(value, pairs)
    for (agency, (start, end)), outlook in zip(pairs, outlooks, strict=True):
        words = value.between(start, end)
        if (agency == "Moody's") == bool(_MOODYS.fullmatch(words.words)):
            told = f"{words.words} ({outlook})" if outlook else words.words
            yield Found("ratings", (agency, told), words, rule)


def _outlooks(value: Passage, pairs: list[tuple[str, tuple[int, int]]]) -> list[str]:
    """The outlook of each rating: told behind them all in one order, or behind each."""
    listed = value.search(_OUTLOOKS)
    told = [each.strip().lower() for each in listed[1].split("/")] if listed else []
    if len(told) == len(pairs):
        return told
    behind = [value.between(end, value.end).match(_OUTLOOK) for _, (_, end) in pairs]
    return [each["outlook"].lower() if each else "" for each in behind]


def _name(match: re.Match[str]) -> str:
    return list(AGENCIES)[int((match.lastgroup or "a0")[1:])]


def _paired(
    agencies: list[tuple[int, int, str]], ratings: list[tuple[int, int]]
) -> list[tuple[str, tuple[int, int]]]:
    """Each agency with its rating: listed apart in one order, or side by side."""
    if not ratings:
        return []
    apart = agencies[0][0] > ratings[-1][0] or agencies[-1][0] < ratings[0][0]
    if apart and len(agencies) == len(ratings):
        return [(name, span) for (_, _, name), span in zip(agencies, ratings, strict=True)]
    if apart and len(agencies) > 1:
        return []  # which is whose, nothing says
    behind = agencies[0][0] < ratings[0][0]
    pairs = []
    for place, (start, end, name) in enumerate(agencies):
        if behind:
            until = agencies[place + 1][0] if place + 1 < len(agencies) else float("inf")
            inside = [each for each in ratings if end <= each[0] < until]
        else:
            since = agencies[place - 1][1] if place else -1
            inside = [each for each in ratings if since <= each[0] < start]
        if inside:
            pairs.append((name, inside[0]))
    return pairs


RULE: Final = Rule(
    "ratings",
    r"(?:(?:expected|anticipated|assumed|issue|issuer|issuers|security|securities|credit|debt|senior|unsecured|bond|note|notes"
    r"|long|term|current|long\sterm|program|mtn|indicative|the|our|of|and)\s)*ratings?"
    r"(?:\s(?:of\s(?:the\s)?(?:notes|securities)|moody.*|by.*|s\sp.*|outlooks?|and\soutlooks?|agenc(?:y|ies)|fitch.*))*"
    r"|ratings?\sof\s(?:the\s)?issuer"
    r"|moody\ss?.*ratings?|credit\sratings?.*",
    read_ratings,
    Scope.DEAL,
)
