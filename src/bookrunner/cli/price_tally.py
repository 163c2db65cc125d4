"""What went by while a table was priced, counted and not kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bookrunner.tables import Table

_MOST_REASONS: Final = 1000  # told apart; the rest are counted together
_REASONS_SHOWN: Final = 8
_OTHER: Final = "other reasons"


@dataclass(slots=True)
class Range:
    """One figure over all rows: how many have it, and how it spreads."""

    rows: int = 0
    total: float = 0.0
    least: float = float("inf")
    most: float = float("-inf")

    def add(self, block: Table, name: str) -> None:
        """Count a block in."""
        import numpy as np

        column = block.floats(name)
        known = column[np.isfinite(column)]
        if len(known):
            self.rows += len(known)
            self.total += float(known.sum())
            self.least = min(self.least, float(known.min()))
            self.most = max(self.most, float(known.max()))


@dataclass(slots=True)
class Tally:
    """Rows, the range of each figure, and the reasons told."""

    rows: int = 0
    figures: dict[str, Range] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)

    def counted(self, blocks: Iterator[Table]) -> Iterator[Table]:
        """The blocks, counted as they pass."""
        from bookrunner.bonds.pricing import FIGURES, REASON

        numbers = [figure.name for figure in FIGURES if figure.unit != "day"]
        for block in blocks:
            self.rows += len(block)
            for name in (name for name in numbers if name in block.names):
                self.figures.setdefault(name, Range()).add(block, name)
            if REASON.name in block.names:
                self._count_reasons(block, REASON.name)
            yield block

    @property
    def priced(self) -> bool:
        """Whether any row has a figure, of those that were asked for."""
        return self.rows > 0 and (
            not self.figures or any(each.rows for each in self.figures.values())
        )

    @property
    def lines(self) -> list[str]:
        """The count and the reasons, commonest first."""
        told = self.reasons.total()
        common = self.reasons.most_common(_REASONS_SHOWN)
        rest = told - sum(count for _, count in common)
        counted = [*common, *([(_OTHER, rest)] if rest else [])]
        return [
            f"{_rows(self.rows)}, {told:,} of them with a reason",
            *(f"{_rows(count)}: {reason}" for reason, count in counted),
        ]

    def _count_reasons(self, block: Table, column: str) -> None:
        import numpy as np

        words, codes = block.words(column)
        counts = np.bincount(codes[codes >= 0], minlength=len(words))
        for word, count in zip(words, counts.tolist(), strict=True):
            known = word in self.reasons or len(self.reasons) < _MOST_REASONS
            self.reasons[word if known else _OTHER] += count


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"
