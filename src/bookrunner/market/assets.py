"""What a flood of bonds moves: assets, factors, and how much of each an asset carries.

A factor is one source of risk that its own specialists price: the level of rates, its
long end, the spread of investment grade, the AI sector, one issuer.  An asset carries
*years of exposure* to a factor: a bond of duration 8 with a loading of 0.5 loses four
hundredths of its price when the factor rises by a percentage point.

Bonds only.  Equities and Bitcoin are read from the factors (`market.risk_assets`); no
supply of theirs can enter, because no row of theirs exists here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

import numpy as np

from bookrunner.errors import MisuseError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bookrunner.cited import Figure
    from bookrunner.units import Floats, Money, Years

LONG_END_STARTS: Final = 5.0  # years: no extra exposure up to here ...
LONGEST: Final = 101.0  # years: a century bond, and no more
LONG_END_FULL: Final = 30.0  # ... and all of it from here


class Kind(Enum):
    """A kind of factor; each has its own price of risk."""

    LEVEL = "level"  # of Treasury yields
    LONG_END = "long end"  # of Treasury yields, on top of the level
    SPREAD = "spread"  # of investment grade over Treasuries
    SECTOR = "sector"  # of AI borrowers over investment grade
    ISSUER = "issuer"  # one borrower over its sector

    @property
    def localised(self) -> bool:
        """Whether supply at one tenor weighs most on its neighbours."""
        return self in {Kind.SECTOR, Kind.ISSUER}

    @property
    def is_rate(self) -> bool:
        """Whether it moves Treasuries too: a rate, not a spread."""
        return self in {Kind.LEVEL, Kind.LONG_END}


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One priced risk, and the segment of the market it prices."""

    kind: Kind
    segment: Figure[Money]  # what trades in it; of the level and long end, GDP
    duration: float  # years, of the segment
    issuer: str = ""  # ticker, of an issuer's own factor

    @property
    def name(self) -> str:
        """The factor as tables head it: "sector", "issuer AMZN"."""
        return f"{self.kind.value} {self.issuer}".strip()

    @property
    def dollar_years(self) -> float:
        """Size of the segment in dollars, times its duration in years."""
        return float(self.segment.value.amount) * self.duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One row: a Treasury, an index, or one bond of an issuer."""

    name: str
    tenor: float  # years to maturity
    duration: float  # modified, years
    issuer: str = ""  # ticker; "" of Treasuries and indices
    loadings: Mapping[Kind, float] = field(default_factory=dict)  # spread, sector
    long_end: float | None = None  # None: from the tenor
    rate: float = 1.0  # share of the duration that rates move: of a floater, none
    held: float = 0.0  # dollars whose holders buy more when the price falls
    supply: float = 0.0  # dollars sold, net of refunding and unexpected


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """The rows as columns; row *i* of every column is asset *i*."""

    names: tuple[str, ...]
    issuers: tuple[str, ...]
    factors: tuple[Factor, ...]
    tenor: Years
    duration: Years
    exposure: Years  # assets down, factors across
    held: Floats  # dollars
    supply: Floats  # dollars

    def row(self, name: str) -> int:
        """The place of an asset; a name that is not there is misuse."""
        if name not in self.names:
            known = ", ".join(self.names)
            raise MisuseError(expected=f"one of {known}", seen=name)
        return self.names.index(name)

    def columns_of(self, *kinds: Kind) -> list[int]:
        """The places of the factors of some kinds."""
        return [k for k, factor in enumerate(self.factors) if factor.kind in kinds]


def assets(rows: Sequence[Asset], factors: Sequence[Factor]) -> Assets:
    """Rows as columns, each with its exposure to every factor.

    >>> from decimal import Decimal
    >>> from bookrunner.cited import Assumed
    >>> from bookrunner.units import Money
    >>> gdp = Assumed(Money(Decimal("30500e9"), "USD"), "rounded")
    >>> level = Factor(kind=Kind.LEVEL, segment=gdp, duration=6.0)
    >>> long_end = Factor(kind=Kind.LONG_END, segment=gdp, duration=6.0)
    >>> assets([Asset(name="UST 30y", tenor=30, duration=16)], [level, long_end]).exposure
    array([[16., 16.]])
    """
    _refuse_bad(rows)
    loading = [[_loading(row, factor) for factor in factors] for row in rows]
    duration = np.array([row.duration for row in rows], float)
    return Assets(
        names=tuple(row.name for row in rows),
        issuers=tuple(row.issuer for row in rows),
        factors=tuple(factors),
        tenor=np.array([row.tenor for row in rows], float),
        duration=duration,
        exposure=duration[:, None] * np.array(loading, float),
        held=np.array([row.held for row in rows], float),
        supply=np.array([row.supply for row in rows], float),
    )


def long_end_loading(tenor: Years | float) -> Floats:
    """Extra exposure to the long end: none to five years, all from thirty.

    >>> float(long_end_loading(10.0))
    0.2
    """
    return np.clip(
        (np.asarray(tenor) - LONG_END_STARTS) / (LONG_END_FULL - LONG_END_STARTS), 0, 1
    )


def _loading(row: Asset, factor: Factor) -> float:
    match factor.kind:
        case Kind.LEVEL:
            return row.rate
        case Kind.LONG_END:
            own = (
                float(long_end_loading(row.tenor)) if row.long_end is None else row.long_end
            )
            return row.rate * own
        case Kind.ISSUER:
            return float(row.issuer == factor.issuer)
        case kind:
            return row.loadings.get(kind, 0.0)


def _refuse_bad(rows: Sequence[Asset]) -> None:
    names = [row.name for row in rows]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise MisuseError(expected="every asset once", seen=f"{twice} twice")
    for row in rows:
        if row.tenor > LONGEST:
            raise MisuseError(
                expected=f"tenors up to {LONGEST:g} years, where the curve is read flat",
                seen=f"{row.name}: {row.tenor:g} years",
            )
        if not (row.duration > 0 and row.tenor > 0 and row.held >= 0):
            raise MisuseError(
                expected="a tenor and a duration above zero, and holdings not below",
                seen=f"{row.name}: {row.tenor:g}, {row.duration:g}, {row.held:g}",
            )
