"""The tranches of a deal as the model takes them: years, duration, dollars.

Where the documents state no price, a tranche is taken at par of its coupon, and where
only the year is known, in its middle: both said in the passport.  A size nobody states,
or a currency without a stated rate, is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bookrunner.cited import Assumed, Computed
from bookrunner.deals import Kind
from bookrunner.errors import MisuseError, UnavailableError
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bookrunner.cited import Figure
    from bookrunner.deals import Deal
    from bookrunner.deals.priced import PricedDeal, PricedTranche

_DUE: Final = re.compile(r"\bdue\s+(?:\w+\s+\d{1,2},\s+)?(\d{4})")
ASSUMED_COUPON: Final = 0.045  # where a tranche states none: for its duration alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """One tranche as the model takes it."""

    name: str  # "AMZN 2055"
    tenor: Figure[float]  # years
    duration: Figure[float]  # years; of a floater, of its spread
    face: Figure[Money]  # dollars
    floating: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What one unit of a currency was worth in dollars, and when."""

    currency: str
    dollars: float
    day: date

    @property
    def figure(self) -> Assumed[float]:
        """The rate with its passport."""
        told = f"dollars a {self.currency}, as given for {self.day:%Y-%m-%d}"
        return Assumed(self.dollars, told)


def sold(priced: PricedDeal, rate: Rate | None) -> Iterator[Sold]:
    """Every tranche of a deal, its face in dollars at a stated rate.

    Raises:
        MisuseError: a currency other than the dollar without a stated rate.
        UnavailableError: sizes or years are not at hand.
    """
    deal, ticker = priced.deal, known_as(priced.deal)
    _refuse_shares(deal)
    if not deal.tranches:
        raise UnavailableError(
            expected=f"the tranches of {deal.deal_id} with their sizes",
            seen="none at hand",
            hint="for a total alone use --pipeline",
        )
    years = [_due_year(each) for each in priced.tranches]
    for n, each in enumerate(priced.tranches):
        twin = f" #{n + 1}" if years.count(years[n]) > 1 else ""
        tenor, duration = _tenor(deal, each, years[n])
        yield Sold(
            name=f"{ticker} {years[n]}{twin}",
            tenor=tenor,
            duration=duration,
            face=_dollars(each, deal, rate),
            floating=_floats(each),
        )


def _refuse_shares(deal: Deal) -> None:
    """Refuse what is no bond: convertibles carry the share, preferred stock is one."""
    told = [each.title.value for each in deal.tranches if each.title]
    kinds = {each.kind.value for each in deal.tranches if each.kind}
    shares = [title for title in told if "preferred" in title.lower()]
    if Kind.CONVERTIBLE in kinds or shares:
        raise MisuseError(
            expected="bonds: nothing else is sold into this market",
            seen=shares[0] if shares else f"convertible notes in {deal.deal_id}",
        )


def _tenor(
    deal: Deal, each: PricedTranche, year: int
) -> tuple[Figure[float], Figure[float]]:
    """Years to maturity and duration; of a bond at its coupon where no price is known."""
    tenor: Figure[float]
    if each.years is not None:
        tenor = each.years
    else:
        left = (
            year
            + 0.5
            - (pricing_day(deal).year + pricing_day(deal).timetuple().tm_yday / 365.25)
        )
        tenor = Assumed(left, f"only the year {year} is known: taken at its middle")
    if each.modified_duration is not None:
        return tenor, each.modified_duration
    coupon = each.tranche.coupon
    rate = float(coupon.value) if coupon else ASSUMED_COUPON
    at_par = par_duration(rate, tenor.value)
    why = (
        "duration at par of its coupon"
        if coupon
        else f"duration at par of {ASSUMED_COUPON:.1%}"
    )
    return tenor, Computed(at_par, why, (tenor, *([coupon] if coupon else [])))


def _due_year(each: PricedTranche) -> int:
    tranche = each.tranche
    if tranche.maturity:
        return tranche.maturity.value.year
    found = _DUE.search(tranche.title.value) if tranche.title else None
    if found is None:
        told = tranche.title.value if tranche.title else "a tranche without a title"
        raise UnavailableError(expected="the year each tranche falls due", seen=told)
    return int(found[1])


def known_as(deal: Deal) -> str:
    """A short name of the issuer: its ticker, else the first word of its name.

    >>> from bookrunner.deals import shipped_deal
    >>> known_as(shipped_deal("amzn-2025-11-17"))
    'AMZN'
    """
    named = deal.issuer.value if deal.issuer else ""
    return deal.ticker or named.split(" ")[0].strip(",.") or "issuer"


def in_dollars(face: Figure[Money], rate: Rate | None, deal: str) -> Figure[Money]:
    """An amount in dollars, at a stated rate where it is in another currency.

    Raises:
        MisuseError: another currency, and no rate of it given.
    """
    currency = face.value.currency
    if currency == "USD":
        return face
    if rate is None or rate.currency != currency:
        raise MisuseError(
            expected="a deal in dollars, or a stated rate and its date",
            seen=f"{deal} in {currency}",
            hint=f"give the day's, --rate {currency}=1.15@2025-11-03",
        )
    amount = face.value.amount * Decimal(repr(rate.dollars))
    return Computed(Money(amount, "USD"), "face x rate", (face, rate.figure), rate.day)


def _dollars(each: PricedTranche, deal: Deal, rate: Rate | None) -> Figure[Money]:
    face = each.tranche.face
    if face is None:
        told = each.tranche.title.value if each.tranche.title else "an unnamed tranche"
        raise UnavailableError(
            expected=f"the size of every tranche of {deal.deal_id}", seen=f"none for {told}"
        )
    return in_dollars(face, rate, deal.deal_id)


def _floats(each: PricedTranche) -> bool:
    kind = each.tranche.kind
    return kind is not None and kind.value is Kind.FLOATING


def pricing_day(deal: Deal) -> date:
    """The day a deal was priced; a deal without one is refused."""
    if deal.pricing_date is None:
        raise UnavailableError(
            expected=f"the pricing day of {deal.deal_id}", seen="none at hand"
        )
    return deal.pricing_date.value


def par_duration(rate: float, years: float) -> float:
    """Modified duration of a bond at par that pays twice a year.

    >>> round(par_duration(0.0413, 10.0), 2)
    8.12
    """
    return float((1 - (1 + rate / 2) ** (-2 * years)) / rate)
