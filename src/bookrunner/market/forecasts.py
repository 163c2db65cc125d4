"""What others say of supply, side by side, each with its scope and its day.

No two series are alike, so nothing here is averaged and nothing is added.  A share of
the market is a numerator of one institution over a denominator of another, and says both
scopes and whether the periods agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bookrunner import library
from bookrunner.cited import Computed
from bookrunner.units import Money

if TYPE_CHECKING:
    from bookrunner.library import SupplyFacts

NUMERATORS: Final = (
    ("Hyperscaler (5) USD IG issuance", "2025"),
    ("Hyperscaler issuance", "2025"),
    ("AI-related US IG issuance", "2025 to end Oct"),
    ("Hyperscaler jumbo deals since September", "2025-09/2025-11"),
)
DENOMINATORS: Final = (
    ("US IG issuance", "2025 to late Nov"),
    ("US corporate issuance (all)", "2025"),
    ("US corporate net issuance", "2025"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One scope of supply over another."""

    part: SupplyFacts
    whole: SupplyFacts
    figure: Computed[float]
    same_period: bool


def forecasts() -> tuple[SupplyFacts, ...]:
    """Every forecast of an amount that ships, by scope and by period.

    >>> [f.institution for f in forecasts() if f.series == "Hyperscaler issuance"]
    ['BofA (Nov 2025)', 'Morgan Stanley (Feb 2026)']
    """
    told = [s for s in library.supply() if s.kind == "forecast" and s.unit == "money"]
    return tuple(sorted(told, key=lambda each: (each.series, each.period)))


def shares() -> tuple[Share, ...]:
    """The hyperscalers' share of supply in 2025 under each published scope.

    >>> [f"{each.figure.value:.1%}" for each in shares()][:3]
    ['7.1%', '5.5%', '16.7%']
    """
    return tuple(
        _share(_fact(*part), _fact(*whole)) for part in NUMERATORS for whole in DENOMINATORS
    )


def stated_shares() -> tuple[SupplyFacts, ...]:
    """The shares that institutions state themselves, each in its own scope."""
    return tuple(
        s for s in library.supply() if s.unit == "ratio" and "share" in s.series.lower()
    )


def _share(part: SupplyFacts, whole: SupplyFacts) -> Share:
    one, other = part.figure, whole.figure
    amounts = [
        f.value.amount if isinstance(f.value, Money) else f.value for f in (one, other)
    ]
    ratio = float(amounts[0]) / float(amounts[1])
    return Share(
        part=part,
        whole=whole,
        figure=Computed(ratio, f"{part.series} / {whole.series}", (one, other)),
        same_period=part.period == whole.period,
    )


def _fact(series: str, period: str) -> SupplyFacts:
    return next(s for s in library.supply() if (s.series, s.period) == (series, period))
