"""Why borrow?  Cash against debt against slower capex, with what must be believed.

A borrower's books, its last sale and the day's curve come in; out goes what each choice
costs a year, part by part, which is cheapest, how much rating headroom borrowing takes,
and the break-even: for each belief, the value at which cash would have won.  Every cost
carries the beliefs it rests on, and is no better known than they are.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from bookrunner.cited import Assumed, Computed, Problem
from bookrunner.errors import MisuseError
from bookrunner.issuers import funding_case
from bookrunner.issuers.beliefs import Beliefs, beliefs
from bookrunner.issuers.credit import credit, pro_forma
from bookrunner.issuers.funding_case import Case, Choice
from bookrunner.issuers.known import missing, unsupported, worked_out
from bookrunner.issuers.rating import highest_leverage, notch_of, rating_estimate
from bookrunner.units import Money

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from bookrunner.cited import Figure
    from bookrunner.issuers.beliefs import Prices
    from bookrunner.issuers.credit import Credit
    from bookrunner.issuers.financials import Financials
    from bookrunner.issuers.funding_case import Range
    from bookrunner.issuers.known import Amount, Ratio

_ROOM: Final = "issuers.funding"
QUESTIONED: Final = (
    "market_shut", "emergency_premium", "emergency_years", "growth_persistence",
    "payouts", "cash_flow_error", "liquidity_floor", "cash", "debt_yield", "cash_yield",
)  # fmt: skip
"""Beliefs whose break-even is asked for."""

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "carry": ("amount", "debt_yield", "cash_yield", "tax"),
    "shortfall": (
        "amount", "cash", "liquidity_floor", "operating_cash_flow", "capex", "payouts",
        "cash_flow_growth", "capex_growth", "growth_persistence", "cash_flow_error",
        "market_shut", "emergency_premium", "emergency_years", "tax",
    ),
    "rating": ("amount", "notch_loss", "notch_cost", "repriced_debt", "tax"),
    "forgone_return": ("amount", "project_return"),
}  # fmt: skip
"""What each part of a cost rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a need costs by each choice, and what must be believed."""

    ticker: str
    end: date  # the quarter the books stand at
    sale: str  # the deal whose spreads price the debt; "" where the user did
    beliefs: Beliefs
    case: Case
    before: Credit
    after: Credit  # with the need borrowed
    parts: Mapping[Choice, Mapping[str, Figure[Money]]]  # a year, after tax
    totals: Mapping[Choice, Figure[Money]]
    headroom: Amount  # more debt before the estimated rating falls a notch
    break_even: Mapping[str, Ratio]  # belief -> where cash costs what debt does
    sensitivity: Mapping[str, tuple[Figure[Money], Figure[Money]]]

    @property
    def cheapest(self) -> Choice:
        """The choice that costs least a year, on these beliefs."""
        return min(self.totals, key=lambda choice: self.totals[choice].value.amount)

    @property
    def advantage(self) -> Figure[Money]:
        """What borrowing saves a year against spending cash; below zero cash wins."""
        cash, debt = self.totals[Choice.CASH], self.totals[Choice.DEBT]
        by = f"{_ROOM}: the cost of cash less the cost of debt, a year"
        return Computed(cash.value - debt.value, by, (cash, debt))

    @property
    def price_of_liquidity(self) -> Figure[float]:
        """What keeping a dollar costs a year, after tax: carry and rating over the need.

        Cash wins for whoever thinks a dollar of liquidity is worth less than this.
        """
        carry = self.parts[Choice.DEBT]["carry"]
        rating = self.parts[Choice.DEBT]["rating"]
        paid = float((carry.value + rating.value).amount) / 1e9 / self.case.amount
        by = f"{_ROOM}: carry and rating cost of debt, over the need"
        return Computed(paid, by, (carry, rating, self.beliefs.figures["amount"]))


def decision(
    books: Financials,
    end: date,
    amount: Money,
    *,
    prices: Prices,
    chosen: Mapping[str, float] | None = None,
) -> Decision | Problem:
    """The funding decision of one borrower for one need, or what is missing for it.

    Raises:
        MisuseError: the need is not positive, or a chosen belief has no such name.
    """
    if amount.amount <= 0:
        raise MisuseError(expected="an amount above zero", seen=str(amount))
    told = chosen or {}
    held = beliefs(books, end, prices, chosen=told)
    if isinstance(held, Problem):
        return held
    need = Assumed(amount, "the amount asked about")
    before = credit(books, end)
    after = pro_forma(before, need, _interest(need, held.figures["debt_yield"]))
    held = Beliefs(figures={**held.figures, **_rating_beliefs(need, before, after)})
    case = Case(**{each.name: held.number(each.name) for each in fields(Case)})
    parts = {choice: _parts(case, choice, held) for choice in Choice}
    return Decision(
        ticker=books.ticker,
        end=end,
        sale=prices.sale.deal_id if prices.sale and "debt_yield" not in told else "",
        beliefs=held,
        case=case,
        before=before,
        after=after,
        parts=parts,
        totals={choice: _total(choice, told) for choice, told in parts.items()},
        headroom=headroom(before),
        break_even={name: _break_even(case, name, held) for name in QUESTIONED},
        sensitivity=_sensitivity(case, held),
    )


def headroom(at: Credit) -> Amount:
    """More debt until the rating estimate falls by one notch, all else unchanged."""
    estimate = rating_estimate(at)
    leverage = at.lease_adjusted_leverage
    if isinstance(leverage, Problem):
        leverage = at.leverage
    if isinstance(estimate, Problem):
        return estimate

    def room(now: float, ebitda: Money, coverage: float, revenue: Money) -> Money | Problem:
        falls_at = round(estimate.value.notch) + 0.5
        most = highest_leverage(falls_at, coverage, float(revenue.amount))
        more = Decimal(round((most - now) * float(ebitda.amount), -6))
        return Money(more, ebitda.currency)

    by = f"{_ROOM}.headroom: (leverage at which the estimate falls - today's) x EBITDA"
    return worked_out(by, room, leverage, at.ebitda, at.coverage, at.revenue, as_of=at.end)


def _interest(need: Figure[Money], rate: Figure[float]) -> Figure[Money]:
    paid = need.value * Decimal(repr(rate.value))
    return Computed(paid, f"{_ROOM}: a year of interest on the need", (need, rate))


def _rating_beliefs(
    need: Figure[Money], before: Credit, after: Credit
) -> dict[str, Figure[Any]]:
    """The notches that borrowing costs, and the debt that would then be dearer."""
    lost = worked_out(
        f"{_ROOM}: notches of the estimate, after borrowing less before",
        lambda new, old: new - old,
        notch_of(rating_estimate(after)),
        notch_of(rating_estimate(before)),
    )
    if isinstance(lost, Problem):
        lost = Assumed(0.0, f"no rating estimate can be made: {lost.message}")
    reason = "only the need itself is repriced: what else falls due soon is not at hand"
    return {
        "amount": need,
        "notch_loss": lost,
        "repriced_debt": Computed(
            need.value, f"{_ROOM}: the need", (need, Assumed(0, reason))
        ),
    }


def _parts(case: Case, choice: Choice, held: Beliefs) -> dict[str, Figure[Money]]:
    told = funding_case.costs(case, choice)
    currency = held.figures["amount"].value.currency
    return {
        name: Computed(
            _billions(getattr(told, name), currency),
            f"issuers.funding_case.costs: {name} of {choice.value}, a year after tax",
            tuple(held.figures[each] for each in rests_on),
        )
        for name, rests_on in PARTS.items()
    }


def _total(choice: Choice, parts: Mapping[str, Figure[Money]]) -> Figure[Money]:
    amounts = [each.value for each in parts.values()]
    by = f"{_ROOM}: what {choice.value} costs, a year after tax"
    return Computed(sum(amounts[1:], amounts[0]), by, tuple(parts.values()))


def _break_even(case: Case, name: str, held: Beliefs) -> Ratio:
    within: Range = held.range(name)
    found = funding_case.break_even(case, name, within)
    if found is None:
        said = f"no {name.replace('_', ' ')} from {within.low:g} to {within.high:g}"
        return unsupported(name, f"{said} makes cash and debt cost the same")
    others = tuple(f for key, f in held.figures.items() if key != name)
    by = f"issuers.funding_case.break_even: {name} at which cash and debt cost the same"
    return Computed(found, by, others)


def _sensitivity(
    case: Case, held: Beliefs
) -> dict[str, tuple[Figure[Money], Figure[Money]]]:
    names = dict.fromkeys((*QUESTIONED, "tax", "notch_cost"))
    ranges = {name: held.range(name) for name in names}
    currency = held.figures["amount"].value.currency
    inputs = tuple(held.figures.values())

    def told(name: str, at: float, saved: float) -> Figure[Money]:
        by = f"issuers.funding_case: the advantage of debt with {name} at {at:g}"
        return Computed(_billions(saved, currency), by, inputs)

    moved = funding_case.sensitivity(case, ranges)
    return {
        name: (told(name, ranges[name].low, low), told(name, ranges[name].high, high))
        for name, (low, high) in moved.items()
    }


def _billions(amount: float, currency: str) -> Money:
    return Money(Decimal(round(amount * 1e9)), currency)


def latest_quarter(
    books: Financials, by: date | None = None, chosen: Collection[str] = ()
) -> date | Problem:
    """The last quarter for which all that is not *chosen* by the user is stated."""
    for end in reversed([e for e in books.ends if by is None or e <= by]):
        at = credit(books, end)
        needed = {
            "cash": at.cash,
            "operating_cash_flow": at.operating_cash_flow,
            "capex": at.capex,
            "liquidity_floor": at.revenue,
        }
        lacking = {name for name, told in needed.items() if isinstance(told, Problem)}
        if lacking <= set(chosen):
            return end
    said = f"{books.ticker}: no quarter states cash, cash flow, capex and revenue together"
    return missing("quarter", said)
