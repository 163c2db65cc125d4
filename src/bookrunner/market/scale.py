"""How big is it really: a sale in auctions, in months of supply, in shares of markets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bookrunner import library
from bookrunner.cited import Assumed, Computed, Reported
from bookrunner.units import Money

if TYPE_CHECKING:
    from bookrunner.cited import Figure
    from bookrunner.market.inputs import Inputs

TEN_YEAR_AUCTION: Final = Reported(
    Money(Decimal(42_000_000_000), "USD"),
    "Treasury quarterly refunding statement of 5 November 2025, by way of "
    "https://www.cmegroup.com/education/events/econoday/2025/11/feed660554.html",
    date(2025, 11, 5),
    "B",
    "the new ten-year note of November 2025",
)
MONTHS_TO_LATE_NOVEMBER: Final = Assumed(10.8, "the source says 2025 to late November")
_SERIES: Final = ("US IG issuance", "2025 to late Nov")


def auctions(ten_year_equivalents: Figure[Money]) -> Computed[float]:
    """The sale's ten-year equivalents over one auction of the ten-year note.

    >>> round(auctions(Assumed(Money(Decimal("16.2e9"), "USD"), "an example")).value, 2)
    0.39
    """
    return _share(ten_year_equivalents, TEN_YEAR_AUCTION, "ten-year equivalents / auction")


def monthly_supply() -> Computed[Money]:
    """Investment-grade bonds sold in dollars in an average month of 2025."""
    told = next(s for s in library.supply() if (s.series, s.period) == _SERIES)
    months = MONTHS_TO_LATE_NOVEMBER
    total = told.figure.value
    amount = total.amount if isinstance(total, Money) else total
    a_month = Money((amount / Decimal(str(months.value))).quantize(Decimal(1)), "USD")
    return Computed(a_month, "US IG issuance / months", (told.figure, months))


def months_of_supply(face: Figure[Money]) -> Computed[float]:
    """The sale over an average month of investment-grade supply in 2025."""
    return _share(face, monthly_supply(), "face / a month's supply")


def share_of_sector(inputs: Inputs, face: Figure[Money]) -> Computed[float] | None:
    """The sale over what the five AI borrowers had outstanding; None outside them."""
    return _share(face, inputs.sector, "face / sector") if inputs.sector else None


def share_of_index(inputs: Inputs, face: Figure[Money]) -> Computed[float]:
    """The sale over all investment-grade corporate bonds in dollars."""
    return _share(face, inputs.index, "face / index")


def share_of_own(inputs: Inputs, face: Figure[Money]) -> Computed[float]:
    """The sale over what its issuer had outstanding on the eve."""
    return _share(face, inputs.outstanding[inputs.ticker], "face / own debt")


def _share(part: Figure[Money], whole: Figure[Money], by: str) -> Computed[float]:
    ratio = float(part.value.amount) / float(whole.value.amount)
    return Computed(ratio, by, (part, whole))
