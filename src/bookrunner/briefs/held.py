"""The figures the house holds about what a claim speaks of.

A claim names its quantity: ``total_face:amzn-2025-11-17``, ``capex:AMZN:3
months:2025-09-30``.  The name comes in; out go the figures at hand, each with the scope
or basis it has and its passport.  Nothing here knows what the claim says of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cited import Computed, Problem
from bookrunner.deals import shipped_deals
from bookrunner.deals.listing import DAYS_A_YEAR, total_face
from bookrunner.issuers.financials import Series, growth, total, trailing
from bookrunner.issuers.from_library import financials_from_library
from bookrunner.issuers.items import Item
from bookrunner.library import commitments, issuers, stages, supply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bookrunner.cited import Figure
    from bookrunner.deals import Deal
    from bookrunner.units import Money

_CAPEX_BASES: Final = {
    Item.CAPEX_GROSS: "gross purchases of property and equipment",
    Item.CAPEX_NET: "net of sale proceeds and incentives",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One figure at hand."""

    figure: Figure[Any]
    scope: str = ""  # what it counts, where more than one thing could be meant
    stage: str = ""  # "target": it was true at an earlier stage; "" it is the last word


def held(quantity: str, deal: Deal) -> tuple[Held, ...]:
    """What the house holds about a quantity; nothing of one it knows no way to.

    *deal* stands for the deal of its name, as it was read.

    >>> from bookrunner.deals import shipped_deal
    >>> amazon = shipped_deal("amzn-2025-11-17")
    >>> (flow,) = held("operating_cash_flow:AMZN:12 months:2025-09-30", amazon)
    >>> f"{flow.figure.value.amount:,.0f}"
    '130,691,000,000'
    """
    family, *named = quantity.split(":")
    find = _FAMILIES.get(family)
    return tuple(find(deal, *named)) if find else ()


def _total_face(deal: Deal, name: str) -> Iterator[Held]:
    yield from _stated(deal, name, total_face)
    for told in stages(name):
        if told.quantity == "size" and told.stage != "final":
            yield Held(figure=told.figure, stage=told.stage)


def _tranche_count(deal: Deal, name: str) -> Iterator[Held]:
    return _stated(deal, name, _counted)


def _bookrunners(deal: Deal, name: str) -> Iterator[Held]:
    return _stated(deal, name, lambda sold: sold.bookrunners)


def _sold(_: Deal, ticker: str, period: str) -> Iterator[Held]:
    """What an issuer sold in a period, currency by currency: no rate adds them up."""
    amounts: dict[str, list[Figure[Money]]] = {}
    for deal in shipped_deals():
        face = total_face(deal)
        day = deal.pricing_date
        if deal.ticker == ticker and face and day and _is_within(day.value, period):
            amounts.setdefault(face.value.currency, []).append(face)
    for currency, parts in amounts.items():
        yield Held(figure=_sum(parts), scope=f"in {currency}")


def _years_since_last_sale(
    _: Deal, ticker: str, currency: str, before: str
) -> Iterator[Held]:
    day = date.fromisoformat(before)
    earlier = [
        deal.pricing_date
        for deal in shipped_deals()
        if deal.ticker == ticker and deal.currency and deal.currency.value == currency
        if deal.pricing_date and deal.pricing_date.value < day
    ]
    if earlier:
        last = max(earlier, key=lambda figure: figure.value)
        years = Decimal((day - last.value).days) / Decimal(DAYS_A_YEAR)
        yield Held(figure=Computed(years, "years between", (last,)))


def _supply(_: Deal, kind: str, year: str, words: str) -> Iterator[Held]:
    """The amounts published for one year in which one of the *words* occurs."""
    return _published("money", kind, year, words)


def _supply_share(_: Deal, kind: str, year: str, words: str) -> Iterator[Held]:
    return _published("ratio", kind, year, words)


def _published(unit: str, kind: str, year: str, words: str) -> Iterator[Held]:
    asked = [word.casefold() for word in words.split("|")]
    for told in supply():
        named = f"{told.series} {told.institution}".casefold()
        fits = (told.unit, told.kind) == (unit, kind) and told.period.startswith(year)
        if fits and any(word in named for word in asked):
            yield Held(figure=told.figure, scope=_scope(told.series, told.period, year))


def _commitment(_: Deal, buyer: str, seller: str) -> Iterator[Held]:
    for told in commitments():
        if (told.buyer, told.seller) == (buyer, seller) and told.amount:
            yield Held(figure=told.amount)


def _capex(_: Deal, ticker: str, months: str, end: str) -> Iterator[Held]:
    for item, scope in _CAPEX_BASES.items():
        yield from _known(trailing(*_span(ticker, item, months, end)), scope)


def _capex_growth(_: Deal, ticker: str, months: str, end: str) -> Iterator[Held]:
    """Growth within each basis; never from one to the other."""
    for item, scope in _CAPEX_BASES.items():
        yield from _known(growth(*_span(ticker, item, months, end)), scope)


def _operating_cash_flow(_: Deal, ticker: str, months: str, end: str) -> Iterator[Held]:
    item = Item.OPERATING_CASH_FLOW
    yield from _known(trailing(*_span(ticker, item, months, end)))


_FAMILIES: Final[Mapping[str, Callable[..., Iterator[Held]]]] = {
    "total_face": _total_face,
    "tranche_count": _tranche_count,
    "bookrunners": _bookrunners,
    "sold": _sold,
    "years_since_last_sale": _years_since_last_sale,
    "supply": _supply,
    "supply_share": _supply_share,
    "commitment": _commitment,
    "capex": _capex,
    "capex_growth": _capex_growth,
    "operating_cash_flow": _operating_cash_flow,
}


def _stated(
    deal: Deal, name: str, figure: Callable[[Deal], Figure[Any] | None]
) -> Iterator[Held]:
    """A figure of a sale: as the deal at hand states it, else as the library does."""
    at_hand = (deal,) if deal.deal_id == name else ()
    shipped = (each for each in shipped_deals() if each.deal_id == name)
    told = (figure(each) for each in chain(at_hand, shipped))
    yield from islice((Held(figure=each) for each in told if each is not None), 1)


def _counted(deal: Deal) -> Figure[Decimal] | None:
    """How many tranches were sold; None where some are not described."""
    if not deal.tranches or any(p.figure == "tranches" for p in deal.problems):
        return None
    titles = tuple(tranche.title for tranche in deal.tranches if tranche.title)
    return Computed(Decimal(len(deal.tranches)), "count", titles)


def _is_within(day: date, period: str) -> bool:
    return day.isoformat().startswith(period)


def _scope(series: str, period: str, year: str) -> str:
    return series if period == year else f"{series}, {period}"


def _span(ticker: str, item: Item, months: str, end: str) -> tuple[Series, date, int]:
    """A series of the books, the day the months end, and how many quarters they are."""
    if ticker not in issuers():
        return Series(item=item, figures={}), date.fromisoformat(end), 1
    books = financials_from_library(ticker)
    return books.of(item), date.fromisoformat(end), int(months.split(maxsplit=1)[0]) // 3


def _known(told: Figure[Any] | Problem, scope: str = "") -> Iterator[Held]:
    if not isinstance(told, Problem):
        yield Held(figure=told, scope=scope)


def _sum(parts: Sequence[Figure[Money]]) -> Figure[Money]:
    if len(parts) == 1:
        return parts[0]
    return Computed(total(*(part.value for part in parts)), "sum", tuple(parts))
