"""Bookrunners: the firms that run the book; co-managers are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.deals.rules.rule import Found, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage

_LINE: Final = re.compile(r"[\s|]*[\n|][\s|]*")
_PARTED: Final = re.compile(
    r"\s{2,}(?![|\s])|;|\s*\((?:B&D|B\s*and\s*D)\)\s*|•|\s*/\s+|,?\s+\band\b\s+(?=[A-Z])"
)
# A comma parts two firms unless what follows is the tail of the first one's name.
_COMMA: Final = re.compile(
    r",(?!\s*(?:L\.?L\.?C|Inc|Incorporated|Ltd|Limited|L\.?P\.?\b|N\.?A\.?\b|PLC|plc|S\.A|Sucursal|Fenner|Pierce"
    r"|Sachs|Stanley|Co\.|Company|Corp|Europe|London|New\s+York|Paris|Singapore|Hong\s+Kong|Tokyo|Toronto|Branch"
    r"|Zweigniederlassung|acting|a\s+division|Madrid|Milan|S\.p\.A|Nixon|Bruyette|Hoare|Weeks))\s*"
)
# Names that only a space parts: a firm's legal form, then a capital.
_FORMS: Final = (
    r"\bLLC", r"\bInc\.", r"\bInc", r"Incorporated", r"\bCorp\.", r"\bCorporation",
    r"\bL\.P\.", r"\bLP", r"\bplc", r"\bPLC", r"\bLtd\.", r"\bLimited", r"\bS\.A\.",
    r"\bN\.A\.", r"& Co\.", r"\bAG",
)  # fmt: skip
_RUN_ON: Final = re.compile(
    "(?:" + "|".join(f"(?<={form})" for form in _FORMS) + ")"
    r"\s+(?!(?:LLC|Inc|LP|L\.P|International|Europe|Branch|London|N\.A|Zweig)\b)(?=[A-Z][\w.&]*[\s,.])"
)
_FORM_ALONE: Final = re.compile(
    r"(?:Incorporated|Inc\.|LLC|L\.P\.|Corporation|plc|Limited)[\s*]*$"
)
_COMPLETE: Final = re.compile("(?:" + "|".join(_FORMS) + r"|,|;)[\s*]*$")
_MARKS: Final = re.compile(
    r"^[\s*•·\u2013-]+|[\s*†‡,;:]+$|\(\d+\)$|\s*\(\s*(?:the\s+)?[“\"][^)\n]{1,40}\)$|\s*\((?:B&D|B\s*and\s*D)\)"
)


def read_bookrunners(value: Passage, _label: Passage) -> Outcome:
    """The firms, one by one; the words are cited as a whole."""
    names = tuple(dict.fromkeys(_name(each) for each in firms(value)))
    if names:
        yield Found("bookrunners", names, value, "bookrunners.stated")


def firms(value: Passage) -> list[Passage]:
    """Each firm named; commas inside a name do not part it, nor does a line that wraps."""
    found: list[Passage] = []
    for line in _unwrapped(_pieces(value, _LINE)):
        for piece in _pieces(line, _PARTED):
            for part in _parts(piece):
                trimmed = _trimmed(part)
                if trimmed and len(trimmed.words) < 90 and trimmed.words[0].isupper():
                    found.append(trimmed)
    return found


def _unwrapped(lines: list[Passage]) -> list[Passage]:
    """Lines as they were before a narrow cell broke them in the middle of a name."""
    if not any(line.search(_COMMA) for line in lines):
        return _with_forms(lines)
    whole: list[Passage] = []
    for line in lines:
        if whole and not whole[-1].search(_COMPLETE):
            whole[-1] = line.between(whole[-1].start, line.end)
        elif line:
            whole.append(line)
    return whole


def _with_forms(lines: list[Passage]) -> list[Passage]:
    """Lines of which some are no more than the legal form of the firm above."""
    whole: list[Passage] = []
    for line in lines:
        if whole and line.match(_FORM_ALONE):
            whole[-1] = line.between(whole[-1].start, line.end)
        else:
            whole.append(line)
    return whole


def _name(firm: Passage) -> str:
    return " ".join(firm.words.replace("|", " ").split())


def _parts(piece: Passage) -> Iterator[Passage]:
    for part in _pieces(piece, _COMMA):
        yield from _pieces(part, _RUN_ON)


def _pieces(value: Passage, separator: re.Pattern[str]) -> list[Passage]:
    cuts = [
        value.start,
        *(at for m in value.finditer(separator) for at in m.span()),
        value.end,
    ]
    return [value.between(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]


def _trimmed(part: Passage) -> Passage:
    words = part.words
    lead = _MARKS.match(words)
    start = part.start + (lead.end() if lead and lead.start() == 0 else 0)
    while (
        (tail := _MARKS.search(part.text, start, part.end))
        and tail.end() == part.end
        and tail[0]
    ):
        part = part.between(start, tail.start())
    return part.between(start, part.end)


_LEAD: Final = (
    r"(?:(?:joint|global|active|passive|lead|sole|senior|physical|left|co|structuring"
    r"|green|and|managers?|coordinators?)\s)*"
)
RULE: Final = Rule(
    "bookrunners",
    rf"{_LEAD}book\s?run(?:ning|ners?)(?:\s(?:lead\s)?managers?)?(?:\s(?:and|for).*)?"
    rf"|{_LEAD}(?:lead\smanagers?\sand\s)(?:joint\s)?book\s?run(?:ning|ners?)(?:\smanagers?)?"
    r"|(?:joint|active|global|passive)\sbook\s?managers?|lead\smanagers?\sand\sbook\s?runners?|joint\sbooks",
    read_bookrunners,
    Scope.DEAL,
)
