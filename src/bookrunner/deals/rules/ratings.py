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
}
_AGENCY: Final = re.compile(
    "|".join(f"(?P<a{place}>{names})" for place, names in enumerate(AGENCIES.values())),
    re.IGNORECASE,
)
_OUTLOOK: Final = (
    r"(?:\s*[,(/\u2013-]?\s*\(?(?:(?:with\s+an?\s+)?(?:stable|negative|positive|developing)(?:\s+outlook)?"
    r"|outlook:?\s*\w+|on\s+watch\s*\w*|watch\s+\w+|under\s+review[^)]{0,30})\)?)?"
)
_RATING: Final = re.compile(
    r"(?:\(P\))?(?<![A-Za-z])"
    # Letters alone last: read without regard to case, "Aa" would take the AA of AA-.
    r"(?:AAA|AA(?:\s?\(?(?:low|high)\)?|[+-]|\b)|BBB(?:\s?\(?(?:low|high)\)?|[+-]|\b)"
    r"|BB(?:[+-]|\b)|B(?:[+-]|\b)|CCC[+-]?|A(?:\s?\(?(?:low|high)\)|[+-]|\b)"
    r"|Aaa|Aa[123]?|Baa[123]|Ba[123]|B[123]|Caa[123]|A[123])"
    rf"(?![A-Za-z0-9]){_OUTLOOK}",
    re.IGNORECASE,
)
_MOODYS_SHAPE: Final = re.compile(
    r"(?:\(P\))?(?:Aaa|Aa[123]|A[123]|Baa[123]|Ba[123]|B[123]|Caa[123])\b"
)


def read_ratings(value: Passage, label: Passage) -> Outcome:
    """Ratings beside their agencies, or in the order in which the label names them."""
    agencies = [
        (found.start(), found.end(), _name(found)) for found in value.finditer(_AGENCY)
    ]
    ratings = [
        (m.start(), m.end()) for m in value.finditer(_RATING) if _is_rating(m, agencies)
    ]
    named = [_name(found) for found in label.finditer(_AGENCY)]
    pairs = (
        _paired(agencies, ratings) if agencies else list(zip(named, ratings, strict=False))
    )
    if not agencies and len(named) != len(ratings):
        return
    for agency, (start, end) in pairs:
        words = value.between(start, end)
        yield Found(
            "ratings", (agency, " ".join(words.words.split())), words, "ratings.stated"
        )


def _is_rating(match: re.Match[str], agencies: list[tuple[int, int, str]]) -> bool:
    inside = any(start <= match.start() < end for start, end, _ in agencies)
    return not inside and match[0][:1] != "b" and not match[0].startswith("a")


def _name(match: re.Match[str]) -> str:
    return list(AGENCIES)[int((match.lastgroup or "a0")[1:])]


def _paired(
    agencies: list[tuple[int, int, str]], ratings: list[tuple[int, int]]
) -> list[tuple[str, tuple[int, int]]]:
    """Each agency with its rating: all before their agencies, or all behind them."""
    if not ratings:
        return []
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
    r"(?:(?:expected|anticipated|assumed|issue|issuer|security|securities|credit|debt|senior|unsecured|bond|note|notes"
    r"|long|term|current|long\sterm|program|mtn|indicative|the|our|of|and)\s)*ratings?"
    r"(?:\s(?:of\s(?:the\s)?(?:notes|securities)|moody.*|by.*|s\sp.*|outlooks?|and\soutlooks?|agenc(?:y|ies)|fitch.*))*"
    r"|moody\ss?.*ratings?|credit\sratings?.*",
    read_ratings,
    Scope.DEAL,
)
