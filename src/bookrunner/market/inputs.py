"""A deal and the facts as the market of the model: every input with its passport.

The priced deal gives tenors and durations, the facts that ship give what was outstanding
on its eve, the holdings of a fund gave the betas (`market.coefficients`), the Treasury
curve of the day the Treasuries.  What nobody states is assumed in the open, or the
question is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from bookrunner import library
from bookrunner.bonds import par_yield
from bookrunner.cited import Assumed, Computed
from bookrunner.deals.curves import shipped_curve
from bookrunner.errors import MisuseError, UnavailableError
from bookrunner.market.assets import Asset, Factor, Kind, assets
from bookrunner.market.coefficients import spread_betas
from bookrunner.market.impact import LEAST_SUPPLY, MOST_SUPPLY
from bookrunner.market.outstanding import hyperscalers, outstanding, sector_outstanding
from bookrunner.market.sold import known_as, par_duration, pricing_day, sold
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from bookrunner.bonds import ParCurve
    from bookrunner.cited import Figure, Reported
    from bookrunner.deals.priced import PricedDeal
    from bookrunner.market.assets import Assets
    from bookrunner.market.sold import Rate, Sold

TREASURY_TENORS: Final = (2.0, 5.0, 10.0, 30.0)
PEER_TENOR: Final = 10.0
FLOATER_RATE_SHARE: Final = 0.0  # its coupon follows rates within a quarter
SPREAD_TO_PEERS: Final = 0.0080  # for the duration of a peer's par bond alone
RATE_DURATION: Final = 6.0
INDEX_DURATION: Final = 7.0
CREDIT_DURATION: Final = 8.0
OLDEST_CURVE: Final = 40  # days
INDEX_LONG_END: Final = 0.3

GDP: Final = Assumed(
    Money(Decimal(30_500_000_000_000), "USD"),
    "current-dollar GDP of the United States in the middle of 2025 (Bureau of Economic "
    "Analysis), rounded",
)
INDEX: Final = Assumed(
    Money(Decimal(9_000_000_000_000), "USD"),
    "investment-grade corporate bonds in dollars, rounded: no index value may ship",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """All the model is run with, in passports."""

    deal_id: str
    ticker: str
    day: date
    sold: tuple[Sold, ...]
    curve: Reported[ParCurve]
    outstanding: Mapping[str, Figure[Money]]  # ticker -> debt on the eve
    sector: Figure[Money] | None  # None: the issuer is no AI borrower
    betas: Mapping[str, Figure[float]]  # ticker -> loading on the spread
    stated_equivalents: Computed[Money] | None = None  # of the priced deal
    gdp: Figure[Money] = GDP
    index: Figure[Money] = INDEX

    @property
    def figures(self) -> tuple[Figure[Any], ...]:
        """What weighs most, for the passports of what comes out."""
        own = [self.face, self.outstanding[self.ticker], self.betas[self.ticker]]
        sector = [self.sector] if self.sector else []
        return (*own, *sector, self.index, self.gdp)

    @property
    def face(self) -> Computed[Money]:
        """Dollars sold."""
        amount = sum((each.face.value.amount for each in self.sold), Decimal(0))
        faces = tuple(each.face for each in self.sold)
        return Computed(Money(amount, "USD"), "sum of faces", faces)

    @property
    def ten_year_equivalents(self) -> Computed[Money]:
        """Dollars of par ten-year Treasuries with the duration of the sale; no floaters.

        The priced deal's own where it has them and is in dollars.
        """
        if self.stated_equivalents is not None:
            return self.stated_equivalents
        fixed = [each for each in self.sold if not each.floating]
        years = sum(float(each.face.value.amount) * each.duration.value for each in fixed)
        of_ten = Decimal(repr(round(years / _par_duration(self, 10.0))))
        inputs = tuple(figure for each in fixed for figure in (each.face, each.duration))
        return Computed(
            Money(of_ten, "USD"), "face x duration / that of a par ten-year", inputs
        )


def deal_inputs(
    priced: PricedDeal,
    curve: Reported[ParCurve],
    *,
    rate: Rate | None = None,
    own_outstanding: Figure[Money] | None = None,
) -> Inputs:
    """The inputs of one deal.

    Raises:
        MisuseError: a currency other than the dollar without a stated rate.
        UnavailableError: sizes, tenors or what the issuer owes are not at hand.
    """
    deal = priced.deal
    day = pricing_day(deal)
    ticker = known_as(deal)
    cohort = {t: outstanding(t, day) for t in hyperscalers()}
    debts = {t: debt for t, debt in cohort.items() if debt}
    own = own_outstanding or outstanding(ticker, day) or _unknown_debt(ticker)
    sector = sector_outstanding(day) if ticker in cohort else None
    return Inputs(
        deal_id=deal.deal_id,
        ticker=ticker,
        day=day,
        sold=tuple(sold(priced, rate)),
        curve=curve,
        outstanding={**debts, ticker: own},
        sector=sector,
        betas=_betas(ticker),
        stated_equivalents=_in_dollars_only(priced.ten_year_equivalents),
    )


def _in_dollars_only(amount: Computed[Money] | None) -> Computed[Money] | None:
    return amount if amount and amount.value.currency == "USD" else None


def given_debt(dollars: float) -> Assumed[Money]:
    """What a user says an issuer had outstanding.

    Raises:
        MisuseError: an amount that cannot be dollars.
    """
    if not LEAST_SUPPLY <= dollars <= MOST_SUPPLY:
        raise MisuseError(
            expected="dollars outstanding, such as 45e9",
            seen=f"{dollars:g}",
            hint="is it in billions?",
        )
    return Assumed(Money(Decimal(round(dollars)), "USD"), "as given by the user")


def curve_near(day: date) -> Reported[ParCurve]:
    """The last Treasury curve that ships up to *day*: for the durations of Treasuries.

    They hardly depend on it; a spread over it would, and none is taken.

    Raises:
        UnavailableError: no curve that ships is within forty days.
    """
    facts = library.par_curve_on_or_before(day)
    curve = shipped_curve(facts.day) if facts else None
    if facts is None or curve is None or (day - facts.day).days > OLDEST_CURVE:
        raise UnavailableError(
            expected=f"a Treasury curve near {day}",
            seen="none that ships",
            hint="`bookrunner sync --curves` fetches it",
        )
    return curve


def market(inputs: Inputs) -> Assets:
    """The assets of the model: Treasuries, the index, the tranches, the peers."""
    rows = [*_treasuries(inputs), _index(inputs), *_sector(inputs)]
    rows += [*_tranches(inputs), *_peers(inputs)]
    return assets(rows, list(_factors(inputs)))


def loadings(inputs: Inputs) -> dict[str, dict[Kind, float]]:
    """Every issuer's loadings on the spread and, inside the sector, on the sector."""
    betas = {ticker: figure.value for ticker, figure in inputs.betas.items()}
    if inputs.sector is None:
        return {ticker: {Kind.SPREAD: beta} for ticker, beta in betas.items()}
    debts = {t: float(inputs.outstanding[t].value.amount) for t in betas}
    mean = sum(betas[t] * debts[t] for t in betas) / sum(debts.values())
    return {t: {Kind.SPREAD: beta, Kind.SECTOR: beta / mean} for t, beta in betas.items()}


def _factors(inputs: Inputs) -> Iterator[Factor]:
    yield Factor(kind=Kind.LEVEL, segment=inputs.gdp, duration=RATE_DURATION)
    yield Factor(kind=Kind.LONG_END, segment=inputs.gdp, duration=RATE_DURATION)
    yield Factor(kind=Kind.SPREAD, segment=inputs.index, duration=INDEX_DURATION)
    if inputs.sector:
        yield Factor(kind=Kind.SECTOR, segment=inputs.sector, duration=CREDIT_DURATION)
    for ticker in _priced_issuers(inputs):
        debt = inputs.outstanding[ticker]
        yield Factor(
            kind=Kind.ISSUER, segment=debt, duration=CREDIT_DURATION, issuer=ticker
        )


def _priced_issuers(inputs: Inputs) -> list[str]:
    return [ticker for ticker in inputs.outstanding if ticker in inputs.betas]


def _treasuries(inputs: Inputs) -> Iterator[Asset]:
    for tenor in TREASURY_TENORS:
        yield Asset(
            name=f"UST {tenor:g}y", tenor=tenor, duration=_par_duration(inputs, tenor)
        )


def _index(inputs: Inputs) -> Asset:
    return Asset(
        name="IG index",
        tenor=PEER_TENOR,
        duration=INDEX_DURATION,
        loadings={Kind.SPREAD: 1.0},
        long_end=INDEX_LONG_END,
        held=float(inputs.index.value.amount),
    )


def _sector(inputs: Inputs) -> Iterator[Asset]:
    """The average AI borrower: the sector's own loading, and no issuer's."""
    if inputs.sector is None:
        return
    own = loadings(inputs)[inputs.ticker]
    yield Asset(
        name="AI sector",
        tenor=PEER_TENOR,
        duration=_par_duration(inputs, PEER_TENOR, SPREAD_TO_PEERS),
        loadings={Kind.SPREAD: own[Kind.SPREAD] / own[Kind.SECTOR], Kind.SECTOR: 1.0},
    )


def _tranches(inputs: Inputs) -> Iterator[Asset]:
    total = sum(float(each.face.value.amount) for each in inputs.sold)
    debt = float(inputs.outstanding[inputs.ticker].value.amount)
    for each in inputs.sold:
        face = float(each.face.value.amount)
        yield Asset(
            name=each.name,
            tenor=each.tenor.value,
            duration=each.duration.value,
            issuer=inputs.ticker,
            loadings=loadings(inputs)[inputs.ticker],
            rate=FLOATER_RATE_SHARE if each.floating else 1.0,
            held=debt * face / total,
            supply=face,
        )


def _peers(inputs: Inputs) -> Iterator[Asset]:
    """The other AI borrowers, where the issuer is one."""
    for ticker in _priced_issuers(inputs) if inputs.sector else ():
        if ticker != inputs.ticker:
            yield Asset(
                name=f"{ticker} {PEER_TENOR:g}y",
                tenor=PEER_TENOR,
                duration=_par_duration(inputs, PEER_TENOR, SPREAD_TO_PEERS),
                issuer=ticker,
                loadings=loadings(inputs)[ticker],
            )


def _par_duration(inputs: Inputs, tenor: float, spread: float = 0.0) -> float:
    return par_duration(float(par_yield(inputs.curve.value, tenor)) + spread, tenor)


def _betas(ticker: str) -> dict[str, Figure[float]]:
    shipped = {t: beta.figure for t, beta in spread_betas().items()}
    if ticker in shipped:
        return dict(shipped)
    told = "no beta of this issuer ships: the market's own, one"
    return {**shipped, ticker: Assumed(1.0, told)}


def _unknown_debt(ticker: str) -> Figure[Money]:
    raise UnavailableError(
        expected=f"what {ticker} had outstanding before the sale",
        seen="no balance sheet of it ships",
        hint="give --outstanding 45e9, in dollars",
    )
