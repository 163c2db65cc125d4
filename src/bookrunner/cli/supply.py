"""`bookrunner supply`: what was sold, what is expected, and who sold it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from bookrunner.cli.output import Csv, Json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bookrunner.briefs.story import Section
    from bookrunner.cited import Problem
    from bookrunner.deals import Deal
    from bookrunner.deals.priced import PricedDeal
    from bookrunner.market.scenarios import Fan
    from bookrunner.market.sold import Rate
    from bookrunner.market.supply import Issuance

View = Annotated[
    str,
    typer.Argument(
        help="volumes, issuers, banks, shares, forecasts, scenarios, diary, comparables."
    ),
]
By = Annotated[
    str,
    typer.Option(
        help="month, week, quarter, rating, sector, tenor, currency, cohort, issuer."
    ),
]
TableFile = Annotated[
    str | None, typer.Option("--table", help="A CSV of issuance of your own, instead.")
]
Rates = Annotated[
    list[str] | None, typer.Option("--rate", help="Dollars a unit: EUR=1.15@2025-11-03.")
]
Year = Annotated[int, typer.Option(help="Of the scenarios and the diary.")]
Of = Annotated[str, typer.Option(help="DEAL:YEAR, the tranche to find comparables for.")]
Html = Annotated[Path | None, typer.Option("--html", help="Write one page, with charts.")]
Seed = Annotated[int, typer.Option(help="Seed of the draws.")]


@dataclass(frozen=True, slots=True)
class _Asked:
    by: str
    table: str | None
    rates: Mapping[str, Rate]
    year: int
    seed: int
    of: str


_Told: TypeAlias = "tuple[Section, Sequence[Problem]]"


def supply(
    view: View = "volumes",
    *,
    by: By = "month",
    table: TableFile = None,
    rate: Rates = None,
    year: Year = 2026,
    seed: Seed = 2026,
    of: Of = "amzn-2025-11-17:2055",
    html: Html = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Say what was sold: gross and net, by any grouping; leagues, forecasts, a diary."""
    from bookrunner.cli.rates import given_rates
    from bookrunner.cli.sections import say_section, write_page
    from bookrunner.errors import MisuseError

    if view not in _VIEWS:
        raise MisuseError(expected=f"one of {', '.join(_VIEWS)}", seen=view)
    asked = _Asked(by, table, given_rates(rate), year, seed, of)
    section, problems = _VIEWS[view](asked)
    if html is not None:
        write_page([section], problems, html)
    else:
        say_section(section, problems, json=json, csv=csv)


def _volumes(asked: _Asked) -> _Told:
    from bookrunner.briefs.supply_view import volumes_section
    from bookrunner.market.volumes import volumes

    rows, problems = _issuance(asked)
    return volumes_section(volumes(rows, asked.by), asked.by), problems


def _issuers(asked: _Asked) -> _Told:
    from bookrunner.briefs.supply_view import league_section
    from bookrunner.market.leagues import issuer_league

    league = issuer_league(_deals(), asked.rates)
    return league_section(league, "issuer"), league.problems


def _banks(asked: _Asked) -> _Told:
    from bookrunner.briefs.supply_view import league_section
    from bookrunner.market.leagues import bookrunner_league

    league = bookrunner_league(_deals(), asked.rates)
    return league_section(league, "bookrunner"), league.problems


def _shares(_: _Asked) -> _Told:
    from bookrunner.briefs.supply_view import shares_section
    from bookrunner.market.forecasts import shares, stated_shares

    return shares_section(shares(), stated_shares()), ()


def _forecasts(_: _Asked) -> _Told:
    from bookrunner.briefs.supply_view import forecasts_section
    from bookrunner.market.forecasts import forecasts

    return forecasts_section(forecasts()), ()


def _scenarios(asked: _Asked) -> _Told:
    from bookrunner.briefs.market_charts import fan_over_months
    from bookrunner.briefs.supply_view import fans_section

    fans = _fans(asked)
    section = fans_section(fans, f"{asked.year}")
    picture = fan_over_months(fans, f"{asked.year}")
    return replace(section, blocks=(*section.blocks, picture)), ()


def _diary(asked: _Asked) -> _Told:
    from datetime import date

    from bookrunner.briefs.supply_view import diary_section
    from bookrunner.market.diary import diary

    rows, problems = _issuance(asked)
    entries = diary(rows, date(asked.year, 1, 1), date(asked.year + 1, 1, 1))
    return diary_section(entries), problems


def _comparables(asked: _Asked) -> _Told:
    from bookrunner.briefs.supply_view import comparables_section
    from bookrunner.errors import MisuseError
    from bookrunner.market.comparables import candidates, comparables

    deal, _, year = asked.of.partition(":")
    among = tuple(candidates(_priced_deals()))
    mine = [c for c in among if c.deal == deal and c.title.endswith(year) and year]
    if not mine:
        raise MisuseError(
            expected="a fixed-rate tranche as DEAL:YEAR, such as amzn-2025-11-17:2055",
            seen=asked.of,
        )
    return comparables_section(comparables(mine[0], among), mine[0].title), ()


_VIEWS: Mapping[str, Callable[[_Asked], _Told]] = {
    "volumes": _volumes,
    "issuers": _issuers,
    "banks": _banks,
    "shares": _shares,
    "forecasts": _forecasts,
    "scenarios": _scenarios,
    "diary": _diary,
    "comparables": _comparables,
}


def _fans(asked: _Asked) -> list[Fan]:
    """A fan for each forecast of hyperscaler supply in the year asked."""
    import numpy as np

    from bookrunner.errors import UnavailableError
    from bookrunner.market.forecasts import forecasts
    from bookrunner.market.scenarios import fan
    from bookrunner.market.supply import hyperscaler_sizes
    from bookrunner.units import Money

    sizes = hyperscaler_sizes()
    told = [
        (each, float(each.figure.value.amount))
        for each in forecasts()
        if each.series.startswith("Hyperscaler")
        and each.period.startswith(f"{asked.year}")
        and isinstance(each.figure.value, Money)
    ]
    if not told:
        raise UnavailableError(
            expected=f"a forecast of hyperscaler supply in {asked.year}", seen="none ships"
        )
    generator = np.random.default_rng(asked.seed)
    return [
        fan(
            f"{each.institution}: ${amount / 1e9:,.0f}bn",
            amount,
            sizes,
            generator,
            inputs=(each.figure,),
        )
        for each, amount in told
    ]


def _issuance(asked: _Asked) -> tuple[Issuance, Sequence[Problem]]:
    from bookrunner.market.supply import issuance
    from bookrunner.market.table_of_sales import table_of_sales
    from bookrunner.sources.files import read_rows

    if asked.table is not None:
        return table_of_sales(read_rows(asked.table), asked.table, asked.rates)
    return issuance(_priced_deals(), asked.rates)


def _priced_deals() -> Iterator[PricedDeal]:
    from bookrunner import shelf
    from bookrunner.deals.priced import priced

    for deal in _deals():
        day = deal.pricing_date
        yield priced(deal, shelf.curve(day.value) if day else None)


def _deals() -> Iterator[Deal]:
    """The sales that ship, and those the store keeps besides; one sale counts once."""
    from bookrunner.deals import shipped_deals
    from bookrunner.store import Store, default_path

    yield from shipped_deals()
    shipped = {_identity(deal) for deal in shipped_deals()}
    if default_path().exists():
        with Store.open() as store:
            kept = store.deals()
        yield from (deal for deal in kept if _identity(deal) not in shipped)


def _identity(deal: Deal) -> tuple[object, ...]:
    """What makes two records one sale: who sold, on which day, in which currency."""
    day = deal.pricing_date.value if deal.pricing_date else deal.deal_id
    return deal.ticker, day, deal.currency.value if deal.currency else None
