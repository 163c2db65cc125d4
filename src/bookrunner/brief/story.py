"""A brief before it is drawn: sections, lines and tables of passports, as data.

A `Said` is a figure and the form it is written in; a sentence mixes words and said
figures.  Every renderer (terminal, HTML, JSON) draws the same story, and none of them
accepts a bare number.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.cited import Figure, Problem


class Form(Enum):
    """How a figure is written; the value is the unit `--json` states for it."""

    TEXT = "text"
    COUNT = "count"
    DAY = "date"
    MONTH = "date "  # the same unit, written shorter
    MONEY = "money"  # in units of the currency
    MONEY_PER_BP = "money per basis point"
    COUPON = "decimal per year"  # written with the digits of the filing
    RATE = "decimal per year "  # written in percent with three decimals
    SPREAD = "decimal per year  "  # written in basis points
    PRICE = "per 100 face"
    POINTS = "per 100 face "  # a fee, two decimals
    YEARS = "years"
    CONVEXITY = "years squared"
    RATIO = "ratio"  # 5.3x
    SHARE = "ratio "  # 12.4 %
    CHANGE = "ratio  "  # +12.4 %, -0.04 %

    @property
    def unit(self) -> str:
        """The unit of the value behind the figure, in the words of the house."""
        return self.value.strip()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of figures under headings; the last row may be a total."""

    key: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Said | str, ...], ...]
    total: Sentence = ()


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
