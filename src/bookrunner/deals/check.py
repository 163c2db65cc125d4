"""Does the sheet add up?  What it says, worked out again from what else it says.

Two kinds of check.  A *re-derivation* computes a stated figure from others: the yield
from the price, the yield from benchmark and spread, the benchmark's yield from its
price, net price from price less discount, totals from their parts.  A *cross-reading*
compares two places that speak of the same thing (`deals.crosscheck`).

Figures agree when they differ by no more than the rounding they were stated with.  A
figure that was itself derived is no witness.  Where a check cannot be made, it says
what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from bookrunner import bonds
from bookrunner.bonds.calls import yield_to_worst
from bookrunner.cited import Cited, Computed, Problem, Reason, Status, status
from bookrunner.deals.amounts import of_face
from bookrunner.deals.benchmark import treasury_yield_from_price
from bookrunner.deals.deal import Kind
from bookrunner.deals.terms import column, terms
from bookrunner.units import BASIS_POINT, Money, in_bps, in_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bookrunner.cited import Citation, Figure
    from bookrunner.deals.deal import Deal, Tranche
    from bookrunner.deals.terms import Terms


class Verdict(Enum):
    """What a check found."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One figure of a sheet, held against the others."""

    key: str  # "yield_to_maturity:5"
    what: str  # "yield from price"
    verdict: Verdict
    message: str  # how they agree, by how much they do not, or what is missing
    stated: Figure[Any] | None = None
    derived: Computed[Any] | None = None
    crossreading: bool = False


def check_deal(deal: Deal) -> tuple[Check, ...]:
    """Every check the documents of a deal allow, and those they do not."""
    return (
        *_yields_from_prices(deal),
        *(c for n, t in enumerate(deal.tranches, 1) for c in _of_tranche(deal, t, n)),
        *_of_totals(deal),
    )


def disagreements(checks: tuple[Check, ...]) -> tuple[Problem, ...]:
    """The checks that failed, as problems that name both figures."""
    return tuple(
        Problem(each.key, Reason.CONFLICT, each.message, tuple(_seen(each)))
        for each in checks
        if each.verdict is Verdict.DISAGREES
    )


def is_witness(figure: Figure[Any] | None) -> bool:
    """Whether a figure was stated by somebody, and not worked out."""
    return figure is not None and status(figure) <= Status.REPORTED


def half_unit(number: Decimal) -> Decimal:
    """The rounding a figure was stated with: half a unit of its last digit."""
    exponent = number.as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1)


class _Question(NamedTuple):
    """What is asked of a figure, and how the answer writes its numbers."""

    key: str
    what: str
    words: Callable[[Any], str]


def _yields_from_prices(deal: Deal) -> Iterator[Check]:
    """Every yield from its price; only what two witnesses state is worked out."""
    stating = [
        n
        for n, each in enumerate(deal.tranches)
        if is_witness(each.price) and is_witness(each.yield_to_maturity)
    ]
    for n, tranche in enumerate(deal.tranches):
        fixed = tranche.kind is None or tranche.kind.value is Kind.FIXED
        if fixed and n not in stating:
            figures = {"price": tranche.price, "yield": tranche.yield_to_maturity}
            yield _missing(_yield_question(n), figures)
    if stating:
        yield from _yields_from_stated_prices(deal, terms(deal, stating))


def _yields_from_stated_prices(deal: Deal, columns: Terms) -> Iterator[Check]:
    """Above par a sheet with a par call states the yield to it: the worst is compared."""
    of, on = columns.bonds, columns.settlement
    tranches = [deal.tranches[row] for row in columns.rows]
    prices = column([each.price for each in tranches])
    found = yield_to_worst(of, on, prices, columns.calls)
    per_unit = bonds.dv01(of, on, found) / BASIS_POINT
    for n, (row, tranche) in enumerate(zip(columns.rows, tranches, strict=True)):
        price, stated = tranche.price, tranche.yield_to_maturity
        if price is None or stated is None:
            continue
        promise = (tranche.coupon, tranche.maturity, tranche.par_call_date)
        went_in = (price, *(each for each in promise if each))
        derived = Computed(float(found[n]), "bonds.calls.yield_to_worst", went_in)
        room = float(half_unit(stated.value)) + float(half_unit(price.value)) / per_unit[n]
        yield _compared(_yield_question(row), stated, derived, room)


def _yield_question(row: int) -> _Question:
    return _Question(f"yield_to_maturity:{row + 1}", "yield from price", in_percent)


def _of_tranche(deal: Deal, tranche: Tranche, n: int) -> Iterator[Check]:
    if tranche.spread_at_pricing or tranche.benchmark_yield:
        yield _yield_from_benchmark(tranche, n)
    if tranche.benchmark_price and tranche.benchmark_yield:
        yield _benchmark_yield(deal, tranche, n)
    if tranche.net_price:
        yield _net_price(tranche, n)


def _yield_from_benchmark(tranche: Tranche, n: int) -> Check:
    asked = _Question(f"yield_to_maturity:{n}", "yield from benchmark", in_percent)
    stated, base, spread = (
        tranche.yield_to_maturity,
        tranche.benchmark_yield,
        tranche.spread_at_pricing,
    )
    if stated is None or base is None or spread is None:
        figures = {"yield": stated, "benchmark yield": base, "spread": spread}
        return _missing(asked, figures)
    derived = Computed(
        base.value + spread.value, "benchmark yield + spread", (base, spread)
    )
    room = float(half_unit(stated.value) + half_unit(base.value))
    return _compared(asked, stated, derived, room)


def _benchmark_yield(deal: Deal, tranche: Tranche, n: int) -> Check:
    asked = _Question(f"benchmark_yield:{n}", "benchmark yield from its price", in_percent)
    found, stated = treasury_yield_from_price(deal, tranche), tranche.benchmark_yield
    if found is None or stated is None:
        return _missing(asked, {"benchmark by coupon and maturity": None})
    derived, per_unit = found
    half_an_eighth_of_a_tick = 1 / 512
    room = float(half_unit(stated.value)) + half_an_eighth_of_a_tick / per_unit
    return _compared(asked, stated, derived, room)


def _net_price(tranche: Tranche, n: int) -> Check:
    asked = _Question(f"net_price:{n}", "proceeds from price less discount", _points)
    price, fee, net = tranche.price, tranche.gross_spread, tranche.net_price
    if price is None or fee is None or net is None:
        return _missing(asked, {"price": price, "discount": fee})
    derived = Computed(price.value - fee.value, "price - discount", (price, fee))
    return _compared(asked, net, derived, float(half_unit(net.value)))


def _of_totals(deal: Deal) -> Iterator[Check]:
    whole = [of_face(each, each.price, each.gross_spread) for each in deal.tranches]
    fees = [of_face(each, each.gross_spread) for each in deal.tranches]
    for stated, parts, key, what in (
        (deal.total_face, [t.face for t in deal.tranches], "total_face", "size in total"),
        (deal.net_proceeds, whole, "net_proceeds", "proceeds in total"),
        (deal.total_discount, fees, "total_discount", "discount in total"),
    ):
        if stated is not None:
            yield _total(_Question(key, what, _units), stated, parts)


def _total(
    asked: _Question, stated: Figure[Money], parts: Sequence[Figure[Money] | None]
) -> Check:
    known = [each for each in parts if each is not None]
    if not known or len(known) < len(parts):
        return _missing(asked, {"part of every tranche": None})
    amount = sum((each.value.amount for each in known), Decimal(0))
    derived = Computed(
        Money(amount, stated.value.currency), "sum of tranches", tuple(known)
    )
    return _compared(asked, stated, derived, float(half_unit(stated.value.amount)))


def _compared(
    asked: _Question, stated: Figure[Any], derived: Computed[Any], room: float
) -> Check:
    """The verdict on two figures that may differ by *room*."""
    said, found = _number(stated.value), _number(derived.value)
    gap = found - said
    agrees = abs(gap) <= room * (1 + 1e-9) + 1e-12  # NaN does not agree
    apart = in_bps(gap, 2) if asked.words is in_percent else asked.words(gap)
    told = f"{asked.words(said)} is stated, the other figures give {asked.words(found)}"
    return Check(
        key=asked.key,
        what=asked.what,
        verdict=Verdict.AGREES if agrees else Verdict.DISAGREES,
        message=f"{asked.what}: {told} ({apart} apart)",
        stated=stated,
        derived=derived,
    )


def _missing(asked: _Question, figures: Mapping[str, Figure[Any] | None]) -> Check:
    names = [name for name, figure in figures.items() if not is_witness(figure)]
    return Check(
        key=asked.key,
        what=asked.what,
        verdict=Verdict.IMPOSSIBLE,
        message=f"{asked.what}: the documents state no {' and no '.join(names)}",
    )


def _number(value: Any) -> float:
    return float(value.amount if isinstance(value, Money) else value)


def _points(points: float) -> str:
    return f"{points:.3f}"


def _units(amount: float) -> str:
    return f"{amount:,.0f}"


def _seen(check: Check) -> Iterator[Citation]:
    figures = [check.stated, *(check.derived.inputs if check.derived else ())]
    return (figure.citation for figure in figures if isinstance(figure, Cited))
