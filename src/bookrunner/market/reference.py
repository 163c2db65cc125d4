"""The inputs of the published example, rounded as it rounded them.

Amazon's sale of 17 November 2025 against a market in round figures: what an independent
implementation of the same equations was run with.  They serve to check the equations and
to show how much the data change the answer; `market.inputs` builds the same market from
facts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Assumed
from bookrunner.market.assets import Asset, Factor, Kind, assets
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bookrunner.market.assets import Assets

BILLION: Final = 1e9
RATE_DURATION: Final = 6.0  # years, of government debt
INDEX_DURATION: Final = 7.0
CREDIT_DURATION: Final = 8.0  # of the sector and of an issuer's bonds
OVERLAP: Final = 0.39  # of the deal's tenors with each other

OUTSTANDING: Final[Mapping[str, float]] = {  # dollars, before the wave
    "AMZN": 50e9,
    "META": 29e9,
    "GOOGL": 25e9,
    "MSFT": 40e9,
    "ORCL": 90e9,
}
SECTOR: Final = 300e9  # after the sales of autumn 2025
INDEX: Final = 9_000e9
GDP: Final = 30_500e9
SPREAD_BETA: Final = {"AMZN": 0.8, "META": 0.8, "GOOGL": 0.8, "MSFT": 0.7, "ORCL": 1.6}
SECTOR_BETA: Final = {"AMZN": 1.0, "META": 1.2, "GOOGL": 0.9, "MSFT": 0.7, "ORCL": 2.0}
TREASURIES: Final = {3.0: 2.8, 5.0: 4.5, 10.0: 8.1, 30.0: 16.0}  # tenor -> duration
TRANCHES: Final = (  # tenor, duration, dollars
    (3.0, 2.81, 2.5e9),
    (5.0, 4.48, 2.5e9),
    (7.0, 6.22, 1.5e9),
    (10.0, 7.92, 3.5e9),
    (30.0, 14.66, 3.0e9),
    (40.0, 15.95, 2.0e9),
)


def amazon_2025() -> Assets:
    """The market of the published example, with the six tranches sold into it.

    >>> market = amazon_2025()
    >>> len(market.names), float(market.supply.sum())
    (15, 15000000000.0)
    """
    rows = [
        *(_treasury(tenor, duration) for tenor, duration in TREASURIES.items()),
        Asset(
            name="IG index",
            tenor=10.0,
            duration=INDEX_DURATION,
            loadings={Kind.SPREAD: 1.0},
            long_end=0.3,
            held=INDEX,
        ),
        *(_tranche(*tranche) for tranche in TRANCHES),
        *(_peer(ticker) for ticker in OUTSTANDING if ticker != "AMZN"),
    ]
    return assets(rows, factors(OUTSTANDING))


def factors(outstanding: Mapping[str, float]) -> list[Factor]:
    """The five kinds of factor, one of them an issuer each."""
    gdp, index, sector = (_rounded(size) for size in (GDP, INDEX, SECTOR))
    own = [
        Factor(
            kind=Kind.ISSUER,
            segment=_rounded(size),
            duration=CREDIT_DURATION,
            issuer=ticker,
        )
        for ticker, size in outstanding.items()
    ]
    return [
        Factor(kind=Kind.LEVEL, segment=gdp, duration=RATE_DURATION),
        Factor(kind=Kind.LONG_END, segment=gdp, duration=RATE_DURATION),
        Factor(kind=Kind.SPREAD, segment=index, duration=INDEX_DURATION),
        Factor(kind=Kind.SECTOR, segment=sector, duration=CREDIT_DURATION),
        *own,
    ]


def _treasury(tenor: float, duration: float) -> Asset:
    return Asset(name=f"UST {tenor:g}y", tenor=tenor, duration=duration)


def _tranche(tenor: float, duration: float, face: float) -> Asset:
    share = face / sum(size for _, _, size in TRANCHES)
    return Asset(
        name=f"AMZN {tenor:g}y",
        tenor=tenor,
        duration=duration,
        issuer="AMZN",
        loadings=_betas("AMZN"),
        held=share * OUTSTANDING["AMZN"],
        supply=face,
    )


def _peer(ticker: str) -> Asset:
    return Asset(
        name=f"{ticker} 10y",
        tenor=10.0,
        duration=8.0,
        issuer=ticker,
        loadings=_betas(ticker),
    )


def _betas(ticker: str) -> dict[Kind, float]:
    return {Kind.SPREAD: SPREAD_BETA[ticker], Kind.SECTOR: SECTOR_BETA[ticker]}


def _rounded(size: float) -> Assumed[Money]:
    return Assumed(
        Money(Decimal(int(size)), "USD"), "rounded, as the published example has it"
    )
