"""Percent or decimal: what the numbers of a column are written in.

A heading may say it (``coupon_pct``), the user may say it, and otherwise the column
shows it: its middle value lies on one side of a line that no real column straddles.
What is on the wrong side of that line in its own column is neither converted nor kept:
the row is refused, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.units import Flags, Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """The two ways a figure is written, and the line between them."""

    large: str
    small: str
    line: float  # a column whose middle value is above is in the large scale
    least: float  # in a column in the large scale, a smaller number is suspect
    factors: Mapping[str, float]  # what a number is multiplied by, for each scale
    signed: float = 1.0  # and what a cell with a percent sign, already divided by 100


_RATE: Final = Scales(
    large="percent",
    small="decimal",
    line=0.30,
    least=0.10,
    factors={"percent": 0.01, "decimal": 1.0},
)
_PRICE: Final = Scales(
    large="per 100",
    small="fraction",
    line=2.0,
    least=2.0,
    factors={"per 100": 1.0, "fraction": 100.0},
    signed=100.0,
)
SCALES: Final[Mapping[str, Scales]] = {
    "coupon": _RATE,
    "yield_to_maturity": _RATE,
    "clean_price": _PRICE,
}


@dataclass(frozen=True, slots=True)
class Scale:
    """What a column is written in, and how that is known."""

    figure: str
    name: str  # "percent", "decimal", "per 100" or "fraction"
    known: str  # "told", "said by its heading" or "seen in its middle value 4.9"

    @property
    def factor(self) -> float:
        """What a number of the column is multiplied by."""
        return SCALES[self.figure].factors[self.name]

    def suspect(self, numbers: Floats) -> Flags:
        """Numbers that look like the other scale; none where the user told the scale.

        >>> Scale("coupon", "percent", "").suspect(np.array([5.25, 0.0525, 0.0]))
        array([False,  True, False])
        """
        scales = SCALES[self.figure]
        size = np.abs(numbers)
        if self.known == "told":
            return np.zeros(len(numbers), dtype=bool)
        if self.name == scales.small:
            return size > scales.line
        return (size > 0) & (size < scales.least)


def scale_of(figure: str, numbers: Floats, *, told: str | None, said: str | None) -> Scale:
    """What a column is in: as told by the user, as its heading says, or as it shows.

    >>> scale_of("coupon", np.array([5.25, 4.875]), told=None, said=None).name
    'percent'

    Raises:
        MisuseError: the user tells a scale that the figure does not have.
    """
    scales = SCALES[figure]
    if told is not None:
        if told not in scales.factors:
            raise MisuseError(
                expected=f"{figure} in {' or '.join(scales.factors)}", seen=repr(told)
            )
        return Scale(figure, told, "told")
    if said is not None and said in scales.factors:
        return Scale(figure, said, "said by its heading")
    sizes = np.abs(numbers[np.isfinite(numbers) & (numbers != 0)])
    if not len(sizes):
        return Scale(figure, scales.large, "assumed: the column holds no number but zero")
    middle = float(np.median(sizes))
    name = scales.large if middle > scales.line else scales.small
    return Scale(figure, name, f"seen in its middle value {middle:.6g}")
