"""Supply as columns: what was sold, when it falls due, and how much duration it is.

Deals come in, or a table of issuance of the user's own; each row is a tranche, or a sale
whose tranches nobody at hand describes.  Dollars only: a row in another currency comes
in with a stated rate or stays out and is named.  What is unknown is NaN or NaT, and a
sum says how many rows it had to leave out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bookrunner import library
from bookrunner.cited import Problem, Reason
from bookrunner.errors import BookrunnerError, UnavailableError
from bookrunner.market.outstanding import hyperscalers
from bookrunner.market.sold import in_dollars, sold
from bookrunner.units import as_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bookrunner.cited import Figure
    from bookrunner.deals import Deal
    from bookrunner.deals.priced import PricedDeal
    from bookrunner.market.sold import Rate
    from bookrunner.units import Dates, Flags, Floats, Ints, Years

_MONTH: Final = re.compile(r"\d{4}-\d{2}")
_INVESTMENT: Final = re.compile(r"A|Baa|BBB")
TENORS: Final = ((0, 4), (4, 8), (8, 15), (15, 35), (35, 101))  # years


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuance:
    """Rows of supply; row *i* of every column is tranche *i*."""

    deal: tuple[str, ...]
    issuer: tuple[str, ...]  # ticker, or name
    sector: tuple[str, ...]
    rating: tuple[str, ...]  # "investment grade", "high yield" or "not rated"
    currency: tuple[str, ...]  # as sold
    month: Dates  # of the sale, datetime64[M]
    day: Dates  # of the sale; NaT where only the month is known
    settles: Dates
    maturity: Dates  # NaT where it is not known
    tenor: Years
    duration: Years  # NaN where it is not known
    face: Floats  # dollars
    figures: tuple[Figure[Any], ...]  # where each face comes from

    def __len__(self) -> int:
        """How many rows."""
        return len(self.face)

    def __getitem__(self, rows: Flags | Ints) -> Issuance:
        """Some rows, every column alike."""
        at = np.arange(len(self))[rows]
        return Issuance(**{f.name: _taken(getattr(self, f.name), at) for f in fields(self)})

    @property
    def cohort(self) -> tuple[str, ...]:
        """Hyperscaler or other; what serves one off its balance sheet is other."""
        cohort = hyperscalers()
        return tuple("hyperscalers" if name in cohort else "others" for name in self.issuer)

    @property
    def tenor_band(self) -> tuple[str, ...]:
        """Bands of years to maturity; "not known" without one."""
        return tuple(_band(years) for years in self.tenor)


def issuance(
    deals: Iterable[PricedDeal], rates: Mapping[str, Rate]
) -> tuple[Issuance, tuple[Problem, ...]]:
    """The rows of some deals, and what was left out and why."""
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for priced in deals:
        why = no_rate(priced.deal, rates)
        if why:
            problems.append(Problem(priced.deal.deal_id, Reason.MISSING, why))
            continue
        try:
            rows += _rows(priced, rates)
        except BookrunnerError as error:
            told = f"left out: {error}"
            problems.append(Problem(priced.deal.deal_id, Reason.MISSING, told))
    return columns(rows), tuple(problems)


def no_rate(deal: Deal, rates: Mapping[str, Rate]) -> str:
    """Why a deal stays out of sums in dollars; an empty string where it comes in."""
    currency = deal.currency.value if deal.currency else "USD"
    known = currency == "USD" or currency in rates
    return "" if known else f"left out: in {currency}, and no --rate given"


def columns(rows: Sequence[Mapping[str, Any]]) -> Issuance:
    """Rows as columns; the names of a row are those of `Issuance`."""

    def words(name: str) -> tuple[Any, ...]:
        return tuple(row[name] for row in rows)

    def numbers(name: str) -> Floats:
        return np.array([row[name] for row in rows], float)

    def days(name: str) -> Dates:
        return as_dates(np.array([row[name] or "NaT" for row in rows], "datetime64[D]"))

    return Issuance(
        deal=words("deal"),
        issuer=words("issuer"),
        sector=words("sector"),
        rating=words("rating"),
        currency=words("currency"),
        month=np.array([row["month"] or "NaT" for row in rows], "datetime64[M]"),
        day=days("day"),
        settles=days("settles"),
        maturity=days("maturity"),
        tenor=numbers("tenor"),
        duration=numbers("duration"),
        face=numbers("face"),
        figures=words("figure"),
    )


def _rows(priced: PricedDeal, rates: Mapping[str, Rate]) -> Iterator[dict[str, Any]]:
    deal = priced.deal
    currency = deal.currency.value if deal.currency else ""
    base = {
        "deal": deal.deal_id,
        "issuer": own_name(deal),
        "sector": "AI",
        "rating": rating_band(deal),
        "currency": currency,
        **_when(deal),
    }
    if deal.pricing_date is None or not deal.tranches:
        yield base | _whole(deal, rates.get(currency))
        return
    for each, tranche in zip(
        sold(priced, rates.get(currency)), priced.tranches, strict=True
    ):
        yield base | {
            "maturity": _value(tranche.tranche.maturity),
            "tenor": each.tenor.value,
            "duration": np.nan if each.floating else each.duration.value,
            "face": float(each.face.value.amount),
            "figure": each.face,
        }


def _whole(deal: Deal, rate: Rate | None) -> dict[str, Any]:
    """A sale as one row, when its day or its tranches are not known."""
    if deal.total_face is None:
        raise UnavailableError(expected="the size of the sale", seen="none at hand")
    dollars = in_dollars(deal.total_face, rate, deal.deal_id)
    return {
        "maturity": None,
        "tenor": np.nan,
        "duration": np.nan,
        "face": float(dollars.value.amount),
        "figure": dollars,
    }


def _when(deal: Deal) -> dict[str, Any]:
    """The day of a sale, or the month alone where the sources give no more."""
    settles = _value(deal.settlement_date)
    if deal.pricing_date:
        day = deal.pricing_date.value
        return {"month": f"{day:%Y-%m}", "day": day, "settles": settles}
    period = next((d.period for d in library.deals() if d.deal_id == deal.deal_id), "")
    month = period if _MONTH.fullmatch(period) else None
    return {"month": month, "day": None, "settles": settles}


def hyperscaler_sizes() -> Floats:
    """Dollar sales of the five that ship, by size of the whole sale: dollars."""
    faces = [
        float(facts.total_face.value.amount)
        for facts in library.deals()
        if facts.ticker in hyperscalers()
        and facts.total_face
        and facts.currency.value == "USD"
    ]
    return np.array(sorted(faces), float)


def own_name(deal: Deal) -> str:
    """The ticker of a company that sells its own bonds, else the issuer's name.

    >>> from bookrunner.deals import shipped_deal
    >>> [own_name(shipped_deal(n)) for n in ("meta-2025-10-30", "beignet-2025-10")]
    ['META', 'Beignet Investor LLC (Meta/Blue Owl Hyperion)']
    """
    told = next((d.deal_type for d in library.deals() if d.deal_id == deal.deal_id), "IG")
    own = deal.ticker if told.startswith(("IG", "HY")) else None
    return own or (deal.issuer.value if deal.issuer else deal.ticker or "")


def rating_band(deal: Deal) -> str:
    """Investment grade or high yield, by what its sources call it.

    >>> from bookrunner.deals import shipped_deal
    >>> rating_band(shipped_deal("amzn-2025-11-17"))
    'investment grade'
    """
    told = next((d.deal_type for d in library.deals() if d.deal_id == deal.deal_id), "")
    if told.startswith("HY"):
        return "high yield"
    rated = [each.value for each in deal.ratings.values()]
    if told.startswith("IG") or any(_INVESTMENT.match(rating) for rating in rated):
        return "investment grade"
    return "high yield" if rated else "not rated"


def _value(figure: Figure[Any] | None) -> Any:
    return None if figure is None else figure.value


def _band(years: float) -> str:
    for low, high in TENORS:
        if low <= years < high:
            return f"{low}-{high} years" if high < 100 else f"{low} years and more"
    return "not known"


def _taken(column: Any, at: Ints) -> Any:
    return tuple(column[n] for n in at) if isinstance(column, tuple) else column[at]
