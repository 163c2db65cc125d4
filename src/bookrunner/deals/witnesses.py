"""Witnesses to figures as they are heard, for the deal and tranche by tranche."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Reason
from bookrunner.deals.rules import Doubt, Found, Scope
from bookrunner.deals.rules.grammar import BLANK
from bookrunner.errors import UnreadableError

if TYPE_CHECKING:
    from bookrunner.deals.rules import Rule
    from bookrunner.filings import Passage

OF_DEAL: Final = (
    "issuer",
    "guarantors",
    "pricing_date",
    "settlement_date",
    "use_of_proceeds",
    "net_proceeds",
    "total_face",
)


LONGEST: Final = 8_000  # characters of a value that a rule reads; redemptions take half

# A form prints every choice and ticks one.
_TICKED: Final = re.compile(r"[☒☑✓✔][^☐☒☑✓✔]*|\[\s?[Xx]\s?\][^\[]*")


class Witnesses:
    """What has been heard so far: figures found, and doubts."""

    def __init__(self, tranches: int) -> None:
        self.of_deal: dict[str, list[Found]] = defaultdict(list)
        self.of_tranche: list[dict[str, list[Found]]] = [
            defaultdict(list) for _ in range(tranches)
        ]
        self.doubts: list[tuple[str, Doubt]] = []  # with the tranche, ":2", or ""

    def hear(
        self, rule: Rule, places: tuple[int, ...] | None, value: Passage, label: Passage
    ) -> None:
        """Let a rule read some words that are told of these tranches, None for all."""
        value = _ticked(value.between(value.start, min(value.end, value.start + LONGEST)))
        if places == ():
            message = "told of a tranche that cannot be told from the others"
            self.doubts.append(("", Doubt(rule.name, Reason.CONFLICT, message, value)))
            return
        try:
            outcome = list(rule.read(value, label))
        except UnreadableError as error:
            outcome = [Doubt(rule.name, Reason.UNREADABLE, str(error), value)]
        if not outcome and value.search(BLANK):
            outcome = [Doubt(rule.name, Reason.MISSING, "left blank", value)]
        for each in outcome:
            self.record(rule.scope, places, each)

    def record(
        self, scope: Scope, places: tuple[int, ...] | None, each: Found | Doubt
    ) -> None:
        """Note one outcome where it belongs."""
        of_deal = scope is Scope.DEAL or each.figure in OF_DEAL
        if isinstance(each, Doubt):
            where = "" if of_deal or not places else f":{places[0] + 1}"
            self.doubts.append((where, each))
        elif of_deal:
            self.of_deal[each.figure].append(each)
        elif places is None and scope is Scope.ONE and len(self.of_tranche) > 1:
            self._of_all(each)
        else:
            for place in range(len(self.of_tranche)) if places is None else places:
                self.of_tranche[place][each.figure].append(each)

    def _of_all(self, each: Found) -> None:
        """One size told of several tranches is the deal's; one identifier is nobody's."""
        if each.figure == "face":
            total = Found("total_face", each.value, each.passage, "face.of_the_deal")
            self.of_deal["total_face"].append(total)
        else:
            message = "one told of several tranches"
            self.doubts.append(
                ("", Doubt(each.figure, Reason.CONFLICT, message, each.passage))
            )


def _ticked(value: Passage) -> Passage:
    """The choice that is ticked, where the words are a list of boxes."""
    found = value.search(_TICKED)
    return value.between(found.start() + 1, found.end()) if found else value
