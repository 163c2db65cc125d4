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


_DEBT: Final = re.compile(
    r"(?:%|floating[\s-]+rate|fixed[\s-]+rate|zero[\s-]+coupon|senior|subordinated|medium[\s-]term)\s[^.\n|]{0,90}?"
    r"\b(?:notes?|bonds?|debentures?)\b|\b(?:notes|bonds|debentures)\b[^.\n|]{0,60}?\bdue\s+(?:\w+\s+\d{1,2},\s+)?\d{4}",
    re.IGNORECASE,
)
_LABELS: Final = re.compile(
    r"(?:^|\t|\|)[\s|]*(?:yield to maturity|(?:re-?offer )?yield|spread to"
    r"|benchmark|coupon|interest payment dates?|cusip|price to public"
    r"|issue price|public offering price|make-?whole|per (?:\d{4} )?note"
    r"|maturity(?: date)?|principal amount|underwriting discount|proceeds)\b",
    re.IGNORECASE | re.MULTILINE,
)
_REPORT: Final = re.compile(
    r"\bFORM\s+(?:10-?[KQ]|20-F|40-F|11-K)\b|\b(?:ANNUAL|QUARTERLY)\s+REPORT\s+PURSUANT\s+TO\s+SECTION\s+13",
    re.IGNORECASE,
)
_STRUCTURED: Final = re.compile(
    r"\b(?:auto-?call(?:able)?|automatically\s+call(?:able|ed)|contingent\s+(?:coupon|interest|income|yield)"
    r"|buffer(?:ed)?\s+(?:\w+\s+){0,2}(?:notes?|securities|return|amount|level)|market[\s-]linked"
    r"|(?:index|equity|commodity|currency|stock|fund)[\s-]linked|linked\s+to\s+the\s+(?:performance|lesser|least|worst|s&p|russell"
    r"|nasdaq|euro\s+stoxx|dow|common\s+stock|value)|principal\s+at\s+risk|participation\s+rate|(?:initial|starting|final)\s+"
    r"(?:underlier|index|underlying|stock|share)\s+(?:level|price|value)|estimated\s+(?:initial\s+)?value\s+of\s+(?:the|your)\s+"
    r"(?:notes?|securities)|trigger\s+(?:price|level|value)|barrier\s+(?:price|level|value|amount)|knock[\s-](?:in|out)"
    r"|reverse\s+convertible|accelerated\s+return|leveraged\s+(?:index|return)|upside\s+(?:leverage|participation)"
    r"|reference\s+asset|underl(?:ier|ying\s+(?:index|stock|asset|shares?|fund))|range\s+accrual|downside\s+threshold"
    r"|worst[\s-]performing|digital\s+(?:return|notes?|coupon)|exchange[\s-]traded\s+notes?)\b",
    re.IGNORECASE,
)
_PREFERRED: Final = re.compile(
    r"\b(?:preferred\s+(?:stock|shares?|securities|units)|preference\s+shares|depositary\s+shares)\b",
    re.IGNORECASE,
)
_SHARES: Final = re.compile(
    r"\b(?:shares\s+of\s+(?:our\s+)?(?:\w+\s+)?common\s+stock|ordinary\s+shares|american\s+depositary\s+shares|common\s+units"
    r"|initial\s+public\s+offering\s+of)\b",
    re.IGNORECASE,
)
_CONVERTIBLE: Final = re.compile(
    r"\b(?:convertible|exchangeable)\s+(?:\w+\s+){0,2}(?:notes?|bonds?|debentures)\b",
    re.IGNORECASE,
)
_BLANKS: Final = re.compile(
    r"\[\s*[•●_]*\s*\]|[•●]\s*%|_{4,}\s*%|subject\s+to\s+completion", re.IGNORECASE
)
_COVER: Final = re.compile(
    r"\bprospectus\s+supplement\b|\bpricing\s+supplement\b", re.IGNORECASE
)
_SLIDES: Final = re.compile(
    r"\b(?:road\s?show|investor\s+presentation|press\s+release|for\s+immediate\s+release)\b",
    re.IGNORECASE,
)


def kind_of(document: Document) -> Ruling:
    """What kind of document this is, and why.

    >>> from bookrunner.filings import document
    >>> kind_of(document(b"1,000 shares of 6% Preferred Stock", "a.txt")).kind.value
    'preferred stock'
    """
    pages = Passage(document.text, 0, min(len(document.text), FIRST_PAGES))
    return (
        _report(pages)
        or _structured(pages)
        or _stock(pages)
        or _debt(pages)
        or Ruling(
            DocumentKind.OTHER,
            "no notes, bonds or debentures and none of their terms are named",
        )
    )


def _report(pages: Passage) -> Ruling | None:
    found = pages.between(0, min(pages.end, 6_000)).search(_REPORT)
    if found is None:
        return None
    return Ruling(
        DocumentKind.REPORT, f"it calls itself {_one_line(found[0])}", pages.group(found)
    )


def _structured(pages: Passage) -> Ruling | None:
    signs = {found[0].lower(): found for found in pages.finditer(_STRUCTURED)}
    strong = {_root(sign) for sign in signs}
    if len(strong) < 2:
        return None
    first = next(iter(signs.values()))
    told = " and ".join(f"“{_one_line(sign)}”" for sign in list(signs)[:2])
    return Ruling(DocumentKind.STRUCTURED_NOTE, f"it speaks of {told}", pages.group(first))


def _root(sign: str) -> str:
    return "".join(sign.split())[:8]


def _stock(pages: Passage) -> Ruling | None:
    for pattern, kind in (
        (_PREFERRED, DocumentKind.PREFERRED_STOCK),
        (_SHARES, DocumentKind.SHARES),
    ):
        found = pages.search(pattern)
        if found and pages.search(_DEBT) is None:
            reason = f"it offers {_one_line(found[0])} and no debt"
            return Ruling(kind, reason, pages.group(found))
    return None


def _debt(pages: Passage) -> Ruling | None:
    named = pages.search(_DEBT)
    labelled = len({found[0].strip(" |\n\t").lower() for found in pages.finditer(_LABELS)})
    if named is None and labelled < 3:
        return None
    words = pages.group(named) if named else None
    reason = (
        f"it names {_one_line(named[0])}"
        if named
        else f"{labelled} terms of debt are labelled"
    )
    if pages.search(_CONVERTIBLE):
        return Ruling(DocumentKind.CONVERTIBLE, reason, words)
    if blank := pages.search(_BLANKS):
        return Ruling(
            DocumentKind.PRELIMINARY, f"terms are left blank: {_one_line(blank[0])}", words
        )
    if labelled < 2 and (slide := pages.search(_SLIDES)):
        return Ruling(DocumentKind.ANNOUNCEMENT, f"it is a {_one_line(slide[0])}", words)
    if pages.between(0, min(pages.end, 4_000)).search(_COVER):
        return Ruling(DocumentKind.PROSPECTUS_COVER, reason, words)
    return Ruling(DocumentKind.CORPORATE_DEAL, reason, words)


def _one_line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
