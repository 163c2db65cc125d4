"""Face amounts: how much of a tranche is sold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Reason
from bookrunner.deals.rules.grammar import AMOUNTS, amount_of
from bookrunner.deals.rules.rule import Doubt, Found, Rule, Scope

if TYPE_CHECKING:
    from bookrunner.deals.rules.rule import Outcome
    from bookrunner.filings.passage import Passage


_BLANK: Final = re.compile(r"[$€£¥]\s*[\[•●○_]")


def read_face(value: Passage, _label: Passage) -> Outcome:
    """The first amount of money, which is the size; what follows explains it."""
    found = value.search(AMOUNTS)
    if found and value.between(value.start, found.start()).search(_BLANK):
        found = None  # the size is left open, and this is a denomination
    if found is None:
        if any(character.isdigit() for character in value.words):
            yield Doubt("face", Reason.UNREADABLE, "no amount with its currency", value)
        return
    if any(_is_another(line, found[0]) for line in value.lines()):
        yield Doubt("face", Reason.CONFLICT, "several sizes stated", value)
        return
    yield Found("face", amount_of(found[0]), value.group(found), "face.stated")


def _is_another(line: Passage, size: str) -> bool:
    """Whether a line is nothing but an amount, and not the size found."""
    whole = AMOUNTS.fullmatch(line.words.strip(" |"))
    return whole is not None and amount_of(whole[0]) != amount_of(size)


RULE: Final = Rule(
    "face",
    r"(?:total\s|initial\s)?(?:aggregate\s)?(?:total\s)?(?:principal|nominal|face|offering|issue|deal"
    r"|transaction|tranche|offered|initial)?\s?(?:amounts?|size)"
    r"(?:\s(?:offered|issued|of\s(?:the\s)?(?:notes|bonds|securities|issue|debentures|offering|series)"
    r"(?:\soffered)?|offered\shereby|being\soffered|to\sbe\sissued|and\scurrency))?"
    r"|face|(?:aggregate\s)?principal(?:\samount\soffered\shereby)?|(?:offering|issue)\samount"
    r"|currency\sand\s(?:aggregate\s)?(?:principal\s)?amount",
    read_face,
    Scope.ONE,
)
