"""The shelf: the few functions most people need, each a line over the rooms [shell].

``br.deal`` and ``br.sales`` take from the library, ``br.read`` from documents on disk,
``br.brief`` tells the story of a deal, ``br.issuer`` what its borrower can carry,
``br.price`` puts analytics beside any table of bonds.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bookrunner.bonds import ParCurve
    from bookrunner.briefs import Brief
    from bookrunner.cited import Reported
    from bookrunner.deals import Deal
    from bookrunner.issuers.report import Report
    from bookrunner.market.effects import Impact
    from bookrunner.store import Store
    from bookrunner.tables import Table

T = TypeVar("T")


def deal(deal_id: str) -> Deal:
    """A deal of the library by its name, "amzn-2025-11-17".

    Raises:
        MisuseError: no deal of that name ships.
    """
    from bookrunner.deals.shipped import shipped_deal

    return shipped_deal(deal_id)


def sales() -> tuple[Deal, ...]:
    """Every deal that ships with the library."""
    from bookrunner.deals.shipped import shipped_deals

    return shipped_deals()


def issuer(ticker: str, *, with_deal: Deal | None = None, on: date | None = None) -> Report:
    """What is known of a borrower that ships, on a day, and with a deal on top.

    Raises:
        UnavailableError: no quarter of that ticker ships, or none that old.

    >>> amazon = issuer("AMZN", with_deal=deal("amzn-2025-11-17"))
    >>> f"{amazon.before.coverage.value:.1f} -> {amazon.after.coverage.value:.1f}"
    '35.2 -> 26.6'
    """
    from bookrunner.cited import Problem
    from bookrunner.errors import UnavailableError
    from bookrunner.issuers.from_library import financials_from_library
    from bookrunner.issuers.report import Sources, last_quarter, report

    sold = with_deal.pricing_date if with_deal else None
    books = financials_from_library(ticker)
    end = last_quarter(books, on or (sold.value if sold else None))
    if isinstance(end, Problem):
        raise UnavailableError(expected="a quarter of the borrower", seen=end.message)
    return report(books, end, Sources(deals=sales(), new=with_deal))


def read(*documents: str | Path) -> Deal:
    """The deal its documents tell of, each figure with the words it was read from.

    A document that is no term sheet gives a deal without tranches whose problems say
    what it is.

    Raises:
        MissingFileError: a path that leads nowhere.
        MisuseError: documents of two sales.
    """
    from bookrunner.deals import read_deal
    from bookrunner.deals.join import joined
    from bookrunner.filings import document
    from bookrunner.sources.files import read_file

    texts = [
        document(read_file(str(path)), _name(path), filing=_accession(path))
        for path in documents
    ]
    return joined(*(read_deal(text).value for text in texts))


def _accession(path: str | Path) -> str:
    """The filing's number, where an address on EDGAR states it."""
    from bookrunner.sources.filing_names import place

    address = str(path)
    where = place(address) if address.startswith(("https://", "http://")) else None
    return where.accession if where else ""


def _name(path: str | Path) -> str:
    return "standard input" if str(path) == "-" else Path(path).name


def brief(of: Deal) -> Brief:
    """The brief of a deal, against the Treasury curve of its pricing day.

    It shows itself in a terminal (``print``), in a notebook, and as a page.
    """
    from bookrunner.briefs import brief as told

    return told(of, curve(of.pricing_date.value) if of.pricing_date else None)


def impact(of: Deal, *, outstanding: float | None = None, seed: int = 20251117) -> Impact:
    """What a sale does to every other price, with intervals: ``.effects``, row by row.

    *outstanding* is what its issuer owed on the eve, in dollars, where no balance sheet
    of it ships.

    Raises:
        MisuseError: a currency other than the dollar.
        UnavailableError: sizes, tenors or what the issuer owes are not at hand.
    """
    import numpy as np

    from bookrunner.deals.priced import priced
    from bookrunner.market.effects import impact as effects_of
    from bookrunner.market.inputs import curve_near, deal_inputs, given_debt
    from bookrunner.market.sold import pricing_day

    day = pricing_day(of)
    own = curve(day)
    debt = None if outstanding is None else given_debt(outstanding)
    inputs = deal_inputs(priced(of, own), own or curve_near(day), own_outstanding=debt)
    return effects_of(inputs, np.random.default_rng(seed))


def price(  # noqa: PLR0913 - all but the table by name
    bonds: Any,
    *,
    settlement: date | str | None = None,
    pricing_day: date | str | None = None,
    columns: Sequence[str] | None = None,
    headings: Mapping[str, str] | None = None,
    units: Mapping[str, str] | None = None,
) -> Table:
    """A table of bonds with its analytics beside it: yield, risk, spreads, or the reason.

    Args:
        bonds: a frame of pandas, polars, Arrow or DuckDB, a mapping of names to columns,
            or the path of a file, which is read whole.
        settlement: the day of payment, where a row states none; else by the cycle of
            the row's market after its pricing day.
        pricing_day: the day of the prices, where a row states none; else today.
        columns: the columns to give, of the table and of the figures; None for its own
            and the usual figures.
        headings: figure -> column, where a heading is not understood.
        units: figure -> ``percent``, ``decimal``, ``per 100`` or ``fraction``.

    Raises:
        MisuseError: it is no table, or a column is missing or stands twice.
        MissingFileError: a path that leads nowhere.

    >>> held = {"coupon": [5.25], "maturity": ["2035-01-15"], "price": [99.50]}
    >>> table = price(held, settlement="2025-11-18", pricing_day="2025-11-17")
    >>> f"{table.floats('yield_to_maturity')[0]:.6f} {table.floats('g_spread')[0]:.6f}"
    '0.053186 0.012532'
    """
    from bookrunner.bonds.pricing import Basis, price_table

    held, stated = _held(bonds)
    basis = Basis(
        settlement=_date(settlement),
        pricing_day=_date(pricing_day) or stated,
        today=date.today(),  # noqa: DTZ011 # the user's own day
        curve_of=_par_curve,
    )
    return price_table(held, basis, columns=columns, headings=headings, units=units)


def _held(bonds: Any) -> tuple[Any, date | None]:
    """A frame as it is, a file whole; and the day a file says its prices are of."""
    from bookrunner.sources.table_files import open_table
    from bookrunner.tables import stacked

    if not isinstance(bonds, str | Path):
        return bonds, None
    file = open_table(bonds)
    return stacked(list(file.blocks)), file.layout.as_of if file.layout else None


def _date(when: date | str | None) -> date | None:
    from bookrunner.units import day

    return day(when) if isinstance(when, str) else when


def _par_curve(day: date) -> ParCurve | None:
    found = curve(day)
    return found.value if found else None


def curve(day: date) -> Reported[ParCurve] | None:
    """The Treasury par curve of a day: from the library, else as `sync` has kept it."""
    from bookrunner.deals.curves import shipped_curve

    return shipped_curve(day) or _kept(lambda store: _kept_curve(store, day))


def kept_deal(deal_id: str) -> Deal | None:
    """A deal that `sync` has read, by its name."""
    return _kept(lambda store: store.deal(deal_id))


def _kept_curve(store: Store, day: date) -> Reported[ParCurve] | None:
    from bookrunner.store.curves import kept_curve

    return kept_curve(store, day)


def _kept(asked: Callable[[Store], T | None]) -> T | None:
    """What the user's store answers; nothing where there is no store yet."""
    from bookrunner.store import Store, default_path

    if not default_path().exists():
        return None
    with Store.open(reading=True, wait=5) as store:
        return asked(store)
