"""What was believed before looking: one prior a parameter, each with its sources.

A price coefficient says how far a factor's yield moves when supply equals the whole of
its segment: 0.035 is 3.5 basis points for one percent.  Priors are our reading of the
published estimates, which differ between papers and between versions of one paper; they
are no paper's own intervals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np

from bookrunner.cited import Assumed
from bookrunner.market.assets import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.units import Floats

Shape: TypeAlias = Literal["normal", "lognormal", "uniform", "half zero, half uniform"]

Z95: Final = 1.6448536269514722  # 95th percentile of the standard normal


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """A parameter as a distribution: its middle, its ends, and why."""

    name: str
    central: float
    low: float  # 5th percentile, or the lower end of a uniform
    high: float  # 95th percentile, or its upper end
    shape: Shape
    unit: str
    sources: str

    def draws(self, count: int, generator: np.random.Generator) -> Floats:
        """*count* values drawn from it.

        >>> drawn = SPREAD_PRICE.draws(50_000, np.random.default_rng(1))
        >>> [round(float(q), 2) for q in np.quantile(drawn, [0.5, 0.95])]
        [0.02, 0.08]
        """
        match self.shape:
            case "normal":
                sigma = (self.high - self.low) / (2 * Z95)
                return generator.normal(self.central, sigma, count)
            case "lognormal":
                sigma = np.log(self.high / self.central) / Z95
                return generator.lognormal(np.log(self.central), sigma, count)
            case "uniform":
                return generator.uniform(self.low, self.high, count)
            case "half zero, half uniform":
                drawn = generator.uniform(self.low, self.high, count)
                return np.where(generator.random(count) < 0.5, 0.0, drawn)

    @property
    def figure(self) -> Assumed[float]:
        """The central value with its passport."""
        interval = f"{self.shape}, [{self.low:g}, {self.high:g}]"
        return Assumed(self.central, f"prior for {self.name} ({interval}): {self.sources}")


_SHARE: Final = "decimal yield a unit share of the segment"

LEVEL_PRICE: Final = Prior(
    name="price of the level of rates",
    central=0.035,
    low=0.035 - 0.006 * Z95,
    high=0.035 + 0.006 * Z95,
    shape="normal",
    unit=_SHARE,
    sources="2-4 bp a percent of GDP: CBO 2019 and 2024, Plante-Richter-Zubairy (Dallas "
    "Fed), a Federal Reserve note on the Georgia run-off, Laubach 2009",
)
LONG_END_PRICE: Final = Prior(
    name="price of the long end",
    central=0.010,
    low=0.010 / 3,
    high=0.030,
    shape="lognormal",
    unit=_SHARE,
    sources="Greenwood-Vayanos 2014 and Vayanos-Vila 2021 for the sign only: weak",
)
SPREAD_PRICE: Final = Prior(
    name="price of investment-grade spread",
    central=0.020,
    low=0.005,
    high=0.080,
    shape="lognormal",
    unit=_SHARE,
    sources="at most 12 bp, the whole index move of September to November 2025 on 0.9% of "
    "supply; Chaudhary-Fu-Li's portfolio multiplier would give 71 and is rejected by 2025",
)
SECTOR_PRICE: Final = Prior(
    name="price of the AI sector",
    central=0.0035,
    low=0.0035**2 / 0.0085,
    high=0.0085,
    shape="lognormal",
    unit=_SHARE,
    sources="0.32 (2004) to 0.77 (2002) bp a percent in two versions of Newman-Rierson on "
    "telecoms in 2000; about 0.2 for single names in autumn 2025, 0.85 for the basket",
)
ISSUER_PRICE: Final = Prior(
    name="price of one issuer",
    central=0.0005,
    low=0.00025,
    high=0.0010,
    shape="lognormal",
    unit=_SHARE,
    sources="5-10 bp for 70-100% more bonds of Meta and Alphabet; Chaudhary-Fu-Li 2025: "
    '"essentially zero"',
)
HEDGING_FLOW: Final = Prior(
    name="hedging flow",
    central=0.13e-4,
    low=0.13e-4**2 / 0.30e-4,
    high=0.30e-4,
    shape="lognormal",
    unit="decimal yield a billion dollars of ten-year equivalents",
    sources="D'Amico-King: 3.5 bp an operation, scaled by market size; Apple, 4 May 2020: "
    "3-4 bp; Merck and others, 1 December 2025: under 8 bp",
)
CREDIT_HALF_LIFE: Final = Prior(
    name="half-life of the credit effect",
    central=45.0,
    low=45.0**2 / 130.0,
    high=130.0,
    shape="lognormal",
    unit="trading days",
    sources="Chaudhary-Fu-Li: one quarter (2023 version) to three or four (2022 version)",
)
STRESS: Final = Prior(
    name="crisis multiplier",
    central=4.0,
    low=2.0,
    high=6.0,
    shape="uniform",
    unit="times calm",
    sources="30 bp against 7.4 predicted for the purchases of 2009; Greenwood-Landier-"
    "Thesmar over our index, 6.4; DebtRank 3 to 6; Duarte-Eisenbach 2-3",
)
BITCOIN_RATE: Final = Prior(
    name="Bitcoin a basis point of yield",
    central=6.0,
    low=0.0,
    high=25.0,
    shape="half zero, half uniform",
    unit="fall in price, decimal, a unit of yield",
    sources="Benigno-Rosa: none in 2017-22; Ma-Tian-Hsiao-Deng: 0.25% a basis point on FOMC"
    " days; the two contradict each other",
)
BITCOIN_EQUITY: Final = Prior(
    name="Bitcoin's beta to equities",
    central=1.1,
    low=1.1 - 0.2 * Z95,
    high=1.1 + 0.2 * Z95,
    shape="normal",
    unit="ratio",
    sources="0.66 over all years, 0.94 over eight, 1.28 since 2022: published betas differ",
)
EQUITY_RATE: Final = Prior(
    name="equities a basis point of yield",
    central=2.0,
    low=-2.0,
    high=6.0,
    shape="uniform",
    unit="fall in price, decimal, a unit of yield",
    sources="assumed: the sign depends on why yields rise",
)
EQUITY_SPREAD: Final = Prior(
    name="equities a basis point of spread",
    central=6.0,
    low=0.0,
    high=12.0,
    shape="uniform",
    unit="fall in price, decimal, a unit of spread",
    sources="at most 0.12% a basis point: the supervisory scenario of 2026, -58% on +470"
    " bp, a macroeconomic crash",
)
HABITAT_ELASTICITY: Final = Prior(
    name="elasticity of habitat demand",
    central=0.2,
    low=0.0,
    high=5.0,
    shape="uniform",
    unit="share of holdings a unit of price",
    sources="unidentified; 0 to 5 scales effects by 1 to 0.87, so the centre is kept",
)
PRICES: Final[Mapping[Kind, Prior]] = {
    Kind.LEVEL: LEVEL_PRICE,
    Kind.LONG_END: LONG_END_PRICE,
    Kind.SPREAD: SPREAD_PRICE,
    Kind.SECTOR: SECTOR_PRICE,
    Kind.ISSUER: ISSUER_PRICE,
}
LOCALISED_SHARE: Final = 0.5  # of the sector's and an issuer's effect
TENOR_WIDTH: Final = 0.5  # in log years: neighbours feel each other within it
FLOW_HALF_LIFE: Final = 3.0  # trading days
