"""The top of a sheet: sizes before titles, and the issuer's name as a heading."""

from __future__ import annotations

import re
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING, Final

from bookrunner.deals.labels import rule_for
from bookrunner.deals.rules import Found
from bookrunner.deals.rules.grammar import AMOUNTS, DAY, amount_of, day_of
from bookrunner.deals.rules.title import lone_title, titles
from bookrunner.deals.tranches import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bookrunner.deals.layout import Entry, Sheet
    from bookrunner.deals.tranches import Name
    from bookrunner.filings import Document

_KIND_OF_PAPER: Final = re.compile(
    r"(?:final\s+)?(?:pricing\s+)?term\s+sheet|prospectus\s+supplement|pricing\s+supplement|(?:current\s+)?report"
    r"|free\s+writing\s+prospectus|(?:senior\s+|global\s+)?medium[\s-]term\s+notes",
    re.IGNORECASE,
)
_SAID_OF: Final = re.compile(
    r"(?:guarant|fully|uncond|payment|issued|as\b|by\b|an?\b|of\b|to\b|\()", re.IGNORECASE
)
_HEAD: Final = 12  # lines
_BESIDE: Final = 200  # characters before a title in which its size stands
_TERM_SHEET: Final = re.compile(r"(?:final\s+|pricing\s+)*term\s+sheet\b", re.IGNORECASE)
_DATED: Final = re.compile(rf"(?:dated?:?\s+)?(?P<day>{DAY})", re.IGNORECASE)
_COMPANY: Final = re.compile(
    r"[A-Z][^\n|:;$%]{1,80}?(?:,?\s+(?:Inc|Incorporated|Corp|Corporation|Company|Co|L\.?L\.?C|L\.?P|plc|PLC|N\.V|B\.V|S\.A|AG|SE"
    r"|Ltd|Limited|Trust|Group|Holdings|Bank|N\.A)\.?)(?:\s+\([A-Z]+\))?",
    re.IGNORECASE,
)


def headline_faces(sheet: Sheet, names: Sequence[Name]) -> Iterator[tuple[int, Found]]:
    """“$1,250,000,000 4.500% Notes due 2032”: the size of the tranche so titled."""
    keys = {name.key: place for place, name in enumerate(names)}
    stated = [title for entry in sheet.entries if _is_title(entry)
              for cell in entry.parts() for title in titles(cell)]  # fmt: skip
    for title in [*sheet.headlines, *sheet.headings, *stated]:
        place = keys.get(name_of(title).key)
        near = max(title.start - _BESIDE, 0)
        line = title.text.rfind("\n", near, title.start) + 1
        before = title.between(max(line, near), title.start)
        if place is not None and (found := before.search(AMOUNTS)):
            yield (
                place,
                Found("face", amount_of(found[0]), before.group(found), "face.headline"),
            )


def _is_title(entry: Entry) -> bool:
    return entry.rule is not None and entry.rule.name == "title"


def first_amounts(sheet: Sheet) -> Iterator[Found]:
    """Without a size, the currency of the amounts beside the title, if any."""
    for entry in sheet.entries:
        if _is_title(entry) and (value := entry.whole()):
            for found in value.finditer(AMOUNTS):
                code = amount_of(found[0]).currency
                yield Found("currency", code, value.group(found), "currency.of_the_title")


def heading_issuer(document: Document) -> list[Found]:
    """A company's name alone on the line above what kind of paper it is."""
    lines = list(islice(document.lines(), _HEAD))
    for line, following in pairwise(lines):
        if (
            line.match(_COMPANY)
            and _COMPANY.fullmatch(line.words)
            and not line.match(_SAID_OF)
            and (following.match(_KIND_OF_PAPER) or lone_title(following))
        ):
            return [Found("issuer", " ".join(line.words.split()), line, "issuer.heading")]
    return []


def heading_date(document: Document) -> list[Found]:
    """The day a term sheet is dated: the only day alone on a line above the first label."""
    head = islice(document.lines(), _HEAD)
    lines = list(takewhile(lambda line: rule_for(line.words.split(":")[0]) is None, head))
    if not any(line.match(_TERM_SHEET) for line in lines):
        return []
    days = [
        line.group(dated, "day")
        for line in lines
        if (dated := line.match(_DATED)) and dated.end() == line.end
    ]
    if len({day_of(day.words) for day in days}) != 1:
        return []
    return [
        Found("pricing_date", day_of(days[0].words), days[0], "pricing_date.of_the_sheet")
    ]
