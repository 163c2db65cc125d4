"""What kind of document it is, told before anything is read from it, with the reason.

Most documents of form FWP are structured notes; they are known by the words of their
first pages and refused at once, as are shares, annual reports and slides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from bookrunner.filings.passage import Passage

if TYPE_CHECKING:
    from bookrunner.filings.document import Document

FIRST_PAGES: Final = 40_000  # characters searched


class DocumentKind(Enum):
    """The kinds of document that come under the forms we read."""

    CORPORATE_DEAL = "corporate debt, priced"
    PROSPECTUS_COVER = "prospectus supplement of a debt offering"
    PRELIMINARY = "preliminary terms with blanks"
    CONVERTIBLE = "convertible debt"
    STRUCTURED_NOTE = "structured note"
    PREFERRED_STOCK = "preferred stock"
    SHARES = "shares"
    ANNOUNCEMENT = "press release or roadshow"
    REPORT = "periodic report"
    OTHER = "no offering of debt"


REFUSED: Final = frozenset(
    {
        DocumentKind.STRUCTURED_NOTE,
        DocumentKind.PREFERRED_STOCK,
        DocumentKind.SHARES,
        DocumentKind.REPORT,
        DocumentKind.OTHER,
    }
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The kind of a document, and the words that decided it."""

    kind: DocumentKind
    reason: str
    words: Passage | None = None

    @property
    def refused(self) -> bool:
        """Whether nothing is to be read from such a document."""
        return self.kind in REFUSED


# All patterns are read over the text in lower case.
_DEBT: Final = re.compile(
    r"(?:%|floating[\s-]+rate|fixed[\s-]+rate|zero[\s-]+coupon|senior|subordinated"
    r"|medium[\s-]term)\s(?:[^.\n|]|\.\d){0,90}?\b(?:notes?|bonds?|debentures?)\b"
    r"|\b(?:notes|bonds|debentures)\b(?:[^.\n|]|\.\d){0,60}?\bdue\s+(?:\w+\s+\d{1,2},\s+)?\d{4}"
)
_LABELS: Final = re.compile(
    r"(?:^|\t|\|)[ \t|]{0,12}(?:yield to maturity|(?:re-?offer )?yield|spread to"
    r"|benchmark|coupon"
    r"|interest payment dates?|cusip|price to public|issue price|public offering price"
    r"|make-?whole|per (?:\d{4} )?(?:floating rate )?(?:notes?|bonds?|debentures?)"
    r"|maturity(?: date)?|principal amount|underwriting discount|proceeds|net proceeds"
    r"|re-?offer|day count|bookrunners|joint book|issuer|denominations|trade date)\b",
    re.MULTILINE,
)
_REPORT: Final = re.compile(
    r"\bform\s+(?:10-?[kq]|20-f|40-f|11-k)\b"
    r"|\b(?:annual|quarterly)\s+report\s+pursuant\s+to\s+section\s+13"
)
_LINKED: Final = (
    r"(?:index|equity|commodity|currency|stock|fund|market)[\s-]linked|linked\s+to\s+the\s+"
    r"(?:performance|lesser|least|worst|s&p|russell|nasdaq|euro\s+stoxx|dow|common\s+stock"
    r"|value)"
)
_PAYOFF: Final = (
    r"auto-?call(?:able)?|automatically\s+call(?:able|ed)|principal\s+at\s+risk"
    r"|contingent\s+(?:coupon|interest|income|yield)|buffer(?:ed)?\s+(?:\w+\s+){0,2}"
    r"(?:notes?|securities|return|amount|level)|participation\s+rate|range\s+accrual"
    r"|accelerated\s+return|leveraged\s+(?:index|return)|upside\s+(?:leverage|participation)"
    r"|downside\s+threshold|digital\s+(?:return|notes?|coupon)|reverse\s+convertible"
    r"|knock[\s-](?:in|out)|(?:trigger|barrier)\s+(?:price|level|value|amount)"
)
_UNDERLYING: Final = (
    r"(?:initial|starting|final)\s+(?:underlier|index|underlying|stock|share)\s+"
    r"(?:level|price|value)|underl(?:ier|ying\s+(?:index|stock|asset|shares?|fund))"
    r"|reference\s+asset|worst[\s-]performing|exchange[\s-]traded\s+notes?"
    r"|product\s+(?:prospectus\s+)?supplement|linked\s+to\s+the\s+[\w\s.-]{0,40}\bswap\s+rate"
    r"|(?:sofr|usd|eur)\s+ice\s+swap\s+rate|estimated\s+(?:initial\s+)?value\s+of\s+(?:the|your)\s+(?:notes?|securities)"
)
_STRUCTURED: Final = re.compile(rf"\b(?:{_LINKED}|{_PAYOFF}|{_UNDERLYING})\b")
# One of these stands in each of the patterns above, and is found much faster.
_STEMS: Final = (
    "linked", "call", "at risk", "contingent", "buffer", "participation", "accrual",
    "accelerated", "leverage", "upside", "downside", "digital", "reverse", "knock",
    "trigger", "barrier", "underl", "reference asset", "worst", "traded", "estimated",
    "starting", "initial ", "final ", "product ", "ice swap",
)  # fmt: skip
_PREFERRED: Final = re.compile(
    r"\b(?:preferred\s+(?:stock|shares?|securities|units)|preference\s+shares"
    r"|depositary\s+shares)\b"
)
_SHARES: Final = re.compile(
    r"\b(?:shares\s+of\s+(?:our\s+)?(?:\w+\s+)?common\s+stock|ordinary\s+shares"
    r"|american\s+depositary\s+shares|common\s+units|initial\s+public\s+offering\s+of)\b"
)
_CONVERTIBLE: Final = re.compile(
    r"\b(?:convertible|exchangeable)\s+(?:\w+\s+){0,2}(?:notes?|bonds?|debentures)\b"
)
_BLANKS: Final = re.compile(
    r"\[\s*[•●_]*\s*\]|[•●]\s*%|_{4,}\s*%|\bsubject\s+to\s+completion\b"
)
_COVER: Final = re.compile(r"\b(?:prospectus|pricing)\s+supplement\b")
_SLIDES: Final = re.compile(
    r"\b(?:road\s?show|investor\s+presentation|press\s+release|for\s+immediate\s+release)\b"
)
_NOTHING: Final = "no notes, bonds or debentures and none of their terms are named"


def kind_of(document: Document) -> Ruling:
    """What kind of document this is, and why.

    >>> from bookrunner.filings import document
    >>> kind_of(document(b"1,000 shares of 6% Preferred Stock", "a.txt")).kind.value
    'preferred stock'
    """
    pages = _Pages(document.text[:FIRST_PAGES])
    return (
        _report(pages)
        or _structured(pages)
        or _stock(pages)
        or _debt(pages)
        or Ruling(DocumentKind.OTHER, _NOTHING)
    )


class _Pages:
    """The first pages in lower case, searched without losing their place."""

    def __init__(self, text: str) -> None:
        self.text = text
        lower = text.lower()
        self.lower = lower if len(lower) == len(text) else text.translate(_ASCII_LOWER)

    def search(self, pattern: re.Pattern[str], end: int = FIRST_PAGES) -> Passage | None:
        """The first place of a pattern, as it is written."""
        found = pattern.search(self.lower, 0, end)
        return Passage(self.text, *found.span()) if found else None

    def labelled(self) -> int:
        """How many different terms of debt stand where labels stand."""
        return len({found.strip(" |\n\t") for found in _LABELS.findall(self.lower)})


_ASCII_LOWER: Final = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def _report(pages: _Pages) -> Ruling | None:
    found = pages.search(_REPORT, 6_000)
    if found is None:
        return None
    return Ruling(DocumentKind.REPORT, f"it calls itself {_one_line(found.words)}", found)


def _structured(pages: _Pages) -> Ruling | None:
    if not any(stem in pages.lower for stem in _STEMS):
        return None
    signs = list(dict.fromkeys(_STRUCTURED.findall(pages.lower)))
    if len({"".join(sign.split())[:8] for sign in signs}) < 2:
        return None
    told = " and ".join(f"“{_one_line(sign)}”" for sign in signs[:2])
    kind = DocumentKind.STRUCTURED_NOTE
    return Ruling(kind, f"it speaks of {told}", pages.search(_STRUCTURED))


def _stock(pages: _Pages) -> Ruling | None:
    for pattern, kind in (
        (_PREFERRED, DocumentKind.PREFERRED_STOCK),
        (_SHARES, DocumentKind.SHARES),
    ):
        found = pages.search(pattern)
        if found and pages.search(_DEBT) is None:
            reason = f"it offers {_one_line(found.words)} and no debt"
            return Ruling(kind, reason, found)
    return None


def _debt(pages: _Pages) -> Ruling | None:
    named = pages.search(_DEBT)
    labelled = pages.labelled()
    if named is None and labelled < 3:
        return None
    reason = f"it names {_one_line(named.words)}" if named else f"{labelled} labelled terms"
    if pages.search(_CONVERTIBLE):
        return Ruling(DocumentKind.CONVERTIBLE, reason, named)
    if blank := pages.search(_BLANKS):
        told = f"terms are left blank: {_one_line(blank.words)}"
        return Ruling(DocumentKind.PRELIMINARY, told, blank)
    if labelled < 2 and (slide := pages.search(_SLIDES)):
        return Ruling(DocumentKind.ANNOUNCEMENT, f"it is a {_one_line(slide.words)}", slide)
    if labelled < 3 and pages.search(_COVER, 4_000):
        return Ruling(DocumentKind.PROSPECTUS_COVER, reason, named)
    return Ruling(DocumentKind.CORPORATE_DEAL, reason, named)


def _one_line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
