"""A brief before it is drawn: sections, lines and tables of passports, as data.

A `Said` is a figure and the form it is written in; a sentence mixes words and said
figures.  Every renderer (terminal, HTML, JSON) draws the same story, and none of them
accepts a bare number.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.cited import Figure, Problem


class Form(Enum):
    """How a figure is written."""

    TEXT = auto()
    COUNT = auto()
    DAY = auto()  # 17 Nov 2025
    MONTH = auto()  # Nov 2028
    MONEY = auto()  # $2.50bn
    MONEY_PER_BP = auto()  # $0.70m
    COUPON = auto()  # percent, with the digits of the filing
    RATE = auto()  # percent, three decimals
    SPREAD = auto()  # basis points, signed
    MOVE = auto()  # basis points, signed, one decimal: an effect
    MOVE_BAND = auto()  # +4.0 [+2.5, +6.9], in basis points by its heading
    CHANGE_BAND = auto()  # -0.04 % [-0.12, -0.01]
    CENTRE = auto()  # +0.3, basis points; of an estimate its middle alone
    PRICE_BAND = auto()  # 0.35 [0.14, 0.85], bp a percent of a segment
    SENSITIVITY_BAND = auto()  # -0.045 [-0.093, +0.004], in the unit beside it
    BILLIONS_BAND = auto()  # 54 [31, 82], in billions by its heading
    PRICE = auto()
    POINTS = auto()  # a fee per 100 face, two decimals
    YEARS = auto()
    CONVEXITY = auto()
    RATIO = auto()  # 5.3x
    SHARE = auto()  # 12.4 %
    CHANGE = auto()  # -0.04 %, signed

    @property
    def unit(self) -> str:
        """The unit of the value behind the figure, as `--json` states it."""
        return _UNITS[self]


_UNITS: Final = {
    Form.TEXT: "text",
    Form.COUNT: "count",
    Form.DAY: "date",
    Form.MONTH: "date",
    Form.MONEY: "money",
    Form.MONEY_PER_BP: "money per basis point",
    Form.COUPON: "decimal per year",
    Form.RATE: "decimal per year",
    Form.SPREAD: "decimal per year",
    Form.MOVE: "decimal per year",
    Form.MOVE_BAND: "decimal per year",
    Form.CHANGE_BAND: "ratio",
    Form.BILLIONS_BAND: "dollars",
    Form.CENTRE: "decimal yield for ten billion dollars",
    Form.PRICE_BAND: "decimal yield a unit share of the segment",
    Form.SENSITIVITY_BAND: "as its note says",
    Form.PRICE: "per 100 face",
    Form.POINTS: "per 100 face",
    Form.YEARS: "years",
    Form.CONVEXITY: "years squared",
    Form.RATIO: "ratio",
    Form.SHARE: "ratio",
    Form.CHANGE: "ratio",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A figure as a brief says it; `key` is what ``bookrunner explain`` answers to."""

    key: str  # "yield_to_maturity:2065"
    figure: Figure[Any] | None
    form: Form
    why: str = ""  # where the figure is None: why nobody knows it


Sentence: TypeAlias = tuple[str | Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A label and what is said of it."""

    label: str
    sentence: Sentence
    detail: bool = False  # on the page and in JSON, not on the first screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of figures under headings; the last row may be a total."""

    key: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Said | str, ...], ...]
    total: Sentence = ()
    detail: bool = False  # shown on the page and in JSON, not on the first screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A Vega-Lite specification with its data inside, and what it shows in words."""

    key: str
    title: str
    spec: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the story: the sale, the borrower, the market."""

    key: str
    heading: str
    blocks: tuple[Line | Table | Chart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The whole brief."""

    deal_id: str
    title: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]
    sources: tuple[str, ...]
