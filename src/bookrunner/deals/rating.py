"""The scales of the agencies, side by side, as far as asking for a rating needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.cited import Figure

_PAIRS: Final = (
    "AAA/Aaa AA+/Aa1 AA/Aa2 AA-/Aa3 A+/A1 A/A2 A-/A3 BBB+/Baa1 BBB/Baa2 BBB-/Baa3 "
    "BB+/Ba1 BB/Ba2 BB-/Ba3 B+/B1 B/B2 B-/B3 CCC+/Caa1 CCC/Caa2 CCC-/Caa3 CC/Ca C/C D/D"
)
_NOTCH: Final = {
    name: notch
    for notch, pair in enumerate(_PAIRS.split(), 1)
    for name in pair.split("/")
}  # fmt: skip
_LETTERS: Final = {
    name: frozenset(n for other, n in _NOTCH.items() if other.rstrip("+-") == name)
    for name in ("AAA", "AA", "A", "BBB", "BB", "B", "CCC")
}
_GRADES: Final = {
    "IG": frozenset(range(1, _NOTCH["BBB-"] + 1)),
    "HY": frozenset(range(_NOTCH["BB+"], _NOTCH["D"] + 1)),
}


def notch(rating: str) -> int | None:
    """How far below AAA a rating stands, from 1; None of what is no rating.

    An outlook beside it is not part of it.

    >>> notch("A1"), notch("A+ (stable)"), notch("NR")
    (5, 5, None)
    """
    word = rating.split(maxsplit=1)[0].split("(", maxsplit=1)[0] if rating.split() else ""
    return _NOTCH.get(word)


def is_rated(ratings: Mapping[str, Figure[str]], asked: str) -> bool:
    """Whether one of the agencies rates it so.

    Asked for are letters ("A" is A+, A and A-), a notch of either scale ("A1", "AA-"),
    or "IG" and "HY", above and below the line.

    Raises:
        MisuseError: no agency gives such a rating.
    """
    wanted = _GRADES.get(asked.upper()) or _LETTERS.get(asked) or _one(asked)
    return any(notch(figure.value) in wanted for figure in ratings.values())


def _one(asked: str) -> frozenset[int]:
    found = notch(asked)
    if found is None:
        raise MisuseError(expected="a rating such as A1, AA-, BBB, IG or HY", seen=asked)
    return frozenset({found})
