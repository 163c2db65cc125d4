"""Records as the rows of the tables in `schema`, cell by cell in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from bookrunner.store.packing import packed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bookrunner.cited import Figure
    from bookrunner.deals import Deal
    from bookrunner.store.records import Filing

T = TypeVar("T")
Row: TypeAlias = tuple[Any, ...]


def filing_row(filing: Filing, reading: Deal | None) -> Row:
    """A filing and what was read from it, as its row."""
    return (
        filing.accession,
        filing.cik,
        filing.company,
        filing.form,
        filing.filed,
        filing.url,
        filing.outcome,
        filing.reason,
        packed(reading) if reading else None,
    )


def deal_row(deal: Deal) -> Row:
    """A deal whole, and the columns it is found by."""
    return (
        deal.deal_id,
        _value(deal.issuer),
        deal.ticker,
        _value(deal.pricing_date),
        _value(deal.settlement_date),
        _value(deal.currency),
        deal.total_face.value.amount if deal.total_face else None,
        packed(deal),
    )


def tranche_rows(deal: Deal) -> Iterator[Row]:
    """The tranches of a deal, numbered as in its documents."""
    for number, tranche in enumerate(deal.tranches, 1):
        yield (
            deal.deal_id,
            number,
            _value(tranche.title),
            tranche.kind.value.value if tranche.kind else None,
            _value(tranche.coupon),
            _value(tranche.maturity),
            tranche.face.value.amount if tranche.face else None,
            _value(tranche.price),
            _value(tranche.yield_to_maturity),
            _value(tranche.spread_at_pricing),
            _value(tranche.cusip),
            _value(tranche.isin),
        )


def problem_rows(deal: Deal) -> Iterator[Row]:
    """What could not be settled about a deal."""
    for told in deal.problems:
        yield (deal.deal_id, told.figure, told.reason.value, told.message)


def _value(figure: Figure[T] | None) -> T | None:
    return None if figure is None else figure.value
