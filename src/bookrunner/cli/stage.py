"""`bookrunner stage DEAL`: the sale as it unfolds, told and typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bookrunner.cli.output import Csv, Json, warn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bookrunner.deals.priced import PricedDeal
    from bookrunner.library import StageFacts
    from bookrunner.market.concession import Quotes
    from bookrunner.store import Stage

DealName = Annotated[str, typer.Argument(metavar="DEAL", help="A deal.")]
StageName = Annotated[
    str | None, typer.Argument(help="target, talk, guidance, launch, peak or final.")
]
Quantity = Annotated[
    str | None, typer.Argument(help="size, spread, order_book or attrition.")
]
Value = Annotated[str | None, typer.Argument(help="115bp, $80bn, 50%.")]
Tranche = Annotated[str, typer.Option(help='"longest", or its number; else the deal.')]
Source = Annotated[str, typer.Option(help="Who says so: an address or a publication.")]
Day = Annotated[str | None, typer.Option("--on", help="The day it speaks of.")]
Status = Annotated[str, typer.Option(help="How sure, and when: confirmed, 10:30 New York.")]
Load = Annotated[
    str | None,
    typer.Option(help="A CSV: stage, quantity, tranche, value, source, on, status."),
]
Quoted = Annotated[
    str | None,
    typer.Option(
        "--quotes",
        help="A CSV of the day's bonds: issuer, years, spread_bp, day; or priced holdings.",
    ),
]


def stage(
    deal: DealName,
    name: StageName = None,
    quantity: Quantity = None,
    value: Value = None,
    *,
    tranche: Tranche = "",
    source: Source = "",
    on: Day = None,
    status: Status = "",
    load: Load = None,
    quotes: Quoted = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Record a stage of a sale, or show how it unfolded: tightening, cover, concession."""
    from bookrunner.cli.named import deal_named
    from bookrunner.errors import MisuseError

    if name is not None or load is not None:
        deal = deal_named([deal]).deal_id
    if name is not None:
        if quantity is None or value is None:
            raise MisuseError(
                expected="a stage, a quantity and a value",
                seen=name,
                hint="bookrunner stage DEAL talk spread 115bp --source IFR --on 2025-11-17",
            )
        words = {"stage": name, "quantity": quantity, "value": value, "tranche": tranche}
        words |= {"source": source, "on": on or "", "status": status}
        _keep(deal, [words])
    elif load is not None:
        from bookrunner.sources.files import read_rows

        _keep(deal, read_rows(load))
    else:
        _show(deal, quotes, json=json, csv=csv)


def _keep(deal: str, rows: Sequence[dict[str, str]]) -> None:
    from bookrunner.market.typed_stages import typed
    from bookrunner.store import Stage, Store

    stages = [Stage(**typed(deal, row)) for row in rows]
    with Store.open() as store, store.together():
        for each in stages:
            store.keep_stage(each)
    warn(f"kept {len(stages)} figure{'' if len(stages) == 1 else 's'} of {deal}")


def _show(name: str, quotes: str | None, *, json: bool, csv: bool) -> None:
    from bookrunner.briefs.stages_view import stages_section
    from bookrunner.cli.sections import say_section
    from bookrunner.market.concession import concessions
    from bookrunner.market.outstanding import hyperscalers
    from bookrunner.market.stages import unfolding

    deal = _priced(name)
    told = tuple(_told(deal.deal.deal_id))
    found = unfolding(deal.deal.deal_id, told)
    kin, own = hyperscalers(), deal.deal.ticker
    peers = [each for each in kin if each != own] if own in kin else []
    paid = concessions(deal, _quotes(quotes), peers, told)
    say_section(stages_section(found, paid), found.problems, json=json, csv=csv)


def _told(deal: str) -> Iterator[StageFacts]:
    """What ships, and what the user typed in."""
    from bookrunner.library import stages
    from bookrunner.market.typed_stages import as_facts
    from bookrunner.store import Store, default_path

    yield from stages(deal)
    if default_path().exists():
        with Store.open() as store:
            kept: tuple[Stage, ...] = store.stages(deal)
        yield from (
            as_facts(
                (each.deal_id, each.stage, each.quantity, each.tranche),
                each.value,
                each.unit,
                (each.source, each.as_of, each.note),
            )
            for each in kept
        )


def _quotes(path: str | None) -> Quotes | None:
    from bookrunner.market.quotes import quotes_in
    from bookrunner.sources.files import read_rows

    return None if path is None else quotes_in(read_rows(path), path)


def _priced(name: str) -> PricedDeal:
    from bookrunner import shelf
    from bookrunner.cli.named import deal_named
    from bookrunner.deals.priced import priced

    deal = deal_named([name])
    day = deal.pricing_date
    return priced(deal, shelf.curve(day.value) if day else None)
